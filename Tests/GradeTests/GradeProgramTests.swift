import Foundation
import GradingTestSupport
import Grading
import TestSupport
import Toolchain
import XCTest

/// The program itself, as a student starts it: what it prints, and its exit status.
final class GradeProgramTests: XCTestCase {
  private func grade(_ arguments: String..., in course: MadeCourse) async throws -> Program.Result {
    try await grade(arguments, in: course)
  }

  private func course(_ answer: String) throws -> MadeCourse {
    let course = try MadeCourse()
    try course.write(answer, to: "Exercises/\(course.section.answerPath)")
    return course
  }

  func testStatusIs0ForFullMarks() async throws {
    let result = try await grade("doubling", in: course(MadeCourse.right))
    XCTAssertEqual(result.outcome, .exited(0), result.error)
    XCTAssertTrue(result.output.contains("10 / 10 points"), result.output)
    XCTAssertTrue(result.output.contains("all parts right"), result.output)
    XCTAssertFalse(result.output.contains("\u{1B}"))
  }

  func testStatusIs1ForLess() async throws {
    let course = try course(MadeCourse.answer(double: "x"))
    let result = try await grade("--seed", "12", in: course)
    XCTAssertEqual(result.outcome, .exited(1), result.error)
    XCTAssertTrue(result.output.contains("--seed 12"), result.output)
  }

  func testStatusIs2WhenItCannotGrade() async throws {
    let course = try course(MadeCourse.right)
    let cases: [(arguments: [String], reason: String)] = [
      (["lst"], "there is no section or command lst (did you mean list?)"),
      (["--output", "docs"], "this is a folder; name a file in it"),
      (["Doublin"], "there is no section Doublin (did you mean Doubling?)"),
      (["--bogus"], "Unknown option '--bogus'"),
      (["--jobs", "0"], "--jobs must be above 0"),
      (["--answers", "nowhere"], "there are no answers at "),
      (["--output", "/nowhere/report.txt"], "there is no folder /nowhere to write into"),
    ]
    for (arguments, reason) in cases {
      let result = try await grade(arguments, in: course)
      XCTAssertEqual(result.outcome, .exited(2), reason)
      XCTAssertTrue(result.error.contains(reason), result.error)
      XCTAssertEqual(result.output, "")
    }
    try course.write("title: [", to: "docs/course.yml")
    let result = try await grade(in: course)
    XCTAssertEqual(result.outcome, .exited(2))
    XCTAssertTrue(result.error.contains("docs/course.yml:2: "), result.error)
  }

  func testNewSaysWhatItWroteAndWhatIsNext() async throws {
    let course = try course(MadeCourse.right)
    try course.write("part of __NUMBER__", to: "docs/templates/section/docs/__SLUG__.md")
    let result = try await grade("new", "1.2", "ArrayBridge", in: course)
    XCTAssertEqual(result.outcome, .exited(0), result.error)
    XCTAssertTrue(
      result.output.hasPrefix("docs/2-array-bridge.md\nPackage.swift\n\n"), result.output)
    XCTAssertTrue(result.output.contains("  grade check 1.2 "), result.output)
    let again = try await grade("new", "1.2", "ArrayBridge", in: course)
    XCTAssertEqual(again.outcome, .exited(2))
    XCTAssertEqual(
      again.error,
      "Error: nothing was written, because this already exists:\n  docs/2-array-bridge.md\n")
    XCTAssertEqual(again.output, "")
  }

  func testCheckShowsAWrongAnswerOfItsOwn() async throws {
    let course = try course(MadeCourse.right)
    let result = try await grade("check", "1.1", "--show", "double.lastElement", in: course)
    XCTAssertEqual(result.outcome, .exited(0), result.error)
    XCTAssertTrue(
      result.output.hasPrefix("// Mutant: double is off by one in the last element.\n"),
      result.output)
    XCTAssertTrue(result.output.contains("private func solvedDouble("), result.output)
    let none = try await grade("check", "--show", "double.lastElement", in: course)
    XCTAssertEqual(none.outcome, .exited(2))
    XCTAssertTrue(none.error.contains("--show takes exactly one section"), none.error)
  }

