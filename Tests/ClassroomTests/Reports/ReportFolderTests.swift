import Foundation
import GradingTestSupport
import XCTest

@testable import Classroom
@testable import Grading

/// A later run adds to the reports that are there, and takes nothing from them.
final class ReportFolderTests: XCTestCase {
  private let course: MadeCourse
  private let reports: ReportFolder
  private let recorder: Recorder

  required init(name: String, testClosure: @escaping XCTestCaseClosure) {
    do {
      course = try MadeCourse()
      reports = ReportFolder(in: course.root.appending(path: "out"))
      try reports.prepare()
    } catch {
      fatalError("\(error)")
    }
    recorder = Recorder(reports: reports, order: ["1.1", "1.2", "1.3"])
    super.init(name: name, testClosure: testClosure)
  }

  /// A report that gives sections by number these answers, of which `-` is missing.
  private func report(
    _ answers: [String: String], seed: UInt64 = 1, at time: String? = nil
  ) -> Report {
    let passed = course.section.tests.map {
      ($0.name, Judge.Judged(verdict: Verdict(.passed), seconds: 0, printed: nil))
    }
    let sections = answers.sorted { $0.key < $1.key }.map { id, answer in
      let isMissing = answer == "-"
      var object = SectionReport(
        course.section, file: "", lesson: "", state: isMissing ? .unreadable : .graded,
        verdicts: answer == "right" ? Dictionary(uniqueKeysWithValues: passed) : [:]
      ).with(id: id)
      object.handedIn = SectionReport.HandedIn(
        isMissing ? .missing : .found, digest: isMissing ? nil : answer, submittedAt: time)
      return object
    }
    var report = Report(course: "Made", seed: seed, sandbox: "none", sections: sections)
    report.count(leftOut: [])
    return report
  }

  /// What is kept of a student: for each attempt the points of each section.
  private func kept(_ name: String = "ben") throws -> [[String: Int]] {
    try reports.attempts(of: name).map { attempt in
      let report = try XCTUnwrap(attempt.report)
      return Dictionary(uniqueKeysWithValues: report.sections.map { ($0.id, $0.points) })
    }
  }

  private func files() throws -> [String] {
    let names = FileManager.default.enumerator(atPath: reports.folder.path)?.compactMap { $0 }
    return (names ?? []).map { "\($0)" }.sorted()
  }

  func testOtherSectionsStay() throws {
    try recorder.record(report(["1.1": "right", "1.2": "right"]), of: "ben")
    try recorder.record(report(["1.1": "right"], seed: 2), of: "ben")
    XCTAssertEqual(try kept(), [["1.1": 10, "1.2": 10]])
    XCTAssertEqual(try files(), ["ben.json"])
    let merged = try XCTUnwrap(reports.attempts(of: "ben")[0].report)
    XCTAssertEqual(merged.points, 20)
    XCTAssertNil(merged.sections[0].unchanged)
    // It says of a section that was not graded again with which inputs it was.
    XCTAssertEqual(merged.sections[1].unchanged?.seed, 1)
    XCTAssertEqual(merged.handedIn?.found, 2)
  }

  func testFurtherSectionsAreOneAttempt() throws {
    try recorder.record(report(["1.1": "right", "1.2": "-"]), of: "ben")
    try recorder.record(report(["1.1": "-", "1.2": "wrong"]), of: "ben")
    XCTAssertEqual(try kept(), [["1.1": 10, "1.2": 0]])
  }

  func testAnotherAnswerIsAnotherAttempt() throws {
    try recorder.record(report(["1.1": "right", "1.2": "right"]), of: "ben")
    try recorder.record(report(["1.1": "wrong", "1.2": "-"]), of: "ben")
    XCTAssertEqual(try kept(), [["1.1": 10, "1.2": 10], ["1.1": 0]])
    XCTAssertEqual(try files(), ["ben", "ben/1.json", "ben/2.json"])
    // The first one again, after a suite was fixed, is not a third.
    try recorder.record(report(["1.1": "right"], seed: 3), of: "ben")
    XCTAssertEqual(try kept().count, 2)
    try recorder.record(report(["1.1": "third"]), of: "ben")
    XCTAssertEqual(try files(), ["ben", "ben/1.json", "ben/2.json", "ben/3.json"])
    let standing = try recorder.standing(of: "ben")
    XCTAssertEqual(standing.points, ["1.1": 0, "1.2": 10])
    XCTAssertEqual(standing.attempts, 3)
  }

