import Foundation

/// A section's part of a text report.
struct SectionText {
  let section: SectionReport
  let style: TextStyle

  var lines: [String] {
    [header] + problems + (showsParts ? section.parts.flatMap(part) : [])
  }

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

  /// What several places have in common is told once, beneath them all.
  private var problems: [String] {
    var rest = section.problems[...]
    var lines: [String] = []
    while let first = rest.first {
      let alike = rest.prefix { $0.line != nil && $0.message == first.message }
      rest = rest.dropFirst(max(1, alike.count))
      let message = first.message.readable.split(separator: "\n").map(String.init)
      lines += alike.map { "  " + quoted($0.line ?? 0, $0.column, $0.source ?? "") }
      lines += message.flatMap { style.lines($0, indent: alike.isEmpty ? 2 : 4) }
    }
    return lines
  }

  private func part(_ part: PartReport) -> [String] {
    let points = "\(part.points) / \(part.possible)"
    var lines = ["  " + style.named(part.name) + points]
    if let call = part.unanswered.first {
      let place = "\(section.fileName):\(call.line)"
      lines.append("    -  " + style.paint("not answered yet (\(place))", .quiet))
      return lines
    }
    if part.points == part.possible {
      lines[0] += "   " + style.paint("ok", .good)
      return lines
    }
    var told: [Verdict] = []
    for test in part.tests {
      let isKnown = told.contains { $0.isAlike(test.verdict) }
      lines += self.test(test, inFull: told.isEmpty && test.verdict.isWrong, isKnown: isKnown)
      if test.verdict.isWrong { told.append(test.verdict) }
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

  /// A test's lines. Of a part's wrong tests the first is told in full: the others mostly follow.
  private func test(_ test: TestReport, inFull: Bool, isKnown: Bool) -> [String] {
    switch test.verdict.kind {
    case .passed: return ["    " + style.paint("ok", .good) + " \(test.title)"]
    case .unanswered: return ["    -  \(test.title): not answered yet"]
    case .notRun:
      let reason = test.verdict.messages.first ?? "not run"
      return ["    -  \(test.title): \(reason)"]
    case .failed, .trapped, .timedOut, .tooMuchOutput, .exitedEarly:
      return isKnown
        ? ["    \(style.paint("x ", .bad)) \(test.title): the same"] : wrong(test, inFull: inFull)
    }
  }

  private func wrong(_ test: TestReport, inFull: Bool) -> [String] {
    let mark = "    " + style.paint("x ", .bad)
    // A test that fails in a loop says much the same many times over.
    let message = (test.verdict.messages.first ?? "").readable.split(separator: "\n")
      .map(String.init)
    let more = test.verdict.messages.count - 1
    var lines = ["\(mark) \(test.title)"]
    // What comes after the first line is laid out already.
    lines += message.prefix(1).flatMap { style.lines($0, indent: 7) }
    if inFull { lines += message.dropFirst().map { "       \($0)" } }
    if inFull, more > 0 { lines.append("       and \(more) more like this") }
    if let place = test.verdict.place {
      lines.append("       at " + quoted(place.line, place.column, place.source))
    }
    if inFull, let inputs = test.verdict.inputs {
      lines += inputs.split(separator: "\n").map { "       \($0)" }
    }
    return lines
  }

  /// A line of the answer: where it is, and its text.
  private func quoted(_ line: Int, _ column: Int?, _ source: String) -> String {
    var place = "\(section.fileName):\(line)"
    // The compiler gives column 0 to code that it made itself.
    if let column, column > 0 { place += ":\(column)" }
    return source.isEmpty
      ? place : place + "    " + style.paint(source, .quiet)
  }
}

extension Verdict {
  /// Whether both say the same of the same place.
  fileprivate func isAlike(_ other: Verdict) -> Bool {
    kind == other.kind && place == other.place
      && messages.first?.prefix { $0 != "\n" } == other.messages.first?.prefix { $0 != "\n" }
  }
}

extension String {
  /// This as far as anybody reads it on a terminal; other formats have it whole.
  fileprivate var readable: String {
    let limit = 2000
    return count > limit ? prefix(limit) + " ... (\(count - limit) more characters)" : self
  }
}
