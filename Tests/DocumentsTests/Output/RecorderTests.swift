import LessonTestSupport
import XCTest

@testable import Documents

final class RecorderTests: XCTestCase {
  func testControlCharactersAreWrittenAsPictures() throws {
    let sample = try SampleWorkbook()
    let lesson = try sample.lesson("# 2.1 A\n\n```swift\nf()\n```\n")
    let printed = CellOutput(text: "one\r\n\u{1B}[31m\u{0}two\rthree\n")
    let text = Recorder.record([printed], in: lesson)
    XCTAssertTrue(
      text.hasSuffix("```output\none\n\u{241B}[31m\u{2400}two\u{240D}three\n```\n"), text)
    let again = try sample.lesson(text)
    XCTAssertNil(HeldOutput(again.cells[0].held!, file: "f").fault(printed: printed))
  }

  func testRenewsAddsAndRemovesOutput() throws {
    let sample = try SampleWorkbook()
    let lesson = try sample.lesson(
      """
      # 2.1 A

      ```swift
      print(1)
      ```

      ```output
      old
      and longer
      ```

      ```swift
      print(2)
      ```

      ```swift
      let quiet = 3
      ```
      ```output
      gone
      ```

      ```swift hidden
      print(4)
      ```

      ```swift
      print(5)
      ```
      ```output
      ...
      five
      ```
      """)
    let outputs = ["1\n", "```\n", "", "4\n", "more\nfive\n"].map { CellOutput(text: $0) }
    XCTAssertEqual(
      Recorder.record(outputs, in: lesson),
      """
      # 2.1 A

      ```swift
      print(1)
      ```

      ```output
      1
      ```

      ```swift
      print(2)
      ```

      ````output
      ```
      ````

      ```swift
      let quiet = 3
      ```

      ```swift hidden
      print(4)
      ```

      ```swift
      print(5)
      ```
      ```output
      ...
      five
      ```
      """)
  }
}