  func testAttemptsAreNumberedByTime() throws {
    let times = ["2027-03-02T10:00:00Z", "2027-03-03T10:00:00Z", "2027-03-01T10:00:00Z"]
    for (answer, time) in zip(["second", "third", "first"], times) {
      try recorder.record(report(["1.1": answer], at: time), of: "ben")
    }
    XCTAssertEqual(
      try reports.attempts(of: "ben").map { $0.report?.sections[0].handedIn?.digest },
      ["first", "second", "third"])
    // The same answer at another time is another attempt.
    try recorder.record(report(["1.1": "first"], at: "2027-03-04T10:00:00Z"), of: "ben")
    XCTAssertEqual(try reports.attempts(of: "ben").map(\.number), [1, 2, 3, 4])
    try recorder.record(report(["1.1": "first"], at: "2027-03-04T10:00:00Z"), of: "ben")
    XCTAssertEqual(try kept().count, 4)
  }

  func testTheFirstTwoAttemptsComeInEitherOrder() throws {
    try recorder.record(report(["1.1": "later"], at: "2027-03-02T10:00:00Z"), of: "ben")
    try recorder.record(report(["1.1": "earlier"], at: "2027-03-01T10:00:00Z"), of: "ben")
    XCTAssertEqual(
      try reports.attempts(of: "ben").map { $0.report?.sections[0].handedIn?.digest },
      ["earlier", "later"])
  }

  func testAReportThatCannotBeReadIsNotWrittenOver() throws {
    try course.write("{", to: "out/reports/ben.json")
    try recorder.record(report(["1.1": "right"]), of: "ben")
    XCTAssertEqual(try reports.attempts(of: "ben").map { $0.report?.points }, [nil, 10])
    XCTAssertEqual(
      try String(contentsOf: reports.folder.appending(path: "ben/1.json"), encoding: .utf8), "{")
  }

  func testARunThatWasKilledLeavesOneOfEachAttempt() throws {
    try recorder.record(report(["1.1": "right"]), of: "ben")
    let single = reports.folder.appending(path: "ben.json")
    let first = try Data(contentsOf: single)
    try recorder.record(report(["1.1": "wrong"]), of: "ben")
    try first.write(to: single)
    try course.write("", to: "out/reports/.unfinished-1/1.json")
    try reports.prepare()
    XCTAssertEqual(try kept(), [["1.1": 10], ["1.1": 0]])
    XCTAssertEqual(try files(), ["ben", "ben/1.json", "ben/2.json"])
  }

  func testWhoIsMovedAsideComesBack() throws {
    try recorder.record(report(["1.1": "right"]), of: "ben")
    try recorder.record(report(["1.1": "right"]), of: "ada")
    try reports.moveAside("ben")
    XCTAssertEqual(try files(), ["ada.json"])
    XCTAssertEqual(try reports.names(), ["ada"])
    try recorder.record(report(["1.2": "wrong"]), of: "ben")
    XCTAssertEqual(try kept(), [["1.1": 10, "1.2": 0]])
    XCTAssertEqual(
      try FileManager.default.contentsOfDirectory(atPath: reports.withdrawn.path), [])
  }
}

extension SectionReport {
  /// The same on a section of another number.
  fileprivate func with(id: String) -> SectionReport {
    let encoded = try? JSONEncoder().encode(self)
    guard let encoded,
      var object = try? JSONSerialization.jsonObject(with: encoded) as? [String: Any]
    else { return self }
    object["id"] = id
    let data = try? JSONSerialization.data(withJSONObject: object)
    return data.flatMap { try? JSONDecoder().decode(SectionReport.self, from: $0) } ?? self
  }
}
