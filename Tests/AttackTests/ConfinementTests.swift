import Answers
import Foundation
import TestSupport
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

  func testAnswersOfOthersAreRefusedWhereNoSandboxWorks() async throws {
    do {
      let sandbox = try await Confinement.required.sandbox { .none }
      XCTFail("they run in \(sandbox)")
    } catch let error as SandboxMissing {
      XCTAssertTrue(error.description.contains("these answers would run unconfined"))
      XCTAssertTrue(error.description.contains("--no-sandbox"))
    }
    let none = try await Confinement.preferred.sandbox { .none }
    XCTAssertEqual(none, .none)
  }

  func testWithoutBubblewrapAnotherSandboxIsUsedOrNone() async throws {
    let course = try TemporaryWorkbook(limits: "seconds: 30")
    let others = course.workbook.root.appending(path: "others")
    try FileManager.default.copyItem(
      at: course.workbook.root.appending(path: "Solutions"), to: others)
    let result = try await gradeWithoutSandbox(
      "2.1", "--answers", "others", "--format", "json", in: course)
    if result.error.contains("these answers would run unconfined") {
      XCTAssertEqual(result.outcome, .exited(2), result.error)
      XCTAssertEqual(result.output, "")
    } else {
      XCTAssertEqual(result.outcome, .exited(0), result.error + result.output)
      let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
      XCTAssertEqual(report.sandbox, "landlock")
    }
  }

  /// What the walls of bubblewrap keep from an answer, those of the second sandbox do.
  func testTheSecondSandboxHolds() async throws {
    let setpriv = geteuid() == 0 ? SwiftToolchain.executable(named: "setpriv") : nil
    let best = await Sandbox.detect(path: "")
    try XCTSkipIf(best == .none, "the kernel has no Landlock")
    let course = try TemporaryWorkbook(limits: "seconds: 30")
    for sandbox in [best, .confinedByItself(hasLandlock: true, setpriv: setpriv)] {
      for name in [
        "Reading/Environment", "Reading/HiddenSources", "Reading/Network",
        "Reading/FilesByTheLibrary", "Reading/Arguments", "Exhausting/FilesOutsideTmp",
        "Exhausting/FilesBesideTheCrashReport", "Exhausting/AllocationFlood",
        "Forging/ResultFiles", "Leaving/ExitPastEveryRule",
      ] {
        let attack = try MadeSubmission(
          Repository.root.appending(path: "Tests/Attacks/\(name).swift"))
        let report = try await course.grade(
          attack.url, as: attack.module, safeguards: attack.safeguards,
          confinement: .within(sandbox))
        let (kind, texts) = attack.expected
        XCTAssertEqual(report.points, 0, name)
        XCTAssertTrue(report.outcomes.contains(kind), "\(name): \(report.messages)")
        XCTAssertTrue(
          report.messages.contains { texts.contains(where: $0.contains) },
          "\(name): \(report.messages)")
      }
      let section = try course.section("AffineMaps")
      let right = try await course.grade(
        course.workbook.solution(section), as: "AffineMaps", confinement: .within(sandbox))
      XCTAssertTrue(right.isComplete, "\(right.messages)")
    }
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

  func testRunningUnconfinedIsTold() async throws {
    let course = try TemporaryWorkbook(limits: "seconds: 30")
    let result = try await gradeWithoutSandbox(
      "2.1", "--answers", "Solutions", "--no-sandbox", in: course)
    XCTAssertEqual(result.outcome, .exited(0), result.error + result.output)
    XCTAssertTrue(result.output.contains("unconfined"), result.output)
  }

  func testGradescopeIsToldWhyNothingWasGraded() async throws {
    let course = try TemporaryWorkbook(limits: "seconds: 30")
    let result = try await gradeWithoutSandbox(
      "2.1", "--answers", "nowhere", "--format", "gradescope", "--output", "results.json",
      in: course)
    XCTAssertEqual(result.outcome, .exited(2), result.error)
    let written = try String(
      contentsOf: course.workbook.root.appending(path: "results.json"), encoding: .utf8)
    XCTAssertTrue(written.contains("could not be graded"), written)
    XCTAssertTrue(written.contains("nowhere"), written)
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
