import Documents
import Foundation
import Markup
import Rendering

/// The page of a lesson.
struct LessonPage {
  let lesson: Lesson
  let outputs: [CellOutput]
  let links: LinkResolver
  /// The answer file as seen from the page; nil where the site is apart from the workbook.
  let answerAddress: String?
  let drawings: Drawings

  /// The page in the theme's frame.
  ///
  /// - Throws: `LessonFaults` of the template.
  func page(in frame: Frame) throws -> Element {
    let site = frame.site
    let course = site.workbook.course
    let section = lesson.section
    let root = SitePath.root(from: section.pagePath)
    let navigation = Navigation(frame: frame, current: section, root: root)
    let answer = site.workbook.displayPath(site.workbook.answer(section))
    let inlines = InlineRenderer(links: links, of: lesson.blocks)
    let article = LessonArticle(
      lesson: lesson, outputs: outputs,
      blocks: BlockRenderer(inlines: inlines, drawings: drawings),
      exercise: ExerciseBox(
        section: section, file: answer, address: answerAddress,
        report: site.results.own?.latest[section.id], resultsAddress: root + ResultsPages.own),
      title: links.sectionTitle)
    return try frame.template.page(
      words: ["root": root, "summary": section.summary, "kind": "lesson"],
      slots: navigation.slots.merging([
        "title": { $0.add(text: "\(lesson.title) \u{2013} \(course.title)") },
        "outline": { navigation.addOutline(of: lesson, with: inlines, to: $0) },
        "article": article.add,
        "turn": navigation.addTurn,
      ]) { $1 })
  }
}
