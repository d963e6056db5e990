import Course
import XCTest

@testable import Classroom
@testable import Grading

/// Reports become marks, and marks that are there stay.
final class ImportTests: XCTestCase {
  func testMarksAreReadBackByAnotherReader() async throws {
    let made = try MadeClass()
    try made.write(made.report(failing: ["testDoublesMany"]), as: "ada")
    try made.write(made.report(failing: ["testHalves"], sections: ["1.1"]), as: "ben/1")
    try made.write(made.report(sections: ["1.1"]), as: "ben/2")
    let (_, result) = try made.imported(times: [
      "ada,,2027-04-12 23:10", "ben,1,2027-04-11T09:00:00+02:00", "ben,2,2027-04-12T09:00:00Z",
    ])
    XCTAssertTrue(result.isComplete, result.text)
    XCTAssertEqual([result.students, result.newAttempts, result.newMarks], [2, 3, 5])
    let marks = try await made.query(
      """
      SELECT key, label, sectionMark.section, points, possible, submittedAt, zone, timeFrom
      FROM sectionMark JOIN attempt ON attempt.id = attempt JOIN student ON student.id = student
      ORDER BY key, label, sectionMark.section
      """)
    XCTAssertEqual(
      marks,
      [
        "ada||1.1|7|10|2027-04-12T21:10:00.000Z|Europe/Berlin|table",
        "ada||1.2|4|4|2027-04-12T21:10:00.000Z|Europe/Berlin|table",
        "ada||2.1|6|6|2027-04-12T21:10:00.000Z|Europe/Berlin|table",
        "ben|1|1.1|5|10|2027-04-11T07:00:00.000Z|Europe/Berlin|table",
        "ben|2|1.1|10|10|2027-04-12T09:00:00.000Z|Europe/Berlin|table",
      ])
    let parts = try await made.query(
      "SELECT part, points, possible FROM partMark WHERE section = '1.1' ORDER BY attempt, place")
    XCTAssertEqual(
      parts, ["double|2|5", "half|5|5", "double|5|5", "half|0|5", "double|5|5", "half|5|5"])
    let failures = try await made.query("SELECT test, kind, message FROM failure ORDER BY test")
    XCTAssertEqual(
      failures,
      [
        "testDoublesMany|failed|testDoublesMany expected 2",
        "testHalves|failed|testHalves expected 2",
      ])
  }

  func testASecondImportAddsWhatIsNewAndChangesNothing() async throws {
    let made = try MadeClass()
    try made.write(made.report(sections: ["1.1"]), as: "ada")
    try made.imported()
    try made.write(made.report(failing: ["testHalves"]), as: "ada")
    let (_, result) = try made.imported()
    XCTAssertEqual([result.newAttempts, result.newMarks, result.knownMarks], [0, 2, 0])
    XCTAssertEqual(result.otherMarks, ["ada 1.1"])
    XCTAssertTrue(result.text.contains("grade class regrade"), result.text)
    let points = try await made.query("SELECT section, points FROM sectionMark ORDER BY section")
    XCTAssertEqual(points, ["1.1|10", "1.2|4", "2.1|6"])
    let (_, third) = try made.imported()
    XCTAssertEqual([third.newMarks, third.knownMarks], [0, 2])
  }

  func testAttemptsStayThemselvesWhenAnEarlierOneComesIn() async throws {
    let made = try MadeClass()
    let reports = ReportFolder(in: made.url("graded"))
    try reports.prepare()
    let recorder = Recorder(reports: reports, order: ["1.1", "1.2", "2.1"])
    func record(_ answer: String, failing: Set<String>, at time: String?) throws {
      let report = made.report(failing: failing, sections: ["1.1"])
      try recorder.record(made.handedIn(report, answer, at: time), of: "ben")
    }
    func imported() throws -> [Int] {
      let (_, result) = try made.imported()
      XCTAssertTrue(result.isComplete, result.text)
      return [result.newAttempts, result.newMarks, result.knownMarks]
    }
    try record("third", failing: [], at: "2027-04-12T10:00:00Z")
    XCTAssertEqual(try imported(), [1, 1, 0])
    // ben.json becomes ben/2.json, and that ben/3.json.
    try record("first", failing: ["testHalves"], at: "2027-04-10T10:00:00Z")
    XCTAssertEqual(try imported(), [1, 1, 1])
    try record("second", failing: ["testDoublesOne"], at: "2027-04-11T10:00:00Z")
    XCTAssertEqual(try imported(), [1, 1, 2])
    XCTAssertEqual(try imported(), [0, 0, 3])
    let rows = try await made.query(
      """
      SELECT label, submittedAt, timeFrom, points FROM attempt
      JOIN sectionMark ON attempt = attempt.id ORDER BY label
      """)
    XCTAssertEqual(
      rows,
      [
        "1|2027-04-10T10:00:00.000Z|export|5", "2|2027-04-11T10:00:00.000Z|export|8",
        "3|2027-04-12T10:00:00.000Z|export|10",
      ])
  }

