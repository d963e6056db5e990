import Foundation

/// A trial as text for a terminal.
public struct TrialText: Sendable {
  let trial: Trial
  let style: TextStyle

  public init(_ trial: Trial, style: TextStyle = TextStyle()) {
    self.trial = trial
    self.style = style
  }

  /// What a handout says of the points.
  static let elsewhere = "Hidden tests decide the points: they run where your instructor grades."

  /// The whole text, ending in a line end.
  public var text: String {
    var lines = trial.sections.map(lines).joined(separator: [""]).map(\.self)
    let graded = trial.sections.filter { $0.state == .graded && $0.hasHiddenTests }
    if !graded.isEmpty {
      // Of many, grading all is easier to type.
      let names = graded.count > 3 ? "" : graded.map { " \($0.id)" }.joined()
      let lead = "Hidden tests decide the points:"
      let command = "`\(style.command)\(names)`"
      lines += trial.sections.count > 1 ? [""] : []
      // A command stays in one piece.
      lines +=
        lead.count + 1 + command.count <= style.width
        ? ["\(lead) \(command)"] : [lead, "  \(command)"]
    } else if trial.sections.contains(where: { !$0.hasHiddenTests }) {
      lines += [""] + style.lines(Self.elsewhere, indent: 0)
    }
    if trial.sections.contains(where: { $0.state == .graded }) {
      lines += style.sandboxNote(trial.sandbox)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(of section: SectionTrial) -> [String] {
    let findings = FindingText(
      file: URL(filePath: section.file).lastPathComponent, style: style)
    return [header(of: section)]
      + findings.lines(of: section.problems, indent: 2)
      + section.tests.flatMap {
        findings.lines(of: $0.title, $0.verdict, printed: $0.printed, indent: 2)
      }
  }

  private func header(of section: SectionTrial) -> String {
    let name = "\(section.id) \(section.module)"
    guard section.state == .graded else {
      return style.paint("\(name)  ", .strong) + style.paint(section.state.inWords, .bad)
    }
    let passed = section.tests.count { $0.verdict.kind == .passed }
    let result = String(
      format: "%d of %d   %.1f s", passed, section.tests.count, section.seconds)
    return style.paint(
      spread("\(name), public tests", result, width: style.width), .strong)
  }
}