  func testAnswersMayStandElsewhere() async throws {
    let course = try course(MadeCourse.answer(double: "x"))
    try course.write(MadeCourse.right, to: "flat/Doubling.swift")
    for answers in ["Solutions", "flat", "flat/Doubling.swift"] {
      let result = try await grade("--answers", answers, in: course)
      XCTAssertEqual(result.outcome, .exited(0), answers + result.output + result.error)
    }
  }

  func testWritesAReportAsJSON() async throws {
    let course = try course(MadeCourse.right)
    let result = try await grade("--format", "json", "--output", "report.json", in: course)
    XCTAssertEqual(result.outcome, .exited(0), result.error)
    XCTAssertEqual(result.output, "")
    let data = try Data(contentsOf: course.root.appending(path: "report.json"))
    XCTAssertEqual(try JSONDecoder().decode(Report.self, from: data).points, 10)
  }

  func testAReportIsWrittenThroughALink() async throws {
    let course = try course(MadeCourse.right)
    try course.write("older and longer than nothing", to: "real.json")
    let link = course.root.appending(path: "report.json")
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "real.json")
    let result = try await grade("--format", "json", "--output", "report.json", in: course)
    XCTAssertEqual(result.outcome, .exited(0), result.error)
    XCTAssertEqual(
      try FileManager.default.destinationOfSymbolicLink(atPath: link.path), "real.json")
    let data = try Data(contentsOf: course.root.appending(path: "real.json"))
    XCTAssertEqual(try JSONDecoder().decode(Report.self, from: data).points, 10)
  }

  func testAReportThatCannotBeWrittenIsTrouble() async throws {
    let course = try course(MadeCourse.right)
    // Nothing can be written there, and writing leaves the device as it is.
    let script = "'\(Repository.grade.path)' --format json >/dev/full"
    let result = try await Program(
      URL(filePath: "/bin/sh"), ["-c", script], directory: course.root, seconds: 60
    ).run()
    XCTAssertEqual(result.outcome, .exited(2))
    XCTAssertTrue(result.error.contains("No space left on device"), result.error)
  }

  func testListsAndHints() async throws {
    let course = try course(MadeCourse.answer(double: "unanswered()"))
    let list = try await grade("list", in: course).output
    XCTAssertTrue(list.contains("1 of 2 parts answered") && list.contains("- / 10"), list)
    for words in ["Hint 1 of 2: Less.", "Hint 2 of 2: Divide by 2.", "That was the last"] {
      let hint = try await grade("hint", "1.1", "half", in: course).output
      XCTAssertTrue(hint.contains(words), hint)
    }
    let all = try await grade("hint", "1.1", "half", "--all", in: course).output
    XCTAssertTrue(all.contains("Less.") && all.contains("Divide by 2."), all)
  }

  func testAnInterruptedRunLeavesNothingBehind() async throws {
    let course = try course(MadeCourse.answer(double: "while true {}"))
    let script = """
      "\(Repository.grade.path)" & p=$!
      sleep 1; kill -TERM $p; wait $p; echo "status $?"
      ls -d "${TMPDIR:-/tmp}"/kindling-$p-* 2>/dev/null; pgrep -P $p
      """
    let result = try await Program(
      URL(filePath: "/bin/sh"), ["-c", script], directory: course.root, seconds: 60
    ).run()
    XCTAssertEqual(result.output, "status 143\n")
    // On a very slow machine the signal comes before there is anything to clean up.
    XCTAssertTrue(
      ["Interrupted. Nothing was graded yet.\n", ""].contains(result.error), result.error)
  }

  private func grade(_ arguments: [String], in course: MadeCourse) async throws -> Program.Result {
    try await Program(Repository.grade, arguments, directory: course.root, seconds: 60).run()
  }
}
