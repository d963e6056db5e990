import Documents
import Markup

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
