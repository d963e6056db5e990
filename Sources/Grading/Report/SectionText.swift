import Foundation

/// A section's part of a text report.
struct SectionText {
  let section: SectionReport
  let style: TextStyle

  var lines: [String] {
    [header] + findings.lines(of: section.problems, indent: 2)
      + (showsParts ? section.parts.flatMap(part) : [])
  }

  private var findings: FindingText { FindingText(file: section.fileName, style: style) }

  private var header: String {
    let words =
      section.isComplete
      ? ("all parts right", TextStyle.Tone.good)
      : section.state == .graded ? ("", .bad) : (section.stateInWords, .bad)
    let time =
      section.unchanged != nil
      ? "   unchanged"
      : section.state == .graded ? String(format: "   %.1f s", section.seconds) : ""
    let name = "\(section.id) \(section.module)"
    let points = "\(section.points) / \(section.possible) points\(time)"
    // Measured before it is painted: colour codes have no width.
    // Where there is little room, the words come closer to the name.
    let isNarrow = words.0.count + points.count + 30 > style.width
    let start = isNarrow ? name + "  " : style.named(name)
    let left = start + words.0
    let gap = spread(left, points, width: style.width).dropFirst(left.count)
    return style.paint(start, .strong) + style.paint(words.0, words.1)
      + style.paint(String(gap), .strong)
  }

  /// Of a section that earned nothing as a whole, its parts say nothing more.
  private var showsParts: Bool {
    !section.isComplete && [.graded, .unanswered].contains(section.state)
  }

  private func part(_ part: PartReport) -> [String] {
    let points = "\(part.points) / \(part.possible)"
    var lines = ["  " + style.named(part.name) + points]
    if let call = part.unanswered.first {
      let place = "\(section.fileName):\(call.line)"
      let words = part.tests.first?.verdict.messages.first ?? "not answered yet"
      lines.append("    -  " + style.paint("\(words) (\(place))", .quiet))
      return lines
    }
    if part.points == part.possible {
      lines[0] += "   " + style.paint("ok", .good)
      return lines
    }
    // Of a part's wrong tests only the first is shown in full: the others mostly follow from it.
    var wrong: [Verdict] = []
    for test in part.tests {
      lines += findings.lines(
        of: test.title, test.verdict, printed: test.printed, indent: 4, after: wrong)
      if test.verdict.isWrong { wrong.append(test.verdict) }
    }
    if let hint = part.hint {
      lines += "       Hint \(part.hintNumber ?? 1) of \(part.hints): ".wrapping(
        hint, width: style.width)
      if part.hints > part.hintNumber ?? 1 {
        lines.append("       More: `\(style.command) hint \(section.id) \(part.name)`")
      }
    }
    return lines
  }
}
