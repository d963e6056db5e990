import Course
import Documents
import Foundation
import TestSupport

/// A workbook made for a test, gone with it.
package final class SampleWorkbook {
  package let root: URL
  package let workbook: Workbook

  /// A course of two sections with the lessons given; `head` is part of the first one's row,
  /// `planned` of the course, `seed` of its chapter, and `imports` what its sections may import.
  package init(
    _ lessons: [String: String] = [:], head: String = SampleWorkbook.head, planned: String = "",
    seed: String = "1", imports: String = "Kindling"
  ) throws {
    root =
      FileManager.default.temporaryDirectory
      .appending(path: "publishing-\(UUID().uuidString)").standardizedFileURL
    let folder = root.appending(path: "docs/lessons/2-building-blocks")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let course = planned + Self.course + "\n    seed: \"\(seed)\"\n"
    try Data(course.utf8).write(to: root.appending(path: "docs/course.yml"))
    let rows = [
      "1-affine-maps.yml": Self.row("AffineMaps", "Affine maps", head, imports),
      "2-softmax.yml": Self.row("Softmax", "Softmax & co", Self.head, imports),
    ]
    for (name, text) in lessons.merging(rows, uniquingKeysWith: { $1 }) {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    try FileManager.default.createSymbolicLink(
      at: root.appending(path: "docs/theme"),
      withDestinationURL: Repository.root.appending(path: "docs/theme"))
    workbook = try Workbook(root: root)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  package var first: Section { workbook.course.sections[0] }
  package var second: Section { workbook.course.sections[1] }

  /// The lesson of the first section, read from a text.
  package func lesson(_ source: String) throws -> Lesson {
    try Lesson(
      source, section: first, course: workbook.course, file: Self.file,
      folder: root.appending(path: "docs/lessons/2-building-blocks"))
  }

  package func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Writes a file of the workbook.
  package func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: root.appending(path: path))
  }

  package static let picture = "docs/lessons/2-building-blocks/square.svg"
  package static let chapter = "docs/lessons/2-building-blocks/chapter.md"
  package static let file = "docs/lessons/2-building-blocks/1-affine-maps.md"

  private static let course = """
    title: Sample
    subtitle: A course for tests
    chapters:
      - number: 2
        name: BuildingBlocks
        title: Building blocks
        summary: What a classifier is made of.
    """

  /// What a row says of a lesson's head and form.
  package static let head = "source: 'A tutorial'\nform: draft"

  private static func row(
    _ module: String, _ title: String, _ head: String, _ imports: String
  ) -> String {
    """
    module: \(module)
    title: \(title)
    summary: What \(title) are <for>.
    \(head)
    requires: []
    imports: [\(imports)]
    forbidden: []
    provided: []
    limits: {seconds: 10}
    parts:
      - name: answer
        title: Answer the question
        declarations: ["answer(_:)"]
        hints: [Think.]
        tests:
          testAnswer: 6
    """
  }
}
