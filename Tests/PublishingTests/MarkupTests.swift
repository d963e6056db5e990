import Markup
import XCTest

@testable import Publishing
@testable import Rendering

final class MarkupTests: XCTestCase {
  func testTextAndAttributesAreData() {
    let root = MarkupTree.root("p", ["title": "\"<&>"])
    root.add(text: "<b>&amp;\u{0}\u{1B}[0m\u{7F}\u{FFFE}")
    XCTAssertEqual(
      HTMLWriter.fragment(root),
      "<p title=\"&quot;&lt;&amp;&gt;\">&lt;b&gt;&amp;amp;\u{2400}\u{241B}[0m\u{2421}\u{FFFD}</p>")
  }

  func testOnlyVoidElementsCloseThemselves() {
    let root = MarkupTree.root("div")
    root.add("br")
    root.add("script", ["src": "a.js"])
    root.add("svg").add("path", ["d": "M0 0"])
    XCTAssertEqual(
      HTMLWriter.fragment(root),
      "<div><br/><script src=\"a.js\"></script><svg><path d=\"M0 0\"/></svg></div>")
  }

  func testWhatIsWrittenIsReadBack() throws {
    let root = MarkupTree.root("div")
    root.add("p", ["class": "a'\"b\n\tc"], "x < y && z \u{1F525}")
    let read = try MarkupTree.parse(HTMLWriter.fragment(root)).children[0]
    XCTAssertEqual(read.text, "x < y && z \u{1F525}")
  }

  func testTemplatesSayWhatIsWrongAndWhere() async throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).html")
    defer { try? FileManager.default.removeItem(at: url) }
    func template(_ text: String) throws -> Template {
      try Data(text.utf8).write(to: url)
      return try Template(url, file: "page.html")
    }
    let broken = await faults { _ = try template("<p>\n<b>\n</p>") }
    XCTAssertEqual(broken.count, 1)
    XCTAssertTrue(broken[0].hasPrefix("page.html:3: "), broken[0])

    let unknown = await faults {
      _ = try template("<p>\n<slot name=\"serach\"/></p>").page(words: [:], slots: ["a": { _ in }])
    }
    XCTAssertEqual(unknown, ["page.html:2: unknown slot 'serach'; there are a"])
    let word = await faults {
      _ = try template("<p>\n<a href='{rot}x'/></p>").page(words: ["root": "../"], slots: [:])
    }
    XCTAssertEqual(word, ["page.html:2: unknown word '{rot}'; there are {root}"])
    let braces = try template("<p title='{summary}'/>").page(words: ["summary": "{a}"], slots: [:])
    XCTAssertEqual(braces["title"], "{a}")

    let page = try template("<p class=\"{kind}\"><slot name=\"a\"/>!</p>")
      .page(words: ["kind": "k"], slots: ["a": { $0.add("b", [:], "x") }])
    XCTAssertEqual(HTMLWriter.fragment(page), "<p class=\"k\"><b>x</b>!</p>")
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
}
