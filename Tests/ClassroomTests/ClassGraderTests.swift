import Course
import Foundation
import Grading
import GradingTestSupport
import Toolchain
import XCTest

@testable import Classroom

/// A class: a report for each submission, whatever the others are like.
final class ClassGraderTests: XCTestCase {
  private func grade(
    _ course: MadeCourse, _ folder: String = "in", seed: UInt64? = nil, keepsAbsent: Bool = false,
    reuse: Bool = true, jobs: Int = 2
  ) async throws -> ClassSummary {
    let output = course.root.appending(path: "out")
    let intake = try Intake(course.root.appending(path: folder), output: output)
    return try await ClassGrader(
      workbook: course.workbook, output: output, seed: seed, jobs: jobs, reuse: reuse
    ).grade(intake, sections: course.workbook.course.sections, keepsAbsent: keepsAbsent)
  }

  private func section(of student: String, in course: MadeCourse) throws -> SectionReport {
    let report = course.root.appending(path: "out/reports/\(student).json")
    return try JSONDecoder().decode(Report.self, from: Data(contentsOf: report)).sections[0]
  }

  func testEqualAnswersAreGradedOnceInARunAndAgainInAFreshOne() async throws {
    let course = try MadeCourse()
    for name in ["ann", "ben"] {
      try course.write(
        MadeCourse.answer(double: "x.map { $0 + $0 }", before: "// \(course.root.path)"),
        to: "in/\(name)/Doubling.swift")
    }
    var times: Set<Double> = []
    for reuse in [true, true, false, false] {
      _ = try await grade(course, seed: 5, reuse: reuse, jobs: 1)
      let (ann, ben) = (try section(of: "ann", in: course), try section(of: "ben", in: course))
      XCTAssertEqual(ann.seconds, ben.seconds)
      times.insert(ann.seconds)
      if !reuse { XCTAssertNil(ben.unchanged) }
    }
    XCTAssertEqual(times.count, 3)
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
    XCTAssertEqual(
      summary.students.map(\.states), [[:], [:], ["1.1": .doesNotCompile], [:], [:]])
    XCTAssertTrue(
      summary.text.contains(#/broken +0 / 10   does not compile: 1.1\n/#), summary.text)
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

  func testNoZeroIsSilent() async throws {
    let course = try MadeCourse()
    let wrong = MadeCourse.answer(double: "x")
    try course.write(MadeCourse.right, to: "in/ada/homework/Doubling-1.swift")
    try course.write(MadeCourse.right, to: "in/ben/Doubling.swift")
    try course.write(wrong, to: "in/ben/old/Doubling.swift")
    try course.write(MadeCourse.right, to: "in/eva/eva_Doubling.swift")
    try course.write(MadeCourse.right, to: "in/ida/Doubling.swift")
    try Data([0xFF, 0xFE, 0x41, 0x00]).write(
      to: course.root.appending(path: "in/ida/Doubling.swift"))
    let summary = try await grade(course, seed: 5)
    XCTAssertEqual(summary.students.map(\.points), [10, 0, 0, 0])
    let files = "ben/Doubling.swift, ben/old/Doubling.swift"
    XCTAssertEqual(summary.students.map(\.problem), [nil, "ambiguous: 1.1 (\(files))", nil, nil])
    XCTAssertEqual(summary.students.map(\.ambiguous), [[], ["1.1"], [], []])
    XCTAssertEqual(summary.students.map(\.missing), [[], [], ["1.1"], []])
    XCTAssertEqual(summary.students.map(\.unreadable), [[], [], [], ["1.1"]])
    XCTAssertFalse(summary.isComplete)
    XCTAssertTrue(
      summary.text.contains("Answers: 1 found, 1 missing, 1 ambiguous, 1 unreadable"), summary.text)
    XCTAssertTrue(summary.text.contains("eva  0 / 10   missing: 1.1"), summary.text)
    XCTAssertTrue(summary.text.contains("ben  0 / 10   ambiguous: 1.1"), summary.text)
    let ada = try report("ada", in: course)
    XCTAssertEqual(ada.sections[0].file, "ada/homework/Doubling-1.swift")
    XCTAssertEqual(ada.student, "ada")
    let ben = try report("ben", in: course)
    XCTAssertEqual(ben.handedIn?.ambiguous, 1)
    XCTAssertEqual(
      ben.sections[0].problems.map(\.message),
      [
        "these differ, and any could be the answer: ben/Doubling.swift, ben/old/Doubling.swift; "
          + "keep one of them"
      ])
    XCTAssertEqual(
      try report("eva", in: course).sections[0].problems.map(\.message),
      ["Doubling.swift is not there; other Swift files are: eva/eva_Doubling.swift"])
    XCTAssertEqual(
      try report("ida", in: course).sections[0].problems.map(\.message),
      ["Doubling.swift is text in UTF-16: save it as UTF-8"])
  }

  func testAStudentWhoLeftIsMovedAside() async throws {
    let course = try MadeCourse()
    for name in ["ada", "ben"] {
      try course.write(MadeCourse.right, to: "in/\(name)/Doubling.swift")
    }
    _ = try await grade(course)
    try FileManager.default.removeItem(at: course.root.appending(path: "in/ben"))
    let kept = try await grade(course, keepsAbsent: true)
    XCTAssertEqual(kept.students.map(\.name), ["ada", "ben"])
    XCTAssertEqual(kept.students.map(\.points), [10, 10])
    // What cannot be read is no sign that somebody left.
    try course.write("", to: "in/ben.tar.gz")
    let unread = try await grade(course)
    XCTAssertEqual(unread.movedAside, [])
    try FileManager.default.removeItem(at: course.root.appending(path: "in/ben.tar.gz"))
    let summary = try await grade(course)
    XCTAssertEqual(summary.students.map(\.name), ["ada"])
    XCTAssertEqual(summary.movedAside, ["ben"])
    XCTAssertTrue(summary.text.hasSuffix("students handed in nothing: ben\n"), summary.text)
    let files = FileManager.default
    XCTAssertEqual(
      try files.contentsOfDirectory(atPath: course.root.appending(path: "out/reports").path),
      ["ada.json"])
    XCTAssertEqual(
      try files.contentsOfDirectory(atPath: course.root.appending(path: "out/withdrawn").path),
      ["ben.json"])
  }

  private func report(_ name: String, in course: MadeCourse) throws -> Report {
    try JSONDecoder().decode(
      Report.self,
      from: Data(contentsOf: course.root.appending(path: "out/reports/\(name).json")))
  }
}
