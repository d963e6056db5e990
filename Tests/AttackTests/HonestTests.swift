import Foundation
import XCTest

@testable import Grading

/// Honest answers that merely look odd earn full marks.
final class HonestTests: XCTestCase {
  func testOddAnswersEarnFullMarks() async throws {
    let course = try TemporaryWorkbook(limits: "seconds: 10")
    let answers = try MadeSubmission.all(in: "Honest")
    XCTAssertGreaterThanOrEqual(answers.count, 20)
    for answer in answers {
      XCTAssertNotNil(answer.fields["Honest"], answer.name)
      let report = try await course.grade(answer.url, as: answer.module)
      XCTAssertTrue(report.isComplete, "\(answer.name): \(report.outcomes) \(report.messages)")
    }
  }

  func testLineEndsAndAByteOrderMarkChangeNothing() async throws {
    let course = try TemporaryWorkbook(limits: "seconds: 10")
    let section = try course.section("AffineMaps")
    let solution = try String(contentsOf: course.workbook.solution(section), encoding: .utf8)
    let file = course.workbook.root.appending(path: "AffineMaps.swift")
    for text in [
      "\u{FEFF}" + solution, solution.replacing("\n", with: "\r\n"),
      solution.replacing("  ", with: "\t"), solution + String(repeating: "\n", count: 1000),
    ] {
      try Data(text.utf8).write(to: file)
      let report = try await course.grade(file, as: "AffineMaps")
      XCTAssertTrue(report.isComplete, "\(report.outcomes) \(report.messages)")
    }
  }
}
