import Answers
import Course
import Foundation
import Toolchain

/// A section's exercise as it was handed out.
///
/// In a handout it is the copy that came with it. Elsewhere it is the newest version in git's
/// history in which no part is answered, so that answers which were committed do not hide it; where
/// git has none, the copy that was kept when the untouched file was first graded.
public struct Skeleton: Sendable {
  public let text: String
  /// Where it was found, in words.
  public let origin: String

  /// Finds a section's skeleton.
  ///
  /// Throws a `SkeletonMissing` that says where it was looked for.
  public init(of section: Section, in workbook: Workbook) async throws {
    if let text = try? String(contentsOf: workbook.handedOutSkeleton(section), encoding: .utf8) {
      self.init(text: text, origin: "the copy that was handed out")
    } else if let found = await Self.inHistory(of: section, in: workbook) {
      self = found
    } else if let text = try? String(contentsOf: workbook.keptSkeleton(section), encoding: .utf8) {
      self.init(text: text, origin: "the copy kept when it was first graded")
    } else {
      throw SkeletonMissing(file: workbook.displayPath(workbook.answer(section)))
    }
  }

  private init(text: String, origin: String) {
    self.text = text
    self.origin = origin
  }

  /// Keeps copies of those exercises that are still untouched and of which there is none yet.
  public static func keep(_ sections: [Section], of workbook: Workbook) {
    let files = FileManager.default
    for section in sections {
      let kept = workbook.keptSkeleton(section)
      guard !files.fileExists(atPath: kept.path),
        let file = try? AnswerFile(workbook.answer(section)), isUntouched(file, section)
      else { continue }
      try? files.createDirectory(
        at: kept.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? Data(file.text.utf8).write(to: kept, options: .atomic)
    }
  }

  private static func isUntouched(_ file: AnswerFile, _ section: Section) -> Bool {
    Submission(section: section, file: file).answeredParts.isEmpty
  }

  private static func inHistory(of section: Section, in workbook: Workbook) async -> Skeleton? {
    let path = "\(Workbook.exercises)/\(section.answerPath)"
    guard let log = await git(["log", "--format=%h %as", "--", path], in: workbook) else {
      return nil
    }
    for line in log.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2,
        let text = await git(["show", "\(words[0]):./\(path)"], in: workbook),
        isUntouched(AnswerFile(workbook.answer(section), text: text), section)
      else { continue }
      return Skeleton(text: text, origin: "git's version of \(words[1])")
    }
    return nil
  }

  private static func git(_ arguments: [String], in workbook: Workbook) async -> String? {
    guard let git = SwiftToolchain.executable(named: "git") else { return nil }
    let program = Program(git, ["-C", workbook.root.path] + arguments, seconds: 30)
    guard let result = try? await program.run(), result.isSuccess else { return nil }
    return result.output
  }
}

extension Workbook {
  fileprivate func keptSkeleton(_ section: Section) -> URL {
    memory.appending(path: "skeletons/\(section.module).swift")
  }
}

/// No untouched version of an exercise is at hand.
public struct SkeletonMissing: Error, CustomStringConvertible {
  /// The exercise's file.
  public let file: String

  public var description: String {
    "there is no untouched version of \(file), neither in git's history nor in .grade/skeletons; "
      + "download the course again and copy the file from there"
  }
}
