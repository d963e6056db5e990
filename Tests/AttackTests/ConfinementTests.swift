import Answers
import Foundation
import Toolchain
import XCTest

@testable import Grading

/// What happens where bubblewrap does not work.
final class ConfinementTests: XCTestCase {
  /// Runs `grade` with a PATH that has the compiler and nothing else.
  private func gradeWithoutSandbox(
    _ arguments: String..., in course: TemporaryWorkbook
  ) async throws -> Program.Result {
    let tools = course.workbook.root.appending(path: "tools")
    try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: tools.appending(path: "swiftc"),
      withDestinationURL: SwiftToolchain.find().root.appending(path: "bin/swiftc"))
    return try await Program(
      Repository.grade, arguments, environment: ["PATH": tools.path, "HOME": "/tmp"],
      directory: course.workbook.root, seconds: 300
    ).run()
  }

  func testAnswersOfOthersAreRefused() async throws {
    let course = try TemporaryWorkbook(limits: "seconds: 30")
    let others = course.workbook.root.appending(path: "others")
    try FileManager.default.copyItem(
      at: course.workbook.root.appending(path: "Solutions"), to: others)
    let result = try await gradeWithoutSandbox("2.1", "--answers", "others", in: course)
    XCTAssertEqual(result.outcome, .exited(2), result.error)
    XCTAssertEqual(result.output, "")
    XCTAssertTrue(result.error.contains("these answers would run unconfined"), result.error)
    XCTAssertTrue(result.error.contains("--no-sandbox"), result.error)
  }

  func testAnswersOfOthersRunWhenAskedTo() async throws {
    let course = try TemporaryWorkbook(limits: "seconds: 30")
    let others = course.workbook.root.appending(path: "others")
    try FileManager.default.copyItem(
      at: course.workbook.root.appending(path: "Solutions"), to: others)
    let result = try await gradeWithoutSandbox(
      "2.1", "--answers", "others", "--no-sandbox", in: course)
    XCTAssertEqual(result.outcome, .exited(0), result.error + result.output)
  }

  func testOnesOwnAnswersRunWithAWarning() async throws {
    let course = try TemporaryWorkbook(limits: "seconds: 30")
    let result = try await gradeWithoutSandbox("2.1", "--answers", "Solutions", in: course)
    XCTAssertEqual(result.outcome, .exited(0), result.error + result.output)
    XCTAssertTrue(result.output.contains("unconfined"), result.output)
  }

  func testALinkToTheWorkbooksFoldersIsStillOnesOwnAndAFolderBesideIsNot() throws {
    let course = try TemporaryWorkbook(limits: "seconds: 30")
    let section = try course.section("AffineMaps")
    let root = course.workbook.root
    for (path, isOwn) in [
      ("Solutions", true), ("Solutions/2-BuildingBlocks", true), ("Solutions/../Tests", false),
      ("SolutionsOfOthers", false), ("Tests", false),
    ] {
      let folder = root.appending(path: path)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let answers = try Answers(at: folder, for: [section])
      XCTAssertEqual(answers.belong(to: course.workbook), isOwn, path)
    }
  }
}
