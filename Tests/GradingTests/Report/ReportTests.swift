import Answers
import Course
import Foundation
import GradingTestSupport
import TestSupport
import XCTest

@testable import Grading

final class ReportTests: XCTestCase {
  private func text(_ report: SectionReport, style: TextStyle = TextStyle()) throws -> String {
    let whole = Report(course: "Made", seed: 7, sandbox: "bubblewrap", sections: [report])
    return TextReport(whole, of: try MadeCourse().workbook.course, style: style).text
  }

  private func report(
    _ verdicts: [String: Verdict], unanswered: [String: [UnansweredCall]] = [:]
  ) throws -> SectionReport {
    SectionReport(
      try MadeCourse().section, file: "Exercises/Doubling.swift", lesson: "docs/lesson.md",
      state: .graded, seconds: 0.61, unanswered: unanswered,
      verdicts: verdicts.mapValues { Judge.Judged(verdict: $0, seconds: 0.1) })
  }

  func testShowsWhatFailedWhereAndAHint() throws {
    let report = try report(
      [
        "testDoublesOne": Verdict(.passed),
        "testDoublesMany": Verdict(
          .trapped, ["matmul: [2, 5] x [3, 5]"],
          at: Verdict.Place(line: 7, column: 5, source: "x.matmul(w)")),
      ],
      unanswered: ["half": [UnansweredCall(line: 11, declaration: "half(_:)")]])
    XCTAssertEqual(
      try text(report),
      """
      1.1 Doubling                                             2 / 10 points   0.6 s
        double                      2 / 5
          ok doubles one
          x  doubles many
             matmul: [2, 5] x [3, 5]
             at Doubling.swift:7:5    x.matmul(w)
             Hint 2 of 2: Add it to itself.
        half                        0 / 5
          -  not answered yet (Doubling.swift:11)

      Inputs from seed 7; add `--seed 7` for the same again.

      """)
  }

  func testWhatIsMissingOfAPartThatIsBegunIsNamed() throws {
    let section = try Workbook(root: Repository.root).course.selectOne("Modules")
    let calls = [
      "names": [UnansweredCall(line: 92, declaration: "parameterCount(of:)")],
      "state": [
        UnansweredCall(line: 130, declaration: "state(of:)"),
        UnansweredCall(line: 148, declaration: "load(_:into:)"),
      ],
    ]
    let report = SectionReport(
      section, file: "Exercises/Modules.swift", lesson: "docs/lesson.md", state: .graded,
      unanswered: calls, verdicts: [:])
    let text = try text(report)
    XCTAssertTrue(
      text.contains("-  parameterCount(of:) not answered yet (Modules.swift:92)\n"), text)
    XCTAssertTrue(text.contains("-  not answered yet (Modules.swift:130)\n"), text)
  }

  func testHowATestEndedComesAfterWhatItFound() throws {
    let verdict = Verdict(
      .trapped, ["expected 2, got 3\nfor  x = 1", "expected 4, got 5", "Index out of range"],
      at: Verdict.Place(line: 7, column: 5, source: "x[9]"), for: "for  x = 9")
    let text = try text(report(["testDoublesOne": verdict]))
    XCTAssertTrue(
      text.contains(
        """
               expected 2, got 3
               for  x = 1
               and 1 more like this
               later in this test: Index out of range
               at Doubling.swift:7:5    x[9]
               for  x = 9

        """), text)
  }

  func testWhatFailsAlikeIsToldOnce() throws {
    let place = Verdict.Place(line: 7, column: 5, source: "x.matmul(w)")
    let trap = Verdict(.trapped, ["matmul: [2, 5] x [3, 5]"], at: place)
    let lines = try text(report(["testDoublesOne": trap, "testDoublesMany": trap]))
    XCTAssertTrue(lines.contains("x  doubles many: the same\n"), lines)
    XCTAssertEqual(lines.matches(of: /matmul: \[2, 5\] x \[3, 5\]/).count, 1, lines)
    let problems = (3...8).map {
      SectionReport.Problem("`softmax` is not allowed", line: $0, column: 5, source: "y")
    }
    let refused = try text(
      SectionReport(
        try MadeCourse().section, file: "Exercises/Doubling.swift", lesson: "docs/lesson.md",
        state: .refused, problems: problems))
    XCTAssertEqual(refused.matches(of: /is not allowed/).count, 1, refused)
    XCTAssertTrue(
      refused.contains("Doubling.swift:8:5    y\n    `softmax` is not allowed"), refused)
  }

