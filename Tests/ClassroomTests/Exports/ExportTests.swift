import Course
import XCTest

@testable import Classroom
@testable import Grading

/// What is given back, read by readers that know nothing of this program.
final class ExportTests: XCTestCase {
  /// A class of three: `ada` is right in all, `=cmd` is late, `ben` never handed in section 2.1.
  private func madeClass() throws -> (made: MadeClass, gradebook: Gradebook) {
    let made = try MadeClass()
    try made.write(made.report(), as: "ada")
    try made.write(made.report(failing: ["testDoublesMany"], sections: ["1.1", "1.2"]), as: "ben")
    try made.write(made.report(), as: "=cmd")
    let (gradebook, _) = try made.imported(
      times: ["ada,,2027-04-12 10:00", "ben,,2027-04-12 10:00", "=cmd,,2027-04-13 10:00"])
    try made.write(
      "id,name,e-mail,section,group\nada,\"Ada; \"\"A\"\"\",ada@example.org,Morning,\n"
        + "ben,-Ben,ben@example.org,Morning,\n=cmd,\"=cmd|' /C calc'!A0\",c@example.org,@x,\n",
      to: "roster.csv")
    _ = try gradebook.take(Roster(made.url("roster.csv")), by: MadeClass.author)
    return (made, gradebook)
  }

  private static let rules =
    "zone: Europe/Berlin\ndeadlines: {1: 2027-04-12 23:59}\n"
    + "late: {penaltyPercent: 15}\n"

  private func export(
    _ made: MadeClass, _ gradebook: Gradebook, sections: [String] = [], isAnonymous: Bool = false
  ) throws -> MarkExport {
    let course = made.workbook.course
    return MarkExport(
      gradebook, course: course, sections: try course.select(sections),
      rules: try ClassRules(yaml: Self.rules, course: course), isAnonymous: isAnonymous)
  }

  /// The cells that Python's csv module reads, as JSON.
  private func cells(
    _ text: String, separator: Character = ",", _ made: MadeClass
  ) async throws -> [[String]] {
    try made.write(text, to: "read.csv")
    let json = try await made.python(
      """
      import csv, json, sys
      with open(sys.argv[1], newline="", encoding="utf-8-sig") as file:
          print(json.dumps(list(csv.reader(file, delimiter=sys.argv[2]))))
      """, made.url("read.csv").path, String(separator))
    return try JSONDecoder().decode([[String]].self, from: Data(json.utf8))
  }

  func testATableIsReadBackAndRunsNothing() async throws {
    let (made, gradebook) = try madeClass()
    for (separator, name) in [(",", "comma"), (";", "semicolon")] as [(Character, String)] {
      let rows = try await cells(
        try export(made, gradebook).csv(separator: separator), separator: separator, made)
      XCTAssertEqual(
        rows,
        [
          [
            "id", "name", "e-mail", "section", "group", "1.1 Doubling", "1.2 Tripling",
            "2.1 Thirds", "total", "possible", "notes",
          ],
          [
            "'=cmd", "'=cmd|' /C calc'!A0", "c@example.org", "'@x", "", "8.50", "3.40", "6.00",
            "17.90", "20.00", "1.1 1 day late; 1.2 1 day late",
          ],
          [
            "ada", "Ada; \"A\"", "ada@example.org", "Morning", "", "10.00", "4.00", "6.00",
            "20.00", "20.00", "",
          ],
          [
            "ben", "'-Ben", "ben@example.org", "Morning", "", "7.00", "4.00", "", "11.00", "20.00",
            "2.1 not submitted",
          ],
        ], name)
    }
  }

  func testNoCellIsAFormula() {
    for text in ["=1+1", "+x", "-x", "@SUM(A1)", "\tx", "\r=x", "\n=x", "=-1", "--1", "+1+1", "＝1"]
    {
      XCTAssertEqual(CSVWriter.harmless(text), "'" + text)
    }
    for text in ["", "-", "-1", "+7.50", "-0,5", "12", "a=b", "'=1", "Ada", "1-2"] {
      XCTAssertEqual(CSVWriter.harmless(text), text)
    }
  }

  func testAnonymousTablesGiveNobodyAway() async throws {
    let (made, gradebook) = try madeClass()
    let text = try export(made, gradebook, isAnonymous: true).csv()
    for word in ["ada", "Ada", "ben", "Ben", "cmd", "example", "Morning"] {
      XCTAssertFalse(text.contains(word), word)
    }
    let rows = try await cells(text, made)
    XCTAssertEqual(rows[0].first, "id")
    XCTAssertEqual(
      rows.dropFirst().map { $0[0] }, try gradebook.students().map(\.anonymous).sorted())
    XCTAssertEqual(Set(rows.dropFirst().map { $0[4] }), ["17.90", "20.00", "11.00"])
  }

