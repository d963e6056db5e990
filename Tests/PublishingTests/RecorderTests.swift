import XCTest

@testable import Publishing

final class RecorderTests: XCTestCase {
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
