import Course
import Markup

/// The lists around an article: all sections, this page's headings, the pages before and after.
struct Navigation {
  let site: SiteMap
  /// The section whose page this is; nil on the index.
  let current: Section?
  /// The way from the page to the site's top: empty, or `../`.
  let root: String

  func addContents(to parent: Element) {
    for chapter in site.workbook.course.chapters {
      let entries = site.entries(of: chapter)
      guard !entries.isEmpty else { continue }
      parent.add("p", ["class": "chapter"]) { name in
        name.add("span", ["class": "number"], "\(chapter.number)")
        name.add(text: " \(chapter.title)")
      }
      let list = parent.add("ul")
      for entry in entries {
        let isCurrent = entry.section.id == current?.id
        let attributes: KeyValuePairs<String, String?> = [
          "href": root + entry.page, "aria-current": isCurrent ? "page" : nil,
        ]
        let link = list.add("li").add("a", attributes)
        link.add("span", ["class": "number"], entry.section.id)
        link.add(text: " \(entry.section.title)")
      }
    }
  }

  /// The headings of level 2 and 3 of a lesson.
  func addOutline(of lesson: Lesson, with inlines: InlineRenderer, to parent: Element) {
    let anchors = Anchors.all(in: lesson.blocks)
    var links: [(anchor: String, words: [Inline], level: Int)] = []
    var index = 0
    for block in lesson.blocks {
      guard case .heading(let level, let words, _) = block else { continue }
      if (2...3).contains(level) { links.append((anchors[index], words.withoutLinks, level)) }
      index += 1
    }
    guard !links.isEmpty else { return }
    parent.add("p", ["class": "label", "id": "outline"], "On this page")
    let list = parent.add("ul", ["aria-labelledby": "outline"])
    for link in links {
      let item = list.add("li", ["class": "level-\(link.level)"])
      inlines.add(link.words, to: item.add("a", ["href": "#\(link.anchor)"]))
    }
  }

  func addTurn(to parent: Element) {
    guard let current else { return }
    let (previous, next) = site.neighbours(of: current)
    add(previous, "Previous", "previous", to: parent)
    add(next, "Next", "next", to: parent)
  }

  private func add(_ entry: SiteMap.Entry?, _ label: String, _ style: String, to parent: Element) {
    guard let entry else { return }
    let link = parent.add("a", ["class": style, "href": root + entry.page])
    link.add("span", ["class": "label"], label)
    link.add("span", ["class": "title"], "\(entry.section.id) \(entry.section.title)")
  }
}