  func testWhoLeftTheClassIsInNoExport() async throws {
    let (made, gradebook) = try madeClass()
    try made.write("id\nada\n", to: "roster.csv")
    _ = try gradebook.take(Roster(made.url("roster.csv")), by: MadeClass.author)
    let rows = try await cells(try export(made, gradebook).csv(), made)
    XCTAssertEqual(rows.map { $0[0] }, ["id", "ada"])
  }

  // MARK: Canvas

  private static let canvas = """
    Student,ID,SIS User ID,SIS Login ID,Section,Week 1 (101),Week 2 (102),Final Score
    ,,,,,Manual Posting,,
        Points Possible,,,,,14.00,6,(read only)
    "A, Ada",501,ada,x1,"One, Two",,3,
    Ben,502,b-2,ben@example.org,One,1.5,,
    "=Eve",503,eve,eve,One,,,
    "Student, Test",504,,zzz,One,,,

    """

  func testCanvasGetsItsStudentsByTheirIDs() async throws {
    let (made, gradebook) = try madeClass()
    try gradebook.excuse([made.workbook.course.sections[2]], of: "ben", by: MadeClass.author)
    try made.write("\u{FEFF}" + Self.canvas, to: "canvas.csv")
    let week1 = try export(made, gradebook, sections: ["1"])
      .canvas(made.url("canvas.csv"), assignment: "Week 1")
    let rows = try await cells(week1.text, made)
    XCTAssertEqual(
      rows,
      [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Week 1 (101)"],
        ["    Points Possible", "", "", "", "", "14.00"],
        ["A, Ada", "501", "ada", "x1", "One, Two", "14.00"],
        ["Ben", "502", "b-2", "ben@example.org", "One", "11.00"],
      ])
    XCTAssertTrue(week1.text.hasPrefix("\u{FEFF}"))
    XCTAssertFalse(week1.isComplete)
    XCTAssertEqual(
      week1.report,
      "2 marks in the column Week 1 (101)\n"
        + "2 rows match nobody in the gradebook: =Eve, Student, Test\n"
        + "1 student with a mark has no row: =cmd\n")
    let week2 = try export(made, gradebook, sections: ["2"])
      .canvas(made.url("canvas.csv"), assignment: "102", separator: ";")
    let excused = try await cells(week2.text, separator: ";", made)
    XCTAssertEqual(excused.map(\.last), ["Week 2 (102)", "6.00", "6.00", "EX"])
  }

  func testCanvasWithSemicolonsKeepsItsComma() async throws {
    let (made, gradebook) = try madeClass()
    try made.write(
      "Student;ID;Section;Week 1 (101)\nPoints Possible;;;70,00\nBen;ben;One;\n", to: "canvas.csv")
    let export = try export(made, gradebook, sections: ["1"])
    XCTAssertThrowsError(try export.canvas(made.url("canvas.csv"), assignment: nil)) {
      XCTAssertTrue("\($0)".contains("canvas.csv:2: there are 70 possible points"), "\($0)")
    }
    let filled = try export.canvas(made.url("canvas.csv"), assignment: nil, scale: true)
    let rows = try await cells(filled.text, separator: ";", made)
    XCTAssertEqual(
      rows,
      [
        ["Student", "ID", "Section", "Week 1 (101)"], ["    Points Possible", "", "", "70,00"],
        ["Ben", "ben", "One", "55,00"],
      ])
  }

  func testMistakesInCanvassGradebookAreNamed() throws {
    let (made, gradebook) = try madeClass()
    let export = try export(made, gradebook, sections: ["1"])
    let cases: [(text: String, assignment: String?, message: String)] = [
      ("Name,ID\n", nil, "canvas.csv:1: there is no column `Student`; there are Name, ID"),
      (Self.canvas, nil, "canvas.csv:1: name the assignment with --assignment: 2 columns are one"),
      (
        Self.canvas, "Week 3",
        "canvas.csv:1: no assignment is called Week 3; there are Week 1 (101), Week 2 (102)"
      ),
      (
        "Student,ID,SIS User ID,Section,W (1)\nAda,ada,ben,One,\n", nil,
        "canvas.csv:2: the row is ada's by one column and ben's by another"
      ),
      (
        "Student,ID,Section,W (1)\nAda,ada,One,\nAda,ada,Two,\n", nil,
        "canvas.csv:3: the row is ada's, and so is line 2"
      ),
      ("", nil, "canvas.csv: is empty"),
    ]
    for (text, assignment, message) in cases {
      try made.write(text, to: "canvas.csv")
      XCTAssertThrowsError(try export.canvas(made.url("canvas.csv"), assignment: assignment)) {
        XCTAssertTrue("\($0)".contains(message), "\($0)")
      }
    }
  }

