import Course
import Foundation
import Markup
import Rendering
import Symbols

/// The reference's pages: an index, and one for each type and each file of functions.
struct APIPages: PageSource {
  private static let index = "api/index.html"

  let site: SiteMap

  private var reference: APIReference { site.reference }

  var places: [(title: String, path: String)] {
    reference.table.addresses.isEmpty ? [] : [("API reference", Self.index)]
  }

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
      path: path, title: title, summary: "What PyTorch's names are called here", kind: "api",
      trail: [("API reference", Self.index)], source: reference.source
    ) { parent, _ in
      parent.add("h1", [:], title)
      parent.add(
        "p", [:], "What you might write first, and what to write here. The compiler says so, too.")
      let box = parent.add("div", ["data-filter": "Filter the names"])
      let body = box.addTable(["You write", "Here"])
      for name in reference.otherNames {
        body.add("tr", ["data-row": ""]) { row in
          row.add("td").add("code", [:], name.name)
          let cell = row.add("td")
          guard name.isName else { return cell.add(text: name.here) }
          let root = SitePath.root(from: path)
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
      outline: modules.map { ($0.lowercased(), $0) }, source: reference.source
    ) { parent, _ in
      parent.add("h1", [:], "API reference")
      if !reference.otherNames.isEmpty {
        let address = SitePath.root(from: Self.index) + OtherName.page
        parent.add("p").add("a", ["href": address], "If you know PyTorch: its names, and ours")
      }
      let box = parent.add("div", ["data-filter": "Filter the reference"])
      for module in modules {
        box.add("h2", ["id": module.lowercased()], module)
        let pages = reference.pages.filter { $0.module == module }
        for group in Self.groups(of: pages) {
          let section = box.add("section", ["data-group": ""])
          section.add("h3", [:], group.title)
          add(group.pages, to: section)
        }
      }
    }
  }

  /// What a folder of sources is called.
  private static let groupTitles = [
    "Autograd": "Gradients", "Creation": "Making tensors", "Device": "Devices",
    "GradientChecks": "Gradient checks", "IO": "Files", "NN": "Layers and losses",
    "Operations": "Operations", "Optim": "Optimizers", "Random": "Random numbers",
    "Tensor": "Tensors",
  ]

  /// The pages by the folders of their sources, types first.
  private static func groups(
    of pages: [APIReference.Page]
  ) -> [(title: String, pages: [APIReference.Page])] {
    let groups = Dictionary(grouping: pages) { page in
      let parts = (page.type ?? page.symbols[0]).file.split(separator: "/").map(String.init)
      // Sources, the module, a folder, the file.
      return parts.count > 3 ? groupTitles[parts[2]] ?? parts[2] : "Basics"
    }
    return groups.sorted { $0.key < $1.key }.map { title, pages in
      (title, pages.filter { $0.type != nil } + pages.filter { $0.type == nil })
    }
  }

  private func add(_ pages: [APIReference.Page], to parent: Element) {
    let list = parent.add("dl", ["class": "symbols"])
    for page in pages {
      let address = SitePath.root(from: Self.index) + page.path
      let row = list.add("div", ["data-row": ""])
      let name = row.add("dt").add("a", ["href": address])
      if page.type != nil { name.add("code", [:], page.name) } else { name.add(text: page.title) }
      let description = row.add("dd")
      let inlines = inlines(on: Self.index)
      if let type = page.type {
        inlines.add(Documentation.summary(of: type), to: description)
      } else {
        for (position, symbol) in page.symbols.enumerated() {
          if position > 0 { description.add(text: ", ") }
          let anchor = page.anchors[position]
          let isLast = position + 1 == page.symbols.count
          description.add("a", ["href": "\(address)#\(anchor)"])
            .add("code", ["class": isLast ? nil : "closed"], symbol.fullName)
        }
      }
    }
  }

  private func page(_ page: APIReference.Page) -> SidePage {
    let article = APIArticle(page: page, blocks: BlockRenderer(inlines: inlines(on: page.path)))
    return SidePage(
      path: page.path, title: page.title, summary: "\(page.title) in \(page.module)", kind: "api",
      outline: article.outline,
      trail: [
        ("API reference", Self.index), (page.module, "\(Self.index)#\(page.module.lowercased())"),
      ],
      source: reference.source, article: { parent, _ in article.add(to: parent) })
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
