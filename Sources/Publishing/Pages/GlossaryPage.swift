import Documents
import Markup
import Rendering

/// The page of all terms, each with the lessons that send a reader to it.
struct GlossaryPage: PageSource {
  let site: SiteMap

  private var glossary: Glossary { site.glossary }

  var places: [(title: String, path: String)] {
    glossary.terms.isEmpty ? [] : [(title: "Glossary", path: Glossary.page)]
  }

  var pages: [SidePage] {
    guard !glossary.terms.isEmpty || !glossary.faults.isEmpty else { return [] }
    return [
      SidePage(
        path: Glossary.page, title: "Glossary", summary: "The terms of the course",
        kind: "glossary", source: site.textDigest, text: glossary.text, faults: glossary.faults,
        article: { parent, _ in add(to: parent) })
    ]
  }

  private func add(to parent: Element) {
    parent.add("h1", [:], "Glossary")
    let links = LinkResolver(glossary.text, site: site)
    let blocks = BlockRenderer(inlines: InlineRenderer(links: links, of: glossary.text.blocks))
    let list = parent.add("dl", ["class": "terms"])
    let lessons = lessons
    for term in glossary.terms {
      list.add("dt", ["id": term.anchor], term.name)
      let definition = list.add("dd")
      blocks.add(term.blocks, to: definition)
      add(lessons[term.anchor] ?? [], to: definition)
    }
    FootnoteList(inlines: blocks.inlines).add(to: parent)
  }

  private func add(_ lessons: [LessonText], to parent: Element) {
    guard !lessons.isEmpty else { return }
    parent.add("p", ["class": "meta"]) { line in
      line.add(text: "In ")
      for (index, entry) in lessons.enumerated() {
        if index > 0 { line.add(text: ", ") }
        line.add("a", ["href": entry.page], "\(entry.section.id) \(entry.section.title)")
      }
    }
  }

  /// The lessons that link to a term, by its anchor.
  private var lessons: [String: [LessonText]] {
    var lessons: [String: [LessonText]] = [:]
    for entry in site.entries {
      var anchors: Set<String> = []
      for block in entry.text.blocks {
        block.forEachInline { inline in
          guard case .link(let target, _, let words, _) = inline,
            case .term(let name) = Reference(target, words: words.plainText),
            let term = glossary.term(named: name)
          else { return }
          anchors.insert(term.anchor)
        }
      }
      for anchor in anchors { lessons[anchor, default: []].append(entry) }
    }
    return lessons
  }
}
