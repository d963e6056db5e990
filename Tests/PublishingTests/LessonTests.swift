import XCTest

@testable import Publishing

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
        "# 2.2 Wrong\n\n### Deep\n\nA $\\fraq{1}{2}$ and $\\{$ and ${$.\n\n```output\n1\n```\n")
    }
    XCTAssertEqual(
      found.map { $0.replacingOccurrences(of: SampleWorkbook.file, with: "FILE") },
      [
        "FILE:1: the first line must be the section's heading: # 2.1 Affine maps",
        "FILE:3: a heading of level 3 under one of level 1 skips a level",
        "FILE:5: formula '\\fraq{1}{2}': unknown command '\\fraq'",
        "FILE:5: formula '{': { is never closed",
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
        "\(SampleWorkbook.file):5: {{exercise}} stands right under a heading of level 2, "
          + "such as ## Exercise"
      ])
  }

  func testFormulas() {
    for good in [
      "a_i", "\\frac{d\\sigma}{dx} = \\sigma(x)(1 - \\sigma(x))", "\\left( x \\right]", "\\|x\\|",
      "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}", "\\text{ReLU}(x)", "\\{1, 2\\}",
    ] {
      XCTAssertNil(Formula.problem(with: good), good)
    }
    XCTAssertEqual(Formula.problem(with: "x}"), "a } without its {")
    XCTAssertEqual(Formula.problem(with: "\\left( x"), "\\left is never closed")
    XCTAssertEqual(Formula.problem(with: "x \\right)"), "a \\right without its \\left")
    XCTAssertEqual(
      Formula.problem(with: "\\begin{bmatrix} 1"), "\\begin{bmatrix} is never closed")
    XCTAssertEqual(
      Formula.problem(with: "\\begin{cases} 1 \\end{array}"),
      "an \\end{array} without its \\begin")
    XCTAssertEqual(Formula.problem(with: "\\begin{tikz}"), "unknown environment 'tikz'")
    XCTAssertEqual(Formula.problem(with: "\\text x"), "\\text needs its words in braces")
  }

  func testDownloadedProgramHasItsImports() throws {
    let sample = try SampleWorkbook()
    let lesson = try sample.lesson(
      "# 2.1 A\n\n```swift\nimport Kindling\nprint(1)\n```\n\n```swift fails\nx\n```\n\n"
        + "```swift hidden\nprint(2)\n```\n")
    XCTAssertEqual(
      LessonProgram(lesson).download,
      "import Figures\nimport RealModule\n\nimport Kindling\nprint(1)\n\nprint(2)\n")
  }
}
