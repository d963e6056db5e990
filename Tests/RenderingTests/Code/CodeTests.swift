import Markup
import XCTest

@testable import Rendering
@testable import Symbols

/// How blocks of code look: their colours, marked lines and links.
final class CodeTests: XCTestCase {
  private func html(_ lines: CodeLines) -> String {
    let root = MarkupTree.root("code")
    lines.add(to: root)
    return HTMLWriter.fragment(root)
  }

  func testMarkedLinesAreWholeLines() {
    let pieces: [CodeLines.Piece] = [.init("a "), .init("\"x\ny\"", style: "string"), .init("\nz")]
    XCTAssertEqual(
      html(CodeLines(pieces, marks: [2...2])),
      "<code>a <span class=\"string\">\"x\n</span><mark><span class=\"string\">y\"</span>\n</mark>z</code>"
    )
  }

  func testADiffShowsWhatWasPutInAndTakenOut() {
    XCTAssertEqual(
      html(CodeLines(diff: "- a\n+ b\n  c\n")),
      "<code><del>- a\n</del><ins>+ b\n</ins>  c\n</code>")
  }

  func testOtherLanguagesAreColoured() throws {
    func styled(_ language: String, _ source: String) throws -> [String] {
      let pieces = try XCTUnwrap(ScriptHighlighter(language)).pieces(of: source)
      XCTAssertEqual(pieces.map(\.text).joined(), source)
      return pieces.filter { $0.style != nil }.map { "\($0.style!) \($0.text)" }
    }
    XCTAssertEqual(
      try styled("python", "for i in f(1.5e3): # it's\n  s = 'a\\'b' + \"\"\"c\nd\"\"\"\n"),
      [
        "keyword for", "keyword in", "call f", "number 1.5e3", "comment # it's", "string 'a\\'b'",
        "string \"\"\"c\nd\"\"\"",
      ])
    XCTAssertEqual(
      try styled("lua", "local x1 = nn.Linear(2) -- a\n--[[ b\nc ]] y = [[d]] 'open\nend"),
      [
        "keyword local", "call Linear", "number 2", "comment -- a", "comment --[[ b\nc ]]",
        "string [[d]]", "string 'open", "keyword end",
      ])
    XCTAssertNil(ScriptHighlighter("text"))
  }

  func testHighlightingKeepsEveryByte() {
    let source = "/// Doc \u{1F525}\n@main struct A { var x = [1.5: \"s\\(f(2))\"] } // <end>\n"
    let root = MarkupTree.root("code")
    Highlighter.add(swift: source, to: root)
    XCTAssertEqual(root.text, source)
    let styles = root.children.compactMap { $0["class"] }
    for style in ["comment", "attribute", "keyword", "number", "string", "call"] {
      XCTAssertTrue(styles.contains(style), style)
    }
  }

  func testIdentifiersOfAProgramAreLinksUnlessItDeclaresThem() {
    let root = MarkupTree.root("code")
    let library =
      "public final class Tensor { public func softmax(dim: Int) -> Tensor { self } }\n"
      + "public func relu(_ x: Tensor) -> Tensor { x }"
    let symbols = SymbolReader.symbols(in: library, file: "Sources/Kindling/Tensor.swift")
    let table = SymbolTable(APIReference.pages(of: symbols, in: "Kindling"))
    let links = SymbolLinks(table: table, root: "../")
    let program = "func relu(_ x: Tensor) {}\nlet y = relu(x).softmax(dim: 0)"
    Highlighter.add(swift: program, to: root, links: links)
    XCTAssertEqual(root.text, program)
    let linked = root.children.filter { $0.name == "a" }
    XCTAssertEqual(linked.map(\.text), ["Tensor", "softmax"])
    XCTAssertEqual(linked.last?["class"], "call")
  }
}
