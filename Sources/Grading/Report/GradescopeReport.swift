/// How much of a report Gradescope shows to students.
public enum GradescopeDetail: String, CaseIterable, Sendable {
  /// Each hidden test, and what is wrong.
  case tests
  /// The points of each part.
  case parts
  /// The points of each section.
  case sections
  /// Each hidden test, once the assignment's due date is past.
  case afterDueDate = "after-due-date"
  /// Each hidden test, once the grades are published.
  case afterPublished = "after-published"
  /// Nothing; each hidden test to graders.
  case hidden

  /// Gradescope's word for when students see it.
  var visibility: String {
    switch self {
    case .tests, .parts, .sections: "visible"
    case .afterDueDate: "after_due_date"
    case .afterPublished: "after_published"
    case .hidden: "hidden"
    }
  }

  /// Whether students do not see their total either, at first or at all: Gradescope hides it with
  /// any test that it hides.
  public var hidesTotal: Bool { visibility != "visible" }
}

/// A report as Gradescope's `results.json`: an entry a hidden test, in the course's order, or an
/// entry a part or section.
///
/// All text is declared as such, so that Gradescope renders no markup in it. No entry is less
/// visible than the whole: a single one that is would hide the total.
struct GradescopeReport: Encodable {
  struct Test: Encodable {
    let name: String
    let number: String
    let score: Double
    let max_score: Double
    let status: String
    let output: String
    let output_format = "text"
    let name_format = "text"
    let tags: [String]
    let visibility: String
  }

  let score: Double
  let execution_time: Double
  let output: String
  let output_format = "text"
  let visibility: String
  let stdout_visibility = "hidden"
  let tests: [Test]

  /// The report, with as much detail as said, and notes beneath its summary.
  init(_ report: Report, detail: GradescopeDetail = .tests, notes: [String] = []) {
    let visibility = detail.visibility
    self.visibility = visibility
    score = Double(report.points)
    execution_time = report.sections.reduce(0) { $0 + $1.seconds }
    output =
      ([
        "\(report.course): \(report.points) / \(report.possible) points, seed \(report.seed)"
      ] + report.sections.map { "\($0.id) \($0.module): \($0.stateInWords)" } + notes)
      .joined(separator: "\n")
    tests = report.sections.flatMap { section in
      switch detail {
      case .sections: [Test(section, visibility)]
      case .parts: section.parts.map { Test($0, of: section, visibility) }
      default:
        section.parts.flatMap { part in
          part.tests.enumerated().map { Test($1, at: $0, part, section, visibility) }
        }
      }
    }
  }

  /// What Gradescope is to show where nothing could be graded, which is no answer's doing.
  init(failure reason: String) {
    score = 0
    execution_time = 0
    output = "This submission could not be graded, which says nothing about it: \(reason)"
    visibility = "visible"
    tests = []
  }

  func json() throws -> String { try sortedJSON(self) }
}

extension GradescopeReport.Test {
  fileprivate init(
    _ test: TestReport, at index: Int, _ part: PartReport, _ section: SectionReport,
    _ visibility: String
  ) {
    name = "\(section.module), \(part.name): \(test.title)"
    number = "\(section.id).\(part.name).\(index + 1)"
    score = Double(test.points)
    max_score = Double(test.possible)
    status = test.verdict.kind == .passed ? "passed" : "failed"
    output = [Self.output(of: test, in: section), test.printed.map { "printed:\n\($0)" }]
      .compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "\n")
    tags = [section.id, part.name]
    self.visibility = visibility
  }

  /// A part as a whole, which says nothing of single tests.
  fileprivate init(_ part: PartReport, of section: SectionReport, _ visibility: String) {
    self.init(
      part: part.name, titled: part.title, of: section.id, section.module, points: part.points,
      possible: part.possible,
      output: part.unanswered.isEmpty ? Self.problems(of: section) : "not answered yet",
      visibility)
  }

  /// The same from what is known of a part without a report.
  init(
    part: String, titled title: String, of id: String, _ module: String, points: Int,
    possible: Int, output: String, _ visibility: String
  ) {
    name = "\(module), \(part): \(title)"
    number = "\(id).\(part)"
    score = Double(points)
    max_score = Double(possible)
    status = points == possible ? "passed" : "failed"
    self.output = output
    tags = [id, part]
    self.visibility = visibility
  }

  /// A section as a whole.
  fileprivate init(_ section: SectionReport, _ visibility: String) {
    name = "\(section.module): \(section.title)"
    number = section.id
    score = Double(section.points)
    max_score = Double(section.possible)
    status = section.isComplete ? "passed" : "failed"
    output =
      section.state == .graded ? section.stateInWords : Self.problems(of: section)
    tags = [section.id]
    self.visibility = visibility
  }

  private static func output(of test: TestReport, in section: SectionReport) -> String {
    switch test.verdict.kind {
    case .passed: ""
    case .unanswered: "not answered yet"
    case .notRun where section.state != .graded: problems(of: section)
    default: test.verdict.lines(file: section.fileName).joined(separator: "\n")
    }
  }

  /// What concerns a whole answer that was not run; nothing of one that was.
  private static func problems(of section: SectionReport) -> String {
    guard section.state != .graded else { return "" }
    let problems = section.problems.flatMap { $0.lines(file: section.fileName) }
    return ([section.stateInWords] + problems).joined(separator: "\n")
  }
}

extension Report {
  /// Gradescope's `results.json`, with as much detail as said, and notes beneath its summary.
  public func gradescope(detail: GradescopeDetail, notes: [String] = []) throws -> String {
    try GradescopeReport(self, detail: detail, notes: notes).json()
  }

  /// The same where nothing could be graded, for a reason in words.
  public static func gradescope(failure reason: String) throws -> String {
    try GradescopeReport(failure: reason).json()
  }
}
