import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A report as JUnit's XML: a suite a section, a case a hidden test.
///
/// A wrong result is a `failure`; an answer that ended the process, ran out of time or was not run
/// for another reason than being unanswered is an `error`; an unanswered part is `skipped`.
struct JUnitReport {
  let report: Report

  init(_ report: Report) {
    self.report = report
  }

  /// The whole file.
  var text: String {
    let root = XMLElement(name: "testsuites")
    set(root, report.sections.flatMap(cases))
    root.set("name", report.course)
    for section in report.sections {
      let cases = cases(section)
      let suite = root.add("testsuite", ["name": "\(section.id) \(section.module)"])
      set(suite, cases)
      let properties = suite.add("properties")
      properties.add("property", ["name": "points", "value": "\(section.points)"])
      properties.add("property", ["name": "possible", "value": "\(section.possible)"])
      properties.add("property", ["name": "state", "value": section.state.rawValue])
      properties.add("property", ["name": "seed", "value": "\(section.seed(of: report))"])
      for one in cases { add(one, to: suite) }
    }
    let document = XMLDocument(rootElement: root)
    document.version = "1.0"
    document.characterEncoding = "UTF-8"
    return String(decoding: document.xmlData(options: .nodePrettyPrint), as: UTF8.self)
  }

  /// A test, where it belongs, and what became of it.
  private struct Case {
    let group: String
    let test: TestReport
    let finding: (element: String, type: String, lines: [String])?
  }

  private func cases(_ section: SectionReport) -> [Case] {
    section.parts.flatMap { part in
      part.tests.map { test in
        Case(
          group: "\(section.module).\(part.name)", test: test,
          finding: finding(test, in: section))
      }
    }
  }

  private func finding(
    _ test: TestReport, in section: SectionReport
  ) -> (element: String, type: String, lines: [String])? {
    let lines = test.verdict.lines(file: section.fileName)
    switch test.verdict.kind {
    case .passed: return nil
    case .unanswered: return ("skipped", "unanswered", ["not answered yet"])
    case .failed: return ("failure", "failed", lines)
    case .trapped, .timedOut, .tooMuchOutput, .exitedEarly:
      return ("error", test.verdict.kind.rawValue, lines)
    case .notRun:
      if section.state == .graded { return ("error", "notRun", lines) }
      let problems = section.problems.flatMap { $0.lines(file: section.fileName) }
      return ("error", section.state.rawValue, [section.stateInWords] + problems)
    }
  }

  private func add(_ one: Case, to suite: XMLElement) {
    let element = suite.add(
      "testcase",
      ["classname": one.group, "name": one.test.name, "time": Self.time(one.test.seconds)])
    if let finding = one.finding {
      let child = element.add(
        finding.element, ["message": finding.lines.first ?? "", "type": finding.type])
      if finding.lines.count > 1 {
        child.stringValue = finding.lines.joined(separator: "\n")
      }
    }
    if let printed = one.test.printed { element.add("system-out").stringValue = printed }
  }

  private func set(_ element: XMLElement, _ cases: [Case]) {
    let counts: KeyValuePairs = ["failures": "failure", "errors": "error", "skipped": "skipped"]
    element.set("tests", "\(cases.count)")
    for (attribute, name) in counts {
      element.set(attribute, "\(cases.count { $0.finding?.element == name })")
    }
    element.set("time", Self.time(cases.reduce(0) { $0 + $1.test.seconds }))
  }

  private static func time(_ seconds: Double) -> String { String(format: "%.3f", seconds) }
}

/// Values given here are data: whatever a student's name or output holds, it becomes text.
extension XMLElement {
  fileprivate func set(_ name: String, _ value: String) {
    let attribute = XMLNode(kind: .attribute)
    attribute.name = name
    attribute.stringValue = value
    addAttribute(attribute)
  }

  @discardableResult
  fileprivate func add(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:]
  ) -> XMLElement {
    let child = XMLElement(name: name)
    for (name, value) in attributes { child.set(name, value) }
    addChild(child)
    return child
  }
}
