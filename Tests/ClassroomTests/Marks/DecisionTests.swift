import Course
import XCTest

@testable import Classroom

/// What people decide about marks, each with a reason, in a log.
final class DecisionTests: XCTestCase {
  func testAMarkByHandGoesBeforeAllElseAndIsLogged() async throws {
    let made = try MadeClass()
    try made.write(made.report(failing: ["testHalves"]), as: "ada")
    let (gradebook, _) = try made.imported()
    let section = made.workbook.course.sections[0]
    func mark() throws -> SectionMark {
      try gradebook.marks(of: "ada", [section], rules: .none).sections[0]
    }
    try gradebook.override(
      section, of: "ada", to: Points("7.5"), by: Author("Grace", why: "halves are right on paper"))
    XCTAssertEqual(try mark().points?.description, "7.5")
    XCTAssertEqual(try mark().graded, 5)
    XCTAssertEqual(try mark().note, "given by hand")
    try gradebook.override(
      section, of: "ada", to: Points("8"), by: Author("Alan", why: "and doubled"))
    try gradebook.override(section, of: "ada", to: nil, by: Author("Grace", why: "a mistake"))
    XCTAssertEqual(try mark().points?.description, "5")
    let log = try await made.query(
      "SELECT who, section, kind, before, after, why FROM change WHERE kind = 'override' ORDER BY id"
    )
    XCTAssertEqual(
      log,
      [
        "Grace|1.1|override||7.5|halves are right on paper", "Alan|1.1|override|7.5|8|and doubled",
        "Grace|1.1|override|8||a mistake",
      ])
    let refused: [(() throws -> Void, String)] = [
      (
        { try gradebook.override(section, of: "ada", to: Points("10.01"), by: MadeClass.author) },
        "10.01 points are more than the 10 of section 1.1"
      ),
      (
        { try gradebook.override(section, of: "adda", to: Points("1"), by: MadeClass.author) },
        "there is no student adda in the gradebook (did you mean ada?)"
      ),
      (
        {
          try gradebook.override(section, of: "ada", to: Points("1"), by: Author("Grace", why: " "))
        },
        "a reason is needed: --why"
      ),
      (
        { try gradebook.override(section, of: "ada", to: nil, by: MadeClass.author) },
        "ada has no mark given by hand for section 1.1"
      ),
    ]
    for (action, message) in refused {
      XCTAssertThrowsError(try action()) { XCTAssertEqual("\($0)", message) }
    }
    XCTAssertEqual(try gradebook.changes(of: "ada").count, 3)
  }

  func testAnExcusedSectionCountsForNothing() throws {
    let made = try MadeClass()
    try made.write(made.report(), as: "ada")
    let (gradebook, _) = try made.imported()
    let sections = made.workbook.course.sections
    try gradebook.excuse([sections[0]], of: "ada", by: MadeClass.author)
    var marks = try gradebook.marks(of: "ada", sections, rules: .none)
    XCTAssertEqual(marks.total?.description, "10")
    XCTAssertEqual(marks.possible, 10)
    XCTAssertEqual(marks.share?.description, "20", "the others count for all of it")
    XCTAssertEqual(marks.sections[0].note, "excused")
    try gradebook.excuse(sections, of: "ada", by: MadeClass.author)
    marks = try gradebook.marks(of: "ada", sections, rules: .none)
    XCTAssertNil(marks.total)
    XCTAssertTrue(marks.isExcused)
    try gradebook.excuse(sections, of: "ada", isExcused: false, by: MadeClass.author)
    XCTAssertEqual(try gradebook.marks(of: "ada", sections, rules: .none).total?.description, "20")
  }

  func testGradersAtOnceLoseNoDecision() async throws {
    let made = try MadeClass()
    for student in 0..<6 { try made.write(made.report(), as: "s\(student)") }
    try made.imported()
    let section = made.workbook.course.sections[0]
    let url = made.gradebookURL
    try await withThrowingTaskGroup(of: Void.self) { group in
      for grader in 0..<6 {
        group.addTask {
          // A connection each, as if they were programs.
          let gradebook = try Gradebook(at: url)
          for turn in 1...5 {
            try gradebook.override(
              section, of: "s\(turn)", to: Points(hundredths: grader * 100 + turn),
              by: Author("grader \(grader)", why: "turn \(turn)"))
          }
        }
      }
      try await group.waitForAll()
    }
    // Each change begins where the one before it ended: none was overwritten unseen.
    let log = try Gradebook(at: url)
    for turn in 1...5 {
      let changes = try log.changes(of: "s\(turn)")
      XCTAssertEqual(changes.count, 6)
      XCTAssertEqual(changes.dropFirst().map(\.before), changes.dropLast().map(\.after))
    }
  }

  func testTheProgramDecidesAndShows() async throws {
    let made = try MadeClass()
    try made.write(made.report(failing: ["testHalves"]), as: "ada")
    try made.write(
      "zone: Europe/Berlin\ndeadlines: {1: 2027-04-12 23:59}\nlate: {penaltyPercent: 10}\n",
      to: "docs/class.yml")
    try made.imported(times: ["ada,,2027-04-14 10:00"])
    var shown = try await made.grade("marks", "ada")
    XCTAssertEqual(
      shown.output,
      """
      section  graded  late  off  mark
      1.1      5 / 10  2     1    4     2 days late
      1.2      4 / 4   2     0.8  3.2   2 days late
      2.1      6 / 6              6
      ada: 13.2 of 20 points

      """, shown.error)
    var said = ""
    for (arguments, problem) in [
      (["override", "ada", "1.1", "--points", "7.5", "--why", "by hand", "--by", "Grace"], ""),
      (["extend", "ada", "1.2", "--days", "1", "--why", "ill", "--by", "Grace"], ""),
      (["excuse", "ada", "2", "--why", "joined late", "--by", "Grace"], ""),
      (["override", "ada", "1", "--points", "7", "--why", "x"], "a mark is given for one section"),
      (["override", "ada", "1.1", "--points", "x", "--why", "x"], "points are a number such as 7"),
      (["override", "ada", "1.1", "--why", "x"], "either --points or --withdraw is needed"),
      (["extend", "ada", "1.1", "--why", "x"], "one of --days above 0, --until and --withdraw"),
      (
        ["extend", "ada", "1.1", "--until", "2027-03-28 02:30", "--why", "x", "--by", "G"],
        "no clock in Europe/Berlin shows 2027-03-28 02:30"
      ),
      (["excuse", "ada", "9", "--why", "x"], "there is no section 9"),
      (["excuse", "ada", "1.1"], "Missing expected argument '--why <why>'"),
    ] {
      let result = try await MadeClass.grade(arguments, in: made.root)
      XCTAssertEqual(result.outcome, .exited(problem.isEmpty ? 0 : 2), result.error)
      XCTAssertTrue(problem.isEmpty || result.error.contains(problem), result.error)
      said += result.output
    }
    shown = try await made.grade("marks")
    XCTAssertEqual(
      shown.output,
      "ada  11.1  of 14  1.1 given by hand, 1.2 1 day late, 2.1 excused\n", shown.error)
    let log = try await made.grade("log", "ada")
    XCTAssertEqual(log.output, said)
    XCTAssertEqual(log.output.split(separator: "\n").count, 3, log.output)
    XCTAssertTrue(
      log.output.contains("Grace  ada 1.1 override: none -> 7.5  (by hand)"), log.output)
  }
}
