import Course
import Foundation
import Grading
import GradingTestSupport
import XCTest

@testable import Classroom

/// A class: a report for each submission, whatever the others are like.
final class ClassGraderTests: XCTestCase {
  private func grade(_ course: MadeCourse, seed: UInt64? = nil) async throws -> ClassSummary {
    let output = course.root.appending(path: "out")
    return try await ClassGrader(workbook: course.workbook, output: output, seed: seed, jobs: 2)
      .grade(course.root.appending(path: "in"), sections: course.workbook.course.sections)
  }

  func testABadSubmissionCostsOnlyItself() async throws {
    let course = try MadeCourse()
    let name = "<b>\u{1B}[31mn"
    try course.write(MadeCourse.right, to: "in/ann/Doubling.swift")
    try course.write(MadeCourse.answer(double: "x"), to: "in/\(name)/\(course.section.answerPath)")
    try course.write("}}} not Swift", to: "in/broken/Doubling.swift")
    try course.write("", to: "in/notes.txt")
    try course.write("", to: "in/empty/.keep")
    let summary = try await grade(course, seed: 5)
    XCTAssertEqual(summary.students.map(\.name), [name, "ann", "broken", "empty", "notes.txt"])
    XCTAssertEqual(summary.students.map(\.points), [5, 10, 0, 0, 0])
    XCTAssertEqual(
      summary.students.map(\.problem), [nil, nil, nil, nil, "is not a folder, and was left out"])
    XCTAssertFalse(summary.text.contains("\u{1B}"))
    XCTAssertTrue(summary.text.contains("4 of 5 submissions graded, with seed 5"), summary.text)

    let reports = course.root.appending(path: "out/reports")
    XCTAssertEqual(
      try FileManager.default.contentsOfDirectory(atPath: reports.path).sorted(),
      ["\(name).json", "ann.json", "broken.json", "empty.json"])
    let ann = try JSONDecoder().decode(
      Report.self, from: Data(contentsOf: reports.appending(path: "ann.json")))
    XCTAssertEqual(ann.points, 10)
    XCTAssertEqual(ann.seed, 5)
    let kept = try JSONDecoder().decode(
      ClassSummary.self, from: Data(contentsOf: course.root.appending(path: "out/summary.json")))
    XCTAssertEqual(kept, summary)
  }

  func testOneRunAtATimeWritesIntoAFolder() async throws {
    let course = try MadeCourse()
    try course.write(MadeCourse.right, to: "in/ann/Doubling.swift")
    let first = try await grade(course)
    var lock = try FolderLock(course.root.appending(path: "out/reports"))
    XCTAssertNotNil(lock)
    do {
      _ = try await grade(course)
      XCTFail("another run holds the folder")
    } catch let error as ClassError {
      XCTAssertTrue(error.description.contains("another run is writing into"), error.description)
    }
    lock = nil
    let second = try await grade(course)
    XCTAssertEqual(second, first)
  }

  func testEverySubmissionHasOneLine() async throws {
    let course = try MadeCourse()
    let long = String(repeating: "n", count: 200)
    for name in ["ann", "two\nlines", long] {
      try course.write("", to: "in/\(name)/.keep")
    }
    try FileManager.default.createSymbolicLink(
      at: course.root.appending(path: "in/link"),
      withDestinationURL: course.root.appending(path: "in/ann"))
    let lines = try await grade(course, seed: 5).text.split(separator: "\n")
    XCTAssertEqual(
      lines.map { $0.split(separator: " ")[0] }.prefix(4),
      [
        "ann", "link", "\(long.prefix(39))…", "two\\nlines",
      ])
    XCTAssertTrue(lines[1].hasSuffix("is a link, and was left out"), "\(lines[1])")
    XCTAssertEqual(Set(lines.prefix(4).map { $0.split(separator: " ")[1] }), ["0", "is"])
  }

  func testASecondRunGoesOnWithTheSameSeed() async throws {
    let course = try MadeCourse()
    let answer = MadeCourse.answer(double: "x", before: "// \(UUID())")
    try course.write(answer, to: "in/ann/Doubling.swift")
    let first = try await grade(course)
    let second = try await grade(course)
    XCTAssertEqual(second, first)
    let report = try JSONDecoder().decode(
      Report.self,
      from: Data(contentsOf: course.root.appending(path: "out/reports/ann.json")))
    XCTAssertEqual(report.sections[0].unchanged?.seed, first.seed)
  }

  func testAFolderWithoutSubmissionsIsAnError() async throws {
    let course = try MadeCourse()
    do {
      _ = try await grade(course)
      XCTFail("there is no folder")
    } catch let error as ClassError {
      XCTAssertTrue(error.description.contains("in cannot be read"), error.description)
    }
    try FileManager.default.createDirectory(
      at: course.root.appending(path: "in"), withIntermediateDirectories: true)
    do {
      _ = try await grade(course)
      XCTFail("the folder is empty")
    } catch let error as ClassError {
      XCTAssertTrue(error.description.contains("holds no submissions"), error.description)
    }
  }
}