  // MARK: Moodle

  private static let moodle = """
    Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,\
    Last modified (submission),Last modified (grade),Feedback comments
    Participant 71,Ada,ada@example.org,Submitted,,"14,00",Yes,"Monday, 12 April 2027, 10:00 AM",-,
    Participant 72,-Ben,BEN@example.org,Submitted,"3,00","14,00",Yes,-,"Friday, 9 April 2027",ok
    Participant 73,Eve,eve@example.org,No submission,,"14,00",Yes,-,-,

    """

  func testMoodlesWorksheetIsFilledAndElseLeft() async throws {
    let (made, gradebook) = try madeClass()
    try made.write(Self.moodle, to: "moodle.csv")
    let filled = try export(made, gradebook, sections: ["1"]).moodle(made.url("moodle.csv"))
    let (before, after) = (
      try await cells(Self.moodle, made), try await cells(filled.text, made)
    )
    XCTAssertEqual(after.map { $0[4] }, ["Grade", "14,00", "11,00", ""])
    XCTAssertEqual(after[2][1], "'-Ben")
    for column in before[0].indices where ![1, 4].contains(column) {
      XCTAssertEqual(after.map { $0[column] }, before.map { $0[column] })
    }
    XCTAssertEqual(
      filled.report,
      "2 marks in the column Grade\n1 row matches nobody in the gradebook: Participant 73\n"
        + "1 student with a mark has no row: =cmd\n")
    try made.write(
      "Identifier,Grade,Maximum Grade,Grade can be changed\nada,,14,No\n", to: "moodle.csv")
    XCTAssertThrowsError(
      try export(made, gradebook, sections: ["1"]).moodle(made.url("moodle.csv"))
    ) { XCTAssertTrue("\($0)".contains("moodle.csv:2: Moodle does not let ada's"), "\($0)") }
  }

  func testMoodlesNumbersAreStudentsKeysToo() async throws {
    let made = try MadeClass()
    try made.write(made.report(), as: "71")
    let (gradebook, _) = try made.imported()
    try made.write(
      "Identifier,Grade\nTeilnehmer/in71,\n", to: "moodle.csv")
    let filled = try export(made, gradebook).moodle(made.url("moodle.csv"))
    let rows = try await cells(filled.text, made)
    XCTAssertEqual(rows[1], ["Teilnehmer/in71", "20.00"])
  }

  // MARK: Files for each student

  /// Reads a file of JSON in Python, which must write the same bytes of it.
  private static let readJSON = """
    import json, os, sys
    def read(folder, name):
        text = open(os.path.join(folder, name), encoding="utf-8").read()
        value = json.loads(text)
        assert text == json.dumps(
            value, indent=2, sort_keys=True, separators=(",", " : "), ensure_ascii=False) + "\\n"
        return value

    """

  func testGradescopesResultsAreItsForm() async throws {
    let (made, gradebook) = try madeClass()
    let count = try export(made, gradebook).writeGradescope(to: made.url("out"))
    XCTAssertEqual(count, 3)
    let read = try await made.python(
      Self.readJSON + """
        for name in sorted(os.listdir(sys.argv[1])):
            result = read(sys.argv[1], name)
            for test in result["tests"]:
                assert 0 <= test["score"] <= test["max_score"], test
                assert test["status"] == ("passed" if test["score"] == test["max_score"] else "failed")
            print(name, result["score"], [test["score"] for test in result["tests"]])
        """, made.url("out").path)
    XCTAssertEqual(
      read,
      "=cmd.json 17.9 [5, 5, 4, 6]\nada.json 20 [5, 5, 4, 6]\nben.json 11 [2, 5, 4]\n")
    XCTAssertThrowsError(try export(made, gradebook).writeGradescope(to: made.url("out"))) {
      XCTAssertTrue("\($0)".contains("out already exists"), "\($0)")
    }
  }