  func testAttemptsWithoutTimesAreToldByTheirAnswersElseByName() async throws {
    let made = try MadeClass()
    let reports = [
      made.report(sections: ["1.1"]), made.report(failing: ["testHalves"], sections: ["1.1"]),
    ]
    try made.write(made.handedIn(reports[0], "a"), as: "ada")
    try made.write(reports[0], as: "ben")
    try made.imported()
    for name in ["ada", "ben"] {
      try FileManager.default.removeItem(at: made.url("graded/reports/\(name).json"))
    }
    try made.write(made.handedIn(reports[1], "b"), as: "ada/1")
    try made.write(made.handedIn(reports[0], "a"), as: "ada/2")
    try made.write(reports[0], as: "ben/1")
    try made.write(reports[1], as: "ben/2")
    let (_, result) = try made.imported()
    XCTAssertTrue(result.isComplete, result.text)
    XCTAssertEqual([result.newAttempts, result.newMarks, result.knownMarks], [2, 2, 2])
    let rows = try await made.query(
      """
      SELECT key, label, points FROM sectionMark JOIN attempt ON attempt.id = attempt
      JOIN student ON student.id = student ORDER BY key, label
      """)
    XCTAssertEqual(rows, ["ada|1|5", "ada|2|10", "ben|1|10", "ben|2|5"])
  }

  func testWhatWasNotHandedInIsNoMark() async throws {
    let made = try MadeClass()
    var report = made.handedIn(made.report(sections: ["1.1", "1.2"]), "a")
    var sections = made.report(sections: ["1.1", "1.2"], states: ["1.2": .unreadable]).sections
    sections[0].handedIn = report.sections[0].handedIn
    sections[1].handedIn = SectionReport.HandedIn(.missing)
    let first = Report(course: "Made", seed: 7, sandbox: "none", sections: sections)
    try made.write(first, as: "ada")
    let (_, result) = try made.imported()
    XCTAssertEqual([result.newAttempts, result.newMarks], [1, 1])
    // The answer that comes in later is of the same attempt, and differs from nothing.
    report = report.merged(over: first, inOrder: ["1.1", "1.2"])
    try made.write(report, as: "ada")
    let (_, second) = try made.imported()
    XCTAssertTrue(second.isComplete, second.text)
    XCTAssertEqual([second.newAttempts, second.newMarks, second.knownMarks], [0, 1, 1])
  }

  func testOneRosterServesGradingAndMarks() async throws {
    let made = try MadeClass()
    let id = "a/b: \u{fc}"
    try made.write(
      "Login ID;E-Mail;Vorname;Nachname;Group\n\(id);ADA@example.org;Ada;L\u{f6}v;red\n",
      to: "roster.csv")
    let roster = try Roster(made.url("roster.csv"))
    var handIns = [HandIn(HandIn.Student("Ada L\u{f6}v", id: "1234"), [])]
    _ = roster.join(&handIns)
    try made.write(made.report(), as: ReportName.of(handIns[0].student.key))
    let gradebook = try Gradebook(at: made.gradebookURL, creating: true)
    _ = try gradebook.take(roster, by: MadeClass.author)
    let (_, result) = try made.imported(times: ["\(id),,2027-04-12 10:00"])
    XCTAssertEqual(result.strangers, [])
    XCTAssertEqual(result.withoutTime, 0)
    let students = try gradebook.students(all: true)
    XCTAssertEqual(students.map(\.rosterID), [id])
    XCTAssertEqual(students.map(\.name), ["Ada L\u{f6}v"])
    XCTAssertNotEqual(students.map(\.key), [id])
    let course = made.workbook.course
    let rules = try ClassRules(yaml: "zone: UTC", course: course)
    XCTAssertEqual(
      try gradebook.marks(of: id, course.sections, rules: rules).total?.description, "20")
    let table = try MarkExport(
      gradebook, course: course, sections: course.sections, rules: rules
    ).csv()
    XCTAssertTrue(table.contains("\r\n\(id),Ada L\u{f6}v,ADA@example.org,,red,10.00,"), table)
    // A roster without a column takes nothing away, and one whose cell is empty does.
    try made.write("Login ID;Group\n\(id);\n", to: "roster.csv")
    _ = try gradebook.take(Roster(made.url("roster.csv")), by: MadeClass.author)
    let later = try gradebook.students()
    XCTAssertEqual(later.map { [$0.name, $0.team] }, [["Ada L\u{f6}v", ""]])
  }

