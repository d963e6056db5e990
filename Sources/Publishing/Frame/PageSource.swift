/// A kind of page beside the lessons: the results, the glossary, the chapters and so on.
///
/// `SiteBuild` lists them all; a new kind of page is a file and an entry there.
protocol PageSource: Sendable {
  /// The pages that the list of contents names, by what it calls them.
  var places: [(title: String, path: String)] { get }

  /// All pages of the kind.
  var pages: [SidePage] { get async throws }
}
