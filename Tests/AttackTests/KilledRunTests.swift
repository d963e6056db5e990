import Foundation
import GradingTestSupport
import TestSupport
import XCTest

@testable import Grading

/// Killing `grade` at any moment leaves no process, no lock and no half-written result.
///
/// 5 times by default; `make torture` asks for 50 with `TORTURE=1`.
final class KilledRunTests: XCTestCase {
  func testKillingAtRandomMoments() async throws {
    let course = try TemporaryWorkbook(limits: "seconds: 10")
    let isWhole = ProcessInfo.processInfo.environment["TORTURE"] != nil
    let output = course.workbook.root.appending(path: "report.json")
    var generator = SeededGenerator(seed: 5)
    var finished = 0
    for round in 0..<(isWhole ? 50 : 5) {
      let process = Process()
      process.executableURL = Repository.grade
      process.arguments = [
        "--answers", "Solutions", "--format", "json", "--output", output.path, "--fresh",
      ]
      process.currentDirectoryURL = course.workbook.root
      process.standardError = FileHandle.nullDevice
      try process.run()
      try await Task.sleep(for: .milliseconds(Int.random(in: 0...1500, using: &generator)))
      let signal = [SIGKILL, SIGTERM, SIGINT, SIGHUP].randomElement(using: &generator) ?? SIGKILL
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      let left = try await processesLeft(of: process.processIdentifier)
      XCTAssertEqual(left, [], "round \(round), signal \(signal)")
      if let data = try? Data(contentsOf: output) {
        finished += 1
        XCTAssertNoThrow(try JSONDecoder().decode(Report.self, from: data), "round \(round)")
        try FileManager.default.removeItem(at: output)
      }
      if signal != SIGKILL { XCTAssertEqual(try folders(of: process.processIdentifier), []) }
    }
    print("\(finished) of the runs had written their report before they were killed")
    // Nothing that was left blocks the next run.
    let section = try course.section("AffineMaps")
    let report = try await course.grade(course.workbook.solution(section), as: "AffineMaps")
    XCTAssertTrue(report.isComplete, "\(report.messages)")
  }

  /// The command lines that name a run's temporary folders, once those that are ending have ended.
  private func processesLeft(of process: Int32) async throws -> [String] {
    var left: [String] = []
    // A compiler that a killed run leaves behind ends by itself; its own limit is 30 s.
    for _ in 0..<300 {
      left = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }
        .compactMap { FileManager.default.contents(atPath: "/proc/\($0)/cmdline") }
        .map { String(decoding: $0, as: UTF8.self) }
        .filter { $0.contains("kindling-\(process)-") }
      if left.isEmpty { return [] }
      try await Task.sleep(for: .milliseconds(100))
    }
    return left
  }

  private func folders(of process: Int32) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: FileManager.default.temporaryDirectory.path
    ).filter { $0.hasPrefix("kindling-\(process)-") }
  }
}
