import Course
import XCTest

@testable import Classroom
@testable import Grading

/// Grading anew changes nothing until someone accepts it.
final class RegradeTests: XCTestCase {
  private func madeClass() throws -> (made: MadeClass, gradebook: Gradebook) {
    let made = try MadeClass()
    try made.write("7\n", to: "graded/seed")
    try made.write(made.report(failing: ["testHalves"]), as: "ada")
    try made.write(made.report(failing: ["testDoublesOne"]), as: "ben/1")
    try made.write(made.report(states: ["1.1": .doesNotFit]), as: "cy")
    let (gradebook, _) = try made.imported(times: [
      "ada,,2027-04-13 10:00", "ben,1,2027-04-12 10:00", "cy,,2027-04-12 10:00",
    ])
    return (made, gradebook)
  }

  private func rules(_ made: MadeClass) throws -> ClassRules {
    try ClassRules(
      yaml: "zone: Europe/Berlin\ndeadlines: {1: 2027-04-12 23:59}\nlate: {penaltyPercent: 10}",
      course: made.workbook.course)
  }

  private func propose(
    _ made: MadeClass, _ gradebook: Gradebook, sections: [String] = []
  ) throws -> RegradeResult {
    try gradebook.propose(
      made.url("regraded"), sections: made.workbook.course.select(sections), rules: rules(made),
      by: MadeClass.author)
  }

  private func csv(_ made: MadeClass, _ gradebook: Gradebook) throws -> String {
    let course = made.workbook.course
    return try MarkExport(
      gradebook, course: course, sections: course.sections, rules: rules(made)
    ).csv()
  }

  /// The suite of 1.1 was fixed: its halves are right, and a test is stricter.
  private func regrade(_ made: MadeClass, seed: String = "7") throws {
    try made.write("\(seed)\n", to: "regraded/seed")
    try made.write(made.report(sections: ["1.1"]), as: "ada", in: "regraded")
    try made.write(
      made.report(failing: ["testDoublesOne", "testDoublesMany"], sections: ["1.1"]),
      as: "ben/1", in: "regraded")
    try made.write(
      made.report(failing: ["testHalves"], sections: ["1.1"]), as: "cy", in: "regraded")
  }

  func testTheReportNamesWhoseMarkMovedAndByWhichTest() async throws {
    let (made, gradebook) = try madeClass()
    try regrade(made)
    let before = try csv(made, gradebook)
    let result = try propose(made, gradebook, sections: ["1.1"])
    XCTAssertTrue(result.isComplete, result.text)
    let moves = try XCTUnwrap(result.regrade).moves
    XCTAssertEqual(
      moves.map {
        "\($0.student) \($0.section) \($0.before) \($0.after) \($0.markBefore!) \($0.markAfter!) "
          + $0.cause
      },
      [
        "ada 1.1 5 10 4.5 9 passes now: testHalves", "ben 1.1 8 5 8 5 fails now: testDoublesMany",
        "cy 1.1 0 5 0 5 doesNotFit before, graded now",
      ])
    XCTAssertTrue(
      result.text.contains(
        "  ada  1.1  5 -> 10 of 10  (the mark: 4.5 -> 9)  passes now: testHalves\n"),
      result.text)
    XCTAssertEqual(
      try csv(made, gradebook), before, "nothing is published before it is accepted")
    XCTAssertThrowsError(try propose(made, gradebook)) {
      XCTAssertTrue("\($0)".contains("regrade 1 by Grace is waiting"), "\($0)")
    }
    XCTAssertEqual(
      try gradebook.waitingRegrade(sections: made.workbook.course.sections, rules: rules(made)),
      result.regrade)

    XCTAssertThrowsError(try gradebook.accept(2, by: MadeClass.author)) {
      XCTAssertEqual("\($0)", "regrade 1 is waiting for a decision, not 2")
    }
    XCTAssertEqual(try gradebook.accept(1, by: Author("Alan", why: "halves fixed")), 3)
    let marks = try await made.query(
      """
      SELECT key, points FROM sectionMark JOIN attempt ON attempt.id = attempt
      JOIN student ON student.id = student WHERE sectionMark.section = '1.1' AND regrade = 0 ORDER BY key
      """)
    XCTAssertEqual(marks, ["ada|10", "ben|5", "cy|5"])
    let rest = try await made.query(
      """
      SELECT (SELECT count(*) FROM sectionMark), (SELECT count(*) FROM partMark),
        (SELECT count(*) FROM failure), (SELECT count(*) FROM sectionMark WHERE regrade <> 0)
      """)
    XCTAssertEqual(rest, ["9|12|3|0"])
    let log = try await made.query(
      """
      SELECT key, who, change.section, before, after, why FROM change JOIN student ON student.id = student
      WHERE kind = 'mark' ORDER BY change.id
      """)
    XCTAssertEqual(
      log,
      [
        "ada|Alan|1.1|5|10|regrade 1: halves fixed: passes now: testHalves",
        "ben|Alan|1.1|8|5|regrade 1: halves fixed: fails now: testDoublesMany",
        "cy|Alan|1.1|0|5|regrade 1: halves fixed: doesNotFit before, graded now",
      ])
    XCTAssertNotEqual(try csv(made, gradebook), before)
    XCTAssertThrowsError(try gradebook.accept(1, by: MadeClass.author)) {
      XCTAssertEqual("\($0)", "no regrade is waiting for a decision")
    }
    // Grading the same again moves nothing, and is no proposal.
    let again = try propose(made, gradebook, sections: ["1.1"])
    XCTAssertNil(again.regrade)
    XCTAssertEqual(again.text, "3 marks compared: none changes\n")
  }