  func testTheMistakeIsNamedWhereTheRestIsCut() throws {
    func wrong(_ number: Int, when mistake: String) -> Verdict {
      let lines = [
        "expected \(number), got 7", "That is the result when \(mistake).",
        "expected  tensor(\(number).)", "for  x = 1",
      ]
      return Verdict(.failed, [lines.joined(separator: "\n")])
    }
    func lines(_ first: String, _ second: String) throws -> String {
      try text(
        report([
          "testDoublesOne": wrong(2, when: first), "testDoublesMany": wrong(3, when: second),
        ]))
    }
    let two = try lines("the mean is taken", "the sum is taken")
    XCTAssertTrue(
      two.contains(
        """
            x  doubles many
               expected 3, got 7
               That is the result when the sum is taken.
               Hint
        """), two)
    let one = try lines("the sum is taken", "the sum is taken")
    XCTAssertTrue(
      one.contains(
        """
            x  doubles many
               expected 3, got 7
               Hint
        """), one)
  }

  func testALongMessageIsCutWhereItIsRead() throws {
    let long = String(repeating: "so long a message ", count: 1000)
    let lines = try text(report(["testDoublesOne": Verdict(.failed, [long])]))
    XCTAssertTrue(lines.contains("more characters)"), lines)
    XCTAssertLessThan(lines.count, 4000)
  }

  func testTheFirstPartIsNextWhereNothingIsWrong() throws {
    let passed = ["testDoublesOne": Verdict(.passed), "testDoublesMany": Verdict(.passed)]
    let calls = ["half": [UnansweredCall(line: 11, declaration: "half(_:)")]]
    XCTAssertTrue(
      try text(report(passed, unanswered: calls))
        .hasSuffix("\nNext: `half` at Exercises/Doubling.swift:11\n"))
    let stopped = SectionReport(
      try MadeCourse().section, file: "Exercises/Doubling.swift", lesson: "docs/lesson.md",
      state: .doesNotCompile, unanswered: calls)
    XCTAssertFalse(try text(stopped).contains("Next:"))
  }

  func testANarrowTerminalBreaksWordsNowhere() throws {
    let message = "view: 24 elements do not fit [5, -1]: 24 is not a multiple of 5"
    let report = try report(["testDoublesOne": Verdict(.trapped, [message])])
    let text = try text(report, style: TextStyle(columns: 60))
    XCTAssertTrue(text.split(separator: "\n").allSatisfy { $0.count <= 60 }, text)
    XCTAssertTrue(
      text.contains("       view: 24 elements do not fit [5, -1]: 24 is not a\n       multiple"),
      text)
    XCTAssertTrue(text.hasPrefix("1.1 Doubling                           0 / 10 points   0.6 s\n"))
  }

  func testAStudentsOutputActsOnNoTerminal() throws {
    let hostile = "\u{1B}[2J\u{7}\u{202E}red\r"
    let report = try report(["testDoublesOne": Verdict(.failed, [hostile])])
    let text = try text(report, style: TextStyle(isColoured: false))
    XCTAssertTrue(text.contains("\\u{1b}[2J\\u{7}\\u{202e}red\\u{d}"), text)
    XCTAssertFalse(text.unicodeScalars.contains("\u{1B}"))
  }

  func testColoursOnlyWhenAsked() throws {
    let report = try report(["testDoublesOne": Verdict(.passed)])
    XCTAssertTrue(try text(report, style: TextStyle(isColoured: true)).contains("\u{1B}[32mok"))
    XCTAssertFalse(try text(report).contains("\u{1B}"))
  }

  func testManyMessagesAreCounted() throws {
    let report = try report(["testDoublesOne": Verdict(.failed, ["a", "b", "c", "d", "e"])])
    XCTAssertTrue(try text(report).contains("       a\n       and 4 more like this\n"))
  }

