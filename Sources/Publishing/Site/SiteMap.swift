import Course
import Foundation

/// The lessons there are, and where their pages stand in the site.
struct SiteMap: Sendable {
  struct Entry: Sendable {
    let section: Section
    /// The identifiers of the lesson's headings, to which others may link.
    let anchors: Set<String>
    /// The page's path in the site: `2-building-blocks/1-affine-maps.html`.
    var page: String { section.pagePath }
  }

  let workbook: Workbook
  /// The sections that have a lesson, in the order of the course.
  let entries: [Entry]
  /// What grading found; the pages show it beside the lessons.
  let results: Results

  /// Finds the lessons of a workbook. One that cannot be read yet still has its place.
  init(_ workbook: Workbook, results: Results = .none) {
    self.workbook = workbook
    self.results = results
    entries = workbook.course.sections.compactMap { section in
      let url = workbook.lesson(section)
      guard let source = try? String(contentsOf: url, encoding: .utf8) else { return nil }
      let blocks = try? MarkdownReader.read(source, file: workbook.displayPath(url))
      return Entry(section: section, anchors: Set(Anchors.all(in: blocks ?? [])))
    }
  }

  /// The sections of a chapter that have a lesson.
  func entries(of chapter: Chapter) -> [Entry] {
    entries.filter { $0.section.chapterNumber == chapter.number }
  }

  /// The lessons before and after a section's.
  func neighbours(of section: Section) -> (previous: Entry?, next: Entry?) {
    guard let index = entries.firstIndex(where: { $0.section.id == section.id }) else {
      return (nil, nil)
    }
    let previous = index > 0 ? entries[index - 1] : nil
    return (previous, index + 1 < entries.count ? entries[index + 1] : nil)
  }
}

extension Section {
  /// The lesson's page in the site: `2-building-blocks/1-affine-maps.html`.
  var pagePath: String { lessonPath.dropLast(2) + "html" }

  /// The lesson's program in the site: `2-building-blocks/1-affine-maps.swift`.
  var programPath: String { lessonPath.dropLast(2) + "swift" }
}
