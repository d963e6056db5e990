import Figures
import XCTest

@testable import Documents

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

  func testABoxMayLeadSomewhere() throws {
    let code = try CodeBlock(
      info: "diagram T", code: "left to right\na -> ([map](2.1)) -> [b](#x): c\n(map) -> d\n",
      line: 1, file: "F")
    let graph = Diagram(code).graph
    XCTAssertEqual(graph.direction, .right)
    XCTAssertEqual(graph.nodes.map(\.label), ["a", "map", "b", "d"])
    XCTAssertEqual(graph.nodes.map(\.link), ["", "2.1", "#x", ""])
    XCTAssertEqual(Diagram(code).links.map(\.target), ["2.1", "#x"])
  }
}
