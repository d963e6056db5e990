import Course
import Grading
import Markup

/// The line under a lesson's title: what it mirrors, what it is worth, its program.
struct LessonMeta {
  let section: Section
  let hasProgram: Bool
  /// What the reader's answer earned, where that is known.
  let report: SectionReport?

  func add(to parent: Element) {
    let line = parent.add("p", ["class": "meta"])
    line.add("span", [:], "\(section.points) points")
    if let report { SectionState(report).add(to: line) }
    if !section.source.isEmpty { line.add("span", [:], "After \(Typography.set(section.source))") }
    if hasProgram {
      let file = section.slug + ".swift"
      line.add("a", ["href": file, "download": file], "Download program")
    }
  }
}
