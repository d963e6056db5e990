import Course

/// The paths of pages from the site's top, and the ways between them.
enum SitePath {
  /// The way from the page at a path to the site's top: empty, or `../` a few times.
  static func root(from path: String) -> String {
    String(repeating: "../", count: path.split(separator: "/").count - 1)
  }

  /// The way from the page at a path to another place of the site.
  static func address(of other: String, from path: String) -> String {
    let own = path.split(separator: "/").dropLast()
    let parts = other.split(separator: "/")
    let shared = zip(own, parts).prefix { $0 == $1 }.count
    let up = String(repeating: "../", count: own.count - shared)
    return up + parts.dropFirst(shared).joined(separator: "/")
  }
}

extension Section {
  /// The lesson's page in the site: `2-building-blocks/1-affine-maps.html`.
  var pagePath: String { lessonPath.dropLast(2) + "html" }

  /// The lesson's program in the site: `2-building-blocks/1-affine-maps.swift`.
  var programPath: String { lessonPath.dropLast(2) + "swift" }
}

extension Chapter {
  /// The chapter's page in the site: `2-building-blocks/index.html`.
  var pagePath: String { "\(slug)/index.html" }
}
