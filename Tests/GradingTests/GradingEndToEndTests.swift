import Answers
import Grading
import GradingTestSupport
import XCTest

/// Made answers of every kind, from file to verdict.
final class GradingEndToEndTests: XCTestCase {
  func testARightAnswerEarnsFullMarks() async throws {
    let report = try await MadeCourse().grade(MadeCourse.right)
    XCTAssertEqual(report.state, .graded)
    XCTAssertEqual(report.points, 10, "\(report.kinds)")
    XCTAssertTrue(report.isComplete)
  }

  func testAWrongAnswerLosesTheTestsItFails() async throws {
    let report = try await MadeCourse().grade(MadeCourse.answer(double: "x + x"))
    XCTAssertEqual(report.points, 5)
    XCTAssertEqual(report.kinds["testDoublesMany"], .failed)
    XCTAssertEqual(
      try report.verdict("testDoublesMany").messages, ["expected [6, 8]\nfor [3, 4]"])
    XCTAssertEqual(report.parts[0].hint, "Twice.")
    XCTAssertEqual(report.parts[0].hintNumber, 1)
    XCTAssertNil(report.parts[1].hint)
  }

  func testAnUnansweredPartIsNotRun() async throws {
    let report = try await MadeCourse().grade(MadeCourse.answer(double: "unanswered()"))
    XCTAssertEqual(report.points, 5)
    XCTAssertEqual(report.kinds["testDoublesOne"], .unanswered)
    XCTAssertEqual(
      report.parts[0].unanswered.map(\.declaration), ["double(_:)"])
    XCTAssertEqual(report.parts[0].unanswered.map(\.line), [7])
  }

  func testNothingIsBuiltWhenNothingIsAnswered() async throws {
    // It would not compile, so compiling it would show.
    let report = try await MadeCourse().grade(
      MadeCourse.answer(double: "unanswered()", half: "unanswered()", before: "let x: Never = 1"))
    XCTAssertEqual(report.state, .unanswered)
    XCTAssertEqual(report.points, 0)
    XCTAssertEqual(Set(report.kinds.values), [.unanswered])
  }

  func testAnUnclosedBracketIsToldWhereItWasOpened() async throws {
    let report = try await MadeCourse().grade(
      MadeCourse.answer(double: "let y = x.map({ 2 * $0 }\n  return y"))
    let problem = try XCTUnwrap(report.problems.first)
    XCTAssertEqual(problem.line, 8)
    XCTAssertEqual(
      problem.message, "expected ')' in expression list\nline 7: to match this opening '('")
  }

  func testCasesThatASwitchIsMissingAreNamed() async throws {
    let report = try await MadeCourse().grade(
      MadeCourse.answer(double: "switch Reduction.mean { case .mean: return x }"))
    XCTAssertEqual(
      report.problems.map(\.message), ["switch must be exhaustive; missing: '.none', '.sum'"])
  }

  func testAnAnswerThatDoesNotCompileIsToldWhere() async throws {
    let report = try await MadeCourse().grade(MadeCourse.answer(double: "x.doubled()"))
    XCTAssertEqual(report.state, .doesNotCompile)
    XCTAssertEqual(report.points, 0)
    let problem = try XCTUnwrap(report.problems.first)
    XCTAssertEqual(problem.line, 7)
    XCTAssertEqual(problem.source, "x.doubled()")
    XCTAssertEqual(problem.message, "value of type '[Int]' has no member 'doubled'")
  }

  func testAMissingImportIsNamedFirst() async throws {
    let course = try MadeCourse()
    let answer = MadeCourse.answer(double: "Tensor(x).ints()")
    let whole = try await course.grade(answer)
    XCTAssertNotEqual(whole.state, .doesNotCompile)
    let report = try await course.grade(answer.replacing("import Kindling\n", with: "\n"))
    XCTAssertEqual(report.state, .doesNotCompile)
    XCTAssertEqual(
      report.problems.map(\.message),
      [
        "`import Kindling` is missing: put it at the top of the file, as in the skeleton",
        "cannot find 'Tensor' in scope",
      ])
  }

