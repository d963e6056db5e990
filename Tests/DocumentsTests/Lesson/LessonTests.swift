import LessonTestSupport
import XCTest

@testable import Documents

final class LessonTests: XCTestCase {
  func testCellsTakeTheOutputUnderThem() throws {
    let sample = try SampleWorkbook()
    let lesson = try sample.lesson(
      """
      # 2.1 Affine maps

      ```swift
      print(1)
      ```

      ```output
      1
      ```

      ```swift display
      never()
      ```

      ```swift hidden
      let x = 1
      ```
      """)
    XCTAssertEqual(lesson.title, "2.1 Affine maps")
    XCTAssertEqual(lesson.cells.map(\.code.line), [3, 15])
    XCTAssertEqual(lesson.cells.map { $0.held?.line }, [7, nil])
  }

  func testEveryFaultOfTheTextIsFoundAtOnce() async throws {
    let sample = try SampleWorkbook()
    let found = await faults {
      _ = try sample.lesson(
        "# 2.2 Wrong\n\n### Deep\n\nWords.\n\n```output\n1\n```\n")
    }
    XCTAssertEqual(
      found.map { $0.replacingOccurrences(of: SampleWorkbook.file, with: "FILE") },
      [
        "FILE:1: the first line must be the section's heading: # 2.1 Affine maps",
        "FILE:3: a heading of level 3 under one of level 1 skips a level",
        "FILE:7: this output follows no block that runs; put it right under its swift block",
      ])
  }

  func testTheExerciseStandsUnderAHeading() async throws {
    let sample = try SampleWorkbook()
    let found = await faults {
      _ = try sample.lesson("# 2.1 Affine maps\n\nText.\n\n{{exercise}}\n")
    }
    XCTAssertEqual(
      found,
      [
        "\(SampleWorkbook.file):5: {{exercise}} must be right under a heading of level 2, "
          + "such as ## Exercise"
      ])
  }

  func testFaultsOfTheTextsPlan() async {
    for (source, message) in [
      ("", "1: the first line must be the section's heading: # 2.1 Affine maps"),
      (
        "---\ntitle: x\n---\n\n# 2.1 Affine maps\n",
        "1: the first line must be the section's heading: # 2.1 Affine maps; everything else "
          + "about a section goes in its row, the .yml file beside the lesson"
      ),
      (
        "# 2.1 A\n\n## B\n\n### C\n\n#### D\n\n##### E\n",
        "9: a heading of level 5; a lesson has levels 1 to 4"
      ),
      (
        "# 2.1 A\n\n# 2.1 B\n",
        "3: a second title; a lesson has one heading of level 1, its first line"
      ),
      (
        "# 2.1 A\n\n## B\n\n{{exercise}}\n\n## C\n\n{{exercise}}\n",
        "9: {{exercise}} must appear only once in a lesson"
      ),
      (
        "# 2.1 A\n\n| $\\eta$ | b |\n|---|---|\n| 1 | 2 |\n",
        "3: a table's heading '\\eta' needs a word beside the formula"
      ),
      (
        "# 2.1 A\n\n{{excercise}}\n",
        "3: unknown mark {{excercise}}; a lesson has {{exercise}} and {{after 2.2}}"
      ),
      (
        "# 2.1 A\n\n- x\n\n  ```text\n  y\n\nz\n",
        "5: this block is never closed; end it with ``` on a line"
      ),
      (
        "# 2.1 A\n\n```swift\nx\n\n## B\n",
        "3: this block is never closed; end it with ``` on a line"
      ),
      (
        "# 2.1 A\n\n```swfit\nx\n```\n",
        "3: unknown language 'swfit'; a fence takes swift, output, diagram, shapes, figure, bash, "
          + "c, console, csv, diff, json, lua, markdown, python, text, yaml"
      ),
    ] {
      let found = await faults { _ = try SampleWorkbook().lesson(source) }
      XCTAssertEqual(found.first, "\(SampleWorkbook.file):\(message)")
    }
  }

  func testTheSameHeadingTwiceHasTwoAnchors() throws {
    let lesson = try SampleWorkbook().lesson("# 2.1 A\n\n## Same\n\n## Same\n\n## Same 2\n")
    XCTAssertEqual(Anchors.all(in: lesson.blocks), ["2-1-a", "same", "same-2", "same-2-2"])
  }

  func testALessonThatIsNoTextIsNamed() async throws {
    let sample = try SampleWorkbook()
    try Data("# 2.1 A \u{e9}".unicodeScalars.map { UInt8($0.value) })
      .write(to: sample.root.appending(path: SampleWorkbook.file))
    let found = await faults { _ = try Lesson(sample.first, in: sample.workbook) }
    XCTAssertEqual(found, ["\(SampleWorkbook.file):1: is not UTF-8 text; save it as UTF-8"])
  }
}
