import Course
import Foundation
import Markup

/// The reference's pages: an index, and one for each type and each file of functions.
struct APIPages {
  static let index = "api/index.html"

  let site: SiteMap

  private var reference: APIReference { site.reference }

  /// All pages; none for a workbook without a library.
  var pages: [SidePage] {
    guard !reference.pages.isEmpty else { return [] }
    return [indexPage] + reference.pages.map(page)
      + (reference.otherNames.isEmpty ? [] : [otherNamesPage])
  }

  /// What is written elsewhere, and what there is here.
  private var otherNamesPage: SidePage {
    let path = OtherName.page
    let title = "If you know PyTorch"
    return SidePage(
      path: path, title: title, summary: "What PyTorch's names are called here", kind: "api"
    ) { parent in
      parent.add("h1", [:], title)
      parent.add(
        "p", [:], "What you may write first and what there is here. The compiler tells you, too.")
      let table = parent.add("div", ["class": "scroll", "tabindex": "0"]).add("table")
      table.add("thead").add("tr") { row in
        for heading in ["You write", "Here"] { row.add("th", ["scope": "col"], heading) }
      }
      let body = table.add("tbody")
      for name in reference.otherNames {
        body.add("tr") { row in
          row.add("td").add("code", [:], name.name)
          let cell = row.add("td")
          guard name.isName else { return cell.add(text: name.here) }
          let root = SidePage.root(from: path)
          let place = name.address.map { cell.add("a", ["href": root + $0]) } ?? cell
          place.add("code", [:], name.here)
        }
      }
    }
  }

  private var indexPage: SidePage {
    let modules = APIReference.modules.filter { module in
      reference.pages.contains { $0.module == module }
    }
    return SidePage(
      path: Self.index, title: "API reference", summary: "Every public declaration", kind: "api",
      outline: modules.map { ($0.lowercased(), $0) }
    ) { parent in
      parent.add("h1", [:], "API reference")
      if !reference.otherNames.isEmpty {
        let address = SidePage.root(from: Self.index) + OtherName.page
        parent.add("p").add("a", ["href": address], "If you know PyTorch: its names, and ours")
      }
      for module in modules {
        parent.add("h2", ["id": module.lowercased()], module)
        let pages = reference.pages.filter { $0.module == module }
        add(pages.filter { $0.type != nil }, titled: "Types", to: parent)
        add(pages.filter { $0.type == nil }, titled: "Functions", to: parent)
      }
    }
  }

  private func add(_ pages: [APIReference.Page], titled title: String, to parent: Element) {
    guard !pages.isEmpty else { return }
    parent.add("h3", [:], title)
    let list = parent.add("dl", ["class": "symbols"])
    for page in pages {
      let address = SidePage.root(from: Self.index) + page.path
      let name = list.add("dt").add("a", ["href": address])
      if page.type != nil { name.add("code", [:], page.name) } else { name.add(text: page.title) }
      let description = list.add("dd")
      let inlines = inlines(on: Self.index)
      if let type = page.type {
        inlines.add(Documentation.summary(of: type), to: description)
      } else {
        for (position, symbol) in page.symbols.enumerated() {
          if position > 0 { description.add(text: ", ") }
          let anchor = page.anchors[position]
          description.add("a", ["href": "\(address)#\(anchor)"]).add("code", [:], symbol.fullName)
        }
      }
    }
  }

  private func page(_ page: APIReference.Page) -> SidePage {
    let article = APIArticle(page: page, blocks: BlockRenderer(inlines: inlines(on: page.path)))
    return SidePage(
      path: page.path, title: page.title, summary: "\(page.title) in \(page.module)", kind: "api",
      outline: article.outline, article: article.add)
  }

  private func inlines(on path: String) -> InlineRenderer {
    let text = LinkedText(
      file: path, folder: site.workbook.root, page: path, blocks: [], source: "")
    return InlineRenderer(links: LinkResolver(text, site: site))
  }
}

extension APIReference.Page {
  /// What the page is called: the type's name, or the file's in words.
  var title: String { type == nil ? Self.words(name) : name }

  /// A source file's name in words: `Tensor+NestedArrays` as `Nested arrays`, `NPY` as
  /// it is.
  static func words(_ file: String) -> String {
    let name = file.split(separator: "+").last.map(String.init) ?? file
    var words: [String] = []
    var last: Character = "_"
    for letter in name {
      if letter.isUppercase, !last.isUppercase { words.append("") }
      words.append((words.popLast() ?? "") + String(letter))
      last = letter
    }
    // What is all capitals, such as NPY, stays so.
    return words.enumerated()
      .map { $0 == 0 || $1 == $1.uppercased() ? $1 : $1.lowercased() }
      .joined(separator: " ")
  }
}
