import Foundation
import XCTest

@testable import Classroom

/// What learning platforms give out is taken for what it is, and each student is one.
final class ShapeTests: XCTestCase {
  private let folder: SubmissionsFolder

  required init(name: String, testClosure: @escaping XCTestCaseClosure) {
    do { folder = try SubmissionsFolder() } catch { fatalError("\(error)") }
    super.init(name: name, testClosure: testClosure)
  }

  private func write(_ files: [String: String]) throws {
    for (path, text) in files { try folder.write(text, to: path) }
  }

  /// Each student and the paths of each attempt's parts.
  private func parts(_ intake: Intake) -> [String: [[String]]] {
    Dictionary(
      uniqueKeysWithValues: intake.handIns.map {
        ($0.student.key, $0.attempts.map { $0.map(\.path) })
      })
  }

  func testCanvas() throws {
    let ada = ["101_A.swift", "102_B.swift", "205_A-1.swift"].map { "lovelaceada_7_\($0)" }
    let ben = ["benben_LATE_8_103_A.swift", "benben_8_text.html"]
    try write(Dictionary(uniqueKeysWithValues: (ada + ben + ["readme.txt"]).map { ($0, $0) }))
    let intake = try folder.intake()
    XCTAssertEqual(intake.shape, .canvas)
    XCTAssertEqual(
      parts(intake),
      [
        "lovelaceada_7": [[ada[0], ada[1]], [ada[2], ada[1]]],
        "benben_8": [[ben[1], ben[0]]],
      ])
    XCTAssertEqual(intake.handIns.map(\.student.name), ["benben", "lovelaceada"])
    XCTAssertEqual(intake.handIns[0].attempts[0].map(\.isLate), [false, true])
    XCTAssertEqual(intake.handIns[1].attempts[1].map(\.name), ["A-1.swift", "B.swift"])
    XCTAssertEqual(
      intake.leftOut,
      [LeftOut(name: "readme.txt", reason: "is not named as Canvas names files, and was left out")])
  }

  func testCanvasWithoutNames() throws {
    try write(["anon_x7Yz1_11_A.swift": "", "anon_LATE_b2c3d_12_A.swift": ""])
    XCTAssertEqual(
      try folder.intake().handIns.map(\.student.key).sorted(), ["anon_b2c3d", "anon_x7Yz1"])
  }

  func testMoodle() throws {
    let names = [
      "Ada Lovelace_11_assignsubmission_file/A.swift",
      "Ada Lovelace_11_assignsubmission_onlinetext/onlinetext.html",
      "Ben_12_assignsubmission_file_/A.swift", "Ben_13_assignsubmission_file_/A.swift",
      "Group A-Eva_14_assignsubmission_file_A.swift",
    ]
    try write(Dictionary(uniqueKeysWithValues: names.map { ($0, "") }))
    let intake = try folder.intake()
    XCTAssertEqual(intake.shape, .moodle)
    XCTAssertEqual(
      parts(intake),
      [
        "Ada Lovelace": [names.prefix(2).map { String($0.prefix { $0 != "/" }) }],
        "Ben_12": [["Ben_12_assignsubmission_file_"]],
        "Ben_13": [["Ben_13_assignsubmission_file_"]],
        "Group A-Eva": [[names[4]]],
      ])
    XCTAssertEqual(intake.handIns.last?.attempts[0][0].name, "A.swift")
    XCTAssertEqual(intake.leftOut, [])
  }

  func testWhatWasOnlyTypedIsNoSilentZero() throws {
    try write(["Ada_11_assignsubmission_onlinetext/onlinetext.html": "let x = 1"])
    let handIn = try folder.intake().handIns[0]
    XCTAssertEqual(
      try AnswerSearch(modules: []).findings(in: handIn.attempts[0]).obstacles,
      ["Ada_11_assignsubmission_onlinetext was typed into a page: ask for a file"])
  }

  func testGradescope() throws {
    let metadata = """
      ---
      submission_1:
        :submitters:
        - :name: Ada Lovelace
          :sid: '1001'
          :email: ada@example.org
        :created_at: 2027-03-01 09:30:00.123456789 -05:00
        :score: 0.0
      submission_2:
        :submitters:
        - :name: Ben
          :sid:
          :email: ben@example.org
        - :name: Eva
          :sid: ''
          :email: eva@example.org
        :created_at: 2027-03-01 09:30:00 Z
      """
    try write([
      "assignment_9_export/submission_metadata.yml": metadata,
      "assignment_9_export/submission_1/A.swift": "",
      "assignment_9_export/submission_2/A.swift": "",
      "assignment_9_export/submission_3/A.swift": "",
    ])
    let intake = try folder.intake()
    XCTAssertEqual(intake.shape, .gradescope)
    XCTAssertEqual(
      parts(intake),
      [
        "Ada Lovelace_1001": [["submission_1"]], "Ben_ben@example.org": [["submission_2"]],
        "Eva_eva@example.org": [["submission_2"]], "submission_3": [["submission_3"]],
      ])
    XCTAssertEqual(intake.handIns[0].student.ids, ["1001", "ada@example.org"])
    XCTAssertEqual(
      intake.handIns.map { $0.attempts[0][0].submittedAt },
      ["2027-03-01T14:30:00Z", "2027-03-01T09:30:00Z", "2027-03-01T09:30:00Z", nil])
  }

  func testDamagedGradescopeMetadataAreSaid() throws {
    try write(["submission_metadata.yml": "- a: [", "submission_1/A.swift": ""])
    XCTAssertThrowsError(try folder.intake()) { error in
      XCTAssertEqual(
        "\(error)",
        "submission_metadata.yml is no list of submissions; export the submissions again")
    }
  }

  func testClassroom50() throws {
    try write([
      "cs50-week1-ada/.git/config": "", "cs50-week1-ada-l/.git/config": "",
      "cs50-week1-ben/.git/config": "",
    ])
    let intake = try folder.intake()
    XCTAssertEqual(intake.shape, .classroom50)
    XCTAssertEqual(intake.handIns.map(\.student.name), ["ada", "ada-l", "ben"])
  }

  func testALayoutCanBeForced() throws {
    try write(["cs50-week1-ada/A.swift": "", "cs50-week1-ben/A.swift": "", "notes/A.swift": ""])
    XCTAssertEqual(try folder.intake().shape, .plain)
    let intake = try Intake(folder.url, shape: .classroom50)
    XCTAssertEqual(intake.handIns.map(\.student.name), ["ada", "ben"])
    XCTAssertEqual(intake.leftOut.map(\.name), ["notes"])
    XCTAssertEqual(try Intake(folder.url, shape: .canvas).leftOut.count, 3)
  }

  func testTimesOfExports() {
    XCTAssertEqual(ExportTime.utc("2027-03-28 01:59:59 +02:00"), "2027-03-27T23:59:59Z")
    XCTAssertEqual(ExportTime.utc("2024-02-29T23:00:00.5-0330"), "2024-03-01T02:30:00Z")
    XCTAssertEqual(ExportTime.utc("2027-03-01 09:30:00"), "2027-03-01T09:30:00Z")
    for text in ["", "yesterday", "2027-02-30 09:30:00", "2027-03-01"] {
      XCTAssertNil(ExportTime.utc(text), text)
    }
  }
}
