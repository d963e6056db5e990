import Foundation
import Markup

/// The page of a lesson.
struct LessonPage {
  let lesson: Lesson
  let outputs: [CellOutput]
  let site: SiteMap
  let links: LinkResolver
  /// The answer file as seen from the page; nil where the site is apart from the workbook.
  let answerAddress: String?
  let drawings: Drawings

  /// The page in the theme's template.
  ///
  /// - Throws: `LessonFaults` of the template.
  func page(in template: Template) throws -> Element {
    let course = site.workbook.course
    let section = lesson.section
    let root = SidePage.root(from: section.pagePath)
    let navigation = Navigation(site: site, current: section, root: root)
    let answer = site.workbook.displayPath(site.workbook.answer(section))
    let inlines = InlineRenderer(links: links)
    let article = ArticleRenderer(
      lesson: lesson, outputs: outputs,
      blocks: BlockRenderer(inlines: inlines, drawings: drawings),
      exercise: ExerciseBox(
        section: section, file: answer, address: answerAddress,
        report: site.results.own?.latest[section.id], resultsAddress: root + ResultsPages.own))
    return try template.page(
      words: ["root": root, "summary": section.summary, "kind": "lesson"],
      slots: navigation.slots.merging([
        "title": { $0.add(text: "\(lesson.title) \u{2013} \(course.title)") },
        "outline": { navigation.addOutline(of: lesson, with: inlines, to: $0) },
        "article": article.add,
        "turn": navigation.addTurn,
      ]) { $1 })
  }
}
