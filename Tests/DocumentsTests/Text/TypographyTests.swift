import XCTest

@testable import Documents

final class TypographyTests: XCTestCase {
  func testQuotationMarksFaceTheirWords() {
    for (typed, printed) in [
      ("It's a \"test\".", "It\u{2019}s a \u{201C}test\u{201D}."),
      ("(\"a\" and 'b')", "(\u{201C}a\u{201D} and \u{2018}b\u{2019})"),
      ("\"'a' b\"", "\u{201C}\u{2018}a\u{2019} b\u{201D}"), ("none", "none"),
    ] {
      XCTAssertEqual(Typography.set(typed), printed)
    }
  }

  func testAHyphenBeforeANumberIsAMinusSign() {
    for (typed, printed) in [
      ("1.8 and -1.35", "1.8 and \u{2212}1.35"), ("(-1, -x)", "(\u{2212}1, -x)"),
      ("-2", "\u{2212}2"), ("3-4, a-1 and - 1", "3-4, a-1 and - 1"),
    ] {
      XCTAssertEqual(Typography.set(typed), printed)
    }
    XCTAssertEqual(Typography.set([.code("-1"), .text("-1")]), [.code("-1"), .text("-1")])
  }

  func testCodeStaysAsItIsAndCountsAsAWord() {
    XCTAssertEqual(
      Typography.set([.text("\""), .code("x\"y"), .text("\"'s "), .emphasis([.text("\"z\"")])]),
      [
        .text("\u{201C}"), .code("x\"y"), .text("\u{201D}\u{2019}s "),
        .emphasis([.text("\u{201C}z\u{201D}")]),
      ])
  }
}
