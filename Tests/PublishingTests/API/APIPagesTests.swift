import XCTest

@testable import Documents
@testable import Publishing
@testable import Symbols

final class APIPagesTests: XCTestCase {
  func testCommentsAreReadAsSwiftDoes() {
    let comment = """
      Adds.

          let y = add(1)

      - Parameters:
        - x: the first
        - y: the *second*.
      - Parameter z: the last.
      - Returns: `x + y`.
      """
    let symbol = Symbol(
      name: "add", owner: nil, isType: false, declaration: "", documentation: comment,
      file: "a.swift", line: 1)
    let parameters = Block.list(
      .bullets,
      items: [
        [.paragraph([.code("x"), .text(": the first")], line: 6)],
        [
          .paragraph(
            [.code("y"), .text(": the "), .emphasis([.text("second")]), .text(".")], line: 7)
        ],
      ], tight: true)
    XCTAssertEqual(
      Documentation.blocks(of: symbol),
      [
        .paragraph([.text("Adds.")], line: 1),
        .code(CodeBlock(language: "", role: .display, code: "let y = add(1)\n", line: 2)),
        .list(
          .bullets,
          items: [
            [.paragraph([.strong([.text("Parameters")]), .text(":")], line: 5), parameters],
            [.paragraph([.code("z"), .text(": the last.")], line: 8)],
            [
              .paragraph(
                [.strong([.text("Returns")]), .text(": "), .code("x + y"), .text(".")], line: 9)
            ],
          ], tight: true),
      ])
  }

  func testFilesHaveTitlesInWords() {
    let words = ["Tensor+NestedArrays", "NPY", "ClassificationLosses", "GELU"]
    XCTAssertEqual(
      words.map(APIReference.Page.words),
      ["Nested arrays", "NPY", "Classification losses", "GELU"])
  }
}
