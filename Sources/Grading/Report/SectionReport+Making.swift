import Answers
import Course

extension SectionReport {
  /// A report on a section of a workbook.
  ///
  /// `verdicts` gives a verdict on each test that was run, by name; tests without one count as
  /// not run, those of unanswered parts as unanswered. Control characters in anything that the
  /// answer may have had a say in are written out here, so that they act in no format.
  init(
    _ section: Section, file: String, lesson: String, state: State, seconds: Double = 0,
    problems: [Problem] = [], unanswered: [String: [UnansweredCall]] = [:],
    verdicts: [String: Judge.Judged] = [:]
  ) {
    id = section.id
    chapter = section.chapterNumber
    module = section.module
    title = section.title
    self.file = file
    self.lesson = lesson
    self.state = state
    self.seconds = seconds
    self.problems = problems.map(\.escaped)
    parts = section.parts.map {
      PartReport($0, unanswered: unanswered[$0.name] ?? [], verdicts: verdicts)
    }
    points = parts.reduce(0) { $0 + $1.points }
    possible = section.points
  }

  /// A report on a section of which nothing was run, and why.
  package init(
    notRun section: Section, file: String, lesson: String, state: State, because reason: String
  ) {
    self.init(
      section, file: file, lesson: lesson, state: state, problems: [Problem(reason)])
  }
}

extension PartReport {
  init(_ part: Part, unanswered: [UnansweredCall], verdicts: [String: Judge.Judged]) {
    name = part.name
    title = part.title
    self.unanswered = unanswered.map(\.escaped)
    let open = part.declarations.filter { name in unanswered.contains { $0.isInside(name) } }
    // Where a part of several is begun, what is missing is easily overlooked.
    let isBegun = !open.isEmpty && open.count < part.declarations.count
    let missing = Verdict(
      .unanswered, isBegun ? ["\(open.joined(separator: " and ")) not answered yet"] : [])
    tests = part.tests.map { test in
      let judged = verdicts[test.name]
      let verdict =
        judged?.verdict.escaped ?? (unanswered.isEmpty ? Verdict(.notRun) : missing)
      return TestReport(
        name: test.name, title: TestName.words(test.name),
        points: verdict.kind == .passed ? test.points : 0, possible: test.points,
        seconds: judged?.seconds ?? 0, verdict: verdict,
        printed: judged?.printed.map(Escaped.text))
    }
    points = tests.reduce(0) { $0 + $1.points }
    possible = part.points
    hints = part.hints.count
    let firstWrong = tests.first(where: \.verdict.isWrong)
    let number = firstWrong.map { part.firstHints[$0.name] ?? 1 }
    hint = number.flatMap { part.hints.indices.contains($0 - 1) ? part.hints[$0 - 1] : nil }
    hintNumber = hint == nil ? nil : number
  }
}

extension Verdict {
  /// The same, acting in no format.
  var escaped: Verdict {
    Verdict(
      kind, messages.map(Escaped.text),
      at: place.map {
        Place(line: $0.line, column: $0.column, source: Escaped.text($0.source))
      },
      for: inputs.map(Escaped.text))
  }
}

extension SectionReport.Problem {
  /// The same, acting in no format.
  var escaped: SectionReport.Problem {
    SectionReport.Problem(
      Escaped.text(message), line: line, column: column,
      source: source.map(Escaped.text))
  }
}

extension UnansweredCall {
  fileprivate var escaped: UnansweredCall {
    UnansweredCall(line: line, declaration: Escaped.text(declaration))
  }
}
