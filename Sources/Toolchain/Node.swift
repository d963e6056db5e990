import Foundation

/// Node, which runs the JavaScript of KaTeX while lesson pages are built.
public enum Node {
  /// The program on the PATH; nil when there is none.
  public static var program: URL? { SwiftToolchain.executable(named: "node") }
}
