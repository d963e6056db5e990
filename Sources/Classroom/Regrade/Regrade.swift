import Course
import Foundation
import GRDB
import Grading

/// The marks that regrading would give, kept alongside those that count until someone decides.
public struct Regrade: Sendable, Equatable {
  /// A mark that changes.
  public struct Move: Sendable, Equatable {
    public let student: String
    /// The attempt's name if there are several; empty if there is only one.
    public let attempt: String
    public let section: String
    /// The points as they were graded, and as they would be.
    public let before: Int
    public let after: Int
    public let possible: Int
    /// The mark that counts, including lateness and marks given by hand.
    public let markBefore: Points?
    public let markAfter: Points?
    /// The tests that caused the change.
    public let cause: String
  }

  public let number: Int64
  /// The folder that it comes from.
  public let source: String
  public let batch: String
  public let proposedBy: String
  let seed: String
  let earlierSeed: String
  public let moves: [Move]
  /// The number of sections that earn the same, but whose failed tests say something else now.
  public let sameMarks: Int

  /// A summary for the instructor to read before deciding.
  public var text: String {
    var lines = [
      "Regrade \(number) of \(batch), from \(source), by \(proposedBy): "
        + counted(moves.count, "mark changes", "marks change")
        + (sameMarks > 0
          ? ", \(counted(sameMarks, "section earns", "sections earn")) the same for other reasons"
          : "")
    ]
    if seed != earlierSeed, !seed.isEmpty, !earlierSeed.isEmpty {
      lines.append(
        "Its inputs differ: seed \(seed), before \(earlierSeed). That alone can change marks")
    }
    for move in moves {
      let name = Escaped.line("\(move.student) \(move.attempt)".trimmed)
      var line = "  \(name)  \(move.section)  \(move.before) -> \(move.after) of \(move.possible)"
      if move.markBefore == move.markAfter {
        line += "  (the mark stays \(move.markBefore.map(\.description) ?? "none"))"
      } else {
        line +=
          "  (the mark: \(move.markBefore.map(\.description) ?? "none") -> "
          + "\(move.markAfter.map(\.description) ?? "none"))"
      }
      lines.append(line + "  \(move.cause)")
    }
    lines.append(
      "The marks are as before until `grade class accept \(number)`; "
        + "`grade class discard \(number)` drops this")
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The result of comparing a folder of reports with the gradebook.
public struct RegradeResult: Sendable, Equatable {
  /// The proposal; nil if regrading changes nothing.
  public let regrade: Regrade?
  public let compared: Int
  /// Attempts of the batch with marks for the sections that the folder says nothing about.
  public let missing: [String]
  /// What the folder has and the gradebook does not.
  public let unknown: [String]
  /// Sections that could not be graded, which keep their marks.
  public let ungraded: [String]
  public let faults: [ReportFault]

  /// Whether every mark was compared.
  public var isComplete: Bool { missing.isEmpty && ungraded.isEmpty && faults.isEmpty }

  public var text: String {
    let lines =
      [
        missing.listed(
          after: "mark has no report there, and is kept", "marks have no report there, and are kept"
        ),
        unknown.listed(
          after: "section is not in the gradebook (`grade class import` adds it)",
          "sections are not in the gradebook (`grade class import` adds them)"),
        ungraded.listed(
          after: "section could not be graded, and keeps its mark",
          "sections could not be graded, and keep their marks"),
      ].compactMap(\.self) + faults.map { "left out: \($0)" }
    let head =
      regrade?.text ?? counted(compared, "mark", "marks") + " compared: none changes\n"
    return head + lines.map { $0 + "\n" }.joined()
  }
}
