import Documents
import Foundation
import Markup
import Rendering
import Toolchain

/// The page of a run: what the program printed, and its figures where it drew them.
public struct PlayedPage: Sendable {
  private let theme: URL
  private let writer: FileWriter

  /// A page in a folder of its own, with the looks of a workbook's pages.
  public init(in folder: URL, root: URL) {
    theme = root.appending(path: "docs/theme")
    writer = FileWriter(folder: folder)
  }

  /// Writes the page of a run of the program that is called `name`, and what the page needs.
  ///
  /// - Throws: the error of a file that cannot be read or written.
  public func write(_ run: PlayedRun?, named name: String) async throws {
    for file in ["style.css", "script.js", "icon.svg"] {
      try writer.copy(theme.appending(path: file), to: file)
    }
    let drawings = try await Drawings(of: [], [CellOutput(figures: run?.figures ?? [])])
    try writer.write(
      HTMLWriter.page(page(run?.pieces ?? [], named: name, drawings)), to: "index.html")
  }

  private func page(
    _ pieces: [PlayedRun.Piece], named name: String, _ drawings: Drawings
  ) -> Element {
    let root = MarkupTree.root("html")
    root.set("lang", "en")
    root.add("head") { head in
      head.add("meta", ["charset": "utf-8"])
      head.add("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
      head.add("meta", ["name": "color-scheme", "content": "light dark"])
      head.add("title", [:], name)
      head.add("link", ["rel": "icon", "href": "icon.svg"])
      head.add("link", ["rel": "stylesheet", "href": "style.css"])
      head.add("script", ["src": "script.js"])
    }
    root.add("body", ["class": "played"]) { body in
      body.add("header", ["class": "top"]) { header in
        header.add("p", ["class": "name"]).add("span", ["class": "brand"], name)
        header.add("div", ["class": "tools"])
          .add("button", ["class": "theme", "type": "button", "hidden": "hidden"], "Dark")
      }
      body.add("div", ["class": "layout"]).add("main", ["id": "content"]).add("article") {
        add(pieces, to: $0, drawings)
      }
    }
    return root
  }

  private func add(_ pieces: [PlayedRun.Piece], to article: Element, _ drawings: Drawings) {
    if pieces.isEmpty { article.add("p", ["class": "meta"], "Nothing printed or drawn yet.") }
    for (number, piece) in pieces.enumerated() {
      switch piece {
      case .text(let text):
        let box = article.add("div", ["class": "cell"]).add("div", ["class": "out"])
        CellRenderer.add(CellOutput(text: text).lines, to: box)
      case .figure(let figure):
        Chart(figure: figure, identifier: "figure-\(number + 1)", drawings: drawings)
          .add(to: article)
      }
    }
  }
}
