import Foundation
import GradingTestSupport
import TestSupport
import Toolchain
import XCTest

/// `grade try` as a student starts it: what it prints, and its exit status.
final class TryProgramTests: XCTestCase {
  private func grade(_ arguments: String..., in course: MadeCourse) async throws -> Program.Result {
    try await Program(Repository.grade, arguments, directory: course.root, seconds: 120).run()
  }

  private func course(_ answer: String) throws -> MadeCourse {
    let course = try MadeCourse()
    try course.write(answer, to: "Exercises/\(course.section.answerPath)")
    return course
  }

  func testTheStatusSaysWhetherSomethingFailed() async throws {
    for (answer, status, count) in [
      (MadeCourse.right, 0, "3 of 3"),
      (MadeCourse.answer(double: "unanswered()"), 0, "1 of 3"),
      (MadeCourse.answer(double: "x"), 1, "1 of 3"),
    ] {
      let result = try await grade("try", "doubling", in: course(answer))
      XCTAssertEqual(result.outcome, .exited(Int32(status)), result.output + result.error)
      XCTAssertTrue(result.output.contains(count), result.output)
      XCTAssertFalse(result.output.contains("\u{1B}"), result.output)
    }
    let course = try course(MadeCourse.right)
    try FileManager.default.removeItem(at: course.workbook.publicSuite(course.section))
    let result = try await grade("try", in: course)
    XCTAssertEqual(result.outcome, .exited(2))
    XCTAssertEqual(
      result.error, "1.1 Doubling: the public suite DoublingTests is not there\n")
  }

  /// A second section, whose answer is as given.
  private func addSection(_ answer: String, to course: MadeCourse) throws {
    try course.write(
      """
      module: Tripling
      title: Tripling
      imports: [Kindling]
      limits: {seconds: 10}
      parts:
        - name: triple
          title: Triple
          declarations: ["triple(_:)"]
          tests: {testTriples: 5}
          hints: [Thrice., Add it twice.]
      """, to: "docs/lessons/1-made/2-tripling.yml")
    try course.write(answer, to: "Exercises/1-Made/2-Tripling/Tripling.swift")
    try course.write(
      """
      import AnsweredParts
      import Tripling
      import XCTest

      final class TriplingTests: XCTestCase {
        func testTriples() throws {
          try skipUnlessAnswered("triple(_:)", in: "Tripling")
          XCTAssertEqual(triple(2), 6)
        }
      }
      """, to: "Tests/Sections/1-Made/2-Tripling/Public/TriplingTests.swift")
  }

  func testAnotherSectionThatDoesNotCompileChangesNothing() async throws {
    let course = try course(MadeCourse.right)
    try addSection("public func triple(_ x: Int -> Int { 3 * x }\n", to: course)
    let one = try await grade("try", "1.1", in: course)
    XCTAssertEqual(one.outcome, .exited(0), one.output + one.error)
    let both = try await grade("try", in: course)
    XCTAssertEqual(both.outcome, .exited(1), both.error)
    XCTAssertTrue(both.output.contains("1.1 Doubling, public tests"), both.output)
    XCTAssertTrue(both.output.contains("3 of 3"), both.output)
    XCTAssertTrue(both.output.contains("1.2 Tripling  does not compile\n  Tripling.swift:1:"))
    XCTAssertTrue(both.output.hasSuffix(" 1.1`\n"), both.output)
  }

  func testWithoutNamesItTriesWhatIsBegun() async throws {
    let course = try course(MadeCourse.answer(double: "unanswered()", half: "unanswered()"))
    try addSection("public func triple(_ x: Int) -> Int { 3 * x }\n", to: course)
    let result = try await grade("try", in: course)
    XCTAssertEqual(result.outcome, .exited(0), result.error)
    XCTAssertTrue(result.output.hasPrefix("1.2 Tripling, public tests"), result.output)
    XCTAssertFalse(result.output.contains("Doubling"), result.output)
    try addSection("public func triple(_ x: Int) -> Int { unanswered() }\n", to: course)
    let nothing = try await grade("try", in: course)
    XCTAssertEqual(nothing.outcome, .exited(0), nothing.error)
    XCTAssertTrue(nothing.output.hasPrefix("Nothing is answered yet: `"), nothing.output)
  }

  func testItIsQuietWhenTold() async throws {
    let result = try await grade("try", "--quiet", in: course(MadeCourse.answer(double: "x")))
    XCTAssertEqual(result.outcome, .exited(1))
    XCTAssertEqual(result.output + result.error, "")
  }

  func testItLooksAtAnswersElsewhere() async throws {
    let result = try await grade(
      "try", "1.1", "--answers", "Solutions", in: course(MadeCourse.answer(double: "x")))
    XCTAssertEqual(result.outcome, .exited(0), result.output + result.error)
  }

  /// A message names a command that works where it is read.
  func testMessagesNameACommandThatWorks() async throws {
    let course = try course(MadeCourse.right)
    let output = try await grade("try", "1.1", in: course).output
    let command = try XCTUnwrap(output.firstMatch(of: #/decide the points:\s+`(.+)`\n/#)?.1)
    let graded = try await Program(
      URL(filePath: "/bin/sh"), ["-c", String(command)], directory: course.root, seconds: 120
    ).run()
    XCTAssertTrue(graded.output.contains("10 / 10 points"), graded.output + graded.error)
    let refused = try await grade("show", "1.1", in: course)
    XCTAssertFalse(refused.error.contains("`grade "), refused.error)
  }
}
