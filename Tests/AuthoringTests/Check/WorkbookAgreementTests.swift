import Authoring
import Course
import Foundation
import GradingTestSupport
import TestSupport
import XCTest

/// The course, Package.swift and the folders tell of the same sections.
final class WorkbookAgreementTests: XCTestCase {
  func testThisRepositoryAgrees() throws {
    let workbook = try Workbook(root: Repository.root)
    XCTAssertFalse(workbook.course.sections.isEmpty)
    XCTAssertEqual(WorkbookAgreement(of: workbook).findings(), [])
  }

  func testNamesWhatOneHasAndAnotherHasNot() throws {
    let course = try MadeCourse()
    try course.write(
      """
      let chapters: [(folder: String, sections: [Int: String])] = [
        ("1-Made", [2: "Doubling", 3: "Tripling"]), ("1-Made", [:]),
      ]
      """, to: "Package.swift")
    try course.write("", to: "Exercises/1-Made/2-Doubling/Doubling.swift")
    try course.write("", to: "Solutions/9-None/1-Doubling/Doubling.swift")
    try course.write("", to: "docs/lessons/1-made/2-tripling.md")
    try course.write("", to: "docs/lessons/1-made/picture.svg")
    try course.write("", to: "docs/lessons/1-made/chapter.md")
    try course.write("", to: "docs/lessons/9-none/1-doubling.yml")
    XCTAssertEqual(
      WorkbookAgreement(of: course.workbook).findings(),
      [
        "Package.swift: `chapters` has no row for 1-Made/1-Doubling",
        "Package.swift: `chapters` has a row for 1-Made/2-Doubling, which is not a section of the "
          + "course",
        "Package.swift: `chapters` has a row for 1-Made/3-Tripling, which is not a section of the "
          + "course",
        "Package.swift: `chapters` has two rows for 1-Made",
        "Exercises/1-Made/1-Doubling: is missing",
        "docs/lessons/1-made/1-doubling.md: is missing",
        "Exercises/1-Made/2-Doubling: belongs to no section of the course",
        "Solutions/9-None/1-Doubling: belongs to no section of the course",
        "docs/lessons/1-made/2-tripling.md: belongs to no section of the course",
        "docs/lessons/9-none/1-doubling.yml: belongs to no section of the course",
      ])
    try course.write("let chapters = rows", to: "Package.swift")
    XCTAssertEqual(
      WorkbookAgreement(of: course.workbook).findings().first,
      "Package.swift: there is no list `chapters` of rows such as (\"2-BuildingBlocks\", "
        + "[1: \"AffineMaps\"])")
  }
}
