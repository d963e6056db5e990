import Figures
import Markup
import XCTest

@testable import Documents
@testable import Publishing
@testable import Rendering

final class DiagramTests: XCTestCase {
  private func faults(_ source: String) -> [String] {
    do {
      _ = try MarkdownReader.read(source, file: "FILE")
      return []
    } catch {
      return (error as? LessonFaults)?.faults.map(\.description) ?? ["\(error)"]
    }
  }

  func testChainsBecomeAGraph() throws {
    let blocks = try MarkdownReader.read(
      "```diagram A title\nx -> (map) -> y: at last\n\ny -> x\n```\n", file: "FILE")
    guard case .code(let code)? = blocks.first else { return XCTFail("\(blocks)") }
    XCTAssertEqual(code.role, .diagram(title: "A title"))
    XCTAssertEqual(
      Diagram(code).graph,
      Figure.Graph(
        nodes: [
          .init(label: "x", kind: .value), .init(label: "map", kind: .operation),
          .init(label: "y", kind: .value),
        ],
        edges: [
          .init(from: 0, to: 1), .init(from: 1, to: 2, label: "at last"), .init(from: 2, to: 0),
        ]))
  }

  func testFaultsNameTheLine() {
    XCTAssertEqual(
      faults("```diagram\na -> b\n```\n"),
      ["FILE:1: a diagram needs a title after the word, as in ```diagram From words to scores"])
    XCTAssertEqual(
      faults("Text.\n\n```diagram T\na -> b\na ->\n```\n"),
      ["FILE:5: a diagram's line reads 'a -> b' or 'a -> b -> c: words', not 'a ->'"])
    XCTAssertEqual(
      faults("```diagram T\nalone\n```\n"),
      ["FILE:2: a diagram's line reads 'a -> b' or 'a -> b -> c: words', not 'alone'"])
  }

  private let graph = Figure.Graph(
    nodes: [.init(label: "a <b>", kind: .value), .init(label: "c", kind: .operation)],
    edges: [.init(from: 0, to: 1, label: "d & e")])

  func testGraphvizsPlainFormatIsRead() throws {
    let layout = try XCTUnwrap(
      GraphLayout(
        plain: """
          graph 1 2 1
          node n0 0.5 0.5 1 0.5 "" solid box black lightgrey
          node n1 1.5 0.25 0.5 0.5 "" solid box black lightgrey
          edge n0 n1 4 0 0 0.25 0 0.5 0.5 1 1 xxx 1 0.5 solid black
          stop
          """))
    XCTAssertEqual(layout.width, 144)
    XCTAssertEqual(layout.boxes[1], .init(x: 108, y: 54, width: 36, height: 36))
    XCTAssertEqual(layout.arrows.map(\.points.count), [4])
    XCTAssertEqual(layout.arrows[0].points[3], .init(x: 72, y: 0))
    XCTAssertEqual(layout.arrows[0].label, .init(x: 72, y: 36))
  }

  func testWhatGraphvizDoesNotWriteIsNoLayout() {
    for text in ["", "graph", "graph 1 2 1\nnode x", "graph 1 2 1\nedge n0 n1 9 0 0"] {
      XCTAssertNil(GraphLayout(plain: text), text)
    }
  }

  func testAGraphIsDrawnWithItsWordsAsText() throws {
    let layout = try XCTUnwrap(
      GraphLayout(
        plain: "graph 1 2 1\nnode n0 0.5 0.5 1 0.5\nnode n1 1.5 0.5 0.5 0.5\n"
          + "edge n0 n1 4 0 0 0.2 0 0.4 0 1 0 xxx 1 0.5 solid black\nstop\n"))
    let page = MarkupTree.root("div")
    Chart(
      figure: Figure(.graph(graph), title: "G"), identifier: "g",
      drawings: Drawings(layouts: [graph: layout])
    ).add(to: page)
    let text = HTMLWriter.fragment(page)
    XCTAssertTrue(text.contains(">a &lt;b&gt;</text>"), text)
    XCTAssertTrue(text.contains(">d &amp; e</text>"), text)
    XCTAssertTrue(text.contains("Arrows lead from a &lt;b&gt; to c (d &amp; e).</desc>"), text)
  }
}