  func testAnUntouchedWorkbookSaysWhereToStart() throws {
    let calls = [UnansweredCall(line: 7, declaration: "double(_:)")]
    let section = SectionReport(
      try MadeCourse().section, file: "Exercises/Doubling.swift", lesson: "docs/lesson.md",
      state: .unanswered, unanswered: ["double": calls, "half": calls])
    let report = Report(course: "Made", seed: 7, sandbox: "none", sections: [section, section])
    let text = TextReport(report, of: try MadeCourse().workbook.course).text
    XCTAssertEqual(
      text,
      """
      1 Made up                                                        0 / 20 points
        1.1 Doubling                not answered
        1.1 Doubling                not answered

      Start here:  docs/lesson.md
      Then answer  `double` at Exercises/Doubling.swift:7
      Try it:      `grade try 1.1`
      Grade it:    `grade 1.1`

      """)
  }

  func testJSONIsVersionedAndRoundTrips() throws {
    let report = Report(
      course: "Made", seed: 7, sandbox: "none",
      sections: [try report(["testDoublesOne": Verdict(.failed, ["<b>"])])])
    let json = try report.json()
    XCTAssertTrue(json.contains("\"schemaVersion\" : 1"))
    XCTAssertEqual(try JSONDecoder().decode(Report.self, from: Data(json.utf8)), report)
  }

  func testTestNamesInWords() {
    XCTAssertEqual(TestName.words("testMapsEachRow"), "maps each row")
    XCTAssertEqual(TestName.words("testSGDSteps"), "SGD steps")
    XCTAssertEqual(TestName.words("testEveryDType"), "every dtype")
    XCTAssertEqual(TestName.words("testAt1e4IsFinite"), "at1e4 is finite")
    XCTAssertEqual(TestName.words("testReLU"), "ReLU")
    XCTAssertEqual(TestName.words("testNaNIsNoByte"), "NaN is no byte")
    XCTAssertEqual(TestName.words("testRowsOfAX"), "rows of AX")
    XCTAssertEqual(TestName.words("testLeavesXAsItWas"), "leaves x as it was")
    XCTAssertEqual(TestName.words("test_rows"), "rows")
    XCTAssertEqual(TestName.words("testRows_ofSGD"), "rows of SGD")
    XCTAssertEqual(TestName.words("test"), "test")
  }

  func testFailuresAreInTheSuitesWords() {
    XCTAssertEqual(FailureText.clean("failed - the sum - or so"), "the sum - or so")
    XCTAssertEqual(
      FailureText.clean("threw error \"mismatch(6, 20)\"", inputs: "for  mask = []"),
      "an error was thrown: mismatch(6, 20)\nfor  mask = []")
    XCTAssertEqual(FailureText.clean("XCTAssertTrue failed - sums to 1"), "sums to 1")
    XCTAssertEqual(
      FailureText.clean("XCTAssertEqual failed: (\"1\") is not equal to (\"2\") - "),
      "XCTAssertEqual failed: (\"1\") is not equal to (\"2\")")
    XCTAssertEqual(
      FailureText.clean("XCTAssertThrowsError failed: did not throw error - expected Odd()"),
      "expected Odd(): no error was thrown")
    XCTAssertEqual(
      FailureText.clean("XCTAssertThrowsError failed: did not throw error - "),
      "no error was thrown")
  }

  func testHints() throws {
    let course = try MadeCourse().workbook.course
    let hints = try HintText(section: "1.1", part: "half", in: course)
    XCTAssertEqual(
      hints.text(first: 1, onlyLatest: true, style: TextStyle()),
      "1.1 Doubling, half\n  Hint 1 of 2: Less.\n  More: `grade hint 1.1 half`\n")
    XCTAssertEqual(
      hints.text(first: 5, onlyLatest: false, style: TextStyle()),
      "1.1 Doubling, half\n  Hint 1 of 2: Less.\n  Hint 2 of 2: Divide by 2.\n")
    XCTAssertThrowsError(try HintText(section: "1.1", part: "third", in: course)) {
      XCTAssertEqual("\($0)", "1.1 has no part third: its parts are double, half")
    }
  }
}
