import Answers
import Authoring
import Course
import Foundation
import GradingTestSupport
import XCTest

final class CourseCheckerTests: XCTestCase {
  private func findings(_ course: MadeCourse) async throws -> [String] {
    let checker = CourseChecker(workbook: course.workbook, seeds: 3, jobs: 2)
    return try await checker.check(course.workbook.course.sections)
  }

  private func made() throws -> MadeCourse {
    let course = try MadeCourse()
    try course.write(
      MadeCourse.answer(double: "unanswered()", half: "unanswered()"),
      to: "Exercises/\(course.section.answerPath)")
    try course.write(MadeCourse.right, to: "\(MadeCourse.tests)/Alternatives/Doubling.swift")
    try course.write("", to: "docs/lessons/1-made/1-doubling.md")
    for number in 1...5 {
      try course.write(
        mutant("x.map { \(number + 2) * $0 }"), to: "\(MadeCourse.tests)/Mutants/M\(number).swift")
    }
    return course
  }

  private func mutant(_ body: String, caughtBy test: String = "testDoublesOne") -> String {
    "// Mutant: the wrong factor. Caught by: \(test)\n" + MadeCourse.answer(double: body)
  }

  func testASoundSectionHasNoFindings() async throws {
    let findings = try await findings(made())
    XCTAssertEqual(findings, [])
  }

  func testASectionThatIsNoDraftSaysWhatItsPageNeeds() async throws {
    let course = try made()
    let row = course.section.row
    let file = course.workbook.root.appending(path: row)
    let text = try String(contentsOf: file, encoding: .utf8)
    try course.write(text.replacing("form: draft\n", with: ""), to: row)
    let workbook = try Workbook(root: course.workbook.root)
    let findings = try await CourseChecker(workbook: workbook, seeds: 1, jobs: 2)
      .check(workbook.course.sections)
    XCTAssertEqual(findings.count, 6)
    XCTAssertEqual(
      findings.first, "\(row):1: section 1.1 has no `minutes: {read: 15, exercise: 20}`")
  }

  func testNamesEachViolation() async throws {
    let course = try made()
    let mutants = "\(MadeCourse.tests)/Mutants"
    let alternative = "\(MadeCourse.tests)/Alternatives/Doubling.swift"
    try course.write(mutant("x.map { 2 * $0 }"), to: "\(mutants)/M1.swift")
    try course.write(mutant("x", caughtBy: "testNone"), to: "\(mutants)/M2.swift")
    try course.write("import Kindling", to: "\(mutants)/M3.swift")
    try course.write(mutant("x.sum()"), to: "\(mutants)/M4.swift")
    try course.write(mutant("precondition(x.isEmpty); return x"), to: "\(mutants)/M5.swift")
    try course.write(
      "// Mutant: doubles nothing. Caught by: testDoublesOne,\n// testDoublesMany\n"
        + MadeCourse.answer(double: "x"),
      to: "\(mutants)/M6.swift")
    try course.write(
      MadeCourse.answer(double: "x", half: "unanswered()"),
      to: "Exercises/\(course.section.answerPath)")
    try course.write(
      MadeCourse.answer(double: "x"), to: alternative)
    let findings = try await findings(course)
    XCTAssertEqual(
      findings,
      [
        "Exercises/1-Made/1-Doubling/Doubling.swift:1: part double is answered: "
          + "none of double(_:) calls unanswered()",
        "\(alternative):1: testDoublesMany failed with every seed: "
          + "expected [6, 8] | for [3, 4]",
        "\(alternative):1: testDoublesOne failed with every seed: "
          + "expected [2], got [1] | for  x = [1.0]",
        "\(alternative):1: public testDoublesOne is not passed but failed: "
          + "expected [2], got [1] | for  x = [1]",
        "\(alternative):1: public testHalvesWhatItDoubled is not passed but failed: "
          + "expected 3, got 1 | for  x = 3",
        "\(mutants)/M1.swift:1: not caught by testDoublesOne with every seed",
        "\(mutants)/M2.swift: the first line names testNone, which section 1.1 does not have",
        "\(mutants)/M3.swift: the first line must be "
          + "`// Mutant: <what is wrong>. Caught by: testName`",
        "\(mutants)/M4.swift:8:5: value of type '[Int]' has no member 'sum'",
        "\(mutants)/M6.swift: the first line must be followed by an empty one: only it is read",
      ])
  }

  func testAPublicSuiteMustFitTheSkeletonToo() async throws {
    let course = try made()
    let suite = course.workbook.publicSuite(course.section)
    let guarded = MadeCourse.publicSuite
    try guarded.replacing(#"    try skipUnlessAnswered("double(_:)", in: "Doubling")"#, with: "")
      .write(to: suite, atomically: true, encoding: .utf8)
    var findings = try await findings(course)
    XCTAssertEqual(findings.count, 1)
    XCTAssertTrue(
      findings[0].hasPrefix(
        "Exercises/1-Made/1-Doubling/Doubling.swift:7: public testDoublesOne is not unanswered but "
          + "trapped: "), findings[0])
    try guarded.replacing("half(8)", with: "halve(8)")
      .write(to: suite, atomically: true, encoding: .utf8)
    findings = try await self.findings(course)
    XCTAssertEqual(findings.count, 3)
    XCTAssertTrue(
      findings.allSatisfy { $0.contains(":1: public suite: ") }, "\(findings)")
    XCTAssertTrue(findings[1].contains("cannot find 'halve' in scope"), findings[1])
  }

  func testAHiddenSuiteThatDoesNotCompileIsNamedOnce() async throws {
    let course = try made()
    let suite = course.workbook.hiddenSuite(course.section)
    try String(contentsOf: suite, encoding: .utf8).replacing("half(8)", with: "halve(8)")
      .write(to: suite, atomically: true, encoding: .utf8)
    let findings = try await findings(course)
    let named = findings.filter { $0.contains("cannot find 'halve' in scope") }
    XCTAssertEqual(named.count, 1, "\(findings)")
    XCTAssertTrue(named[0].hasPrefix("Solutions/1-Made/1-Doubling/Doubling.swift:1:"), named[0])
    XCTAssertFalse(findings.contains { $0.contains("M1.swift") }, "\(findings)")
  }

  func testNamesWhatIsMissing() async throws {
    let course = try MadeCourse()
    try FileManager.default.removeItem(at: course.workbook.publicSuite(course.section))
    let findings = try await findings(course)
    XCTAssertEqual(
      findings,
      [
        "Exercises/1-Made/1-Doubling/Doubling.swift: is missing",
        "\(MadeCourse.tests)/Public/DoublingTests.swift: is missing",
        "docs/lessons/1-made/1-doubling.md: is missing",
        "\(MadeCourse.tests)/Alternatives: no alternative, a solution built differently is wanted",
        "\(MadeCourse.tests)/Mutants: 0 mutants, 5 are wanted",
      ])
  }
}