  func testClassroom50sResultsAreItsForm() async throws {
    let (made, gradebook) = try madeClass()
    let count = try export(made, gradebook)
      .writeClassroom50(to: made.url("out"), classroom: "deep", assignment: "term")
    XCTAssertEqual(count, 3)
    // The conditions of Classroom 50's own collector, in its order.
    let read = try await made.python(
      Self.readJSON + """
        def whole(value): return isinstance(value, int) and not isinstance(value, bool) and value >= 0
        for name in sorted(os.listdir(sys.argv[1])):
            result = read(sys.argv[1], name)
            assert result["schema"] == "classroom50/result/v1"
            assert result["classroom"] == "deep" and result["assignment"] == "term"
            assert result["usernames"] == [result["owner"]] == [name[:-5]]
            assert result["submission"].startswith("submit/")
            for field in ("submission", "commit", "release", "review", "datetime"):
                assert isinstance(result[field], str) and result[field]
            assert whole(result["score"]) and whole(result["max-score"])
            assert result["score"] <= result["max-score"]
            for test in result["tests"]:
                assert isinstance(test["test-name"], str) and test["test-name"]
                assert isinstance(test["passed"], bool)
                assert whole(test["score"]) and whole(test["max-score"])
                assert test["score"] <= test["max-score"]
            print(name, result["score"], result["max-score"], result["datetime"], len(result["tests"]))
        """, made.url("out").path)
    XCTAssertEqual(
      read,
      "=cmd.json 18 20 2027-04-13T08:00:00Z 4\nada.json 20 20 2027-04-12T08:00:00Z 4\n"
        + "ben.json 11 20 2027-04-12T08:00:00Z 3\n")
  }

  func testFeedbackSaysWhatWasWrongAndWhatLatenessCost() async throws {
    let (made, gradebook) = try madeClass()
    XCTAssertEqual(try export(made, gradebook).writeFeedback(to: made.url("text"), form: .text), 3)
    XCTAssertEqual(
      try made.text(of: "text/ben.txt"),
      """
      Made: ben

      1.1 Doubling: 7 of 10 points
      Submitted 2027-04-12 10:00 (Europe/Berlin)
        double: 2 of 5
          doubles many
            testDoublesMany expected 2
        half: 5 of 5

      1.2 Tripling: 4 of 4 points
      Submitted 2027-04-12 10:00 (Europe/Berlin)
        triple: 4 of 4

      2.1 Thirds: not submitted

      Together: 11 of 20 points

      """)
    XCTAssertTrue(
      try made.text(of: "text/=cmd.txt").contains(
        "2027-04-13 10:00 (Europe/Berlin), 1 day late: 1.5 points off"))
    XCTAssertEqual(
      try export(made, gradebook, isAnonymous: true).writeFeedback(
        to: made.url("html"), form: .html),
      3)
    let pages = try FileManager.default.contentsOfDirectory(atPath: made.url("html").path)
    XCTAssertEqual(
      pages.sorted(), try gradebook.students().map { $0.anonymous + ".html" }.sorted())
    // A reader of XML takes every page, and a name in it is text.
    let read = try await made.python(
      """
      import os, sys, xml.etree.ElementTree as tree
      for name in os.listdir(sys.argv[1]):
          page = tree.parse(os.path.join(sys.argv[1], name)).getroot()
          assert [heading.text[:3] for heading in page.iter("h2")] == ["1.1", "1.2", "2.1"]
          assert page.find("body/h1").text == "Made: " + name[:-5]
      """, made.url("html").path)
    XCTAssertEqual(read, "")
  }

  /// Equal results share what is written about them; each of these differs in one thing.
  func testNobodyGetsWhatIsWrittenAboutAnother() throws {
    let changes = [
      "": nil, "message": "UPDATE failure SET message = 'another'",
      "title": "UPDATE failure SET title = 'another'",
      "points": "UPDATE partMark SET points = 1 WHERE points = 2",
      "answered": "UPDATE partMark SET isAnswered = 0",
      "part": "UPDATE partMark SET title = 'another'",
    ]
    let made = try MadeClass()
    for name in changes.keys {
      let report = made.report(failing: ["testDoublesMany"], sections: ["1.1"])
      try made.write(report, as: "a\(name)")
    }
    let (gradebook, _) = try made.imported()
    for (name, change) in changes {
      guard let change else { continue }
      try gradebook.write { database in
        try database.execute(
          sql: change + (change.contains("WHERE") ? " AND" : " WHERE") + """
             attempt IN (SELECT attempt.id FROM attempt JOIN student ON student = student.id
            WHERE key = 'a\(name)')
            """)
      }
    }
    let export = try export(made, gradebook, sections: ["1.1"])
    _ = try export.writeFeedback(to: made.url("text"), form: .text)
    _ = try export.writeGradescope(to: made.url("json"))
    func text(_ name: String) throws -> String {
      try made.text(of: "text/a\(name).txt").replacing("a\(name)", with: "a")
    }
    let usual = try text("")
    XCTAssertEqual(
      try text("message"), usual.replacing("testDoublesMany expected 2", with: "another"))
    XCTAssertEqual(try text("title"), usual.replacing("doubles many", with: "another"))
    XCTAssertEqual(try text("points"), usual.replacing("2 of 5", with: "1 of 5"))
    XCTAssertEqual(
      try text("answered"), usual.replacing(" of 5\n", with: " of 5, not answered\n"))
    XCTAssertEqual(try text("part"), usual)
    XCTAssertTrue(try made.text(of: "json/apart.json").contains("another"))
    XCTAssertFalse(try made.text(of: "json/a.json").contains("another"))
  }

