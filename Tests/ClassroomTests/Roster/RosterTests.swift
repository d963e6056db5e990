import Foundation
import GradingTestSupport
import XCTest

@testable import Classroom

/// A roster says who is of the class, and whose each submission is.
final class RosterTests: XCTestCase {
  private func roster(_ bytes: [UInt8]) throws -> Roster {
    let folder = try SubmissionsFolder()
    try folder.write(bytes, to: "roster.csv")
    return try Roster(folder.url.appending(path: "roster.csv"))
  }

  private func roster(_ text: String) throws -> Roster { try roster(Array(text.utf8)) }

  private func fault(_ text: String) -> String {
    do {
      _ = try roster(text)
      return "none"
    } catch {
      return "\(error)"
    }
  }

  // MARK: Reading

  func testColumnsInAnyOrderAndUnderManyNames() throws {
    let ada = Roster.Student(
      id: "1", name: "Lovelace, Ada", email: "ada@x.org", section: "A", group: "2", others: [])
    for text in [
      "id,name,e-mail,section,group\n1,\"Lovelace, Ada\",ada@x.org,A,2\n",
      "\u{FEFF}Group;Section;E-Mail Address;Full Name;Student ID\r\n2;A;ada@x.org;Lovelace, Ada;1",
      "ID\tEMAIL\tNAME\tTeam\tClass\r1\tada@x.org\t\"Lovelace, Ada\"\t2\tA\r\r",
      "sep=;\nid;name;mail;section;group\n\"1\"; \"Lovelace, Ada\" ;ada@x.org;A;2\n;;;;\n",
    ] {
      XCTAssertEqual(try roster(text).students, [ada], text)
    }
  }

  func testFirstAndLastNamesAndSeveralIds() throws {
    let text = "Last Name,First Name,SIS User ID,Login ID\nLovelace,Ada,77,ada1\n"
    XCTAssertEqual(
      try roster(text).students,
      [
        Roster.Student(
          id: "77", name: "Ada Lovelace", email: nil, section: nil, group: nil, others: ["ada1"])
      ])
    XCTAssertEqual(try roster("e-mail\nben@x.org\n").students.map(\.id), ["ben@x.org"])
  }

  func testAGradebookOfCanvasIsARoster() throws {
    let text = """
      Student,ID,SIS User ID,SIS Login ID,Section,Week 1 (55)
          Points Possible,,,,,10
      "Lovelace, Ada",7,s7,ada,"A ""1\""",

      """
    let student = try roster(text).students
    XCTAssertEqual(student.map(\.id), ["7"])
    XCTAssertEqual(student.map(\.others), [["s7", "ada"]])
    XCTAssertEqual(student.map(\.section), ["A \"1\""])
  }

  func testEncodings() throws {
    let text = "id;name\n1;Jörg\n"
    XCTAssertEqual(try roster(text).students.map(\.name), ["Jörg"])
    XCTAssertEqual(
      try roster(text.unicodeScalars.map { UInt8($0.value) }).students.map(\.name), ["Jörg"])
    let units = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let wide: [UInt8] = [0xFF, 0xFE] + units
    XCTAssertEqual(try roster(wide).students.map(\.name), ["Jörg"])
  }

  func testFaultsHaveALine() {
    XCTAssertEqual(
      fault("points,remark\n1,2\n"),
      "roster.csv:1: no column is headed id, name or e-mail; there are: points, remark")
    XCTAssertEqual(
      fault("id,name\n1,a\n2,\"b\nc\n"), "roster.csv:3: a quotation mark is never closed")
    XCTAssertEqual(
      fault("id,name\n1,\"a\nb\" c\n"),
      "roster.csv:3: text follows a closing quotation mark")
    XCTAssertEqual(
      fault("id,name\n1,a\n2,b\n1,c\n"),
      "roster.csv:4: 1 is on line 2 already; each student is on one line")
    XCTAssertEqual(
      fault("id,section\n1,A\n,B\n"),
      "roster.csv:3: this student has neither id, name nor e-mail")
    XCTAssertEqual(fault("id,name\n"), "roster.csv: holds no students")
  }

  // MARK: Joining

