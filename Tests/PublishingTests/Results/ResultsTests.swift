import XCTest

@testable import Publishing

final class ResultsTests: XCTestCase {
  private var folder = URL(filePath: "/")

  override func setUpWithError() throws {
    folder =
      FileManager.default.temporaryDirectory
      .appending(path: "results-\(UUID().uuidString)").standardizedFileURL
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  override func tearDownWithError() throws {
    try FileManager.default.removeItem(at: folder)
  }

  private func write(_ files: [String: String]) throws {
    try SampleReports.write(files, in: folder)
  }

  func testAttemptsComeInTheOrderOfTheirNumbers() throws {
    try write([
      "1.json": SampleReports.json(points: 0), "2.json": SampleReports.json(points: 3),
      "10.json": SampleReports.json(points: 6), "note.txt": "not a report",
    ])
    let history = try XCTUnwrap(Results(reports: folder).own)
    XCTAssertEqual(history.progress, [0, 3, 6])
    XCTAssertEqual(history.latest["2.1"]?.points, 6)
  }

  func testAnAttemptAtOneSectionLeavesTheOthersAsTheyStood() throws {
    try write([
      "1.json": SampleReports.json(points: 2, section: "2.1"),
      "2.json": SampleReports.json(points: 3, section: "2.2"),
      "3.json": SampleReports.json(points: 3, section: "2.2"),
    ])
    let history = try XCTUnwrap(Results(reports: folder).own)
    XCTAssertEqual(history.progress, [2, 5, 5])
    XCTAssertEqual(history.attemptsWithoutProgress(at: "2.1"), 1)
    XCTAssertEqual(history.attemptsWithoutProgress(at: "2.2"), 2)
    XCTAssertEqual(history.attemptsWithoutProgress(at: "2.3"), 0)
  }

  func testReportsThatCannotBeReadAreNamedAndLeftOut() throws {
    let good = try SampleReports.json(points: 3)
    try write([
      "cut.json": String(good.dropLast(40)), "empty.json": "", "list.json": "[]",
      "new.json": good.replacingOccurrences(of: "\"schemaVersion\":1", with: "\"schemaVersion\":9"),
      "forged.json": good.replacingOccurrences(of: "\"possible\":6", with: "\"possible\":2"),
      "short.json": good.replacingOccurrences(of: "\"seed\"", with: "\"sead\""), "good.json": good,
    ])
    let results = try Results(reports: folder)
    XCTAssertEqual(results.own?.attempts.count, 1)
    let name = folder.lastPathComponent
    XCTAssertEqual(
      results.faults.map { $0.description.replacingOccurrences(of: "\(name)/", with: "") },
      [
        "cut.json is not complete JSON: was it cut off while it was written?",
        "empty.json is empty",
        "forged.json holds impossible points, in section 2.1",
        "list.json is not a report: its top is not what a report has there",
        "new.json is a report of version 9; this program reads version 1",
        "short.json is not a report: seed is missing",
      ])
  }

  func testWhatIsNotThereIsSaid() throws {
    XCTAssertThrowsError(try Results(reports: folder)) {
      XCTAssertTrue("\($0)".hasPrefix("there is no report in "), "\($0)")
    }
    XCTAssertThrowsError(try Results(reports: folder.appending(path: "none.json"))) {
      XCTAssertTrue("\($0)".contains("none.json; `grade --format json"), "\($0)")
    }
    XCTAssertThrowsError(try Results(classFolder: folder.appending(path: "none")))
  }

  func testAClassHasAReportOrAFolderForEachStudent() throws {
    try write([
      "ada.json": SampleReports.json(points: 6), "ben/1.json": SampleReports.json(points: 0),
      "ben/2.json": SampleReports.json(points: 3), "cy/1.json": "{",
      "x.json": SampleReports.json(student: "<b>"),
    ])
    let results = try Results(classFolder: folder)
    XCTAssertEqual(results.students?.map(\.name), ["ada", "ben", "<b>"])
    XCTAssertEqual(results.students?.map(\.attempts.count), [1, 2, 1])
    XCTAssertEqual(results.faults.map(\.file), ["cy/1.json"])
  }

  func testLongTextIsCutAndSaysSo() {
    XCTAssertEqual("abc".cut(to: 3), "abc")
    XCTAssertEqual("abcdé".cut(to: 3), "abc\u{2026} [cut: 3 more bytes]")
  }
}
