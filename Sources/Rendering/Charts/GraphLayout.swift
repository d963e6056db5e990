import Figures
import Foundation
import Toolchain

/// Where Graphviz puts the boxes and arrows of a graph, in the drawing's own units.
struct GraphLayout: Equatable, Sendable {
  struct Box: Equatable, Sendable {
    /// The box's middle.
    var x: Double
    var y: Double
    var width: Double
    var height: Double
  }

  struct Arrow: Equatable, Sendable {
    /// The positions of the boxes that it joins.
    var from: Int
    var to: Int
    /// The points of a chain of Bézier curves: a start, and three more for each curve.
    var points: [Point]
    var label: Point?
  }

  struct Point: Equatable, Sendable {
    var x: Double
    var y: Double
  }

  private(set) var width = 0.0
  private(set) var height = 0.0
  private(set) var boxes: [Box] = []
  private(set) var arrows: [Arrow] = []

  /// The widest that a graph may be from left to right: more would be too small to read on a phone.
  private static let widest = 430.0

  /// The room for a line under a box's label.
  static let detailHeight = 17.0

  /// Graphviz counts in inches, and writes 72 points on one.
  private static let inch = 72.0

  /// Lays a graph out from left to right, or downwards where that would be too wide and the graph
  /// does not say which way to go.
  ///
  /// - Throws: `GraphvizMissing`, saying what to do, or `GraphvizFailure`.
  static func of(
    _ graph: Figure.Graph, dot: URL? = Graphviz.program
  ) async throws -> GraphLayout {
    guard let dot else { throw GraphvizMissing() }
    let directions =
      switch graph.direction {
      case .fitting: ["LR", "TB"]
      case .right: ["LR"]
      case .down: ["TB"]
      }
    for direction in directions {
      let result = try await Program(
        dot, ["-Tplain"], input: source(graph, direction: direction), seconds: 20
      ).run()
      guard result.isSuccess, let layout = GraphLayout(plain: result.output) else {
        throw GraphvizFailure(reason: result.error.isEmpty ? "\(result.outcome)" : result.error)
      }
      if layout.width <= widest || direction == directions.last { return layout }
    }
    throw GraphvizFailure(reason: "there is no direction")
  }

  /// The graph in Graphviz's language. It gets sizes only: labels are drawn here, and no text of
  /// a lesson is taken for a part of that language.
  private static func source(_ graph: Figure.Graph, direction: String) -> String {
    var lines = ["digraph {", "rankdir=\(direction); nodesep=0.28; ranksep=0.32"]
    lines.append("node [shape=box, fixedsize=true, label=\"\"]; edge [dir=none]")
    for (index, node) in graph.nodes.enumerated() {
      let widest = ([node.label] + node.details).map(Pen.width).max() ?? 0
      let height = 30 + Double(node.details.count) * detailHeight
      lines.append(
        "n\(index) [width=\(coordinate((widest + 26) / inch)), height=\(coordinate(height / inch))]"
      )
    }
    for edge in graph.edges {
      // In the font that Graphviz takes, an x is six units wide.
      let letters = edge.label.isEmpty ? 0 : Int(Pen.width(of: edge.label) / 6) + 3
      let room = String(repeating: "x", count: letters)
      lines.append("n\(edge.from) -> n\(edge.to) [label=\"\(room)\", fontsize=12]")
    }
    return (lines + ["}"]).joined(separator: "\n")
  }

  /// Reads what `dot -Tplain` wrote.
  ///
  /// - Returns: nil for anything else.
  init?(plain: String) {
    var boxes: [Int: Box] = [:]
    for line in plain.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      let numbers = words.map { (Double($0) ?? 0) * Self.inch }
      switch words.first {
      case "graph" where words.count >= 4: (width, height) = (numbers[2], numbers[3])
      case "node":
        guard words.count >= 6, let index = Int(words[1].dropFirst()) else { return nil }
        boxes[index] = Box(
          x: numbers[2], y: height - numbers[3], width: numbers[4], height: numbers[5])
      case "edge":
        guard words.count >= 4, let count = Int(words[3]), words.count >= 4 + 2 * count,
          let from = Int(words[1].dropFirst()), let to = Int(words[2].dropFirst())
        else { return nil }
        func point(_ index: Int) -> Point {
          Point(x: numbers[index], y: height - numbers[index + 1])
        }
        let after = 4 + 2 * count
        // Two words, style and colour, end the line; a label and its place come before them.
        let hasLabel = words.count >= after + 5
        arrows.append(
          Arrow(
            from: from, to: to, points: (0..<count).map { point(4 + 2 * $0) },
            label: hasLabel ? point(after + 1) : nil))
      default: break
      }
    }
    guard width > 0, (0..<boxes.count).allSatisfy({ boxes[$0] != nil }) else { return nil }
    self.boxes = (0..<boxes.count).compactMap { boxes[$0] }
  }
}

/// The program that places the boxes of graphs and diagrams.
package enum Graphviz {
  package static var program: URL? { SwiftToolchain.executable(named: "dot") }
}

/// The program that places boxes and arrows is not installed.
public struct GraphvizMissing: Error, CustomStringConvertible {
  package init() {}

  public var description: String {
    "Graphviz, which places the boxes of diagrams, is not installed: `apt-get install graphviz`, or "
      + "on macOS `brew install graphviz`"
  }
}

/// Graphviz did not lay a graph out.
struct GraphvizFailure: Error, CustomStringConvertible {
  let reason: String

  var description: String { "Graphviz could not lay out a diagram: \(reason)" }
}
