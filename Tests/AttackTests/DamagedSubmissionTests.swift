import Answers
import Course
import Foundation
import GradingTestSupport
import TestSupport
import Toolchain
import XCTest

@testable import Grading

/// Damaged answers never stop `grade`, never hang it, and never earn more than undamaged ones.
///
/// 25 by default; `make torture` asks for 500 with `TORTURE=1`. Each repeats by its number.
final class DamagedSubmissionTests: XCTestCase {
  private struct Case: Sendable {
    let number: Int
    let damage: Damage
    let module: String
    let base: URL
    let another: URL
  }

  func testDamagedAnswers() async throws {
    let course = try TemporaryWorkbook(limits: "seconds: 10")
    let isWhole = ProcessInfo.processInfo.environment["TORTURE"] != nil
    let cases = try cases(isWhole ? 500 : 25, of: course)
    var best: [URL: Int] = [:]
    for base in Set(cases.map(\.base)) {
      let module = cases.first { $0.base == base }?.module ?? ""
      best[base] = try await course.grade(base, as: module).points
    }
    let root = course.workbook.root
    let reports = try await mapConcurrently(cases, jobs: 2) { item in
      let folder = root.appending(path: "damaged-\(item.number)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      var generator = SeededGenerator(seed: UInt64(item.number))
      try item.damage.write(
        String(contentsOf: item.base, encoding: .utf8),
        another: String(contentsOf: item.another, encoding: .utf8), module: item.module,
        into: folder, using: &generator)
      return try await Program(
        Repository.grade,
        [item.module, "--answers", folder.path, "--format", "json", "--seed", "7", "--fresh"],
        directory: root, seconds: 300
      ).run()
    }
    var ends: [String: Int] = [:]
    for (item, result) in zip(cases, reports) {
      let name = "\(item.number) \(item.damage) \(item.base.lastPathComponent)"
      XCTAssertTrue(
        [.exited(0), .exited(1)].contains(result.outcome),
        "\(name): \(result.outcome) \(result.error)")
      let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
      XCTAssertLessThanOrEqual(report.points, best[item.base] ?? 0, name)
      ends["\(item.damage): \(report.sections[0].state)", default: 0] += 1
    }
    print("\(cases.count) damaged answers:")
    for (end, count) in ends.sorted(by: { $0.key < $1.key }) { print("  \(end) \(count)") }
  }

  /// Each damage in turn, to solutions and wrong answers by turns.
  private func cases(_ count: Int, of course: TemporaryWorkbook) throws -> [Case] {
    let sections = course.workbook.course.sections
    return try (0..<count).map { number in
      var generator = SeededGenerator(seed: UInt64(number) << 20)
      let section = sections[Int.random(in: 0..<sections.count, using: &generator)]
      // Another section's: this one's would repair a wrong answer rather than damage it.
      let others = sections.filter { $0 != section }
      let other = others[Int.random(in: 0..<others.count, using: &generator)]
      let mutants = try FileManager.default.contentsOfDirectory(
        at: Workbook(root: Repository.root).mutants(section), includingPropertiesForKeys: nil
      ).sorted { $0.path < $1.path }
      let mutant = mutants[number % 2]
      return Case(
        number: number, damage: Damage.allCases[number % Damage.allCases.count],
        module: section.module,
        base: number % 3 == 0 ? mutant : course.workbook.solution(section),
        another: course.workbook.solution(other))
    }
  }
}
