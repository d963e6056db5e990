import Foundation
import GradingTestSupport
import TestSupport
import Toolchain
import XCTest

@testable import Grading

/// `grade class` killed at random moments and started again gives the marks of a run that nobody
/// disturbed, byte for byte in what is given back.
///
/// 3 times by default; `make torture` asks for 20 with `TORTURE=1`.
final class KilledClassTests: XCTestCase {
  func testKillingAndGoingOn() async throws {
    let rounds = ProcessInfo.processInfo.environment["TORTURE"] == nil ? 3 : 20
    let course = try course()
    for command in [grading("whole"), importing("whole")] {
      try await run(command, in: course)
    }
    let whole = try await exports(of: "whole", in: course)
    XCTAssertTrue(whole["marks.csv"]?.contains("s12,") == true, "\(whole)")

    var generator = SeededGenerator(seed: 11)
    // Grading takes some seconds, taking in a fraction of one.
    for (command, more, limit) in [
      (grading("killed"), ["--fresh"], 1500), (importing("killed"), [], 150),
    ] {
      for _ in 0..<rounds {
        let process = Process()
        process.executableURL = Repository.grade
        process.arguments = ["class"] + command + more
        process.currentDirectoryURL = course.root
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        try await Task.sleep(for: .milliseconds(Int.random(in: 0...limit, using: &generator)))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
      }
      // What was graded before may be taken from the results kept.
      try await run(command, in: course)
    }
    let killed = try await exports(of: "killed", in: course)
    XCTAssertEqual(killed.keys.sorted(), whole.keys.sorted())
    for (name, text) in whole { XCTAssertEqual(killed[name], text, name) }
  }

  /// Twelve students, of whom every third is wrong, each with an answer of another text.
  private func course() throws -> MadeCourse {
    let course = try MadeCourse()
    for number in 1...12 {
      let answer = MadeCourse.answer(double: number % 3 == 0 ? "x" : "x.map { $0 * 2 }")
      try course.write("\(answer)// \(number)\n", to: "submissions/s\(number)/Doubling.swift")
    }
    try course.write("zone: Europe/Berlin\n", to: "docs/class.yml")
    return course
  }

  private func grading(_ output: String) -> [String] {
    ["submissions", "--output", output, "--seed", "4"]
  }

  private func importing(_ output: String) -> [String] {
    ["import", output, "--as", "term", "--gradebook", "\(output)/gradebook.sqlite", "--by", "ada"]
  }

  /// What is given back, by the names of the files.
  private func exports(of output: String, in course: MadeCourse) async throws -> [String: String] {
    let book = ["--gradebook", "\(output)/gradebook.sqlite"]
    let folder = "\(output)-back"
    try FileManager.default.createDirectory(
      at: course.root.appending(path: folder), withIntermediateDirectories: true)
    try await run(["export", "csv", "--output", "\(folder)/marks.csv"] + book, in: course)
    for form in ["text", "html"] {
      try await run(
        ["export", "feedback", "--output", "\(folder)/\(form)", "--form", form] + book, in: course)
    }
    try await run(["export", "gradescope", "--output", "\(folder)/results"] + book, in: course)
    let root = course.root.appending(path: folder)
    var texts: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
      let file = root.appending(path: path)
      guard !file.hasDirectoryPath, let data = FileManager.default.contents(atPath: file.path)
      else { continue }
      texts[path] = String(decoding: data, as: UTF8.self)
    }
    return texts
  }

  private func run(_ arguments: [String], in course: MadeCourse) async throws {
    let result = try await Program(
      Repository.grade, ["class"] + arguments, directory: course.root, seconds: 120
    ).run()
    XCTAssertEqual(result.outcome, .exited(0), "\(arguments): \(result.error)\(result.output)")
  }
}
