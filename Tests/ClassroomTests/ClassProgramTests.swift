import Foundation
import Grading
import GradingTestSupport
import TestSupport
import Toolchain
import XCTest

@testable import Classroom

/// `grade class` itself, as an instructor starts it.
final class ClassProgramTests: XCTestCase {
  private func run(_ arguments: [String], in course: MadeCourse) async throws -> Program.Result {
    try await Program(Repository.grade, ["class"] + arguments, directory: course.root, seconds: 120)
      .run()
  }

  private func course() throws -> MadeCourse {
    let course = try MadeCourse()
    try course.write(MadeCourse.right, to: "submissions/ada/Doubling.swift")
    try course.write("id,name\n1,ada\n", to: "roster.csv")
    return course
  }

  func testTheGuidesCommands() async throws {
    let guide = try String(
      contentsOf: Repository.root.appending(path: "docs/guide/instructors.md"), encoding: .utf8)
    // What comes after grading, and a cluster, are tried elsewhere.
    let grading = try XCTUnwrap(guide.range(of: "\n### On a cluster\n")).lowerBound
    let commands = guide[..<grading].split(separator: "\n").filter {
      $0.hasPrefix("    grade class ")
    }
    XCTAssertGreaterThan(commands.count, 2)
    let course = try course()
    for command in commands {
      // The made course has one section, and its submissions are in its own folder.
      let words = command.replacing(#/ 2\.\d/#, with: " 1.1").replacing("made/", with: "")
        .split(separator: " ").dropFirst(2)
      let result = try await run(words.map(String.init), in: course)
      XCTAssertEqual(result.outcome, .exited(0), "\(command)\n\(result.error)")
      XCTAssertTrue(result.output.contains("1 of 1 submissions graded"), result.output)
      XCTAssertTrue(result.output.contains("Answers: 1 found, 0 missing"), result.output)
    }
  }

  func testStatusIs2WhereSomethingIsLeftOut() async throws {
    let course = try course()
    try course.write("", to: "submissions/ben.rar")
    let result = try await run(["submissions", "--output", "graded"], in: course)
    XCTAssertEqual(result.outcome, .exited(2), result.error)
    XCTAssertTrue(result.output.contains("ben.rar  is an archive of a kind"), result.output)
    let wrong = try await run(["roster.csv", "--output", "graded"], in: course)
    XCTAssertEqual(wrong.outcome, .exited(2))
    XCTAssertTrue(wrong.error.contains("is neither a folder nor a zip archive"), wrong.error)
    for (arguments, words) in [
      (["exprot"], "neither a command of grade class nor a folder of submissions (did you mean"),
      (["submissions"], "--output is missing"),
    ] {
      let result = try await run(arguments, in: course)
      XCTAssertEqual(result.outcome, .exited(2))
      XCTAssertTrue(result.error.contains(words), result.error)
    }
  }

  func testARunThatIsKilledGoesOn() async throws {
    let course = try course()
    for number in 1...12 {
      let answer = MadeCourse.answer(double: number % 3 == 0 ? "x" : "x.map { $0 * 2 }")
      try course.write(
        "\(answer)// \(number) \(UUID())\n", to: "submissions/s\(number)/Doubling.swift")
    }
    let arguments = ["submissions", "--seed", "4", "--fresh"]
    let whole = try await run(arguments + ["--output", "whole"], in: course)
    XCTAssertEqual(whole.outcome, .exited(0), whole.error)
    for milliseconds in [300, 1200, 700] {
      let process = Process()
      process.executableURL = Repository.grade
      process.arguments = ["class"] + arguments + ["--output", "killed"]
      process.currentDirectoryURL = course.root
      process.standardError = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      try await Task.sleep(for: .milliseconds(milliseconds))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    let rest = try await run(["submissions", "--output", "killed"], in: course)
    XCTAssertEqual(rest.outcome, .exited(0), rest.error)
    let names = try marks(of: "whole", in: course)
    XCTAssertEqual(names.count, 13)
    XCTAssertEqual(try marks(of: "killed", in: course), names)
  }

  /// The points that each report gives.
  private func marks(of output: String, in course: MadeCourse) throws -> [String: Int] {
    let reports = ReportFolder(in: course.root.appending(path: output))
    return try Dictionary(
      uniqueKeysWithValues: reports.names().map { name in
        let attempts = try reports.attempts(of: name)
        XCTAssertEqual(attempts.count, 1, name)
        return (name, attempts.first?.report?.points ?? -1)
      })
  }
}
