import Course
import Foundation

/// A section's solution, offered to those who have solved the section themselves.
public struct SolutionText {
  public let text: String

  /// Reads the solution.
  ///
  /// Throws a `SolutionRefused` when the section has not earned full marks yet and `anyway` is not
  /// said, or when the workbook has no solutions, and what keeps the file from being read.
  public init(of section: Section, in workbook: Workbook, anyway: Bool) throws {
    guard FileManager.default.fileExists(atPath: workbook.solution(section).path) else {
      throw SolutionRefused(
        description: "this workbook has no \(workbook.displayPath(workbook.solution(section)))")
    }
    guard anyway || StudentState(of: workbook).solved.contains(section.module) else {
      throw SolutionRefused(
        description: "\(section.id) \(section.module) has not earned full marks yet; "
          + "`grade hint \(section.id)` helps, and --anyway shows the solution all the same")
    }
    text = try String(contentsOf: workbook.solution(section), encoding: .utf8)
  }
}

/// A solution is not shown.
public struct SolutionRefused: Error, CustomStringConvertible {
  public let description: String
}
