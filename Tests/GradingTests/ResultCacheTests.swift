import Answers
import Course
import Foundation
import GradingTestSupport
import XCTest

@testable import Grading

/// Unchanged sections are not graded again, and everything else is.
final class ResultCacheTests: XCTestCase {
  private func grade(
    _ course: MadeCourse, seed: UInt64 = 1, reuse: Reuse = .sameSeed
  ) async throws -> SectionReport {
    let answers = Answers.folder(course.root.appending(path: Workbook.exercises))
    let workbook = try Workbook(root: course.root)
    return try await Grader(workbook: workbook, seed: seed, jobs: 1, reuse: reuse)
      .grade(workbook.course.sections, answers: answers).sections[0]
  }

  /// A course whose answers no other test grades.
  private func course(double: String = "x.map { 2 * $0 }") throws -> MadeCourse {
    let course = try MadeCourse()
    let answer = MadeCourse.answer(double: double, before: "// \(UUID())")
    try course.write(answer, to: "Exercises/\(course.section.answerPath)")
    return course
  }

  private func row(of course: MadeCourse) throws -> String {
    try String(contentsOf: course.root.appending(path: MadeCourse.row), encoding: .utf8)
  }

  func testAnUnchangedSectionIsNotGradedAgain() async throws {
    let course = try course(double: "x")
    let first = try await grade(course)
    XCTAssertNil(first.unchanged)
    var second = try await grade(course)
    XCTAssertEqual(second.unchanged?.seed, 1)
    second.unchanged = nil
    XCTAssertEqual(second, first)
  }

  func testAnotherSeedIsGradedUnlessAnyWillDo() async throws {
    let course = try course()
    _ = try await grade(course, seed: 1)
    let other = try await grade(course, seed: 2)
    XCTAssertNil(other.unchanged)
    let any = try await grade(course, seed: 3, reuse: .anySeed)
    XCTAssertEqual(any.unchanged?.seed, 2)
  }

  func testGradingAfreshReplacesWhatWasKept() async throws {
    let course = try course()
    _ = try await grade(course, seed: 1, reuse: .anySeed)
    let fresh = try await grade(course, seed: 2, reuse: .nothing)
    XCTAssertNil(fresh.unchanged)
    let later = try await grade(course, seed: 3, reuse: .anySeed)
    XCTAssertEqual(later.unchanged?.seed, 2)
  }

  func testOnlyWhatWasMadeSinceAMomentIsTaken() async throws {
    let course = try course()
    let old = try await grade(course)
    // A file's time may be that of the last tick of the system's clock.
    try await Task.sleep(for: .milliseconds(20))
    let start = Date.now
    let new = try await grade(course, reuse: .since(start))
    XCTAssertNotEqual(new.seconds, old.seconds)
    // The same in all, the time it took included, and nothing says that it is an earlier one.
    let again = try await grade(course, reuse: .since(start))
    XCTAssertEqual(again, new)
    XCTAssertNil(again.unchanged)
  }

  func testWhateverAResultFollowsFromMakesItNew() async throws {
    let course = try course()
    let path = "Exercises/\(course.section.answerPath)"
    let answer = try String(contentsOf: course.root.appending(path: path), encoding: .utf8)
    let suite = course.workbook.hiddenSuite(course.section)
    let suiteText = try String(contentsOf: suite, encoding: .utf8)
    let row = try row(of: course)
    _ = try await grade(course)

    try course.write(answer + "\n", to: path)
    var report = try await grade(course)
    XCTAssertNil(report.unchanged, "the answer")

    try (suiteText + "\n").write(to: suite, atomically: true, encoding: .utf8)
    report = try await grade(course)
    XCTAssertNil(report.unchanged, "the suite")

    try course.write(
      row.replacingOccurrences(of: "testHalves: 5", with: "testHalves: 4"), to: MadeCourse.row)
    report = try await grade(course)
    XCTAssertNil(report.unchanged, "the points")
    XCTAssertEqual(report.points, 9)
  }

  func testAForbiddenNameIsRefusedWhateverWasKept() async throws {
    let course = try course()
    _ = try await grade(course)
    let row = try row(of: course)
    try course.write("loops: {rule: Use loops., names: [map]}", to: Workbook.forbiddenFile)
    try course.write(
      row.replacingOccurrences(of: "forbidden: []", with: "forbidden: [loops]"),
      to: MadeCourse.row)
    let report = try await grade(course)
    XCTAssertEqual(report.state, .refused)
  }

  func testATimeOutIsTriedAgain() async throws {
    let course = try MadeCourse(seconds: 1)
    try course.write(
      MadeCourse.answer(double: "while x.count == 1 {}; return x.map { 2 * $0 }"),
      to: "Exercises/\(course.section.answerPath)")
    _ = try await grade(course)
    let report = try await grade(course)
    XCTAssertNil(report.unchanged)
  }

  func testAnInterfaceThatChangedMeetsTheSuiteAnew() async throws {
    let course = try course()
    let kept = try await grade(course)
    XCTAssertEqual(kept.points, 10)
    // The suite's object for the first interface must not be linked with this one.
    let changed = MadeCourse.right.replacingOccurrences(
      of: "half(_ x: Int) -> Int", with: "half(_ x: Int) -> String"
    ).replacingOccurrences(of: "x / 2", with: "\"\\(x / 2)\"")
    try course.write(changed, to: "Exercises/\(course.section.answerPath)")
    let report = try await grade(course)
    XCTAssertEqual(report.state, .doesNotFit)
    // A stored property moves others, so it too is another interface; the answer stays right.
    try course.write(
      MadeCourse.right.replacingOccurrences(
        of: "public var first = 0", with: "var before = \"\"; public var first = 0"),
      to: "Exercises/\(course.section.answerPath)")
    let moved = try await grade(course)
    XCTAssertEqual(moved.points, 10)
  }

  /// Another process orders the entries of the same dictionary otherwise.
  func testTheOrderOfADictionaryMakesNoOtherKey() throws {
    let hints = Dictionary(uniqueKeysWithValues: (1...20).map { ("test\($0)", $0 % 3) })
    var other: [String: Int] = [:]
    other.reserveCapacity(1000)
    other.merge(hints) { first, _ in first }
    XCTAssertNotEqual("\(hints)", "\(other)")
    XCTAssertEqual(try sortedJSON(hints), try sortedJSON(other))
  }
}
