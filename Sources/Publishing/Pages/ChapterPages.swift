import Course
import Documents
import Markup
import Rendering

/// The pages of the chapters. The list of contents names each above its lessons.
struct ChapterPages: PageSource {
  let site: SiteMap

  var places: [(title: String, path: String)] { [] }

  var pages: [SidePage] { site.chapters.map { ChapterPage(chapter: $0, site: site).page } }
}

/// The page of a chapter: what it is for, its sections, and what comes after.
private struct ChapterPage {
  let chapter: ChapterText
  let site: SiteMap

  var page: SidePage {
    let links = LinkResolver(chapter.text, site: site)
    let inlines = InlineRenderer(links: links, of: chapter.text.blocks)
    return SidePage(
      path: chapter.text.page, title: "\(chapter.chapter.number) \(chapter.chapter.title)",
      summary: chapter.chapter.summary, kind: "chapter",
      outline: Anchors.outline(of: chapter.text.blocks), source: site.textDigest,
      text: chapter.text, faults: chapter.faults,
      article: { parent, drawings in
        add(to: parent, with: BlockRenderer(inlines: inlines, drawings: drawings))
      })
  }

  private func add(to parent: Element, with blocks: BlockRenderer) {
    let anchors = Anchors.all(in: chapter.text.blocks)
    var headings = 0
    if !chapter.text.blocks.contains(where: \.isHeading) {
      addTitle("\(chapter.chapter.number) \(chapter.chapter.title)", anchor: nil, to: parent)
    }
    for block in chapter.text.blocks {
      switch block {
      case .heading(level: 1, let words, _):
        addTitle(words.plainText, anchor: anchors[headings], to: parent)
        headings += 1
      case .heading(let level, let words, _):
        blocks.add(heading: words, level: level, anchor: anchors[headings], to: parent)
        headings += 1
      case _ where ChapterText.isMark(block):
        SectionList(entries: site.entries(of: chapter.chapter), root: "../").add(to: parent)
      default: blocks.add(block, to: parent)
      }
    }
    FootnoteList(inlines: blocks.inlines).add(to: parent)
  }

  private func addTitle(_ title: String, anchor: String?, to parent: Element) {
    let heading = parent.add("h1", ["id": anchor])
    let number = "\(chapter.chapter.number)"
    heading.add("span", ["class": "number"], number)
    heading.add(text: " " + Typography.set(String(title.dropFirst(number.count)).trimmed))
  }
}

/// A chapter's sections with what each is about and worth.
struct SectionList {
  let entries: [LessonText]
  /// The way from the page to the site's top: empty, or `../`.
  let root: String

  func add(to parent: Element) {
    let list = parent.add("ol", ["class": "sections"])
    for entry in entries { add(entry, to: list) }
    let points = entries.reduce(0) { $0 + $1.section.points }
    let count = entries.count == 1 ? "1 section" : "\(entries.count) sections"
    parent.add("p", ["class": "meta"], "\(count), \(points) points")
  }

  private func add(_ entry: LessonText, to list: Element) {
    let item = list.add("li")
    item.add("a", ["href": root + entry.page]) { link in
      link.add("span", ["class": "number"], entry.section.id)
      link.add(text: " \(entry.section.title)")
    }
    item.add("span", ["class": "points"], "\(entry.section.points) points")
    item.add("p", [:], Typography.set(entry.section.summary))
  }
}
