import Course
import Documents
import Grading
import Markup
import Rendering

/// What is under a lesson's title, made from the section's row: how long it takes, what it needs
/// and leads to, what it mirrors, its program.
struct LessonHead {
  let section: Section
  let hasProgram: Bool
  /// What the reader's answer earned, where that is known.
  let report: SectionReport?
  let inlines: InlineRenderer
  /// The title of a section, written or planned.
  let title: (_ section: String) -> String?

  func add(to parent: Element) {
    let head = parent.add("div", ["class": "head"])
    addFacts(to: head)
    addNeeds(to: head)
    addSource(to: head)
    addAims(to: head)
  }

  private func addFacts(to parent: Element) {
    let line = parent.add("p", ["class": "meta"])
    if let minutes = section.minutes {
      line.add("span", [:], "\(minutes.read) minutes to read")
      line.add("span", [:], "\(minutes.exercise) minutes for the exercise")
    }
    line.add("span", [:], "\(section.points) points")
    if let report { SectionState(report).add(to: line) }
    if hasProgram {
      let file = section.slug + ".swift"
      line.add("a", ["href": file, "download": file], "Download program")
    }
  }

  private func addNeeds(to parent: Element) {
    guard !section.requires.isEmpty else { return }
    parent.add("p") { line in
      line.add(text: "Before this: ")
      for (index, id) in section.requires.enumerated() {
        if index > 0 { line.add(text: ", ") }
        let title = title(id).orEmpty
        inlines.add(
          [.link(target: id, title: "", [.text("\(id) \(title)")], line: 1)], to: line)
      }
    }
  }

  private func addSource(to parent: Element) {
    guard let source = section.source, !source.title.isEmpty else { return }
    parent.add("p") { line in
      line.add(text: "After ")
      let words = Typography.set(
        source.title + (source.section.isEmpty ? "" : ", \"\(source.section)\""))
      if source.address.isEmpty {
        line.add(text: words)
      } else {
        line.add("a", ["href": source.address], words)
      }
      if !source.author.isEmpty { line.add(text: " by \(source.author)") }
    }
  }

  private func addAims(to parent: Element) {
    guard !section.afterwards.isEmpty else { return }
    parent.add("p", ["class": "aims"], "Afterwards you can")
    let list = parent.add("ul")
    for aim in section.afterwards {
      let item = list.add("li")
      if case .paragraph(let words, _)? = Self.blocks(of: aim, in: section).first {
        inlines.withoutCodeLinks.add(words, to: item)
      }
    }
  }

  private static func blocks(of text: String, in section: Section) -> [Block] {
    (try? MarkdownReader.read(text, file: section.row)) ?? []
  }
}
