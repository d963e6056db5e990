import Course
import Foundation
import TestSupport
import Toolchain
import XCTest

@testable import Classroom
@testable import Grading

/// A course of three sections and the reports of a class, made in a temporary folder.
///
/// Section 1.1 has the parts `double` (tests of 2 and 3 points) and `half` (5), 1.2 has `triple`
/// (4), and 2.1 has `third` (6).
final class MadeClass {
  let root: URL
  let workbook: Workbook

  init() throws {
    root = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "class-\(UUID().uuidString)")
    func row(_ module: String, _ parts: String) -> String {
      "module: \(module)\ntitle: \(module)\nform: draft\nparts:\n\(parts)\n"
    }
    let files = [
      "Package.swift": "",
      "docs/course.yml": """
      title: Made
      chapters:
      - {number: 1, name: First, title: First}
      - {number: 2, name: Second, title: Second}
      """,
      "docs/lessons/1-first/1-doubling.yml": row(
        "Doubling",
        """
          - {name: double, title: Double, declarations: ["double(_:)"], hints: [Twice.],
             tests: {testDoublesOne: 2, testDoublesMany: 3}}
          - {name: half, title: Halve, declarations: ["half(_:)"], tests: {testHalves: 5}}
        """),
      "docs/lessons/1-first/2-tripling.yml": row(
        "Tripling",
        """
          - {name: triple, title: Triple, declarations: ["triple(_:)"], tests: {testTriples: 4}}
        """),
      "docs/lessons/2-second/1-thirds.yml": row(
        "Thirds",
        """
          - {name: third, title: A third, declarations: ["third(_:)"], tests: {testThirds: 6}}
        """),
    ]
    for (path, text) in files { try Self.write(text, to: root.appending(path: path)) }
    workbook = try Workbook(root: root)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  private static func write(_ text: String, to url: URL) throws {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func url(_ path: String) -> URL { root.appending(path: path) }

  func write(_ text: String, to path: String) throws { try Self.write(text, to: url(path)) }

  func text(of path: String) throws -> String { try String(contentsOf: url(path), encoding: .utf8) }

  static let allTests: Set<String> = [
    "testDoublesOne", "testDoublesMany", "testHalves", "testTriples", "testThirds",
  ]

  /// A report on some sections, in which some tests failed.
  func report(
    failing: Set<String> = [], sections: [String] = ["1.1", "1.2", "2.1"],
    states: [String: SectionReport.State] = [:], seed: UInt64 = 7
  ) -> Report {
    Report(
      course: "Made", seed: seed, sandbox: "none",
      sections: workbook.course.sections.filter { sections.contains($0.id) }.map { section in
        let state = states[section.id] ?? .graded
        let verdicts = section.tests.map { test in
          let verdict =
            failing.contains(test.name)
            ? Verdict(.failed, ["\(test.name) expected 2"]) : Verdict(.passed)
          return (test.name, Judge.Judged(verdict: verdict, seconds: 0))
        }
        return SectionReport(
          section, file: "\(section.module).swift", lesson: "", state: state,
          problems: state == .graded
            ? [] : [.init("is \(state.rawValue)")],
          verdicts: state == .graded ? Dictionary(uniqueKeysWithValues: verdicts) : [:])
      })
  }

  /// The same report on answers that are told by a word, handed in at a time.
  func handedIn(
    _ report: Report, _ answer: String, at time: String? = nil, files: [String] = []
  ) -> Report {
    Report(
      course: report.course, seed: report.seed, sandbox: report.sandbox,
      sections: report.sections.map { section in
        var section = section
        section.handedIn = SectionReport.HandedIn(
          .found, files: files, digest: "\(section.id) \(answer)", submittedAt: time)
        return section
      })
  }

  /// Writes a report as `grade class` does: `ada`, or `ada/2`.
  func write(_ report: Report, as name: String, in output: String = "graded") throws {
    try write(try report.json(), to: "\(output)/reports/\(name).json")
  }

  static let author = Author("Grace", why: "test", at: Date(timeIntervalSinceReferenceDate: 0))

  var gradebookURL: URL { url("graded/gradebook.sqlite") }

  /// Takes a folder of reports into the gradebook, with times by `student,attempt,submitted` rows.
  @discardableResult
  func imported(
    _ output: String = "graded", times: [String] = [], zone: String = "Europe/Berlin"
  ) throws -> (gradebook: Gradebook, result: ImportResult) {
    let gradebook = try Gradebook(at: gradebookURL, creating: true)
    try write((["student,attempt,submitted"] + times).joined(separator: "\n"), to: "times.csv")
    let times = try SubmissionTimes(
      table: url("times.csv"), submissions: nil,
      zone: XCTUnwrap(TimeZone(identifier: zone)))
    let result = try gradebook.importReports(in: url(output), times: times, by: Self.author)
    return (gradebook, result)
  }

  /// Runs `grade class` in the course's folder.
  func grade(_ arguments: String...) async throws -> Program.Result {
    try await Self.grade(arguments, in: root)
  }

  static func grade(_ arguments: [String], in root: URL) async throws -> Program.Result {
    try await Program(
      Repository.grade, ["class"] + arguments, directory: root, seconds: 120
    ).run()
  }

  /// What the sqlite3 module of Python reads from the gradebook: rows of cells joined by `|`.
  func query(_ sql: String) async throws -> [String] {
    try await python(
      """
      import sqlite3, sys
      for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]):
          print("|".join("" if cell is None else str(cell) for cell in row))
      """, gradebookURL.path, sql
    ).split(separator: "\n").map(String.init)
  }

  /// What a Python program prints; a test that needs one is skipped where there is no Python.
  func python(_ program: String, _ arguments: String...) async throws -> String {
    guard let python = SwiftToolchain.executable(named: "python3") else {
      throw XCTSkip("python3 is not installed")
    }
    let result = try await Program(
      python, ["-c", program] + arguments, directory: root, seconds: 60
    ).run()
    XCTAssertTrue(result.isSuccess, result.error)
    return result.output
  }
}