  func testReportsOfFoldersWithTwoNamesAreTwoAttempts() async throws {
    let made = try MadeClass()
    try made.write(made.report(sections: ["1.1"]), as: "ada", in: "week-1")
    try made.write(made.report(sections: ["2.1"]), as: "ada", in: "week-2")
    try made.imported("week-1", times: ["ada,,2027-04-12 10:00"])
    try made.imported("week-2", times: ["ada,,2027-04-19 10:00"])
    let attempts = try await made.query(
      "SELECT name, number, submittedAt FROM attempt JOIN batch ON batch.id = batch ORDER BY number"
    )
    XCTAssertEqual(
      attempts, ["week-1|1|2027-04-12T08:00:00.000Z", "week-2|2|2027-04-19T08:00:00.000Z"])
  }

  func testWhatCannotBeUsedIsNamedAndTheRestIsTaken() throws {
    let made = try MadeClass()
    try made.write(made.report(), as: "ada")
    try made.write("{", to: "graded/reports/ben.json")
    try made.write(made.report(states: ["1.2": .notGraded, "2.1": .unreadable]), as: "cy")
    let (_, result) = try made.imported()
    XCTAssertFalse(result.isComplete)
    XCTAssertEqual(result.newMarks, 5)
    XCTAssertEqual(result.ungraded, ["cy 1.2"])
    XCTAssertEqual(result.withoutTime, 2)
    XCTAssertEqual(
      result.faults.map(\.description),
      ["ben.json is not complete JSON: was it cut off while it was written?"])
    XCTAssertThrowsError(try made.imported("docs")) {
      XCTAssertTrue("\($0)".contains("there are no reports in"), "\($0)")
    }
  }

