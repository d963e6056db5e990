import Markup
import XCTest

final class MarkupTests: XCTestCase {
  func testTextAndAttributesAreData() {
    let root = MarkupTree.root("p", ["title": "\"<&>"])
    root.add(text: "<b>&amp;\u{0}\u{1B}[0m\u{7F}\u{FFFE}")
    XCTAssertEqual(
      HTMLWriter.fragment(root),
      "<p title=\"&quot;&lt;&amp;&gt;\">&lt;b&gt;&amp;amp;\u{2400}\u{241B}[0m\u{2421}\u{FFFD}</p>")
  }

  func testAnElementWithoutATreeIsWrittenAsOneWithIt() {
    for text in ["", "plain", "<b>&amp;\" \u{0}\u{1B}[0m\u{FFFE}\u{202E} \u{1F525}\n"] {
      let root = MarkupTree.root("p")
      root.add(text: text)
      XCTAssertEqual(HTMLWriter.element("p", text), HTMLWriter.fragment(root))
    }
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
}
