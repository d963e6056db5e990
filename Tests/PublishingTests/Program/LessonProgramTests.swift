import Documents
import LessonTestSupport
import XCTest

@testable import Publishing

final class LessonProgramTests: XCTestCase {
  func testDownloadedProgramHasItsImports() throws {
    let sample = try SampleWorkbook()
    let lesson = try sample.lesson(
      "# 2.1 A\n\n```swift\nimport Kindling\nprint(1)\n```\n\n```swift fails\nx\n```\n\n"
        + "```swift hidden\nprint(2)\n```\n")
    XCTAssertEqual(
      LessonProgram(lesson).download,
      """
      // The program of 2.1 A.
      // Run this file with `lessons run 1-affine-maps.swift`, or type `lessons play 2.1`
      // for a copy that runs again at each save.

      import Figures
      import RealModule

      import Kindling
      print(1)

      print(2)

      """)
  }

  /// Names that Layerwise and Kindling both have mean neither where a file imports both.
  func testLayerwiseStandsInKindlingsPlace() throws {
    let sample = try SampleWorkbook(imports: "Kindling, Layerwise, RealModule")
    let program = LessonProgram(try sample.lesson("# 2.1 A\n\n```swift\nLinear(2, 3)\n```\n"))
    for text in [program.download, try XCTUnwrap(program.main).text] {
      let lines = text.split(separator: "\n").map(String.init)
      XCTAssertEqual(
        lines.filter { $0.hasPrefix("import ") },
        ["import Figures", "import Layerwise", "import RealModule"])
    }
  }
}
