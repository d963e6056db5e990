import Foundation

/// The files that every page uses: the theme's own and KaTeX's.
struct Assets: Sendable {
  /// The files that stay behind: they are read here, not by a browser.
  private static let templates: Set<String> = ["index.html", "page.html"]

  private let theme: URL
  private let katex: URL

  /// Where packages put KaTeX.
  static let katexFolders = [
    "/usr/share/javascript/katex", "/usr/share/nodejs/katex/dist",
    "/opt/homebrew/lib/node_modules/katex/dist", "/usr/local/lib/node_modules/katex/dist",
  ]

  /// Finds the files.
  ///
  /// - Throws: `KaTeXMissing`, saying which package has it.
  init(theme: URL, katexFolders: [String] = Assets.katexFolders) throws {
    self.theme = theme
    let folder = katexFolders.first {
      FileManager.default.fileExists(atPath: "\($0)/katex.min.js")
    }
    guard let folder else { throw KaTeXMissing(folders: katexFolders) }
    katex = URL(filePath: folder).resolvingSymlinksInPath()
  }

  func write(with writer: FileWriter) throws {
    for name in try names(in: theme) where !Self.templates.contains(name) {
      try writer.copy(theme.appending(path: name), to: "assets/\(name)")
    }
    for name in ["katex.min.css", "katex.min.js"] {
      try writer.copy(katex.appending(path: name), to: "assets/katex/\(name)")
    }
    // Every browser of the last ten years reads woff2, the first that the stylesheet names.
    for name in try names(in: katex.appending(path: "fonts")) where name.hasSuffix(".woff2") {
      let font = katex.appending(path: "fonts").appending(path: name).resolvingSymlinksInPath()
      try writer.copy(font, to: "assets/katex/fonts/\(name)")
    }
  }

  private func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { !$0.hasPrefix(".") }
      .sorted()
  }
}

/// The files that render formulas are not installed.
public struct KaTeXMissing: Error, CustomStringConvertible {
  let folders: [String]

  public var description: String {
    "KaTeX, which renders formulas, is not installed: `apt-get install libjs-katex`, or on macOS "
      + "`npm install --global katex` (looked in \(folders.joined(separator: ", ")))"
  }
}
