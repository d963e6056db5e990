import Foundation

/// KaTeX, which renders the formulas of lesson pages.
public enum KaTeX {
  /// Where packages put its `katex.min.js`; `.ci/set-up` looks in those of Linux.
  public static let folders = [
    "/usr/share/javascript/katex", "/usr/share/nodejs/katex/dist", "/usr/local/share/katex",
    "/usr/local/lib/node_modules/katex/dist", "/opt/homebrew/share/katex",
    "/opt/homebrew/lib/node_modules/katex/dist",
    "/opt/homebrew/opt/katex/libexec/lib/node_modules/katex/dist",
  ]

  /// The first of the folders that has it; nil when none does.
  public static var folder: String? {
    folders.first { FileManager.default.fileExists(atPath: "\($0)/katex.min.js") }
  }

  /// Node, which runs its JavaScript; nil when it is not on the PATH.
  public static var node: URL? { SwiftToolchain.executable(named: "node") }
}
