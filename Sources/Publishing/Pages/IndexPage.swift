import Course
import Documents
import Markup

/// The site's first page: what the course is, and its chapters and sections.
struct IndexPage {
  let frame: Frame

  private var site: SiteMap { frame.site }

  /// The page in the theme's frame, with what the template `front` puts in it.
  ///
  /// - Throws: `LessonFaults` of the templates.
  func page(front: Template) throws -> Element {
    let course = site.workbook.course
    let navigation = Navigation(frame: frame, current: nil, root: "")
    let words = ["root": "", "summary": course.subtitle, "kind": "index"]
    let article = try front.page(
      words: words,
      slots: [
        "title": { $0.add(text: course.title) },
        "term": { $0.add(text: course.term) },
        "subtitle": { $0.add(text: course.subtitle) },
        "first": addFirst,
        "chapters": addChapters,
      ])
    return try frame.template.page(
      words: words,
      slots: navigation.slots.merging([
        "title": { $0.add(text: "\(course.title) \u{2013} \(course.subtitle)") },
        "outline": { _ in },
        "article": { $0.add(copyOf: article) },
        "turn": { _ in },
      ]) { $1 })
  }

  private func addFirst(to parent: Element) {
    guard let entry = site.entries.first else { return }
    parent.add(
      "a", ["class": "start", "href": entry.page],
      "Start with \(entry.section.id) \(entry.section.title)")
  }

  private func addChapters(to parent: Element) {
    for chapter in site.workbook.course.chapters {
      let entries = site.entries(of: chapter)
      guard !entries.isEmpty else { continue }
      let element = parent.add("section", ["class": "chapter", "aria-labelledby": chapter.slug])
      element.add("h2", ["id": chapter.slug]) { heading in
        heading.add("span", ["class": "number"], "\(chapter.number)")
        heading.add(text: " ")
        heading.add("a", ["href": chapter.pagePath], chapter.title)
      }
      element.add("p", ["class": "summary"], Typography.set(chapter.summary))
      SectionList(entries: entries, root: "").add(to: element)
    }
  }
}
