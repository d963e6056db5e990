import LessonTestSupport
import XCTest

@testable import Documents

final class MarkdownReaderTests: XCTestCase {
  private func read(_ source: String) throws -> [Block] {
    try MarkdownReader.read(source, file: "a.md")
  }

  func testBlocksKnowTheirLines() throws {
    let blocks = try read("# Title\n\nSome *words* here\nand `code`.\n\n```swift\nlet x = 1\n```\n")
    XCTAssertEqual(
      blocks,
      [
        .heading(level: 1, [.text("Title")], line: 1),
        .paragraph(
          [
            .text("Some "), .emphasis([.text("words")]), .text(" here"), .softBreak, .text("and "),
            .code("code"), .text("."),
          ], line: 3),
        .code(try CodeBlock(info: "swift", code: "let x = 1\n", line: 6, file: "a.md")),
      ])
  }

  func testFormulasAreKeptAsWritten() throws {
    let blocks = try read("So $a_i * b_i$ and\n$$ \\frac{1}{2} $$\n")
    XCTAssertEqual(
      blocks,
      [
        .paragraph(
          [
            .text("So "), .math("a_i * b_i", display: false, line: 1), .text(" and"), .softBreak,
            .math(" \\frac{1}{2} ", display: true, line: 2),
          ], line: 1)
      ])
  }

  func testCodeWithoutLanguageKnowsItsLine() throws {
    guard case .code(let code)? = try read("text\n\n```\none\n\ntwo\n```\n").last else {
      return XCTFail("no code block")
    }
    XCTAssertEqual(code.line, 3)
    XCTAssertEqual(code.lastLine, 7)
    XCTAssertEqual(code.lines, ["one", "", "two"])
  }

  func testListsKeepTheirNumbersAndNesting() throws {
    let blocks = try read("3. three\n4. four\n   - inner\n")
    XCTAssertEqual(
      blocks,
      [
        .list(
          .numbers(start: 3),
          items: [
            [.paragraph([.text("three")], line: 1)],
            [
              .paragraph([.text("four")], line: 2),
              .list(.bullets, items: [[.paragraph([.text("inner")], line: 3)]], tight: true),
            ],
          ], tight: true)
      ])
  }

  func testTablesLinksAndImages() throws {
    let blocks = try read("| a | b |\n|---|--:|\n| [x](y.md) | ![z](w.png) |\n")
    guard case .table(let table)? = blocks.first else { return XCTFail("no table") }
    XCTAssertEqual(table.alignments, [.left, .right])
    XCTAssertEqual(table.header, [[.text("a")], [.text("b")]])
    XCTAssertEqual(
      table.rows,
      [
        [
          [.link(target: "y.md", title: "", [.text("x")], line: 3)],
          [.image(source: "w.png", alternative: "z", line: 3)],
        ]
      ])
  }

  func testMarkupIsText() throws {
    XCTAssertEqual(
      try read("<b>x</b> &mdash; &#955;\n"),
      [.paragraph([.text("<b>x</b> \u{2014} \u{3BB}")], line: 1)])
  }

  func testUnknownAttributesAreFaults() async {
    let found = await faults {
      _ = try read("\n```swift hiden\n```\n\n```swift hidden fails\n```\n")
    }
    XCTAssertEqual(
      found,
      [
        "a.md:2: unknown attribute 'hiden'; a swift block takes display, fails, hidden, "
          + "mark=2-3 or tab",
        "a.md:5: a swift block takes one of display, fails and hidden, not several",
      ])
  }

  func testABlockThatRunsStandsAtTheMargin() async {
    let found = await faults { _ = try read("- item\n\n  ```swift\n  print(1)\n  ```\n") }
    XCTAssertEqual(found.count, 1)
    XCTAssertTrue(found[0].hasPrefix("a.md:3: a block that runs"), found[0])
  }
}
