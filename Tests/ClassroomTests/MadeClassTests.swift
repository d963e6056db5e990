import Answers
import Course
import Foundation
import TestSupport
import Toolchain
import XCTest

@testable import Classroom
@testable import Grading

/// A made class, in every layout: marks are those of grading each answer alone.
final class MadeClassTests: XCTestCase {
  private static let sections = ["2.1", "2.2"]

  /// What the script expects to be found of each student's answers, by module.
  private typealias Expected = [String: [String: SectionReport.HandedIn.Answer]]

  private struct MadeClass {
    let folder: URL
    let expected: Expected

    /// Makes a class, the same each time.
    init(_ shape: Shape, packed: Bool = false, zips: Bool = false) async throws {
      folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        .appending(path: "class-\(UUID().uuidString)")
      let script = Repository.root.appending(path: "Tests/Fixtures/make_class.py").path
      let arguments =
        [script, folder.path, "--students", "12", "--shape", zips ? "zips" : shape.rawValue]
        + ["--sections"] + MadeClassTests.sections + (packed ? ["--packed"] : [])
      let python = try XCTUnwrap(SwiftToolchain.executable(named: "python3"))
      let result = try await Program(python, arguments, seconds: 60).run()
      XCTAssertTrue(result.isSuccess, result.error)
      expected = try JSONDecoder().decode(
        Expected.self, from: Data(contentsOf: folder.appending(path: "expected.json")))
    }

    var submissions: URL {
      let packed = folder.appending(path: "submissions.zip")
      return FileManager.default.fileExists(atPath: packed.path)
        ? packed : folder.appending(path: "submissions")
    }
  }

  func testMarksAreThoseOfGradingEachAlone() async throws {
    let workbook = try Workbook(root: Repository.root)
    let sections = try workbook.course.select(Self.sections)
    var alone: [String: [Int]] = [:]
    for (shape, packed, zips) in [
      (Shape.plain, false, false), (.plain, true, true), (.canvas, false, false),
      (.moodle, false, false), (.gradescope, true, false), (.classroom50, false, false),
    ] {
      let made = try await MadeClass(shape, packed: packed, zips: zips)
      defer { try? FileManager.default.removeItem(at: made.folder) }
      let output = made.folder.appending(path: "graded")
      let intake = try Intake(made.submissions, output: output)
      XCTAssertEqual(intake.shape, shape)
      let summary = try await ClassGrader(workbook: workbook, output: output, seed: 3, jobs: 2)
        .grade(intake, sections: sections)
      XCTAssertEqual(summary.students.count, 12, "\(shape)")
      for (key, answers) in made.expected {
        let file = output.appending(path: "reports/\(key).json")
        let report = try JSONDecoder().decode(Report.self, from: Data(contentsOf: file))
        for (section, graded) in zip(sections, report.sections) {
          XCTAssertEqual(
            graded.handedIn?.answer, answers[section.module], "\(shape) \(key) \(section.module)")
        }
        // The answers are the same in every layout.
        let name = String(key.prefix { $0 != "_" })
        if alone[name] == nil {
          alone[name] = try await points(made.folder.appending(path: "answers/\(key)"), sections)
        }
        XCTAssertEqual(report.sections.map(\.points), alone[name], "\(shape) \(key)")
      }
      // One section again takes nothing from the other.
      let again = try await ClassGrader(workbook: workbook, output: output, seed: 3, jobs: 2)
        .grade(intake, sections: Array(sections.prefix(1)))
      XCTAssertEqual(again.possible, summary.possible, "\(shape)")
      XCTAssertEqual(again.students.map(\.points), summary.students.map(\.points), "\(shape)")
      XCTAssertEqual(again.students.map(\.attempts), summary.students.map(\.attempts), "\(shape)")
    }
    XCTAssertGreaterThan(Set(alone.values).count, 3, "the class is of many kinds")
  }

  private func points(_ answers: URL, _ sections: [Section]) async throws -> [Int] {
    let workbook = try Workbook(root: Repository.root)
    return try await Grader(workbook: workbook, seed: 3)
      .grade(sections, answers: .folder(answers)).sections.map(\.points)
  }
}
