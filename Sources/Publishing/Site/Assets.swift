import Foundation
import Rendering
import Toolchain

/// The files that every page uses: the theme's own and KaTeX's.
struct Assets: Sendable {
  private let theme: URL
  private let katex: URL

  /// Finds the files.
  ///
  /// - Throws: `KaTeXMissing`, saying which package has it.
  init(theme: URL) throws {
    self.theme = theme
    guard let folder = KaTeX.folder else { throw KaTeXMissing() }
    katex = URL(filePath: folder).resolvingSymlinksInPath()
  }

  func write(with writer: FileWriter) throws {
    // Templates stay behind: they are read here, not by a browser.
    for name in try names(in: theme) where !name.hasSuffix(".html") {
      try writer.copy(theme.appending(path: name), to: "assets/\(name)")
    }
    // Its script runs when the pages are built; they need the looks alone.
    let stylesheet = "katex.min.css"
    try writer.copy(katex.appending(path: stylesheet), to: "assets/katex/\(stylesheet)")
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
