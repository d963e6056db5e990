import Course
import Foundation
import Toolchain
import XCTest

@testable import Handouts

/// A student's way with a handout, from `make grade` to a later one. Building it takes minutes.
final class HandoutBuildTests: XCTestCase {
  private static let answer = "2-BuildingBlocks/1-AffineMaps/AffineMaps.swift"

  func testAStudentsWayThroughAHandout() async throws {
    guard ProcessInfo.processInfo.environment["BUILD_HANDOUT"] != nil else {
      throw XCTSkip("BUILD_HANDOUT=1 builds a handout, which takes some minutes")
    }
    let course = try CourseCopyOnDisk()
    let solution = try course.read("Solutions/\(Self.answer)")
    _ = try ReleaseTests.plant(in: course)
    let handout = try course.release("2.1,2.2")

    func shell(_ command: String) async throws -> (output: String, status: Int32?) {
      let result = try await CourseCopyOnDisk.shell(
        command, in: handout, environment: ["WORKBOOK_TARGETS": ""], seconds: 3600)
      let status: Int32? = if case .exited(let status) = result.outcome { status } else { nil }
      return (result.output + result.error, status)
    }

    let built = try await shell("make grade")
    XCTAssertEqual(built.status, 0, built.output)
    XCTAssertTrue(
      built.output.contains("Start here:  docs/lessons/2-building-blocks/1-"), built.output)
    XCTAssertFalse(built.output.contains("warning:"), built.output)

    // Neither what was built nor what it was built from has the word that all hidden files have.
    let found = try await shell(
      "grep -rlaF \(ReleaseTests.word) . | head; grep -rlaF AffineMaps . | wc -l")
    XCTAssertNotNil(found.output.wholeMatch(of: #/\d\d+\n/#), found.output)

    try Data(solution.utf8).write(to: handout.appending(path: "Exercises/\(Self.answer)"))
    let tried = try await shell(".build/debug/grade try 2.1")
    XCTAssertEqual(tried.status, 0, tried.output)
    XCTAssertTrue(tried.output.contains("5 of 5"), tried.output)
    let graded = try await shell(".build/debug/grade 2.1")
    XCTAssertEqual(graded.status, 0, graded.output)
    XCTAssertTrue(graded.output.contains("they run where your instructor grades"), graded.output)

    try course.edit("Sources/grade/Show.swift", "Shows the solution", "Shows you the solution")
    let later = try course.release("2.1-2.3", to: "later")
    let updated = try await shell(".build/debug/grade update '\(later.path)'")
    XCTAssertEqual(updated.status, 0, updated.output)
    XCTAssertTrue(updated.output.contains("Next: `make grade`"), updated.output)
    let again = try await shell("make grade && .build/debug/grade show --help")
    XCTAssertEqual(again.status, 0, again.output)
    XCTAssertTrue(again.output.contains("Shows you the solution"), again.output)
    XCTAssertTrue(again.output.contains("2.1 AffineMaps, public tests"), again.output)
    XCTAssertEqual(
      try String(contentsOf: handout.appending(path: "Exercises/\(Self.answer)"), encoding: .utf8),
      solution)
  }
}
