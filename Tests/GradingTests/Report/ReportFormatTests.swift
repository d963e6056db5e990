import Answers
import Course
import Foundation
import GradingTestSupport
import Markup
import TestSupport
import Toolchain
import XCTest

@testable import Grading

/// Every format says the same of the same report, and lets nothing in it act.
final class ReportFormatTests: XCTestCase {
  /// Colours, a cleared screen, a window's title, C1's control sequence, reordered text, markup.
  private static let hostile =
    "\u{1B}[2J\u{1B}]0;owned\u{7}\u{9B}31m\u{202E}<script>alert(1)</script>&amp;]]>\r\u{0}"

  private func report(_ verdicts: [String: Verdict]) throws -> Report {
    let section = SectionReport(
      try MadeCourse().section, file: "Exercises/Doubling.swift", lesson: "docs/lesson.md",
      state: .graded, seconds: 0.5,
      unanswered: ["half": [UnansweredCall(line: 11, declaration: "half(_:)")]],
      verdicts: verdicts.mapValues {
        Judge.Judged(verdict: $0, seconds: 0.25, printed: Self.hostile)
      })
    return Report(course: "Made", seed: 7, sandbox: "none", sections: [section])
  }

  private func text(_ format: ReportFormat, of report: Report) throws -> String {
    try format.text(of: report, in: MadeCourse().workbook, style: TextStyle())
  }

  func testNothingActsInAnyFormat() throws {
    let report = try report([
      "testDoublesOne": Verdict(
        .trapped, [Self.hostile],
        at: Verdict.Place(line: 7, column: 1, source: Self.hostile), for: Self.hostile),
      "testDoublesMany": Verdict(.failed, [Self.hostile]),
    ])
    for format in ReportFormat.allCases {
      let text = try text(format, of: report)
      let acting = text.unicodeScalars.filter {
        $0 != "\n" && [.control, .format].contains($0.properties.generalCategory)
      }
      XCTAssertEqual(acting.map { $0 }, [], "\(format)")
      XCTAssertTrue(text.contains("u{1b}[2J"), "\(format): \(text)")
    }
    let xml = try text(.junit, of: report)
    XCTAssertFalse(xml.contains("<script"), xml)
    let failure = try MarkupTree.parse(xml).descendants.first { $0.name == "failure" }
    XCTAssertEqual(
      failure?["message"]?.contains("<script>alert(1)</script>&amp;]]>"), true, xml)
    let gradescope = try text(.gradescope, of: report)
    XCTAssertFalse(gradescope.contains("\"html\""))
  }

  func testJUnitTellsFailuresErrorsAndSkippedApart() throws {
    let report = try report([
      "testDoublesOne": Verdict(.passed),
      "testDoublesMany": Verdict(.timedOut, ["stopped after 10 s: does a loop never end?"]),
    ])
    let root = try MarkupTree.parse(text(.junit, of: report))
    XCTAssertEqual(root.name, "testsuites")
    let suite = try XCTUnwrap(root.children.first)
    XCTAssertEqual(suite["name"], "1.1 Doubling")
    for (attribute, value) in ["tests": "3", "failures": "0", "errors": "1", "skipped": "1"] {
      XCTAssertEqual(suite[attribute], value, attribute)
      XCTAssertEqual(root[attribute], value, attribute)
    }
    let cases = suite.children.filter { $0.name == "testcase" }
    XCTAssertEqual(
      cases.map { $0["classname"] },
      ["Doubling.double", "Doubling.double", "Doubling.half"])
    XCTAssertEqual(
      cases.map { $0.children.map(\.name) },
      [["system-out"], ["error", "system-out"], ["skipped"]])
    XCTAssertEqual(cases[1].children[0]["type"], "timedOut")
  }

  func testJUnitOfAnAnswerThatDoesNotCompileHasNoPass() throws {
    let section = SectionReport(
      try MadeCourse().section, file: "Doubling.swift", lesson: "lesson.md", state: .doesNotCompile,
      problems: [SectionReport.Problem("no such name", line: 7, column: 3, source: "x.y")])
    let report = Report(course: "Made", seed: 7, sandbox: "none", sections: [section])
    let root = try MarkupTree.parse(text(.junit, of: report))
    let errors = root.descendants.filter { $0.name == "error" }
    XCTAssertEqual(errors.count, 3)
    XCTAssertEqual(errors[0]["message"], "does not compile")
    XCTAssertTrue(errors[0].text.contains("Doubling.swift:7:3    x.y\nno such name"))
    let data = Data(try text(.gradescope, of: report).utf8)
    let tests = try XCTUnwrap(
      (JSONSerialization.jsonObject(with: data) as? [String: Any])?["tests"] as? [[String: Any]])
    XCTAssertEqual(tests.map { $0["status"] as? String }, ["failed", "failed", "failed"])
  }