  /// The key that each submission gets, or `-`.
  private func keys(_ roster: Roster, _ students: [HandIn.Student]) -> [String] {
    students.map { student in
      var handIns = [HandIn(student, [])]
      return roster.join(&handIns).strangers.isEmpty ? handIns[0].student.key : "-"
    }
  }

  func testSubmissionsFindTheirStudents() throws {
    let roster = try roster(
      """
      id,name,email,login
      1,"Lovelace, Ada",ada.l@x.org,al1
      2,René Müller,rm@x.org,rm2
      3,Ben,ben@x.org,b3
      4,Ben,other@x.org,b4
      """)
    XCTAssertEqual(
      keys(
        roster,
        [
          .init("1"), .init("AL1"), .init("ada.l@x.org"), .init("lovelaceada", id: "999"),
          .init("Ada Lovelace"), .init("ADA  LOVELACE"), .init("Rene\u{301} Muller"),
          .init("Group A-Ada Lovelace"), .init("ada.l"), .init("x", id: "2"), .init("ben@x.org"),
        ]), ["1", "1", "1", "1", "1", "1", "2", "1", "1", "2", "3"])
    // Of two students of one name it is neither.
    XCTAssertEqual(keys(roster, [.init("Ben"), .init("Eva"), .init("")]), ["-", "-", "-"])
  }

  func testTwoSubmissionsOfAStudentAreOne() throws {
    let folder = try SubmissionsFolder()
    for name in ["Ada Lovelace", "1"] { try folder.write("", to: "\(name)/A.swift") }
    var intake = try folder.intake()
    let joining = try roster("id,name\n1,Ada Lovelace\n2,Ben\n").join(&intake.handIns)
    XCTAssertEqual(intake.handIns.map(\.student.key), ["1"])
    XCTAssertEqual(intake.handIns[0].attempts.map { $0.map(\.path) }, [["1", "Ada Lovelace"]])
    XCTAssertEqual(joining.present, ["1"])
  }

  // MARK: Grading

  func testBothKindsOfMissingAreNamed() async throws {
    let course = try MadeCourse()
    for name in ["ada", "ben", "eva"] {
      try course.write(MadeCourse.right, to: "in/\(name)/Doubling.swift")
    }
    try course.write(
      "id,name,section,group\n1,ada,A,2\n2,ben,A,3\n3,ida,B,3\n", to: "roster.csv")
    let output = course.root.appending(path: "out")
    func grade(_ folder: String, with roster: Roster?) async throws -> ClassSummary {
      let intake = try Intake(course.root.appending(path: folder), output: output)
      return try await ClassGrader(workbook: course.workbook, output: output, seed: 1, jobs: 2)
        .grade(intake, roster: roster, sections: course.workbook.course.sections)
    }
    let roster = try Roster(course.root.appending(path: "roster.csv"))
    // Reports that were there before the roster go by its ids from now on.
    _ = try await grade("in", with: nil)
    let all = try await grade("in", with: roster)
    XCTAssertEqual(all.students.map(\.id), ["1", "2", nil])
    XCTAssertEqual(all.students.map(\.section), ["A", "A", nil])
    XCTAssertEqual(all.students.map(\.group), ["2", "3", nil])
    XCTAssertEqual(all.students.map(\.points), [10, 10, 10])
    XCTAssertEqual(all.withoutSubmission, ["ida (3)"])
    XCTAssertEqual(all.notInRoster, ["eva"])
    XCTAssertEqual(all.movedAside, [])
    XCTAssertTrue(all.text.contains("No submission from: ida (3)\n"), all.text)
    XCTAssertTrue(all.text.contains("Not on the roster: eva\n"), all.text)
    // Who is of the roster stays when nothing comes, who is not goes.
    try course.write(MadeCourse.right, to: "later/ada/Doubling.swift")
    let later = try await grade("later", with: roster)
    XCTAssertEqual(later.students.map(\.name), ["ada", "ben"])
    XCTAssertEqual(later.students.map(\.points), [10, 10])
    XCTAssertEqual(later.movedAside, ["eva"])
    XCTAssertEqual(
      try FileManager.default.contentsOfDirectory(
        atPath: output.appending(path: "reports").path
      ).sorted(), ["1.json", "2.json"])
  }
}
