import Course
import Documents
import Foundation

/// The copy of a lesson's program that a student plays with.
public struct ScratchFile: Sendable {
  /// The folder of such copies, relative to the workbook's root; git passes it over.
  public static let folder = "scratch"

  /// The file.
  public let file: URL
  /// Whether it was there already, and is as the student left it.
  public let isKept: Bool
  /// Where the student's last version went when the lesson's program took its place.
  public let previous: URL?

  /// Makes the copy of a section's program, unless there is one already; `isFresh` makes it again
  /// and keeps what was there beside it.
  ///
  /// - Throws: `LessonFaults` of a lesson that cannot be read, `NothingToPlay`, or the error of a
  ///   file that cannot be written.
  public init(of section: Section, in workbook: Workbook, isFresh: Bool) throws {
    let lesson = try Lesson(section, in: workbook)
    guard lesson.hasProgram else { throw NothingToPlay(section: section.id) }
    let program = LessonProgram(lesson).download
    let folder = workbook.root.appending(path: Self.folder)
    file = folder.appending(path: section.slug + ".swift")
    let files = FileManager.default
    let isThere = files.fileExists(atPath: file.path)
    isKept = isThere && !isFresh
    if isKept {
      previous = nil
      return
    }
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    let isChanged = isThere && (try? Data(contentsOf: file)) != Data(program.utf8)
    let old = folder.appending(path: section.slug + ".before.swift")
    if isChanged {
      try? files.removeItem(at: old)
      try files.moveItem(at: file, to: old)
    }
    previous = isChanged ? old : nil
    try Data(program.utf8).write(to: file, options: .atomic)
  }
}

/// A lesson has no block that runs.
public struct NothingToPlay: Error, CustomStringConvertible {
  let section: String

  public var description: String { "the lesson of \(section) has no program to play with" }
}
