import LessonTestSupport
import XCTest

@testable import Grading
@testable import Publishing

/// Numbers on tests and sections, against what Python and a hand make of them.
final class SeparationTests: XCTestCase {
  private func r(_ passed: [Int], _ scores: [Double]) -> Double? {
    Separation.pointBiserial(zip(passed, scores).map { ($0 == 1, $1) })
  }

  func testPointBiserialByHand() throws {
    // Means 8 and 3, standard deviation √8, shares 3/5 and 2/5: 5 / √8 · √0.24 = √3 / 2.
    let value = try XCTUnwrap(r([1, 1, 1, 0, 0], [10, 8, 6, 4, 2]))
    XCTAssertEqual(value, 3.0.squareRoot() / 2, accuracy: 1e-15)
    // statistics.correlation([1, 0, 1, 1, 0, 0, 1, 0], [3, 9, 4, 1, 5, 9, 2, 6]) of Python 3.11.
    let other = try XCTUnwrap(r([1, 0, 1, 1, 0, 0, 1, 0], [3, 9, 4, 1, 5, 9, 2, 6]))
    XCTAssertEqual(other, -0.8471681279286487, accuracy: 1e-14)
  }

  func testWhereThereIsNoNumber() {
    XCTAssertNil(r([], []))
    XCTAssertNil(r([1, 1, 1], [1, 2, 3]))
    XCTAssertNil(r([0, 0], [1, 2]))
    XCTAssertNil(r([1, 0, 1], [4, 4, 4]))
  }

  func testNumbersReadWell() {
    XCTAssertEqual(
      [0.301, -0.996, -0.001, 1, 0.05].map(InsightArticle.signed),
      ["0.30", "\u{2212}1.00", "0.00", "1.00", "0.05"])
    XCTAssertEqual(
      [60, 5399, 5400, 86_400, 2 * 86_400, 300_000].map(SectionTime.words),
      ["1 minutes", "90 minutes", "1.5 hours", "24 hours", "2 days", "3.5 days"])
  }

  /// A student's reports on 2.1 and 2.2: the points of each, and when 2.1 was handed in.
  private func student(_ name: String, _ points: [(String, Int, at: String?)]) throws -> History {
    History(
      name: name,
      attempts: try points.map { section, points, time in
        let text = try SampleReports.json(points: points, section: section, submittedAt: time)
        return try JSONDecoder().decode(Report.self, from: Data(text.utf8))
      })
  }

  func testATestIsHeldAgainstTheOtherTestsOnly() throws {
    let sample = try SampleWorkbook(["1-affine-maps.md": "# 2.1 Affine maps\n\n{{exercise}}\n"])
    // Passing 2.1 goes with 5, 4 and 3 points in 2.2, failing it with 2 and 1.
    let class1 = try [(6, 5), (6, 4), (6, 3), (0, 2), (0, 1)].enumerated().map { index, points in
      try student("s\(index)", [("2.1", points.0, nil), ("2.2", points.1, nil)])
    }
    let tests = ClassStatistics(
      students: class1, sections: sample.workbook.course.sections
    ).tests
    let first = try XCTUnwrap(tests.first { $0.section.id == "2.1" })
    XCTAssertEqual(first.answered, 5)
    XCTAssertEqual(first.right, 3)
    XCTAssertEqual(try XCTUnwrap(first.separation), 3.0.squareRoot() / 2, accuracy: 1e-15)
  }

  func testTimeIsKnownWhereTheExportSaysIt() throws {
    let sample = try SampleWorkbook(["1-affine-maps.md": "# 2.1 Affine maps\n\n{{exercise}}\n"])
    let students = try [
      student(
        "ada",
        [
          ("2.1", 0, "2027-03-01T10:00:00Z"), ("2.1", 3, "2027-03-01T11:00:00Z"),
          ("2.1", 6, "2027-03-01T13:00:00Z"),
        ]),
      student("ben", [("2.1", 0, "2027-03-01T10:00:00Z"), ("2.1", 6, "2027-03-01T11:00:00Z")]),
      student("cy", [("2.1", 0, "2027-03-01T10:00:00Z")]),
      student("dan", [("2.1", 0, nil), ("2.1", 6, nil)]),
    ]
    let time = SectionTime(sample.workbook.course.sections[0], of: students)
    XCTAssertEqual([time.students, time.attempts], [4, 8])
    XCTAssertEqual(time.spans, [3600, 10800])
    XCTAssertEqual(time.median, 7200)
    XCTAssertNil(SectionTime(sample.workbook.course.sections[1], of: students).median)
  }
}
