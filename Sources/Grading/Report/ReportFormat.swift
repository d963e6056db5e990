import Course

/// The forms in which a report can be written; all say the same.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// For a reader at a terminal.
  case text
  /// The whole report, as docs/guide/report.md describes it.
  case json
  /// JUnit's XML, which build servers show.
  case junit
  /// Gradescope's `results.json`.
  case gradescope
  /// A line a finding, as compilers write theirs, for an editor to mark.
  case editor
  /// A table and what is wrong, in Markdown, as for the summary of a build.
  case markdown

  /// A report in this form, ending in a line end.
  ///
  /// Style matters to text alone. Throws what encoding JSON throws.
  public func text(of report: Report, in workbook: Workbook, style: TextStyle) throws -> String {
    switch self {
    case .text: TextReport(report, of: workbook.course, style: style).text
    case .editor: EditorReport(report: report, workbook: workbook).text
    case .json: try report.json()
    case .junit: JUnitReport(report).text
    case .gradescope: try GradescopeReport(report).json()
    case .markdown: MarkdownReport(report).text
    }
  }

  /// A trial in this form, ending in a line end.
  ///
  /// Throws a `NeedsHiddenTests` in the forms that are of points, which a trial has not.
  public func text(of trial: Trial, in workbook: Workbook, style: TextStyle) throws -> String {
    switch self {
    case .text: TrialText(trial, style: style).text
    case .editor: EditorTrial(trial: trial, workbook: workbook).text
    case .markdown: MarkdownReport(trial).text
    case .json, .junit, .gradescope: throw NeedsHiddenTests(format: rawValue)
    }
  }

  /// What is written where grading was not possible, for a reader who sees nothing else; nil where
  /// the reason on standard error is enough.
  public func text(ofFailure reason: String) -> String? {
    self == .gradescope ? try? GradescopeReport(failure: reason).json() : nil
  }
}

/// A report of points is asked for where there are no hidden tests to decide them.
public struct NeedsHiddenTests: Error, CustomStringConvertible {
  let format: String

  public var description: String {
    "--format \(format) shows points, but this handout has no hidden tests to decide them: they "
      + "run where your instructor grades"
  }
}
