import Course
import Documents
import Toolchain

/// All that the build can say of a lesson's form.
struct FormCheck: Sendable {
  private let site: SiteMap
  private let mentions: TermMentions

  init(_ site: SiteMap) {
    self.site = site
    mentions = TermMentions(in: site.entries.map(\.text), glossary: site.glossary)
  }

  /// Changes with all that a lesson's faults depend on beside its own text and the site's key.
  func add(_ lesson: Lesson, to key: inout Digest) {
    key.add(statusOf: site.workbook.solution(lesson.section))
    for gap in mentions.gaps(in: lesson.file) { key.add(gap.description) }
  }

  /// What must be fixed before the lesson's page is made.
  func faults(of lesson: Lesson) -> [LessonFault] {
    let table = NamesTable(lesson.blocks)
    let names = table?.faults(in: lesson.file, symbols: site.symbols) ?? []
    let gaps = gaps(of: lesson)
    guard lesson.section.isDraft else { return names + gaps }
    guard gaps.isEmpty else { return names }
    return names + [
      LessonFault(
        file: lesson.section.row, line: 1,
        message: "the lesson has every part of the form: remove `form: draft` from its row")
    ]
  }

  /// What the lesson lacks of the form, whether or not it is a draft.
  func gaps(of lesson: Lesson) -> [LessonFault] {
    LessonForm.gaps(of: lesson) + mentions.gaps(in: lesson.file)
      + ShownCalls(site: site).gaps(of: lesson)
  }
}
