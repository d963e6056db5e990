import Course
import Foundation
import XCTest

@testable import Handouts

/// Hidden things that find their way into a file that is handed out.
final class LeakCheckTests: XCTestCase {
  private static let lesson = "docs/lessons/2-building-blocks/2-non-linearities.md"
  private static let solution = "Solutions/2-BuildingBlocks/1-AffineMaps/AffineMaps.swift"
  private static let tests = "Tests/Sections/2-BuildingBlocks/1-AffineMaps"

  /// Each is found, with where it is and what it is of.
  func testEachLeakIsFound() throws {
    let course = try CourseCopyOnDisk()
    let suite = try course.read("\(Self.tests)/Hidden/AffineMapsHiddenTests.swift")
    let part = suite.split(separator: "\n").filter { $0.count > 20 }.dropFirst(6).prefix(16)
    let lesson = try course.read(Self.lesson)
    let solution = try course.read(Self.solution)
    let leaks: [(path: String, text: String, words: String)] = [
      (
        Self.lesson, lesson + "\n" + part.joined(separator: "\n"),
        "lines from here on are those of \(Self.tests)/Hidden/"
      ),
      (
        Self.lesson, lesson + "\nSee testMapsEachRow.\n",
        "\(Self.lesson): nothing is handed out: this names the hidden test testMapsEachRow"
      ),
      (
        "Sources/Kindling/Notes.swift", solution,
        "Sources/Kindling/Notes.swift: nothing is handed out: this is a copy of \(Self.solution)"
      ),
      (
        "\(Self.tests)/Public/Notes.swift", solution,
        "\(Self.tests)/Public/Notes.swift: nothing is handed out: this is a copy of"
      ),
    ]
    for leak in leaks {
      let before = try? course.read(leak.path)
      try course.write(leak.text, to: leak.path)
      XCTAssertThrowsError(try course.release("2.1,2.2"), leak.words) {
        XCTAssertTrue("\($0)".contains(leak.words), "\($0)")
      }
      if let before {
        try course.write(before, to: leak.path)
      } else {
        try FileManager.default.removeItem(at: course.root.appending(path: leak.path))
      }
    }
    try course.release("2.1,2.2")
  }

  func testARowOrAPathThatTellsIsRefused() throws {
    let check = LeakCheck(of: try CourseCopyOnDisk().workbook)
    for (file, words) in [
      (CourseFile("docs/lessons/2-a/1-b.yml", "parts:\n- tests: {testA: 1}\n"), "a key `tests`"),
      (CourseFile("docs/lessons/2-a/1-b.yml", "dimensions: {nan: tested}\n"), "`dimensions`"),
      (CourseFile("\(Self.tests)/Mutants/A.swift", "a"), "is hidden from students"),
      (CourseFile("Tests/Attacks/Forging/A.swift", "a"), "is hidden from students"),
      (CourseFile("Solutions/2-A/1-B/B.swift", "a"), "is hidden from students"),
    ] {
      XCTAssertThrowsError(try check.check([file]), file.path) {
        XCTAssertTrue("\($0)".contains(words), "\($0)")
      }
    }
  }

  func testMarkedLinesComeInPairs() throws {
    let (start, end) = ("// Not handed out: from here", "  # Not handed out: to here")
    XCTAssertEqual(
      try HandedOutText.text(of: "a\n\(start)\nb\n\(end)\nc\n", file: "f"), "a\nc\n")
    for (text, words) in [
      ("a\n\(end)\n", "f:2: `Not handed out: to here` has no other before it"),
      ("\(start)\n\(start)\n\(end)", "f:2: `Not handed out: from here` has no other before it"),
      ("a\n\(start)\nb", "f:2: `Not handed out: from here` has no end"),
    ] {
      XCTAssertThrowsError(try HandedOutText.text(of: text, file: "f")) {
        XCTAssertTrue("\($0)".hasPrefix(words), "\($0)")
      }
    }
  }
}
