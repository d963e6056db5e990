import Course

/// The sections of a course and their points, as `grade list` shows them.
public struct SectionList {
  private let workbook: Workbook

  public init(of workbook: Workbook) {
    self.workbook = workbook
  }

  /// The list, ending in a line end.
  public var text: String {
    var lines: [String] = []
    for chapter in workbook.course.chapters {
      if !lines.isEmpty { lines.append("") }
      lines.append(
        spread(
          "\(chapter.number) \(chapter.title)", "\(chapter.points) points",
          width: TextReport.width))
      lines += chapter.sections.map { section in
        let name = "  \(section.id) \(section.module)".padded(to: 30)
        return spread(name + state(of: section), "\(section.points)", width: TextReport.width - 7)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whether a section's parts are answered in Exercises, which says nothing of right or wrong.
  private func state(of section: Section) -> String {
    guard let file = try? AnswerFile(workbook.answer(section)) else { return "no answer to read" }
    let answered = Submission(section: section, file: file).answeredParts.count
    switch answered {
    case 0: return "not answered"
    case section.parts.count: return "answered"
    default: return "\(answered) of \(section.parts.count) parts answered"
    }
  }
}
