import Course
import Foundation

/// The course file with a chapter more.
struct CourseAddition {
  let text: String

  /// Puts a chapter's entry, in finished lines, before the first chapter with a greater number.
  ///
  /// Throws a `NewSectionError` that says what to write by hand where the file is written in
  /// another way than a chapter a block of lines.
  init(
    of entry: String, number: Int, to course: String, of workbook: Workbook
  ) throws {
    var lines = course.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    while lines.last?.isEmpty == true { lines.removeLast() }
    let starts = lines.indices.filter { lines[$0].contains(#/^  - number: *\d+/#) }
    let numbers = starts.compactMap { lines[$0].firstMatch(of: #/\d+/#).flatMap { Int($0.0) } }
    let next = zip(starts, numbers).first { $1 > number }?.0
    let added = entry.split(separator: "\n").map { String($0) }
    lines.insert(contentsOf: added, at: next ?? lines.endIndex)
    text = lines.joined(separator: "\n") + "\n"
    let read = try? Course(yaml: text)
    let wanted = (workbook.course.chapters.map(\.number) + [number]).sorted()
    guard read?.chapters.map(\.number) == wanted else {
      throw NewSectionError(
        "\(Workbook.courseFile): add this to its chapters by hand, and try again:\n\n\(entry)")
    }
  }
}
