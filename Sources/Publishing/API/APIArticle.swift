import Foundation
import Markup
import Rendering
import Symbols

/// A page of the reference: what a type is, and its members by the file that declares them.
struct APIArticle {
  let page: APIReference.Page
  let blocks: BlockRenderer

  /// The members of a page that one source file declares.
  private struct Group {
    let file: String
    var members: [(symbol: Symbol, anchor: String)]

    var title: String {
      APIReference.Page.words(URL(filePath: file).deletingPathExtension().lastPathComponent)
    }

    /// The heading's identifier.
    var anchor: String { "file-" + title.replacing(" ", with: "-").lowercased() }
  }

  private var groups: [Group] {
    var groups: [Group] = []
    for (symbol, anchor) in zip(page.symbols, page.anchors) where symbol != page.type {
      if let index = groups.firstIndex(where: { $0.file == symbol.file }) {
        groups[index].members.append((symbol, anchor))
      } else {
        groups.append(Group(file: symbol.file, members: [(symbol, anchor)]))
      }
    }
    return groups
  }

  /// The groups, where there are several.
  var outline: [(anchor: String, words: String)] {
    let groups = groups
    return groups.count > 1 ? groups.map { ($0.anchor, $0.title) } : []
  }

  func add(to parent: Element) {
    let heading = parent.add("h1")
    if page.type == nil {
      heading.add(text: page.title)
    } else {
      heading.add("code", [:], page.name)
    }
    let file = (page.type ?? page.symbols[0]).file
    parent.add("p", ["class": "meta"]).add("span", [:], "\(page.module), \(file)")
    if let type = page.type { addText(of: type, to: parent) }
    // A page that fits on a screen needs no filter.
    let isLong = page.symbols.count > 12
    let box = parent.add("div", ["data-filter": isLong ? "Filter the members" : nil])
    for group in groups {
      let section = box.add("section", ["data-group": ""])
      if groups.count > 1 { section.add("h2", ["id": group.anchor], group.title) }
      for member in group.members {
        let isDirect = member.symbol.owner == nil || member.symbol.owner == page.name
        let name = isDirect ? member.symbol.name : member.symbol.fullName
        let row = section.add("div", ["data-row": name])
        row.add(groups.count > 1 ? "h3" : "h2", ["id": member.anchor, "class": "symbol"]) {
          $0.add("code", [:], name)
        }
        addText(of: member.symbol, to: row)
      }
    }
  }

  private func addText(of symbol: Symbol, to parent: Element) {
    let code = parent.add("div", ["class": "cell"]).add("pre")
    Highlighter.add(
      swift: symbol.declaration, to: code.add("code", ["class": "swift"]),
      links: blocks.inlines.links.symbols)
    blocks.add(Documentation.blocks(of: symbol), to: parent)
  }
}
