import Answers
import Course
import Toolchain

/// The sections of a course, with their points and what became of them, as `grade list` shows them.
public struct CourseOverview {
  private let workbook: Workbook
  private let state: StudentState
  private let style: TextStyle

  public init(of workbook: Workbook, state: StudentState, style: TextStyle = TextStyle()) {
    self.workbook = workbook
    self.state = state
    self.style = style
  }

  /// The list, ending in a line end.
  public var text: String {
    let fingerprints = workbook.answerFingerprints(workbook.course.sections)
    let rows = workbook.course.sections.map { Row($0, state, fingerprints, workbook) }
    var lines: [String] = []
    for chapter in workbook.course.chapters {
      let earned = rows.filter { $0.section.chapterNumber == chapter.number }
        .reduce(0) { $0 + ($1.points ?? 0) }
      if !lines.isEmpty { lines.append("") }
      lines.append(
        style.paint(
          spread(
            "\(chapter.number) \(chapter.title)",
            isHandout ? "\(chapter.points) points" : "\(earned) / \(chapter.points) points",
            width: style.width), .strong))
      lines += rows.filter { $0.section.chapterNumber == chapter.number }.map(line)
    }
    let done = rows.count { $0.tone == .good }
    lines += [
      "",
      isHandout
        ? "\(done) of \(rows.count) sections answered, and right by the public tests"
        : "\(done) of \(rows.count) sections done",
    ]
    if let next = rows.first(where: { $0.tone != .good })?.section {
      lines.append("Next: \(next.id) \(next.module)")
      lines.append("      \(workbook.displayPath(workbook.answer(next)))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The list, and how to begin, for who has answered nothing yet.
  public var start: String {
    guard let first = workbook.course.sections.first else { return text }
    return text + """

      Start here:  \(workbook.displayPath(workbook.lesson(first)))
      Try it:      `\(style.command) try \(first.id)`

      """
  }

  /// Whether nothing here gives the points of an answer.
  private var isHandout: Bool { workbook.course.sections.allSatisfy { !$0.hasHiddenTests } }

  private func line(_ row: Row) -> String {
    style.row(
      "\(row.section.id) \(row.section.module)", row.words, row.tone,
      points: "\(row.points.map(String.init) ?? "-") / \(row.section.points)")
  }

  /// What is known of a section.
  private struct Row {
    let section: Section
    let words: String
    let tone: TextStyle.Tone
    /// The points of the last grading.
    let points: Int?

    init(
      _ section: Section, _ state: StudentState, _ fingerprints: [String: String],
      _ workbook: Workbook
    ) {
      self.section = section
      if let result = state.results[section.module] {
        let isCurrent = result.answer == fingerprints[section.module]
        points = result.points
        let changed = "changed since it was \(section.hasHiddenTests ? "graded" : "tried")"
        words = isCurrent ? result.summary : changed
        tone = !isCurrent ? .quiet : result.isComplete ? .good : result.points == 0 ? .quiet : .bad
        return
      }
      points = nil
      tone = .quiet
      guard let file = try? AnswerFile(workbook.answer(section)) else {
        words = "no answer to read"
        return
      }
      let answered = Submission(section: section, file: file).answeredParts.count
      words =
        switch answered {
        case 0: "not answered"
        case section.parts.count:
          section.hasHiddenTests ? "answered, not graded yet" : "answered, not tried yet"
        default: "\(answered) of \(section.parts.count) parts answered"
        }
    }
  }
}