  func testUnsafeCodeDoesNotCompile() async throws {
    let report = try await MadeCourse().grade(
      MadeCourse.answer(double: "x.withUnsafeBufferPointer { Array($0) }"))
    XCTAssertEqual(report.state, .doesNotCompile)
    XCTAssertEqual(
      report.problems.first?.message,
      "this uses an unsafe part of Swift, such as a pointer; answers are safe Swift")
  }

  func testWhatTheLibraryImportsIsNotAtHand() async throws {
    let report = try await MadeCourse().grade(
      MadeCourse.answer(double: "x + [try! String(contentsOfFile: \"/etc/hosts\").count]"))
    XCTAssertEqual(report.state, .doesNotCompile)
  }

  func testMarksDoNotDependOnJobs() async throws {
    let course = try MadeCourse()
    try course.write(MadeCourse.answer(double: "x"), to: "Exercises/\(course.section.answerPath)")
    let sections = Array(repeating: course.section, count: 4)
    let answers = try Answers(at: course.root.appending(path: "Exercises"), for: sections)
    for jobs in [1, 3] {
      let grader = Grader(workbook: course.workbook, seed: 1, jobs: jobs)
      let report = try await grader.grade(sections, answers: answers)
      XCTAssertEqual(report.sections.map(\.points), [5, 5, 5, 5])
    }
  }

  func testAChangedSignatureIsNamed() async throws {
    let answer = MadeCourse.answer(double: "x.map { 2 * $0 }", half: "x.count / 2")
      .replacingOccurrences(of: "half(_ x: Int)", with: "half(_ x: String)")
    let report = try await MadeCourse().grade(answer)
    XCTAssertEqual(report.state, .doesNotFit)
    XCTAssertEqual(
      report.problems.map(\.message),
      [
        "`half(_:)` has another signature than the exercise, "
          + "which asks for `func half(_: Int) -> Int`"
      ])
    XCTAssertEqual(report.problems.first?.line, 10)
  }

  func testAMissingDeclarationIsNamed() async throws {
    let answer = MadeCourse.right.replacingOccurrences(of: "public func half", with: "func half")
    let report = try await MadeCourse().grade(answer)
    XCTAssertEqual(report.state, .doesNotFit)
    XCTAssertEqual(
      report.problems.map(\.message),
      ["`half(_:)` is missing or not public: its name and labels must stay as in the exercise"])
  }

  func testATrapCostsItsTestAndIsToldWhere() async throws {
    let report = try await MadeCourse().grade(
      MadeCourse.answer(double: "[2 * x[0], 2 * x[1]]"))
    XCTAssertEqual(
      report.kinds,
      ["testDoublesOne": .trapped, "testDoublesMany": .passed, "testHalves": .passed])
    let verdict = try report.verdict("testDoublesOne")
    XCTAssertEqual(verdict.messages, ["Index out of range"])
    XCTAssertEqual(verdict.inputs, "for  x = [1.0]")
    XCTAssertEqual(verdict.place?.line, 7)
    XCTAssertEqual(verdict.place?.source, "[2 * x[0], 2 * x[1]]")
  }

  func testWhatWasWrongBeforeATrapIsToldFirst() async throws {
    let course = try MadeCourse(
      doublesMany: """
        for x in [[3, 4], []] {
          announce(["x": x])
          expectEqual(double(x), x.map { 2 * $0 }, for: ["x": x])
        }
        """)
    let report = try await course.grade(MadeCourse.answer(double: "[x[0]]"))
    XCTAssertEqual(report.kinds["testDoublesMany"], .trapped)
    let verdict = try report.verdict("testDoublesMany")
    XCTAssertEqual(verdict.messages.count, 2, "\(verdict.messages)")
    XCTAssertTrue(
      verdict.messages.first?.contains("for  x = [3, 4]") ?? false, "\(verdict.messages)")
    XCTAssertEqual(verdict.messages.last, "Index out of range")
    XCTAssertEqual(verdict.inputs, "for  x = []")
  }

  func testAnErrorIsToldWithItsInputs() async throws {
    let course = try MadeCourse(
      doublesMany: """
        announce(["x": [3, 4]])
        if double([3, 4]) != [6, 8] { throw CancellationError() }
        """)
    let report = try await course.grade(MadeCourse.answer(double: "[]"))
    XCTAssertEqual(
      try report.verdict("testDoublesMany").messages,
      ["an error was thrown: CancellationError()\nfor  x = [3, 4]"])
  }

