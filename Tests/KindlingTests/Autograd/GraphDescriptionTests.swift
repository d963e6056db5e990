import Kindling
import XCTest

final class GraphDescriptionTests: XCTestCase {
  func testNodesAndEdges() {
    let w = Tensor([[1.0, 2.0]]).requiringGradient()
    let b = Tensor([1.0]).requiringGradient()
    let x = Tensor([[3.0], [4.0]])
    let y = w.matmul(x) + b
    let loss = (y * y).sum()
    let graph = loss.recordedGraph(labels: ["w": w, "b": b, "loss": loss, "x": x])
    XCTAssertEqual(
      graph.nodes.map(\.name),
      [
        "SumBackward0", "MulBackward0", "AddBackward0", "MmBackward0", "AccumulateGrad",
        "AccumulateGrad",
      ])
    XCTAssertEqual(graph.nodes.map(\.label), ["loss", nil, nil, nil, "b", "w"])
    XCTAssertEqual(graph.nodes.map(\.isLeaf), [false, false, false, false, true, true])
    XCTAssertEqual(graph.nodes.map(\.shape), [[], [1, 1], [1, 1], [1, 1], [1], [1, 2]])
    XCTAssertEqual(
      graph.edges.map { [$0.operation, $0.position, $0.source] },
      [[0, 0, 1], [1, 0, 2], [1, 1, 2], [2, 0, 3], [2, 1, 4], [3, 0, 5]])
    for edge in graph.edges { XCTAssertLessThan(edge.operation, edge.source) }
  }

  func testWhatHasNoGraph() {
    XCTAssertTrue(Tensor(1.0).recordedGraph().nodes.isEmpty)
    let leaf = Tensor(1.0).requiringGradient().recordedGraph()
    XCTAssertEqual(leaf.nodes.map(\.name), ["AccumulateGrad"])
  }

  func testADeepGraph() {
    let x = Tensor(1.0).requiringGradient()
    let y = (0..<50_000).reduce(x) { y, _ in y.sin() }
    XCTAssertEqual(y.recordedGraph().nodes.count, 50_001)
  }

  func testIsWrittenForGraphviz() {
    let x = Tensor([1.0, 2.0]).requiringGradient()
    XCTAssertEqual(
      (x * x).sum().recordedGraph(labels: ["a \"name\"": x]).dot,
      """
      digraph {
        n0 [shape=box, label="SumBackward0\\n[]"]
        n1 [shape=box, label="MulBackward0\\n[2]"]
        n2 [shape=ellipse, label="a \\"name\\"\\n[2]"]
        n1 -> n0
        n2 -> n1
        n2 -> n1
      }

      """)
    XCTAssertEqual(Tensor(1.0).recordedGraph().dot, "digraph {\n}\n")
  }
}
