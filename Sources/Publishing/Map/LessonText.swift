import Course
import Documents
import Foundation
import Markup

/// The text of a section's lesson, with its place in the site. One that cannot be read as a lesson
/// yet has its place all the same.
struct LessonText: Sendable {
  let section: Section
  let text: LinkedText
  /// What the lesson's file holds; nil where it cannot be read as a lesson.
  private let source: String?

  /// The page's path in the site: `2-building-blocks/1-affine-maps.html`.
  var page: String { section.pagePath }

  /// Finds the lesson of a section; nil where there is none.
  init?(_ section: Section, in workbook: Workbook) {
    let url = workbook.lesson(section)
    guard FileManager.default.fileExists(atPath: url.path) else { return nil }
    let source = try? Lesson.source(at: url)
    let file = workbook.displayPath(url)
    let blocks = source.flatMap { try? MarkdownReader.read($0, file: file) }
    self.section = section
    self.source = blocks == nil ? nil : source
    text = LinkedText(
      file: file, folder: url.deletingLastPathComponent(), page: section.pagePath,
      blocks: blocks ?? [], source: source.orEmpty)
  }

  /// The lesson, as it was when its text was read.
  ///
  /// - Throws: `LessonFaults`, as `Lesson.init(_:in:)` does.
  func lesson(in workbook: Workbook) throws -> Lesson {
    guard let source else { return try Lesson(section, in: workbook) }
    return try Lesson(
      source, blocks: text.blocks, section: section, course: workbook.course, file: text.file,
      folder: text.folder)
  }
}
