import Course
import Grading
import Markup
import Rendering

/// What is wrong with an answer to a section: the diagnosis, the line, a hint.
struct Findings {
  /// The most characters that are shown of a message.
  static let messageLimit = 4000
  /// The most messages that are shown of one test: a test that fails in a loop repeats itself.
  private static let messageCount = 3
  private static let sourceLimit = 200

  let section: Section
  let report: SectionReport

  private var file: String {
    String(report.file.split(separator: "/").last ?? "").cut(to: Self.sourceLimit)
  }

  func add(to parent: Element) {
    let element = parent.add("div", ["class": "findings"])
    for problem in report.problems.prefix(Self.messageCount * 3) { add(problem, to: element) }
    // The parts of an answer that could not be run have nothing to report.
    guard [.graded, .unanswered].contains(report.state) else { return }
    for part in section.parts {
      guard let result = report.parts.first(where: { $0.name == part.name }),
        result.points < result.possible
      else { continue }
      add(part, result, to: element)
    }
  }

  private func add(_ problem: SectionReport.Problem, to parent: Element) {
    add(message: problem.message, to: parent)
    if let line = problem.line {
      add(line: line, column: problem.column, source: problem.source ?? "", to: parent)
    }
  }

  private func add(_ part: Part, _ result: PartReport, to parent: Element) {
    parent.add("h3") { heading in
      heading.add("code", [:], part.name)
      heading.add(text: " ")
      heading.add("span", ["class": "points"], "\(result.points) / \(result.possible)")
    }
    if let call = result.unanswered.first {
      parent.add("p", [:], "Not answered yet: ").add("code", [:], "\(file):\(call.line)")
      return
    }
    let list = parent.add("ul", ["class": "tests"])
    for test in part.tests {
      guard let result = result.tests.first(where: { $0.name == test.name }) else { continue }
      add(result, to: list.add("li"))
    }
    if result.tests.contains(where: \.verdict.isWrong), let hint = result.hint ?? part.hints.first {
      parent.addFold("Hint").add("p", [:], hint)
    }
  }

  private func add(_ test: TestReport, to item: Element) {
    let style = test.verdict.isWrong ? "wrong" : test.verdict.kind == .passed ? "right" : "open"
    item.set("class", style)
    let outcome = ["wrong": "wrong: ", "right": "right: ", "open": "not run: "][style]
    item.add("span", ["class": "unseen"], outcome)
    item.add(text: test.title.cut(to: Self.sourceLimit))
    guard test.verdict.isWrong else { return }
    for message in test.verdict.messages.prefix(Self.messageCount) {
      add(message: message, to: item)
    }
    let more = test.verdict.messages.count - Self.messageCount
    if more > 0 { item.add("p", ["class": "more"], "and \(more) more like these") }
    if let place = test.verdict.place {
      add(line: place.line, column: place.column, source: place.source, to: item)
    }
    if let inputs = test.verdict.inputs { add(message: inputs, to: item) }
  }

  private func add(message: String, to parent: Element) {
    let text = message.cut(to: Self.messageLimit)
    // Columns of numbers stay aligned; one long sentence is wrapped to fit.
    let isAligned = text.contains(where: \.isNewline)
    parent.add("pre", ["class": isAligned ? "aligned" : nil])
      .add("samp", [:], text)
  }

  private func add(line: Int, column: Int?, source: String, to parent: Element) {
    let paragraph = parent.add("p", ["class": "place"], "at ")
    // The compiler gives column 0 to code that it generated itself.
    let position = column.map { $0 > 0 ? ":\($0)" : "" } ?? ""
    paragraph.add("code", [:], "\(file):\(line)\(position)")
    guard !source.isEmpty else { return }
    paragraph.add(text: " ")
    paragraph.add("code", ["class": "source"], source.cut(to: Self.sourceLimit))
  }
}

extension SectionReport {
  /// Whether there is anything to report: an answer that is not completely right.
  var hasFindings: Bool { state != .unanswered && !isComplete }
}
