import Figures
import Markup
import XCTest

@testable import Rendering

final class GraphLayoutTests: XCTestCase {
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

  func testABoxHasRoomForItsDetails() async throws {
    let plain = Figure.Graph(
      nodes: [.init(label: "a", kind: .value), .init(label: "b", kind: .operation)],
      edges: [.init(from: 0, to: 1)])
    var full = plain
    full.nodes[0].details = ["value -2", "gradient 0.25"]
    let layouts = (try await GraphLayout.of(plain), try await GraphLayout.of(full))
    let (small, large) = (layouts.0.boxes[0], layouts.1.boxes[0])
    XCTAssertEqual(large.height - small.height, 2 * GraphLayout.detailHeight, accuracy: 0.5)
    XCTAssertGreaterThan(large.width, small.width)
    let svg = MarkupTree.root("svg")
    GraphDrawing(graph: full, layout: layouts.1).draw(in: svg)
    XCTAssertEqual(
      svg.descendants.filter { $0["class"] == "detail" }.map(\.text),
      ["value \u{2212}2", "gradient 0.25"])
  }

  func testWithoutGraphvizNothingIsDrawnInItsPlace() async {
    let graph = Figure.Graph(nodes: [.init(label: "a", kind: .value)], edges: [])
    do {
      _ = try await GraphLayout.of(graph, dot: nil)
      XCTFail("a graph was laid out by nothing")
    } catch {
      XCTAssertTrue("\(error)".contains("apt-get install graphviz"), "\(error)")
    }
  }
}
