import XCTest

@testable import Documents

final class ShapesBlockTests: XCTestCase {
  func testShapesThatDoNotFit() {
    for (line, message) in [
      ("X [2, 5] x A [3, 5]", "2: [2, 5] x [3, 5]: 5 columns meet 3 rows"),
      ("X [2, 5] x A [5, 3] = Y [3, 2]", "2: the result is [2, 3], not [3, 2]"),
      ("X [2, 5] + b [2]", "2: [2, 5] + [2]: 5 and 2 do not fit"),
      ("X [2, 5]", "2: shapes are one line such as 'X [2, 5] x A [5, 3] = Y [2, 3]'"),
      (
        "X [2, 5] ? b [5]",
        "2: shapes are one line such as 'X [2, 5] x A [5, 3] = Y [2, 3]'; two shapes are joined "
          + "by x, *, +, - or ="
      ),
      ("X [1, 2, 3] + b [3]", "2: 'X [1, 2, 3] ' needs a name and one size or two"),
      ("[2] + b [3]", "2: '[2] ' needs a name and one size or two"),
    ] {
      XCTAssertThrowsError(
        try CodeBlock(info: "shapes T", code: line + "\n", line: 1, file: "F"), line
      ) { XCTAssertEqual("\($0)", "F:\(message)") }
    }
    XCTAssertThrowsError(try CodeBlock(info: "shapes", code: "", line: 1, file: "F")) {
      XCTAssertEqual(
        "\($0)", "F:1: shapes need a title after the word, as in ```shapes A row for each input")
    }
    for fine in ["x [3] x A [3, 2] = y [2]", "A [2, 1] * b [1, 3] = C [2, 3]"] {
      XCTAssertNoThrow(try CodeBlock(info: "shapes T", code: fine + "\n", line: 1, file: "F"), fine)
    }
  }
}
