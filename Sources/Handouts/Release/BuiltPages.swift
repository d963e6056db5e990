import Course
import Foundation

/// Lesson pages that `lessons build` has built, as a handout takes them in.
struct BuiltPages {
  /// Where they go.
  static let folder = "site"

  private let site: URL
  private let paths: [String]

  /// The pages of a site.
  ///
  /// Throws a `HandoutError` when it is no site, has not got the page of a section, or has results
  /// of students.
  init(at site: URL, of sections: [Section]) throws {
    self.site = site
    guard FileManager.default.fileExists(atPath: site.appending(path: "index.html").path) else {
      throw HandoutError(
        "\(site.path) has no index.html: name a folder that `lessons build` has written")
    }
    paths = try CourseFile.paths(below: ".", in: site).map { String($0.dropFirst(2)) }
    if let results = paths.first(where: { $0 == "results.html" || $0.hasPrefix("class/") }) {
      throw HandoutError(
        "\(site.path)/\(results) shows students' results: build the pages to hand out without "
          + "--results and --class")
    }
    for section in sections {
      let page = section.lessonPath.replacing(#/\.md$/#, with: ".html")
      guard paths.contains(where: { $0 == page || $0.hasSuffix("/\(page)") }) else {
        throw HandoutError(
          "\(site.path) has no page of \(section.id) \(section.module): run `lessons build` again")
      }
    }
  }

  func files() throws -> [CourseFile] {
    try paths.map {
      CourseFile("\(Self.folder)/\($0)", try Data(contentsOf: site.appending(path: $0)))
    }
  }
}
