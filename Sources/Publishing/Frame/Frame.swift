/// What is around every page: the theme's template, and the lists that lead through the site.
struct Frame: Sendable {
  let template: Template
  let site: SiteMap
  /// The pages beside the lessons, by what the list of contents calls them.
  let places: [(title: String, path: String)]
}
