import Course
import Foundation

/// Puts an exercise back to what was handed out, keeping what is there.
public struct Reset: Sendable {
  public let section: Section
  public let skeleton: Skeleton
  private let workbook: Workbook
  private let answer: URL

  /// Finds what to put back.
  ///
  /// Throws a `SkeletonMissing` that says where it was looked for.
  public init(of section: Section, in workbook: Workbook) async throws {
    self.section = section
    self.workbook = workbook
    answer = workbook.answer(section)
    skeleton = try await Skeleton(of: section, in: workbook)
  }

  /// Whether the exercise is what was handed out already.
  public var isDone: Bool {
    (try? Data(contentsOf: answer)) == Data(skeleton.text.utf8)
  }

  /// Whether there is something that a reset keeps a copy of.
  public var hasAnswer: Bool { FileManager.default.fileExists(atPath: answer.path) }

  /// The exercise's file, as messages show it.
  public var file: String { workbook.displayPath(answer) }

  /// Keeps a copy of the answer and puts the skeleton in its place.
  ///
  /// Returns where the copy is, or nil when there was no answer to keep. It is not beside
  /// the answer, as the package manager would warn of it at every build. Throws when a file cannot
  /// be written; then the answer is untouched.
  public func perform(at date: Date = Date()) throws -> String? {
    let files = FileManager.default
    var kept: String?
    if hasAnswer {
      let folder = workbook.memory.appending(path: "kept")
      try files.createDirectory(at: folder, withIntermediateDirectories: true)
      let copy = folder.appending(path: "\(section.module)-\(Self.stamp(date)).swift")
      try Data(contentsOf: answer).write(to: copy, options: .atomic)
      kept = workbook.displayPath(copy)
    }
    try files.createDirectory(
      at: answer.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(skeleton.text.utf8).write(to: answer, options: .atomic)
    StudentState.update(workbook) { $0.forget(section) }
    return kept
  }

  private static func stamp(_ date: Date) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyy-MM-dd-HHmmss"
    return formatter.string(from: date)
  }
}
