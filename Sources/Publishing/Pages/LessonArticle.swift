import Documents
import Markup
import Rendering

/// Adds a lesson's blocks to its page.
struct LessonArticle {
  let lesson: Lesson
  let outputs: [CellOutput]
  let blocks: BlockRenderer
  let exercise: ExerciseBox
  /// The title of a section, written or planned.
  let title: (_ section: String) -> String?

  func add(to parent: Element) {
    let anchors = Anchors.all(in: lesson.blocks)
    let blocks = blocks.showing(outputs, of: lesson)
    var headings = 0
    for (index, block) in lesson.blocks.enumerated() {
      switch block {
      case .heading(let level, let words, _):
        let anchor = anchors[headings]
        headings += 1
        if index + 1 < lesson.blocks.count, lesson.blocks[index + 1].isExerciseMark {
          exercise.add(to: parent, anchor: anchor) { box in
            add(heading: words, level: level, anchor: anchor, to: box)
          }
        } else {
          add(heading: words, level: level, anchor: anchor, to: parent)
        }
      case _ where block.isExerciseMark: break
      default: blocks.add(lesson.blocks, at: index, to: parent)
      }
    }
    FootnoteList(inlines: blocks.inlines).add(to: parent)
  }

  private func add(heading words: [Inline], level: Int, anchor: String, to parent: Element) {
    guard level == 1 else {
      return blocks.add(heading: words, level: level, anchor: anchor, to: parent)
    }
    let heading = parent.add("h1", ["id": anchor])
    let number = lesson.section.id
    heading.add("span", ["class": "number"], number)
    heading.add(
      text: " " + Typography.set(String(words.plainText.dropFirst(number.count)).trimmed))
    LessonHead(
      section: lesson.section, hasProgram: lesson.hasProgram, report: exercise.report,
      inlines: blocks.inlines, title: title
    ).add(to: parent)
  }
}
