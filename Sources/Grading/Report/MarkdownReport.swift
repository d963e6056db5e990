import Foundation

/// A report or a trial as Markdown, for pages that show it, such as the summary of a build.
///
/// What an answer may have influenced is in code blocks, where nothing of it acts.
struct MarkdownReport {
  /// The text, ending in a line end.
  let text: String

  init(_ report: Report) {
    let rows = report.sections.map { section in
      "| \(section.id) | \(section.module) | \(section.points) / \(section.possible) | "
        + "\(section.stateInWords) |"
    }
    let details = report.sections.map { section in
      Self.detail(
        "\(section.id) \(section.module)", section.problems, of: section.fileName,
        section.parts.flatMap { part in
          part.tests.filter(\.verdict.isWrong).map { ("\(part.name): \($0.title)", $0.verdict) }
        })
    }
    text = Self.page(
      "\(report.course): \(report.points) / \(report.possible) points",
      ["| | section | points | |", "|---|---|---|---|"] + rows,
      details + ["Inputs from seed \(report.seed).\n"])
  }

  init(_ trial: Trial) {
    let rows = trial.sections.map { "| \($0.id) | \($0.module) | \($0.stateInWords) |" }
    let details = trial.sections.map { section in
      Self.detail(
        "\(section.id) \(section.module)", section.problems,
        of: URL(filePath: section.file).lastPathComponent,
        section.tests.filter(\.verdict.isWrong).map { ($0.title, $0.verdict) })
    }
    let isHandout = trial.sections.contains { !$0.hasHiddenTests }
    text = Self.page(
      "Public tests",
      rows.isEmpty
        ? ["Nothing is answered yet."] : ["| | section | |", "|---|---|---|"] + rows,
      details + (isHandout ? ["\(TrialText.elsewhere)\n"] : []))
  }

  private static func page(_ title: String, _ table: [String], _ rest: [String]) -> String {
    (["## \(title)\n\n" + table.joined(separator: "\n") + "\n"] + rest.filter { !$0.isEmpty })
      .joined(separator: "\n")
  }

  /// What went wrong in a section; empty when nothing did.
  private static func detail(
    _ name: String, _ problems: [SectionReport.Problem], of file: String,
    _ tests: [(title: String, verdict: Verdict)]
  ) -> String {
    let lines =
      problems.flatMap { $0.lines(file: file) }
      + tests.flatMap { ["x  \($0.title)"] + $0.verdict.lines(file: file).map { "   \($0)" } }
    guard !lines.isEmpty else { return "" }
    return "### \(name)\n\n" + block(lines.joined(separator: "\n")) + "\n"
  }

  /// A code block, between fences longer than any that the text has.
  private static func block(_ text: String) -> String {
    let longest = text.matches(of: #/~+/#).map { $0.0.count }.max() ?? 0
    let fence = String(repeating: "~", count: max(3, longest + 1))
    return "\(fence)text\n\(text)\n\(fence)"
  }
}
