import Foundation
import Toolchain

/// The program that places the boxes of graphs and diagrams.
enum Graphviz {
  static var program: URL? { SwiftToolchain.executable(named: "dot") }
}

/// The program that places boxes and arrows is not installed.
public struct GraphvizMissing: Error, CustomStringConvertible {
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