  func testTheEditorsLinesLeadToTheCode() throws {
    let course = try MadeCourse()
    let file = "Exercises/\(course.section.answerPath)"
    try course.write(MadeCourse.answer(double: "x", half: "unanswered()"), to: file)
    func report(
      _ state: SectionReport.State, problems: [SectionReport.Problem] = [],
      unanswered: [String: [UnansweredCall]] = [:], verdicts: [String: Verdict] = [:]
    ) -> Report {
      let judged = verdicts.mapValues { Judge.Judged(verdict: $0, seconds: 0) }
      let section = SectionReport(
        course.section, file: file, lesson: "", state: state, problems: problems,
        unanswered: unanswered, verdicts: judged)
      return Report(course: "Made", seed: 1, sandbox: "none", sections: [section])
    }
    func lines(_ report: Report) throws -> String {
      try ReportFormat.editor.text(of: report, in: course.workbook, style: TextStyle())
    }
    let graded = report(
      .graded, unanswered: ["half": [UnansweredCall(line: 11, declaration: "half(_:)")]],
      verdicts: [
        "testDoublesOne": Verdict(.failed, ["expected [2], got [1]\nfor  x = [1]"]),
        "testDoublesMany": Verdict(
          .trapped, ["Index out of range"],
          at: Verdict.Place(line: 7, column: 3, source: "x[9]")),
      ])
    XCTAssertEqual(
      try lines(graded),
      """
      \(file):6:1: error: double: doubles one: expected [2], got [1]
      \(file):7:3: error: double: doubles many: Index out of range
      \(file):11:1: warning: half: not answered yet

      """)
    let broken = report(
      .doesNotCompile, problems: [SectionReport.Problem("no such name", line: 7, column: 3)])
    XCTAssertEqual(try lines(broken), "\(file):7:3: error: no such name\n")
    let right = report(
      .graded,
      verdicts: [
        "testDoublesOne": Verdict(.passed), "testDoublesMany": Verdict(.passed),
        "testHalves": Verdict(.passed),
      ])
    XCTAssertEqual(try lines(right), "")
  }

  func testGradescopesScoresAreTheReports() throws {
    let report = try report([
      "testDoublesOne": Verdict(.passed), "testDoublesMany": Verdict(.failed, ["a", "b"]),
    ])
    let object = try JSONSerialization.jsonObject(with: Data(text(.gradescope, of: report).utf8))
    let results = try XCTUnwrap(object as? [String: Any])
    XCTAssertEqual(results["score"] as? Double, Double(report.points))
    let tests = try XCTUnwrap(results["tests"] as? [[String: Any]])
    XCTAssertEqual(tests.map { $0["score"] as? Double }, [2, 0, 0])
    XCTAssertEqual(tests.map { $0["max_score"] as? Double }, [2, 3, 5])
    XCTAssertEqual(
      (tests[1]["output"] as? String)?.hasPrefix("a\nb\nprinted:\n\\u{1b}[2J"), true)
    XCTAssertEqual((tests[0]["output"] as? String)?.hasPrefix("printed:\n"), true)
    XCTAssertEqual(tests[2]["output"] as? String, "not answered yet")
  }

  func testTheSchemaFitsTheReports() async throws {
    var report = try report([
      "testDoublesOne": Verdict(.passed),
      "testDoublesMany": Verdict(
        .trapped, ["index"], at: Verdict.Place(line: 7, column: 5, source: "x[1]"), for: "for x"),
    ])
    var faults = try await schemaFaults(in: report.json())
    XCTAssertEqual(faults, [])
    var section = report.sections[0]
    section.unchanged = SectionReport.Unchanged(seed: 7, sandbox: "none")
    section.handedIn = SectionReport.HandedIn(
      .found, files: ["ada/Doubling.swift"], digest: "1f", submittedAt: "2027-03-01T12:00:00Z")
    report = Report(course: "Made", seed: 8, sandbox: "none", sections: [section])
    report.student = "Ada"
    report.handedIn = Report.HandedIn([.found, .missing], leftOut: ["ada/link is a link"])
    faults = try await schemaFaults(in: report.json())
    XCTAssertEqual(faults, [])
    let wrong = try report.json().replacingOccurrences(of: "\"trapped\"", with: "\"tripped\"")
    faults = try await schemaFaults(in: wrong)
    XCTAssertEqual(faults.count, 1)
    XCTAssertTrue(faults[0].contains("'tripped' is not one of"), faults[0])
  }

  /// What of a report does not fit the published schema.
  private func schemaFaults(in json: String) async throws -> [String] {
    let python = try XCTUnwrap(SwiftToolchain.executable(named: "python3"))
    let result = try await Program(
      python, ["Tests/Fixtures/check_schema.py", "docs/guide/report.schema.json"], input: json,
      directory: Repository.root, seconds: 60
    ).run()
    XCTAssertTrue(result.isSuccess, result.error)
    return result.output.split(separator: "\n").map(String.init)
  }
}
