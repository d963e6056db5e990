import Course
import XCTest

@testable import Classroom
@testable import Grading

/// Marks follow from times and rules when they are read.
final class LateMarkTests: XCTestCase {
  private func rules(_ yaml: String, _ made: MadeClass) throws -> ClassRules {
    try ClassRules(yaml: "zone: Europe/Berlin\n" + yaml, course: made.workbook.course)
  }

  private func marks(
    _ made: MadeClass, _ yaml: String, of student: String = "ada"
  ) throws -> [SectionMark] {
    try Gradebook(at: made.gradebookURL)
      .marks(of: student, made.workbook.course.sections, rules: rules(yaml, made)).sections
  }

  private static let late = """
    deadlines: {1: 2027-04-12 23:59}
    late: {graceMinutes: 15, penaltyPercent: 10, capPercent: 50, closesAfterDays: 7}
    """

  func testAPenaltyFollowsFromTheTimeAndTheRules() throws {
    // Submitted, days late, and the mark of 10 points.
    let cases: [(time: String, days: Int, mark: String)] = [
      ("2027-04-12 23:59:59", 0, "10"), ("2027-04-13 00:14", 0, "10"),
      ("2027-04-13 00:15", 1, "9"), ("2027-04-14 00:14:59", 1, "9"),
      ("2027-04-14 00:15", 2, "8"), ("2027-04-18 12:00", 6, "5"),
      ("2027-04-20 00:14", 7, "5"), ("2027-04-20 00:15", 8, "0"),
    ]
    for (time, days, mark) in cases {
      let made = try MadeClass()
      try made.write(made.report(), as: "ada")
      try made.imported(times: ["ada,,\(time)"])
      let section = try marks(made, Self.late)[0]
      XCTAssertEqual(section.daysLate, days, time)
      XCTAssertEqual(section.points?.description, mark, time)
      XCTAssertEqual(section.graded, 10, "what was graded is kept")
      // Other rules, other marks: nothing of them is in the gradebook.
      XCTAssertEqual(try marks(made, "")[0].points?.description, "10")
      // Section 2.1 has no deadline.
      XCTAssertEqual(try marks(made, Self.late)[2].daysLate, 0)
    }
  }

  func testDaysAreThoseOfTheClassAcrossAChangeOfClocks() throws {
    // Due at 23:59 before a day of 23 hours: a day later is 23 hours later.
    let made = try MadeClass()
    try made.write(made.report(), as: "ada")
    try made.imported(times: ["ada,,2027-03-28T22:00:00Z"])
    let spring = "deadlines: {1: 2027-03-27 23:59}\nlate: {penaltyPercent: 10}"
    XCTAssertEqual(try marks(made, spring)[0].daysLate, 2)
    // And before a day of 25 hours, 25 hours later.
    let autumn = try MadeClass()
    try autumn.write(autumn.report(), as: "ada")
    try autumn.imported(times: ["ada,,2027-10-31T22:59:59Z"])
    let rule = "deadlines: {1: 2027-10-30 23:59}\nlate: {penaltyPercent: 10}"
    XCTAssertEqual(try marks(autumn, rule)[0].daysLate, 1)
  }

  func testTheBestAttemptCountsOncePenaltiesAreOff() throws {
    let made = try MadeClass()
    try made.write(made.report(failing: ["testDoublesOne"]), as: "ada/1")  // 8, on time
    try made.write(made.report(), as: "ada/2")  // 10, three days late
    try made.imported(times: ["ada,1,2027-04-12 10:00", "ada,2,2027-04-15 10:00"])
    let best = try marks(made, Self.late)
    XCTAssertEqual(best[0].points?.description, "8")
    XCTAssertEqual(best[0].daysLate, 0)
    // Section 1.2 was as good on time: handing it in again costs nothing.
    XCTAssertEqual(best[1].points?.description, "4")
    XCTAssertEqual(best[1].daysLate, 0)
    let latest = try marks(made, Self.late + "\nattempts: latest")
    XCTAssertEqual(latest[0].points?.description, "7")
    XCTAssertEqual(latest[0].daysLate, 3)
    XCTAssertEqual(latest[1].daysLate, 0, "it earned the same since the first attempt")
  }

