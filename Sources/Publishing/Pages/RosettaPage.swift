import Documents
import Markup
import Rendering
import Symbols

/// The page of all names, each row with the lessons that have it.
struct RosettaPage: PageSource {
  let site: SiteMap

  var places: [(title: String, path: String)] {
    site.names.rows.isEmpty ? [] : [(Rosetta.title, Rosetta.page)]
  }

  var pages: [SidePage] {
    guard !site.names.rows.isEmpty else { return [] }
    return [
      SidePage(
        path: Rosetta.page, title: Rosetta.title,
        summary: "The course's calls in Kindling, PyTorch, Torch7 and NumPy", kind: "names",
        source: "\(site.textDigest) \(site.reference.source)",
        article: { parent, _ in add(to: parent) })
    ]
  }

  private func add(to parent: Element) {
    parent.add("h1", [:], Rosetta.title)
    parent.add(
      "p", [:],
      "The calls of the lessons, by the name that each library has for them. An empty cell "
        + "means that there is no single call. The number leads to the lesson.")
    if !site.reference.otherNames.isEmpty {
      parent.add("p").add(
        "a", ["href": OtherName.page], "What you might write first if you know PyTorch")
    }
    let text = LinkedText(
      file: Rosetta.page, folder: site.workbook.root, page: Rosetta.page, blocks: [], source: "")
    let inlines = InlineRenderer(links: LinkResolver(text, site: site))
    let box = parent.add("div", ["data-filter": "Filter the names"])
    let body = box.addTable(NamesTable.columns + ["Section"])
    for row in site.names.rows {
      body.add("tr", ["id": row.anchor, "data-row": ""]) { line in
        for name in NamesTable.columns {
          let cell = line.add("td")
          guard let call = row.calls[name] else { continue }
          if name == NamesTable.columns[0] {
            inlines.add([.code(call)], to: cell)
          } else {
            add(call, to: cell)
          }
        }
        let sections = line.add("td")
        for (index, entry) in row.entries.enumerated() {
          if index > 0 { sections.add(text: ", ") }
          sections.add(
            "a", ["href": "\(entry.page)#names", "title": entry.section.title], entry.section.id)
        }
      }
    }
  }

  /// Adds a call that may be broken before the name of a function or member: four columns are many.
  private func add(_ call: String, to cell: Element) {
    let code = cell.add("code")
    var rest = call[...]
    while let place = rest.dropFirst(3).firstIndex(where: { ".:".contains($0) }) {
      let next = rest.index(after: place)
      code.add(text: String(rest[..<next]))
      code.add("wbr")
      rest = rest[next...]
    }
    code.add(text: String(rest))
  }
}
