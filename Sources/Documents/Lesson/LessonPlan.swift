import Course
import Markup

/// What a lesson is divided into: its headings, and where the exercise is.
struct LessonPlan {
  private static let deepest = 4

  private let blocks: [Block]

  init(_ blocks: [Block]) {
    self.blocks = blocks
  }

  /// The words of the first heading.
  var title: String? {
    blocks.lazy.compactMap { block -> String? in
      if case .heading(_, let words, _) = block { words.plainText } else { nil }
    }.first
  }

  /// What is wrong with the title, the headings' levels and the exercise's place.
  func faults(of section: Section, file: String) -> [LessonFault] {
    var faults: [LessonFault] = []
    func fault(_ line: Int, _ message: String) {
      faults.append(LessonFault(file: file, line: line, message: message))
    }
    if let message = titleFault(section) { fault(1, message) }
    var previous = 0
    for case .heading(let level, _, let line) in blocks {
      if level > Self.deepest {
        fault(line, "a heading of level \(level); a lesson has levels 1 to \(Self.deepest)")
      } else if level > previous + 1, previous > 0 {
        fault(line, "a heading of level \(level) under one of level \(previous) skips a level")
      } else if level == 1, previous > 0 {
        fault(line, "a second title; a lesson has one heading of level 1, its first line")
      }
      previous = level
    }
    var exercises = 0
    for (index, block) in blocks.enumerated() {
      guard case .paragraph(let words, let line) = block, words.count == 1,
        case .text(let text)? = words.first, text.hasPrefix("{{"), text.hasSuffix("}}"),
        !text.hasPrefix("{{after ")
      else { continue }
      exercises += block.isExerciseMark ? 1 : 0
      if !block.isExerciseMark {
        fault(line, "unknown mark \(text); a lesson has {{exercise}} and {{after 2.2}}")
      } else if exercises > 1 {
        fault(line, "{{exercise}} must appear only once in a lesson")
      } else if index == 0 || !blocks[index - 1].isHeading(ofLevel: 2) {
        fault(
          line, "{{exercise}} must be right under a heading of level 2, such as ## Exercise")
      }
    }
    return faults
  }

  private func titleFault(_ section: Section) -> String? {
    let heading = "# \(section.id) \(section.title)"
    if case .heading(level: 1, let words, _)? = blocks.first,
      words.plainText.hasPrefix("\(section.id) ")
    {
      return nil
    }
    let isFrontMatter = blocks.first == .rule
    return "the first line must be the section's heading: \(heading)"
      + (isFrontMatter
        ? "; everything else about a section goes in its row, the .yml file beside the lesson"
        : "")
  }
}

extension Block {
  /// Whether the block is the place of the exercise, a line `{{exercise}}`.
  package var isExerciseMark: Bool {
    if case .paragraph([.text("{{exercise}}")], _) = self { true } else { false }
  }

  fileprivate func isHeading(ofLevel level: Int) -> Bool {
    if case .heading(level, _, _) = self { true } else { false }
  }
}