  func testSectionsAreFromTheAttemptsThatCount() throws {
    let made = try MadeClass()
    let failing: Set = ["testDoublesMany", "testThirds"]
    try made.write(made.handedIn(made.report(failing: failing), "a"), as: "ada/1")
    try made.write(made.handedIn(made.report(failing: ["testTriples"]), "b"), as: "ada/2")
    let (gradebook, _) = try made.imported(
      times: ["ada,1,2027-04-11 10:00", "ada,2,2027-04-12 10:00"])
    for sections in [["1.1", "1.2", "2.1"], ["2.1", "1.1"], ["1.2"]] {
      let folder = sections.joined()
      _ = try export(made, gradebook, sections: sections).writeFeedback(
        to: made.url(folder), form: .text)
      let text = try made.text(of: "\(folder)/ada.txt")
      XCTAssertFalse(text.contains("expected"), text)
      let parts = ["double: 5 of 5", "half: 5 of 5", "triple: 4 of 4", "third: 6 of 6"]
      let right = [
        "1.1": parts[0...1], "1.2": parts[2...2], "2.1": parts[3...3],
      ]
      for (section, parts) in right {
        for part in parts { XCTAssertEqual(text.contains(part), sections.contains(section), text) }
      }
    }
  }

  func testFileNamesAreSafeAndTheirOwn() {
    var names = FileNames()
    XCTAssertEqual(
      ["ada", "Ada", "../x", ".hidden", "a/b", "a%2Fb", "=x", "日本"].map { names.name(for: $0) },
      [
        "ada", "Ada-2", "%2E./x".replacing("/", with: "%2F"), "%2Ehidden", "a%2Fb", "a%252Fb", "=x",
        "日本",
      ])
    let long = String(repeating: "é", count: 300)
    let cut = [long, long].map { names.name(for: $0) }
    XCTAssertEqual(cut[1], cut[0] + "-2")
    XCTAssertLessThanOrEqual(cut[1].utf8.count, 210)
  }

  func testAFolderAppearsWholeOrNotAtAll() throws {
    struct Stop: Error {}
    let made = try MadeClass()
    XCTAssertThrowsError(
      try WholeFolder.write(to: made.url("out")) { folder in
        try Data("x".utf8).write(to: folder.appending(path: "a"))
        throw Stop()
      })
    let left = try FileManager.default.contentsOfDirectory(atPath: made.root.path)
    XCTAssertEqual(left.sorted(), ["Package.swift", "docs"])
  }

  func testTheProgramExports() async throws {
    let (made, _) = try madeClass()
    try made.write(Self.rules, to: "docs/class.yml")
    try made.write(Self.canvas, to: "canvas.csv")
    try made.write(Self.moodle, to: "moodle.csv")
    let runs: [(arguments: [String], status: Int32, file: String)] = [
      (["csv", "--output", "marks.csv", "--separator", "semicolon"], 0, "marks.csv"),
      (["csv", "--output", "anonymous.csv", "--anonymous"], 0, "anonymous.csv"),
      (
        ["canvas", "canvas.csv", "--section", "1", "--assignment", "Week 1", "--output", "c.csv"],
        1, "c.csv"
      ),
      (["moodle", "moodle.csv", "--section", "1", "--output", "m.csv"], 1, "m.csv"),
      (["gradescope", "--output", "gradescope"], 0, "gradescope/ada.json"),
      (
        ["classroom50", "--output", "c50", "--classroom", "deep", "--assignment", "term"], 0,
        "c50/ada.json"
      ),
      (["feedback", "--output", "feedback", "--form", "html"], 0, "feedback/ada.html"),
      (["csv", "--output", "nowhere/marks.csv"], 2, ""),
      (["feedback", "--output", "feedback"], 2, ""),
    ]
    for (arguments, status, file) in runs {
      let result = try await MadeClass.grade(["export"] + arguments, in: made.root)
      XCTAssertEqual(result.outcome, .exited(status), result.error)
      if !file.isEmpty { XCTAssertFalse(try made.text(of: file).isEmpty) }
    }
  }
}
