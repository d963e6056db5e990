import Course
import Foundation
import TestSupport
import XCTest

/// `grade` in a handout, where there are no hidden tests.
final class HandoutGradeTests: XCTestCase {
  private static let affine = "2-BuildingBlocks/1-AffineMaps/AffineMaps.swift"
  private static let elsewhere =
    "Hidden tests decide the points: they run where your instructor grades.\n"

  private func grade(
    _ arguments: String, in folder: URL
  ) async throws -> (output: String, error: String, status: Int32) {
    let result = try await CourseCopyOnDisk.shell(
      "'\(Repository.grade.path)' \(arguments)", in: folder)
    guard case .exited(let status) = result.outcome else {
      throw XCTSkip("the program was stopped: \(result.outcome)")
    }
    return (result.output, result.error, status)
  }

  func testItRunsThePublicTestsAndSaysSo() async throws {
    let course = try CourseCopyOnDisk()
    let handout = try course.release("2.1,2.2")
    let start = try await grade("", in: handout)
    XCTAssertEqual(start.status, 1, start.error)
    XCTAssertTrue(
      start.output.contains("Start here:  docs/lessons/2-building-blocks/1-affine-maps.md"),
      start.output)
    XCTAssertTrue(start.output.contains("20 points"), start.output)

    // Two parts of three are answered, one of them wrongly.
    let solution = try course.read("Solutions/\(Self.affine)")
    let answer = handout.appending(path: "Exercises/\(Self.affine)")
    let skeleton = try String(contentsOf: answer, encoding: .utf8)
    try Data(solution.utf8).write(to: answer)
    for arguments in ["2.1", "", "try"] {
      let right = try await grade(arguments, in: handout)
      XCTAssertEqual(right.status, 0, right.output + right.error)
      XCTAssertTrue(right.output.contains("2.1 AffineMaps, public tests"), right.output)
      XCTAssertTrue(right.output.contains("5 of 5"), right.output)
      XCTAssertTrue(right.output.hasSuffix(Self.elsewhere), right.output)
      XCTAssertFalse(right.output.contains("10 / 10"), right.output)
    }
    let list = try await grade("list", in: handout).output
    XCTAssertTrue(list.contains("5 of 5 public tests pass"), list)
    XCTAssertTrue(list.contains("1 of 2 sections answered, and right by the public tests"), list)
    XCTAssertTrue(list.contains("Next: 2.2 NonLinearities"), list)

    let wrong = skeleton.replacing("unanswered()", with: "Tensor([0.0])")
    try Data(wrong.utf8).write(to: answer)
    let failed = try await grade("2.1", in: handout)
    XCTAssertEqual(failed.status, 1, failed.error)
    XCTAssertTrue(failed.output.contains("0 of 5"), failed.output)
    XCTAssertTrue(failed.output.hasSuffix(Self.elsewhere), failed.output)
    let marks = try await grade("AffineMaps --format editor", in: handout).output
    XCTAssertEqual(marks.matches(of: #/Exercises/[\w/-]+\.swift:\d+:\d+: error: /#).count, 5, marks)

    // The rules hold here as well.
    let forbidden = skeleton.replacing(
      "unanswered()", with: "linear(Tensor([1.0]), weight: Tensor([1.0]))")
    try Data(forbidden.utf8).write(to: answer)
    let refused = try await grade("2.1", in: handout)
    XCTAssertEqual(refused.status, 1, refused.error)
    XCTAssertTrue(refused.output.hasPrefix("2.1 AffineMaps  not allowed"), refused.output)
    XCTAssertTrue(refused.output.hasSuffix(Self.elsewhere), refused.output)

    let reset = try await grade("reset 2.1 --yes", in: handout)
    XCTAssertTrue(reset.output.contains("is the copy that was handed out again"), reset.output)
    XCTAssertEqual(try String(contentsOf: answer, encoding: .utf8), skeleton)
  }

  func testWhatNeedsHiddenTestsSaysSo() async throws {
    let course = try CourseCopyOnDisk()
    let handout = try course.release("2.1")
    try Data(course.read("Solutions/\(Self.affine)").utf8)
      .write(to: handout.appending(path: "Exercises/\(Self.affine)"))
    for format in ["json", "junit", "gradescope"] {
      let result = try await grade("2.1 --format \(format)", in: handout)
      XCTAssertEqual(result.status, 2, result.output)
      XCTAssertTrue(result.error.contains("this handout has no hidden tests"), result.error)
    }
    let solution = try await grade("show 2.1 --anyway", in: handout)
    XCTAssertEqual(solution.status, 2)
    XCTAssertTrue(solution.error.contains("this workbook has no Solutions/"), solution.error)
  }

  func testWatchingGoesByThePublicTests() async throws {
    let course = try CourseCopyOnDisk()
    let handout = try course.release("2.1")
    try Data(course.read("Solutions/\(Self.affine)").utf8)
      .write(to: handout.appending(path: "Exercises/\(Self.affine)"))
    // `q` is typed once the report is there.
    let watched = try await grade(
      """
      watch 2.1 >watched < <(
        until grep -q '5 of 5' watched; do sleep 0.1; done
        echo q
      ); status=$?; cat watched; exit $status
      """, in: handout)
    XCTAssertEqual(watched.status, 0, watched.error)
    XCTAssertTrue(watched.output.contains("5 of 5"), watched.output)
    XCTAssertTrue(watched.output.contains("Enter: grade again"), watched.output)
  }

  func testTheCommandWritesAHandout() async throws {
    let course = try CourseCopyOnDisk()
    let made = try await grade("release ../out --sections 2.1-2.2", in: course.root)
    XCTAssertEqual(made.status, 0, made.error)
    XCTAssertTrue(made.output.hasPrefix("../out: 2 sections in "), made.output)
    let again = try await grade("release ../out", in: course.root)
    XCTAssertEqual(again.status, 2)
    XCTAssertTrue(again.error.contains("is not empty: nothing was written"), again.error)
    let unknown = try await grade("release ../other --sections 2.9", in: course.root)
    XCTAssertEqual(unknown.status, 2)
    XCTAssertTrue(unknown.error.contains("there is no section 2.9"), unknown.error)
  }
}
