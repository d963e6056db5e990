import Course
import Documents
import Markup
import Rendering

/// What is around every page: the theme's template, and the lists that lead through the site.
struct Frame: Sendable {
  let template: Template
  let site: SiteMap
  /// The pages beside the lessons, by what the list of contents calls them.
  let places: [(title: String, path: String)]
}

/// The lists around an article: all sections, this page's headings, the pages before and after.
struct Navigation {
  let frame: Frame
  /// The section whose page this is; nil on the index.
  let current: Section?
  /// The way from the page to the site's top: empty, or `../`.
  let root: String
  /// The page's path in the site, where it is no lesson's.
  var path: String?

  private var site: SiteMap { frame.site }

  /// What the frame around every page shows.
  var slots: [String: (Element) -> Void] {
    let course = site.workbook.course
    return [
      "course": { $0.add(text: course.title) },
      "term": { $0.add(text: course.term) },
      "links": addLinks,
      "contents": addContents,
    ]
  }

  /// The course's places elsewhere.
  private func addLinks(to parent: Element) {
    let links = site.workbook.course.links
    guard !links.isEmpty else { return }
    let list = parent.add("ul", ["class": "links"])
    for link in links { list.add("li").add("a", ["href": link.address], link.title) }
  }

  private func addContents(to parent: Element) {
    for chapter in site.workbook.course.chapters {
      let entries = site.entries(of: chapter)
      guard !entries.isEmpty else { continue }
      let isHere = chapter.pagePath == path || chapter.number == current?.chapterNumber
      // Another chapter's sections are folded away: forty would not fit beside a page.
      let fold = parent.add("details", ["class": "chapter", "open": isHere ? "open" : nil])
      fold.add("summary") { name in
        name.add("span", ["class": "number"], "\(chapter.number)")
        name.add(text: " \(chapter.title)")
        addProgress(entries.map(\.section), to: name)
      }
      let list = fold.add("ul")
      let attributes: KeyValuePairs<String, String?> = [
        "href": root + chapter.pagePath,
        "aria-current": chapter.pagePath == path ? "page" : nil,
      ]
      list.add("li").add("a", attributes, "What it is about")
      for entry in entries {
        let isCurrent = entry.section.id == current?.id
        let attributes: KeyValuePairs<String, String?> = [
          "href": root + entry.page, "aria-current": isCurrent ? "page" : nil,
        ]
        let link = list.add("li").add("a", attributes)
        link.add("span", ["class": "number"], entry.section.id)
        link.add(text: " \(entry.section.title)")
        SectionState(site.results.own?.latest[entry.section.id]).addMark(to: link)
      }
    }
    addPlaces(to: parent)
  }

  /// The reader's points in a chapter, where they are known.
  private func addProgress(_ sections: [Section], to parent: Element) {
    guard let own = site.results.own else { return }
    let (points, possible) = own.score(in: sections)
    parent.add(text: " ")
    parent.add("span", ["class": "progress"], "\(points) of \(possible) points")
  }

  /// The pages beside the lessons.
  private func addPlaces(to parent: Element) {
    guard !frame.places.isEmpty else { return }
    let list = parent.add("ul", ["class": "places"])
    for place in frame.places {
      let attributes: KeyValuePairs<String, String?> = [
        "href": root + place.path, "aria-current": place.path == path ? "page" : nil,
      ]
      list.add("li").add("a", attributes, place.title)
    }
  }

  /// The headings of a page that is no lesson.
  func addOutline(_ headings: [(anchor: String, words: String)], to parent: Element) {
    guard headings.count > 1 else { return }
    let list = addOutlineList(to: parent)
    for heading in headings {
      list.add("li").add("a", ["href": "#\(heading.anchor)"], heading.words)
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
    let list = addOutlineList(to: parent)
    for link in links {
      let item = list.add("li", ["class": "level-\(link.level)"])
      inlines.withoutCodeLinks.add(link.words, to: item.add("a", ["href": "#\(link.anchor)"]))
    }
  }

  /// The list of headings, which a small window folds away.
  private func addOutlineList(to parent: Element) -> Element {
    let details = parent.add("details", ["open": "open"])
    details.add("summary", [:], "On this page")
    return details.add("ul")
  }

  /// The pages before and after in the order of the course: each chapter's own, then its lessons.
  func addTurn(to parent: Element) {
    let pages = site.chapters.flatMap { text in
      [(path: text.text.page, title: "\(text.chapter.number) \(text.chapter.title)")]
        + site.entries(of: text.chapter).map { entry in
          (path: entry.page, title: "\(entry.section.id) \(entry.section.title)")
        }
    }
    guard let index = pages.firstIndex(where: { $0.path == path ?? current?.pagePath }) else {
      return
    }
    func add(_ index: Int, _ label: String, _ style: String) {
      guard pages.indices.contains(index) else { return }
      let link = parent.add("a", ["class": style, "href": root + pages[index].path])
      link.add("span", ["class": "label"], label)
      link.add("span", ["class": "title"], pages[index].title)
    }
    add(index - 1, "Previous", "previous")
    add(index + 1, "Next", "next")
  }
}