  func testTimesComeFromTheTableElseTheExportElseTheFiles() async throws {
    let made = try MadeClass()
    let exported = made.handedIn(made.report(), "a", at: "2027-01-02T10:00:00Z")
    for name in ["ada", "ben"] { try made.write(exported, as: name) }
    // One in a folder of a report's name, one in an archive of another name, one without a file.
    try made.write(made.report(), as: "cy")
    try made.write(made.handedIn(made.report(), "a", files: ["Dee_1/d.zip/A.swift"]), as: "dee")
    try made.write(made.report(), as: "eve")
    for (path, second) in [("cy/src/A.swift", 0), ("Dee_1/d.zip", 60)] {
      try made.write("x", to: "in/\(path)")
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_800_000_000 + Double(second))],
        ofItemAtPath: made.url("in/\(path)").path)
    }
    try made.write(
      "student;submitted;zone\nada;2027-01-03 10:00;America/New_York\n", to: "times.csv")
    let times = try SubmissionTimes(
      table: made.url("times.csv"), submissions: made.url("in"),
      zone: XCTUnwrap(TimeZone(identifier: "Europe/Berlin")))
    let gradebook = try Gradebook(at: made.gradebookURL, creating: true)
    let result = try gradebook.importReports(
      in: made.url("graded"), times: times, by: MadeClass.author)
    XCTAssertEqual(result.withoutTime, 1)
    let rows = try await made.query(
      """
      SELECT key, submittedAt, zone, timeFrom FROM attempt JOIN student ON student.id = student
      ORDER BY key
      """)
    XCTAssertEqual(
      rows,
      [
        "ada|2027-01-03T15:00:00.000Z|America/New_York|table",
        "ben|2027-01-02T10:00:00.000Z|Europe/Berlin|export",
        "cy|2027-01-15T08:00:00.000Z|Europe/Berlin|files",
        "dee|2027-01-15T08:01:00.000Z|Europe/Berlin|files",
        "eve|||unknown",
      ])
  }

  func testMistakesInATableOfTimesHaveALine() throws {
    let made = try MadeClass()
    let cases = [
      ("name,submitted", "times.csv:1: there is no column `student`; there are name, submitted"),
      ("student,submitted\nada,yesterday", "times.csv:2: 'yesterday' is not a time that clocks in"),
      (
        "student,submitted\nada,2027-03-28 02:30",
        "times.csv:2: '2027-03-28 02:30' is not a time that"
      ),
      (
        "student,submitted,zone\nada,2027-03-28 01:30,Mars/Olympus",
        "'Mars/Olympus' is not a time zone"
      ),
      (
        "student,submitted\nada,2027-01-01 10:00,x",
        "times.csv:2: the row has 3 cells, the header 2"
      ),
      (
        "student,submitted\n\"a\nda\",2027-01-01 10:00\nada,2027-01-01 10:00\nada,2027-01-01 10:00",
        "times.csv:5: ada has two times for the same attempt"
      ),
      ("student,submitted\n\"ada,2027", "times.csv:2: a quotation mark is never closed"),
    ]
    for (text, message) in cases {
      try made.write(text, to: "times.csv")
      XCTAssertThrowsError(
        try SubmissionTimes(
          table: made.url("times.csv"), submissions: nil,
          zone: XCTUnwrap(TimeZone(identifier: "Europe/Berlin")))
      ) { XCTAssertTrue("\($0)".contains(message), "\($0)") }
    }
  }

  func testARosterSaysWhoIsInTheClass() async throws {
    let made = try MadeClass()
    try made.write(made.report(), as: "ada")
    try made.imported()
    let gradebook = try Gradebook(at: made.gradebookURL)
    try made.write(
      "\u{FEFF}id,name,e-mail,section,group\nben,\"B, Ben\",ben@example.org,Evening,red\n"
        + "cy,Cy,,Morning,red\n", to: "roster.csv")
    let roster = try gradebook.take(Roster(made.url("roster.csv")), by: MadeClass.author)
    XCTAssertEqual(roster, RosterResult(new: 2, known: 0, gone: ["ada"]))
    XCTAssertEqual(try gradebook.students().map(\.key), ["ben", "cy"])
    XCTAssertEqual(try gradebook.students(all: true).map(\.key), ["ada", "ben", "cy"])
    XCTAssertEqual(try gradebook.students()[0].name, "B, Ben")

    // A group's report is an attempt of each of its members; a stranger's is kept and named.
    try made.write(made.report(sections: ["2.1"]), as: "red", in: "week-2")
    try made.write(made.report(sections: ["2.1"]), as: "eve", in: "week-2")
    let (_, result) = try made.imported("week-2")
    XCTAssertEqual(result.strangers, ["eve"])
    let marks = try await made.query(
      """
      SELECT key, sectionMark.section, points, isEnrolled FROM sectionMark
      JOIN attempt ON attempt.id = attempt JOIN student ON student.id = student
      WHERE sectionMark.section = '2.1' ORDER BY key
      """)
    XCTAssertEqual(marks, ["ada|2.1|6|0", "ben|2.1|6|1", "cy|2.1|6|1", "eve|2.1|6|0"])
    let names = Set(try gradebook.students(all: true).map(\.anonymous))
    XCTAssertEqual(names.count, 4)
    XCTAssertTrue(names.allSatisfy { $0.count == 8 }, "\(names)")

    try made.write("id,name\nben,Ben\nben,Ben\n", to: "roster.csv")
    XCTAssertThrowsError(try gradebook.take(Roster(made.url("roster.csv")), by: MadeClass.author)) {
      XCTAssertTrue("\($0)".contains("roster.csv:3: ben is on line 2 already"), "\($0)")
    }
    XCTAssertEqual(try gradebook.students().map(\.key), ["ben", "cy"])
  }

  func testTheProgramImportsAndShowsItsLog() async throws {
    let made = try MadeClass()
    try made.write(made.report(), as: "ada")
    try made.write("id,name\nada,Ada\nben,Ben\n", to: "roster.csv")
    try made.write("student,submitted\nada,2027-01-01T10:00:00Z\n", to: "times.csv")
    let missing = try await made.grade("log")
    XCTAssertEqual(missing.outcome, .exited(2))
    XCTAssertTrue(missing.error.contains("there is no gradebook at graded/"), missing.error)
    let result = try await made.grade(
      "import", "graded", "--roster", "roster.csv", "--times", "times.csv", "--by", "Grace")
    XCTAssertEqual(result.outcome, .exited(0), result.error)
    XCTAssertEqual(
      result.output,
      "Roster: 2 new, 0 known\n1 student: 1 new attempt, 3 new marks of sections, 0 known\n")
    let log = try await made.grade("log")
    XCTAssertTrue(
      log.output.contains("Grace  import: none -> 3 marks of 1 attempts, graded"), log.output)
    try made.write(made.report(failing: ["testHalves"]), as: "ada")
    let again = try await made.grade("import", "graded", "--by", "Grace")
    XCTAssertEqual(again.outcome, .exited(2))
    XCTAssertTrue(again.output.contains("1 mark differs"), again.output)
  }
}
