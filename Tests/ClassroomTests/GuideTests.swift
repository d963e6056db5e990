import Course
import TestSupport
import Toolchain
import XCTest

@testable import Classroom
@testable import Grading

/// The instructors' guide, command by command.
final class GuideTests: XCTestCase {
  /// The lines of the guide on marks, from taking them in to giving them back.
  private func guide() throws -> [Substring] {
    let file = Repository.root.appending(path: "docs/guide/instructors.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let start = try XCTUnwrap(text.range(of: "\n## Marks\n")).lowerBound
    let end = try XCTUnwrap(text.range(of: "\n## How long it takes\n")).lowerBound
    return text[start..<end].split(separator: "\n", omittingEmptySubsequences: false)
  }

  func testItsRulesAreRead() throws {
    let block = try guide().drop { !$0.hasPrefix("    zone:") }.prefix { $0.hasPrefix("    ") }
    let rules = try ClassRules(
      yaml: block.map { $0.dropFirst(4) }.joined(separator: "\n"),
      course: MadeClass().workbook.course)
    XCTAssertEqual(
      rules.deadlines.mapValues(\.text),
      ["1.1": "2027-04-12 23:59", "1.2": "2027-04-14 18:00", "2.1": "2027-04-26 23:59"])
    XCTAssertEqual(rules.extensions.count, 2)
  }

  func testItsCommandsDoWhatTheyAreFor() async throws {
    let made = try MadeClass()
    let files = [
      "graded/seed": "7", "regraded/seed": "7", "submissions/ada/Doubling.swift": "",
      "roster.csv": "id,name,e-mail\nada,Ada,ada@example.org\nben,Ben,ben@example.org\n",
      "times.csv": "student,submitted\nada,2027-04-12 10:00\nben,2027-04-12 11:00\n",
      "gradebook.csv": "Student,ID,Section,Week 2 (5)\nAda,ada,One,\nBen,ben,One,\n",
      "worksheet.csv": "Identifier,Email address,Grade\nParticipant 1,ada@example.org,\n"
        + "Participant 2,ben@example.org,\n",
    ]
    for (path, text) in files { try made.write(text, to: path) }
    for name in ["ada", "ben"] {
      try made.write(made.report(failing: ["testThirds"]), as: name)
      try made.write(made.report(sections: ["2.1"]), as: name, in: "regraded")
    }
    let lines = try guide()
    // Grading itself is tried elsewhere.
    let commands = lines.filter { $0.hasPrefix("    grade class ") }.map { $0.dropFirst(4) }
      .filter { !$0.hasPrefix("grade class submissions") }
    let exports = lines.compactMap { $0.firstMatch(of: #/^\| `(.+?)` \|/#)?.1 }
      .filter { $0.contains("--output") }.map { "grade class export \($0)" }
    XCTAssertEqual([commands.count, exports.count], [11, 6])
    for command in commands.map(String.init) + exports {
      let result = try await Program(
        URL(filePath: "/bin/sh"), ["-c", "PATH=\(Repository.programs.path):$PATH; \(command)"],
        directory: made.root, seconds: 120
      ).run()
      XCTAssertEqual(result.outcome, .exited(0), "\(command): \(result.error)\(result.output)")
    }
    // ada: excused from 1.1, 4 of 4, and 5.5 of 6 by hand, which the regrade leaves.
    let marks = try made.text(of: "marks.csv")
    XCTAssertTrue(marks.contains("ada,Ada,ada@example.org,,,,4.00,5.50,9.50,10.00,"), marks)
    XCTAssertTrue(marks.contains("ben,Ben,ben@example.org,,,10.00,4.00,6.00,20.00,20.00,"), marks)
    for path in ["canvas.csv", "moodle.csv", "gradescope/ada.json", "classroom50/ada.json"] {
      XCTAssertFalse(try made.text(of: path).isEmpty, path)
    }
    XCTAssertTrue(try made.text(of: "feedback/ada.html").contains("given by hand"))
  }
}
