import Foundation
import Grading
import GradingTestSupport
import TestSupport
import Toolchain
import XCTest

@testable import Classroom

/// A class on a Slurm of one node, which `Tests/Fixtures/slurm` starts: with SLURM_TESTS=1 alone,
/// as it takes root and Debian's slurm-wlm and munge.
final class SlurmTests: XCTestCase {
  private var cluster: URL!
  private var course: MadeCourse!

  override func setUp() async throws {
    guard ProcessInfo.processInfo.environment["SLURM_TESTS"] != nil else {
      throw XCTSkip("with SLURM_TESTS=1 alone")
    }
    cluster = FileManager.default.temporaryDirectory.appending(path: "slurm-\(UUID().uuidString)")
    course = try MadeCourse()
    try await slurm("start")
    for (name, answer) in [
      ("ada", MadeCourse.right), ("ben", MadeCourse.answer(double: "x")), ("cy", "}}} not Swift"),
      ("d'arcy", MadeCourse.right), ("eve", MadeCourse.answer(double: "x * 3")), ("fay", ""),
    ] {
      try course.write(answer, to: "a class's/\(name)/Doubling.swift")
    }
  }

  override func tearDown() async throws {
    guard cluster != nil else { return }
    try await slurm("stop")
    try FileManager.default.removeItem(at: cluster)
  }

  private func slurm(_ command: String) async throws {
    let script = Repository.root.appending(path: "Tests/Fixtures/slurm")
    let result = try await Program(script, [command, cluster.path], seconds: 60).run()
    // Without a cluster every later line would wait for its own time limit.
    guard result.isSuccess else {
      throw SlurmFault(description: "slurm \(command): \(result.outcome): \(result.error)")
    }
  }

  private struct SlurmFault: Error, CustomStringConvertible {
    let description: String
  }

  /// A run of `grade class` in the course's folder, which takes no results kept of another one.
  private func run(into output: String, _ words: [String] = []) -> Program {
    var environment = ProcessInfo.processInfo.environment
    environment["SLURM_CONF"] = cluster.appending(path: "slurm.conf").path
    return Program(
      Repository.grade,
      ["class", "a class's", "--output", output, "--seed", "5", "--fresh"] + words,
      environment: environment, directory: course.root, seconds: 300)
  }

  /// What is the same in every run: all of a folder of reports but the seconds.
  private func reports(_ output: String) throws -> [String: String] {
    let folder = course.root.appending(path: output)
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") }
    return try Dictionary(
      uniqueKeysWithValues: names.map { name in
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        return (name, text.replacing(#/"seconds" : [-\d.e]+/#, with: ""))
      })
  }

  func testMarksAreThoseOfThisMachineAlsoWhenANodeIsLost() async throws {
    let here = try await run(into: "here").run()
    XCTAssertEqual(here.outcome, .exited(0), here.error)
    let there = try await run(into: "there", ["--executor", "slurm", "--chunk", "4"]).run()
    XCTAssertEqual(there.outcome, .exited(0), there.error)
    XCTAssertEqual(there.output, here.output)
    XCTAssertEqual(try reports("there"), try reports("here"))

    let losing = run(
      into: "lost", ["--executor", "slurm", "--chunk", "1", "--quiet"])
    async let running = losing.run()
    try await waitForATask(of: "lost")
    try await slurm("kill")
    try await Task.sleep(for: .seconds(1))
    try await slurm("revive")
    let lost = try await running
    XCTAssertEqual(lost.outcome, .exited(0), lost.error)
    XCTAssertEqual(try reports("lost"), try reports("here"))
  }

  private func waitForATask(of output: String) async throws {
    let folder = course.root.appending(path: "\(output)/slurm")
    for _ in 0..<600 {
      let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
      if names.contains(where: { $0.hasSuffix(".json") }) { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    XCTFail("no task was done within a minute")
  }
}