  func testATrapWithoutAMessageIsExplained() async throws {
    let report = try await MadeCourse().grade(
      MadeCourse.answer(double: "x.map { Int.max - 1 + $0 }"))
    XCTAssertEqual(report.kinds["testDoublesMany"], .trapped)
    XCTAssertEqual(
      try report.verdict("testDoublesMany").messages,
      ["stopped without a message: does a whole number get too large for its type?"])
  }

  func testALoopCostsItsTests() async throws {
    let report = try await MadeCourse(seconds: 1).grade(
      MadeCourse.answer(double: "while x.count == 1 {}; return x.map { 2 * $0 }"))
    XCTAssertEqual(
      report.kinds,
      ["testDoublesOne": .timedOut, "testDoublesMany": .passed, "testHalves": .passed])
    XCTAssertEqual(report.points, 8)
  }

  func testEndlessRecursionIsATrap() async throws {
    let report = try await MadeCourse().grade(
      MadeCourse.answer(double: "double(x + [1])"))
    XCTAssertEqual(report.kinds["testDoublesOne"], .trapped)
    XCTAssertEqual(report.kinds["testHalves"], .passed)
  }

  func testLeavingEarlyPassesNothing() async throws {
    let report = try await MadeCourse(imports: "Kindling, Glibc").grade(
      MadeCourse.answer(double: "exit(0)", before: "import Glibc"))
    XCTAssertEqual(
      report.kinds,
      ["testDoublesOne": .exitedEarly, "testDoublesMany": .exitedEarly, "testHalves": .passed])
  }

  func testAFloodOfOutputIsStopped() async throws {
    let report = try await MadeCourse().grade(
      MadeCourse.answer(double: "while true { print(String(repeating: \"flood \", count: 1000)) }"))
    XCTAssertEqual(report.kinds["testDoublesOne"], .tooMuchOutput)
    XCTAssertEqual(report.kinds["testHalves"], .passed)
  }

  func testForgedEventsProveNothing() async throws {
    // What a passing run would write, but for the nonce, and then a trap.
    let forged = ##"""
      for n in 0..<4 {
          print(#"{"nonce":"","sequence":\#(n),"run":0,"kind":{"finished":{"seconds":0}}}"#)
        }
        print(#"{"nonce":"","sequence":9,"kind":{"complete":{}}}"#)
        fatalError("Test Case passed")
      """##
    let report = try await MadeCourse().grade(MadeCourse.answer(double: forged))
    XCTAssertEqual(report.kinds["testDoublesOne"], .trapped)
    XCTAssertEqual(report.points, 5)
  }

  func testInputIsEmpty() async throws {
    let report = try await MadeCourse().grade(
      MadeCourse.answer(double: "readLine() == nil ? x.map { 2 * $0 } : []"))
    XCTAssertEqual(report.points, 10)
  }

  func testAMissingAnswerIsToldSo() async throws {
    let course = try MadeCourse()
    try course.write("", to: "Exercises/other.swift")
    let report = try await course.report().sections[0]
    XCTAssertEqual(report.state, .unreadable)
    XCTAssertEqual(report.problems.map(\.message), ["Doubling.swift is not there"])
  }

  func testAMissingSuiteIsOurFault() async throws {
    let course = try MadeCourse()
    try FileManager.default.removeItem(at: course.workbook.hiddenSuite(course.section))
    let report = try await course.grade(MadeCourse.right)
    XCTAssertEqual(report.state, .notGraded)
    XCTAssertEqual(report.points, 0)
    XCTAssertEqual(
      report.problems.map(\.message), ["the hidden suite DoublingHiddenTests is not there"])
  }

  func testNoFolderIsLeft() async throws {
    func folders() throws -> Set<String> {
      Set(
        try FileManager.default.contentsOfDirectory(
          atPath: FileManager.default.temporaryDirectory.path
        ).filter { $0.hasPrefix("kindling-\(getpid())-") })
    }
    let before = try folders()
    _ = try await MadeCourse().grade(MadeCourse.right)
    XCTAssertEqual(try folders().subtracting(before), [])
  }
}
