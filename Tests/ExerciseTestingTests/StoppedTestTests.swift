import ExerciseTesting
import Foundation
import Toolchain
import XCTest

/// What `swift test` says of a public test that an answer stops, or that never ends.
final class StoppedTestTests: XCTestCase {
  /// Runs one of the examples below in a process of its own, as `swift test` does.
  private func run(_ example: String) async throws -> Program.Result {
    let tests = try XCTUnwrap(Bundle.main.executableURL)
    var environment = ProcessInfo.processInfo.environment
    environment["KINDLING_STOPPED_EXAMPLES"] = "1"
    environment["PATH"] = "/usr/bin:/bin"
    return try await Program(
      tests, ["ExerciseTestingTests.StoppedExamples/\(example)"], environment: environment,
      seconds: 120
    ).run()
  }

  /// The lines that a learner sees of a stopped test, without XCTest's own.
  private func lines(_ result: Program.Result) -> [String] {
    (result.output + result.error).split(separator: "\n").map(String.init).filter {
      !$0.hasPrefix("Test Suite ") && !$0.hasPrefix("Test Case ")
    }
  }

  func testATrapIsTwoLines() async throws {
    let result = try await run("testTrap")
    let lines = lines(result)
    XCTAssertEqual(lines.count, 3, "\(lines)")
    XCTAssertEqual(lines.first, "printed before")
    XCTAssertTrue(lines[1].hasSuffix(": Fatal error: Index out of range"), lines[1])
    XCTAssertEqual(
      lines[2],
      "StoppedExamples.testTrap stopped here, and nothing after it was run. "
        + "`.build/debug/grade try StoppedExamples` shows the line of your answer and runs the other "
        + "tests.")
    XCTAssertEqual(result.outcome, .signalled(SIGILL))
  }

  func testAnOverflownStackIsOneLine() async throws {
    let result = try await run("testOverflow")
    let lines = lines(result)
    XCTAssertEqual(lines.count, 1, "\(lines)")
    XCTAssertTrue(
      lines[0].hasPrefix(
        "StoppedExamples.testOverflow ran out of stack or memory: does a function call itself for "
          + "ever"), lines[0])
  }

  func testAnEndlessLoopEnds() async throws {
    let result = try await run("testEndless")
    XCTAssertEqual(result.outcome, .exited(1))
    let lines = lines(result)
    XCTAssertEqual(lines.count, 1, "\(lines)")
    XCTAssertTrue(
      lines[0].hasPrefix(
        "StoppedExamples.testEndless was stopped after 20 s: does a loop never end?"), lines[0])
  }

  func testNothingIsLeftAfterATest() {
    func handler(of signal: Int32) -> Int {
      var action = sigaction()
      sigaction(signal, nil, &action)
      return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    }
    let signals = [SIGILL, SIGSEGV, SIGPROF]
    let before = signals.map(handler)
    let example = StoppedExamples(name: "testFine", testClosure: { _ in })
    example.setUp()
    XCTAssertFalse(zip(before, signals.map(handler)).contains { $0 == $1 })
    example.tearDown()
    XCTAssertEqual(signals.map(handler), before)
  }

  func testATestThatEndsIsLeftAlone() async throws {
    let result = try await run("testFine")
    XCTAssertEqual(result.outcome, .exited(0), result.output + result.error)
  }
}

/// Tests of which most never end well; skipped where nobody asks for them.
final class StoppedExamples: ExerciseTestCase {
  override func setUpWithError() throws {
    guard ProcessInfo.processInfo.environment["KINDLING_STOPPED_EXAMPLES"] != nil else {
      throw XCTSkip("an example for StoppedTestTests")
    }
  }

  func testTrap() {
    print("printed before")
    XCTAssertEqual([1][Int(seed)], 1)
  }

  func testOverflow() {
    func sum(_ count: Int) -> Int { count == -1 ? 0 : 1 + sum(count + 1) }
    XCTAssertEqual(sum(Int(seed)), 0)
  }

  func testEndless() {
    while seed == 1 {}
  }

  func testFine() {
    XCTAssertEqual(seed, 1)
  }
}