  func testAReportIsComparedWithTheAttemptsOfItsAnswer() throws {
    let made = try MadeClass()
    let wrong = made.report(failing: ["testHalves"], sections: ["1.1"])
    try made.write(made.handedIn(made.report(sections: ["1.1"]), "a"), as: "ben/1")
    try made.write(made.handedIn(wrong, "b"), as: "ben/2")
    try made.write(made.handedIn(wrong, "b", at: "2027-04-12T10:00:00Z"), as: "ben/3")
    let (gradebook, _) = try made.imported()
    // Only what came in last is there to be graded anew, and one report is on both attempts.
    try made.write(
      made.handedIn(made.report(failing: ["testDoublesOne"], sections: ["1.1"]), "b"), as: "ben",
      in: "regraded")
    let result = try propose(made, gradebook)
    XCTAssertEqual(
      result.regrade?.moves.map { "\($0.attempt) \($0.before) \($0.after)" }, ["2 5 8", "3 5 8"])
    XCTAssertEqual(result.missing, ["ben 1 1.1"])
    XCTAssertEqual(result.unknown, [])
  }

  func testADiscardedRegradeLeavesNothing() async throws {
    let (made, gradebook) = try madeClass()
    try regrade(made)
    let before = try csv(made, gradebook)
    _ = try propose(made, gradebook, sections: ["1.1"])
    try gradebook.discard(1, by: MadeClass.author)
    XCTAssertEqual(try csv(made, gradebook), before)
    let left = try await made.query(
      "SELECT (SELECT count(*) FROM partMark WHERE regrade <> 0), (SELECT outcome FROM regrade)")
    XCTAssertEqual(left, ["0|discarded"])
    XCTAssertNotNil(try propose(made, gradebook, sections: ["1.1"]).regrade)
  }

  func testWhatWasNotComparedIsNamed() throws {
    let (made, gradebook) = try madeClass()
    try regrade(made, seed: "8")
    try made.write(
      made.report(sections: ["1.1"], states: ["1.1": .notGraded]), as: "ben/1", in: "regraded")
    try made.write("{", to: "regraded/reports/cy.json")
    try made.write(made.report(sections: ["1.1"]), as: "eve", in: "regraded")
    try made.write(
      made.report(sections: ["1.1"], states: ["1.1": .notGraded]), as: "fay", in: "regraded")
    let result = try propose(made, gradebook)
    XCTAssertFalse(result.isComplete)
    XCTAssertEqual(result.ungraded, ["ben 1 1.1", "fay 1.1"])
    XCTAssertEqual(result.unknown, ["eve 1.1"])
    XCTAssertEqual(
      result.missing,
      ["ada 1.2", "ada 2.1", "ben 1 1.2", "ben 1 2.1", "cy 1.1", "cy 1.2", "cy 2.1"])
    XCTAssertEqual(result.faults.map(\.file), ["cy.json"])
    XCTAssertEqual(result.regrade?.moves.map(\.student), ["ada"])
    XCTAssertTrue(result.text.contains("Its inputs differ: seed 8, before 7."), result.text)
  }

  func testATestThatLeftTheSuiteIsSaidToHaveLeft() throws {
    let made = try MadeClass()
    func graded(_ failing: Set<String>) throws -> GradedSection {
      try XCTUnwrap(GradedSection(made.report(failing: failing, sections: ["1.1"]).sections[0]))
    }
    XCTAssertEqual(
      RegradeCause.words(
        from: try graded(["testHalves", "testDoublesOne"]), to: try graded(["testDoublesMany"]),
        tests: ["testDoublesOne", "testDoublesMany"]),
      "passes now: testDoublesOne; fails now: testDoublesMany; no longer in the suite: testHalves")
  }

  func testTheProgramRegrades() async throws {
    let (made, _) = try madeClass()
    try regrade(made)
    let nothing = try await made.grade("regrade")
    XCTAssertEqual(nothing.output, "No regrade is waiting for a decision.\n", nothing.error)
    let proposed = try await made.grade("regrade", "regraded", "--section", "1.1", "--by", "Grace")
    XCTAssertEqual(proposed.outcome, .exited(0), proposed.error)
    XCTAssertTrue(
      proposed.output.hasPrefix("Regrade 1 of graded, from regraded, by Grace: 3 marks change\n"),
      proposed.output)
    let waiting = try await made.grade("regrade")
    XCTAssertEqual(waiting.output, proposed.output)
    let discarded = try await made.grade("discard", "1", "--by", "Grace")
    XCTAssertEqual(discarded.output, "Regrade 1 discarded\n", discarded.error)
    _ = try await made.grade("regrade", "regraded", "--section", "1.1", "--by", "Grace")
    let accepted = try await made.grade("accept", "2", "--why", "fixed", "--by", "Grace")
    XCTAssertEqual(accepted.output, "Regrade 2 accepted: 3 marks changed\n", accepted.error)
  }
}
