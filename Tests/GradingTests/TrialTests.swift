import Answers
import Course
import Foundation
import GradingTestSupport
import XCTest

@testable import Grading

/// Public suites by grade's own build and run.
final class TrialTests: XCTestCase {
  private func kinds(_ trial: SectionTrial) -> [String] {
    trial.tests.map { "\($0.name) \($0.verdict.kind)" }
  }

  func testARightAnswerPassesEveryTest() async throws {
    let trial = try await MadeCourse().tryOut(MadeCourse.right)
    XCTAssertEqual(
      kinds(trial),
      ["testDoublesOne passed", "testHalves passed", "testHalvesWhatItDoubled passed"],
      "\(trial.problems)")
    XCTAssertTrue(trial.isSound)
  }

  func testWhatIsNotAnsweredIsSkippedWithItsLine() async throws {
    let trial = try await MadeCourse().tryOut(MadeCourse.answer(double: "unanswered()"))
    XCTAssertEqual(
      kinds(trial),
      ["testDoublesOne unanswered", "testHalves passed", "testHalvesWhatItDoubled unanswered"])
    XCTAssertEqual(trial.tests[0].verdict.messages, ["not answered yet (Doubling.swift:7)"])
    XCTAssertTrue(trial.isSound)
  }

  func testASkeletonIsSkippedAsAWhole() async throws {
    let trial = try await MadeCourse().tryOut(
      MadeCourse.answer(double: "unanswered()", half: "unanswered()"))
    XCTAssertEqual(Set(trial.tests.map(\.verdict.kind)), [.unanswered])
    XCTAssertEqual(
      trial.tests.map(\.verdict.messages),
      [7, 11, 7].map { ["not answered yet (Doubling.swift:\($0))"] })
  }

  func testTheSameRulesHold() async throws {
    let course = try MadeCourse(forbidden: "map")
    let refused = try await course.tryOut(MadeCourse.right)
    XCTAssertEqual(refused.state, .refused)
    XCTAssertEqual(refused.problems.first?.line, 7)
    XCTAssertFalse(refused.isSound)
    let unsafe = try await MadeCourse().tryOut(
      MadeCourse.answer(double: "x.withUnsafeBufferPointer { Array($0) }"))
    XCTAssertEqual(unsafe.state, .doesNotCompile)
    XCTAssertEqual(
      unsafe.problems.first?.message,
      "this uses an unsafe part of Swift, such as a pointer; answers are safe Swift")
  }

  func testTheSameLimitsHold() async throws {
    let trial = try await MadeCourse(seconds: 1).tryOut(
      MadeCourse.answer(double: #"print("in"); while x == [1] {}; return x.map { 2 * $0 }"#))
    XCTAssertEqual(
      kinds(trial),
      ["testDoublesOne timedOut", "testHalves passed", "testHalvesWhatItDoubled passed"])
    XCTAssertEqual(
      trial.tests[0].verdict.messages, ["stopped after 1 s: does a loop never end?"])
    XCTAssertEqual(trial.tests[0].printed, "in")
  }

  func testATrapIsToldWhere() async throws {
    let trial = try await MadeCourse().tryOut(MadeCourse.answer(double: "[2 * x[1]]"))
    let verdict = trial.tests[0].verdict
    XCTAssertEqual(verdict.kind, .trapped)
    XCTAssertEqual(verdict.messages, ["Index out of range"])
    XCTAssertEqual(verdict.place?.line, 7)
    XCTAssertEqual(verdict.inputs, "for  x = [1]")
  }

  /// A private name of the suite's own must not count as a test, nor a name of the hidden suite.
  func testASuiteWithoutTestsIsOurFault() async throws {
    let course = try MadeCourse()
    try course.write("import XCTest\n", to: "\(MadeCourse.tests)/Public/DoublingTests.swift")
    let trial = try await course.tryOut(MadeCourse.right)
    XCTAssertEqual(trial.state, .notGraded)
    XCTAssertEqual(
      trial.problems.map(\.message),
      ["DoublingTests.swift has no class DoublingTests with tests"])
  }

  func testTheText() async throws {
    let trial = try await MadeCourse().tryOut(
      MadeCourse.answer(
        double: #"print("got", x.count); print("then"); return x"#, half: "unanswered()"))
    let text = TrialText(
      Trial(sandbox: "bubblewrap", sections: [trial]), style: TextStyle(command: "./grade")
    ).text.replacing(#/\d\.\d s/#, with: "0.3 s")
    XCTAssertEqual(
      text,
      """
      1.1 Doubling, public tests                                      0 of 3   0.3 s
        x  doubles one
           expected [2], got [1]
           for  x = [1]
           printed: got 1
                    then
        -  halves: not answered yet (Doubling.swift:11)
        -  halves what it doubled: not answered yet (Doubling.swift:11)
      Hidden tests decide the points: `./grade 1.1`

      """)
  }

  func testANarrowTerminal() async throws {
    let trial = try await MadeCourse().tryOut(
      MadeCourse.answer(double: "x", half: "unanswered()"))
    let text = TrialText(
      Trial(sandbox: "none", sections: [trial, trial]), style: TextStyle(columns: 60)
    ).text
    XCTAssertTrue(text.split(separator: "\n").allSatisfy { $0.count <= 60 }, text)
    XCTAssertTrue(
      text.contains("  -  halves what it doubled: not answered yet\n     (Doubling.swift:11)\n"),
      text)
    XCTAssertTrue(text.contains("Without bubblewrap the answers ran unconfined"), text)
  }
}
