import ExerciseTesting
import Kindling
import XCTest

/// Inputs are shown as Swift that can be pasted into a test.
final class LiteralTests: XCTestCase {
  func testValuesAreSwift() {
    XCTAssertEqual(literal("say \"no\"\n"), #""say \"no\"\n""#)
    XCTAssertEqual(literal(["si", "a\\b"]), #"["si", "a\\b"]"#)
    XCTAssertEqual(literal(#"it's \'"#), #""it's \\'""#)
    XCTAssertEqual(literal([1.5, .infinity]), "[1.5, .infinity]")
    XCTAssertEqual(literal(["no": 1, "\"": 0]), #"["\"": 0, "no": 1]"#)
    XCTAssertEqual(literal(Code(".mean")), ".mean")
    XCTAssertEqual(literal([[String]]()), "[]")
  }

  func testOptionalsAreShownAsTheirValues() {
    XCTAssertEqual(literal(Optional("a") as Any), "\"a\"")
    XCTAssertEqual(literal(Optional(Problem.last(1)) as Any), "last(1)")
    XCTAssertEqual(literal(Optional<Int>.none as Any), "nil")
  }

  private enum Problem { case last(Int) }

  func testWholeNumbersAreExact() {
    XCTAssertEqual(
      literal(Tensor([Int.max, Int.min, 9_007_199_254_740_993])),
      "Tensor([9223372036854775807, -9223372036854775808, 9007199254740993])")
  }

  func testLongListsHaveALineForEachElement() {
    let sentences = [["me", "gusta"], ["No", "creo", "que", "sea", "una", "buena", "idea"]]
    XCTAssertEqual(literal(Array(sentences.prefix(1))), #"[["me", "gusta"]]"#)
    XCTAssertEqual(
      literal(sentences + sentences),
      """
      [
        ["me", "gusta"],
        ["No", "creo", "que", "sea", "una", "buena", "idea"],
        ["me", "gusta"],
        ["No", "creo", "que", "sea", "una", "buena", "idea"],
      ]
      """)
    let rows = Tensor((0..<24).map { Double($0) + 0.25 }).view(2, 12)
    XCTAssertEqual(
      literal([rows, Tensor([1.0])]).split(separator: "\n").map { $0.prefix(10) },
      ["[", "  Tensor([", "    [0.25,", "    [12.25", "  ]),", "  Tensor([", "]"])
  }
}