  func testAnAttemptThatLeavesASectionOutIsNoneAtIt() throws {
    let made = try MadeClass()
    try made.write(made.report(failing: ["testDoublesOne"]), as: "ada/1")
    try made.write(made.report(states: ["1.1": .unreadable]), as: "ada/2")
    try made.imported(times: ["ada,1,2027-04-12 10:00", "ada,2,2027-04-13 10:00"])
    for attempts in ["best", "latest"] {
      let section = try marks(made, "attempts: \(attempts)")[0]
      XCTAssertEqual(section.points?.description, "8")
      XCTAssertEqual(section.note, "")
    }
    try made.write(made.report(states: ["1.1": .unreadable]), as: "ben")
    try made.imported()
    let section = try marks(made, "", of: "ben")[0]
    XCTAssertEqual(section.points, Points(0))
    XCTAssertEqual(section.note, "unreadable", "a zero is never silent")
  }

  func testFreeDaysGoToWhatIsDueFirst() throws {
    let made = try MadeClass()
    try made.write(made.report(failing: ["testTriples"]), as: "ada")
    try made.imported(times: ["ada,,2027-04-14 10:00"])
    let rules = """
      deadlines: {1.1: 2027-04-13 23:59, 1.2: 2027-04-12 23:59, 2.1: 2027-04-11 23:59}
      late: {penaltyPercent: 10, freeDays: 4}
      """
    let marks = try marks(made, rules)
    XCTAssertEqual(marks.map(\.daysLate), [1, 2, 3])
    // 1.2 earned nothing, so it takes no free day: three go to 2.1, the last to 1.1.
    XCTAssertEqual(marks.map(\.freeDays), [1, 0, 3])
    XCTAssertEqual(marks.map { $0.points?.description }, ["10", "0", "6"])
    // The days are a student's in all, also when one section is asked for.
    let one = try Gradebook(at: made.gradebookURL).marks(
      of: "ada", [made.workbook.course.sections[0]],
      rules: self.rules(rules.replacing("freeDays: 4", with: "freeDays: 3"), made)
    ).sections[0]
    XCTAssertEqual(one.freeDays, 0)
  }

  func testExtensionsByRuleAndByStudent() throws {
    let made = try MadeClass()
    for name in ["ada", "ben", "cy"] { try made.write(made.report(), as: name) }
    try made.imported(times: ["ada", "ben", "cy"].map { "\($0),,2027-04-15 10:00" })
    let gradebook = try Gradebook(at: made.gradebookURL)
    try made.write(
      "id,section,group\nada,Morning,red\nben,Evening,blue\ncy,Morning,blue\n", to: "r.csv")
    _ = try gradebook.take(Roster(made.url("r.csv")), by: MadeClass.author)
    let rules =
      Self.late + """

        extensions:
        - {section: Evening, days: 1}
        - {group: blue, deadlines: [1.2], until: 2027-04-14 12:00}
        """
    func days(_ student: String) throws -> [Int] {
      try marks(made, rules, of: student).map(\.daysLate)
    }
    XCTAssertEqual(try days("ada"), [3, 3, 0])
    XCTAssertEqual(try days("ben"), [2, 1, 0])
    XCTAssertEqual(try days("cy"), [3, 1, 0])
    let berlin = try XCTUnwrap(TimeZone(identifier: "Europe/Berlin"))
    let sections = made.workbook.course.sections
    try gradebook.extend([sections[0]], of: "ada", by: .days(2), author: MadeClass.author)
    try gradebook.extend(
      [sections[0]], of: "ben", by: .until(Deadline("2027-04-15 10:00", in: berlin)),
      author: MadeClass.author)
    XCTAssertEqual(try days("ada"), [1, 3, 0])
    XCTAssertEqual(try days("ben"), [0, 1, 0])
    try gradebook.extend([sections[0]], of: "ada", by: nil, author: MadeClass.author)
    XCTAssertEqual(try days("ada"), [3, 3, 0])
    XCTAssertEqual(
      try gradebook.changes(of: "ada").map { "\($0.before ?? "-") \($0.after ?? "-")" },
      ["- 2 days", "2 days -"])
  }

  func testPointsAreExact() {
    XCTAssertEqual(
      ["7", "7.5", "0.05", "100.25"].map { Points($0)?.hundredths }, [700, 750, 5, 10025])
    for text in ["", "-1", "1,5", "1.234", "1.", "x", "9999999"] {
      XCTAssertNil(Points(text), text)
    }
    XCTAssertEqual(Points(hundredths: 705).description, "7.05")
    XCTAssertEqual(Points(hundredths: 750).description, "7.5")
    XCTAssertEqual(Points(hundredths: 5).twoDecimals, "0.05")
    XCTAssertEqual(Points(hundredths: 100).scaled(by: 1, over: 3).hundredths, 33)
    XCTAssertEqual(Points(hundredths: 1).scaled(by: 1, over: 2).hundredths, 1)
  }
}
