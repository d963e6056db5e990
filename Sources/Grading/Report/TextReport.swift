import Answers
import Course
import Foundation

/// A report as text for a terminal.
public struct TextReport: Sendable {
  let report: Report
  let course: Course
  let style: TextStyle

  public init(_ report: Report, of course: Course, style: TextStyle = TextStyle()) {
    self.report = report
    self.course = course
    self.style = style
  }

  /// The whole report, ending in a line end.
  public var text: String {
    var lines: [String] = []
    if report.sections.count == 1 {
      lines += SectionText(section: report.sections[0], style: style).lines
    } else {
      lines += overview
      for section in report.sections where section.hasDetails {
        lines += [""] + SectionText(section: section, style: style).lines
      }
    }
    let closing = closing
    if !closing.isEmpty { lines += [""] + closing }
    return lines.joined(separator: "\n") + "\n"
  }

  private var overview: [String] {
    var lines: [String] = []
    for chapter in course.chapters {
      let sections = report.sections.filter { $0.chapter == chapter.number }
      guard !sections.isEmpty else { continue }
      if !lines.isEmpty { lines.append("") }
      let points = sections.reduce(0) { $0 + $1.points }
      let possible = sections.reduce(0) { $0 + $1.possible }
      let title = "\(chapter.number) \(chapter.title)"
      lines.append(
        style.paint(
          spread(title, "\(points) / \(possible) points", width: style.width), .strong))
      lines += sections.map(row)
    }
    return lines
  }

  private func row(_ section: SectionReport) -> String {
    let name = "\(section.id) \(section.module)"
    let words = section.stateInWords
    guard section.state != .unanswered else {
      return "  " + style.named(name) + style.quiet(words)
    }
    return style.row(
      name, words, section.isComplete ? .good : .bad,
      points: "\(section.points) / \(section.possible)")
  }

  private var closing: [String] {
    var lines: [String] = []
    if report.sections.count > 1, report.points > 0 || report.hasAnswers {
      let done = report.sections.count { $0.isComplete }
      lines.append(
        "\(done) of \(report.sections.count) sections done, "
          + "\(report.points) / \(report.possible) points")
    }
    for note in [unchangedNote, seedNote] { lines += note.map(style.note) ?? [] }
    lines += next
    if report.sections.contains(where: { $0.state == .graded }) {
      lines += style.sandboxNote(report.sandbox)
    }
    return lines
  }

  private var unchangedNote: String? {
    let count = report.sections.count { $0.unchanged != nil }
    guard count > 0 else { return nil }
    let what =
      report.sections.count == 1
      ? "Nothing has changed since this was graded"
      : count == 1
        ? "1 of \(report.sections.count) sections has not changed since it was graded"
        : "\(count) of \(report.sections.count) sections have not changed since they were graded"
    return "\(what); add `--fresh` to grade again."
  }

  private var seedNote: String? {
    let failed = report.sections.first { section in
      section.state == .graded
        && section.parts.contains { $0.tests.contains(where: \.verdict.isWrong) }
    }
    guard let failed else { return nil }
    let seed = failed.seed(of: report)
    return "Inputs from seed \(seed); add `--seed \(seed)` for the same again."
  }

  private var next: [String] {
    if report.sections.count == 1, report.sections[0].isComplete {
      let sections = course.sections
      let position = sections.firstIndex { $0.id == report.sections[0].id } ?? sections.endIndex
      guard sections.indices.contains(position + 1) else { return ["That was the last section."] }
      return ["Next: \(sections[position + 1].id) \(sections[position + 1].module)"]
    }
    guard let open = report.sections.first(where: { !$0.isComplete }) else {
      return [style.paint("Everything is right.", .good)]
    }
    // What is wrong comes before what is not begun.
    let first = open.parts.first { $0.points < $0.possible }
    guard [.graded, .unanswered].contains(open.state), let part = first, !part.unanswered.isEmpty
    else {
      return report.sections.count > 1 ? ["Next: \(open.id) \(open.module)"] : []
    }
    let place = "\(open.file):\(part.unanswered[0].line)"
    if report.hasAnswers { return ["Next: `\(part.name)` at \(place)"] }
    return [
      "Start here:  \(open.lesson)",
      "Then answer  `\(part.name)` at \(place)",
      "Try it:      `\(style.command) try \(open.id)`",
      "Grade it:    `\(style.command) \(open.id)`",
    ]
  }
}

extension Report {
  /// Whether any section has an answer.
  var hasAnswers: Bool { sections.contains { $0.state != .unanswered } }
}

extension SectionReport {
  /// Whether an overview should be followed by what went wrong here.
  var hasDetails: Bool { state != .unanswered && !isComplete }

  /// The state in words: `2 of 3 parts right`.
  public var stateInWords: String {
    guard state == .graded else { return state.inWords }
    if isComplete { return "all parts right" }
    let right = parts.count { $0.points == $0.possible }
    return "\(right) of \(parts.count) parts right"
  }
}

extension SectionReport.State {
  /// The state in words; the tests of what was run say more.
  var inWords: String {
    switch self {
    case .unanswered: "not answered"
    case .unreadable: "no answer to read"
    case .refused: "not allowed"
    case .doesNotCompile: "does not compile"
    case .doesNotFit: "does not fit the tests"
    case .notGraded: "could not be graded"
    case .graded: "graded"
    }
  }
}
