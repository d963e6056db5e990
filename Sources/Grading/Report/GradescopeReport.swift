/// A report as Gradescope's `results.json`: an entry a hidden test, in the course's order.
///
/// All text is declared as such, so that Gradescope renders no markup in it.
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
    let visibility = "visible"
  }

  let score: Double
  let execution_time: Double
  let output: String
  let output_format = "text"
  let visibility = "visible"
  let stdout_visibility = "hidden"
  let tests: [Test]

  init(_ report: Report) {
    score = Double(report.points)
    execution_time = report.sections.reduce(0) { $0 + $1.seconds }
    output =
      ([
        "\(report.course): \(report.points) / \(report.possible) points, seed \(report.seed)"
      ] + report.sections.map { "\($0.id) \($0.module): \($0.stateInWords)" })
      .joined(separator: "\n")
    tests = report.sections.flatMap { section in
      section.parts.flatMap { part in
        part.tests.enumerated().map { index, test in
          Test(
            name: "\(section.module), \(part.name): \(test.title)",
            number: "\(section.id).\(part.name).\(index + 1)",
            score: Double(test.points), max_score: Double(test.possible),
            status: test.verdict.kind == .passed ? "passed" : "failed",
            output: [Self.output(of: test, in: section), test.printed.map { "printed:\n\($0)" }]
              .compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "\n"),
            tags: [section.id, part.name])
        }
      }
    }
  }

  /// What Gradescope is to show where nothing could be graded, which is no answer's doing.
  init(failure reason: String) {
    score = 0
    execution_time = 0
    output = "This submission could not be graded, which says nothing of it: \(reason)"
    tests = []
  }

  func json() throws -> String { try sortedJSON(self) }

  private static func output(of test: TestReport, in section: SectionReport) -> String {
    switch test.verdict.kind {
    case .passed: return ""
    case .unanswered: return "not answered yet"
    case .notRun where section.state != .graded:
      let problems = section.problems.flatMap { $0.lines(file: section.fileName) }
      return ([section.stateInWords] + problems).joined(separator: "\n")
    default: return test.verdict.lines(file: section.fileName).joined(separator: "\n")
    }
  }
}
