import Answers
import Foundation
import TestSupport
import Toolchain
import XCTest

@testable import Grading

/// Every hostile submission earns nothing, learns nothing, and is called what it is.
final class AttackTests: XCTestCase {
  func testLeaving() async throws { try await run("Leaving") }

  func testTrapping() async throws { try await run("Trapping") }

  func testExhausting() async throws { try await run("Exhausting") }

  func testForging() async throws { try await run("Forging") }

  func testShadowing() async throws { try await run("Shadowing") }

  func testUnsafe() async throws { try await run("Unsafe") }

  func testDirectives() async throws { try await run("Directives") }

  func testImporting() async throws { try await run("Importing") }

  func testReading() async throws {
    setenv("KINDLING_ATTACK_SECRET", "KINDLING_ATTACK_SECRET", 1)
    try await run("Reading")
  }

  func testCompiling() async throws { try await run("Compiling") }

  func testForbidden() async throws { try await run("Forbidden") }

  func testGuessing() async throws { try await run("Guessing") }

  /// A folder without a test here would never be run.
  func testEveryAttackIsRun() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Repository.root.appending(path: "Tests/Attacks").path)
    XCTAssertEqual(
      folders.filter { !$0.hasSuffix(".md") }.sorted(),
      [
        "Compiling", "Directives", "Exhausting", "Forbidden", "Forging", "Guessing", "Importing",
        "Leaving", "Reading", "Shadowing", "Trapping", "Unsafe",
      ])
    XCTAssertGreaterThanOrEqual(try MadeSubmission.all(in: "Attacks").count, 40)
  }

  private func run(_ folder: String) async throws {
    // Only where time is what stops an attack does it end soon: no other verdict may depend on how
    // fast the machine is.
    let (patient, hasty) = try (
      TemporaryWorkbook(limits: "seconds: 60"), TemporaryWorkbook(limits: "seconds: 3")
    )
    let attacks = try MadeSubmission.all(in: "Attacks/\(folder)")
    let reports = try await mapConcurrently(attacks, jobs: 2) { attack in
      let course = attack.expected.kind == "timedOut" ? hasty : patient
      return try await course.grade(attack.url, as: attack.module, safeguards: attack.safeguards)
    }
    for (attack, report) in zip(attacks, reports) {
      XCTAssertNotNil(attack.fields["Attack"], attack.name)
      let (kind, texts) = attack.expected
      XCTAssertEqual(report.points, 0, "\(attack.name): \(passed(report))")
      XCTAssertTrue(
        report.outcomes.contains(kind), "\(attack.name): \(report.outcomes) \(report.messages)")
      XCTAssertTrue(
        report.messages.contains { texts.contains(where: $0.contains) },
        "\(attack.name): \(report.messages)")
      if let secret = attack.fields["Secret"] {
        XCTAssertFalse(
          report.messages.contains { $0.contains(secret) }, "\(attack.name): \(report.messages)")
      }
      let state = report.state
      XCTAssertNotEqual(state, .notGraded, "\(attack.name): \(report.messages)")
    }
  }

  private func passed(_ report: SectionReport) -> [String] {
    report.parts.flatMap(\.tests).filter { $0.verdict.kind == .passed }.map(\.name)
  }
}
