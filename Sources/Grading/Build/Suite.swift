import Answers
import Course
import Foundation
import SwiftParser
import SwiftSyntax

/// A suite of a section: the Swift files of its folder, and the tests in them to run.
package struct Suite: Sendable {
  /// Which of a section's suites.
  package enum Kind: Sendable {
    /// Decides the points: the tests are those that the course file names.
    case hidden
    /// The student's own to read and run: the tests are all that its class has.
    case `public`
  }

  let className: String
  /// The names of the tests to run.
  let tests: [String]
  let kind: Kind
  private let sources: [URL]
  private let texts: [String]
  private let section: Section

  /// Finds the suite, whose class may be extended in further files beside the main one.
  ///
  /// Throws a `SuiteError` when it is not there, and when a public one has no tests.
  init(_ kind: Kind, of section: Section, in workbook: Workbook) throws {
    self.kind = kind
    self.section = section
    let url = workbook.suite(kind, of: section)
    let className = url.deletingPathExtension().lastPathComponent
    sources = workbook.swiftFiles(in: url.deletingLastPathComponent())
    guard sources.contains(where: { $0.lastPathComponent == url.lastPathComponent }) else {
      throw SuiteError("the \(kind) suite \(className) is not there")
    }
    texts = try sources.map { source in
      guard let text = try? String(contentsOf: source, encoding: .utf8) else {
        throw SuiteError("\(source.lastPathComponent) is not text in UTF-8")
      }
      return text
    }
    self.className = className
    switch kind {
    case .hidden: tests = section.tests.map(\.name)
    case .public:
      tests = Finder(className: className, in: texts).tests
      guard !tests.isEmpty else {
        throw SuiteError("\(url.lastPathComponent) has no class \(className) with tests")
      }
    }
  }

  /// The C name of the function that runs the suite.
  var entry: String { "run\(className)" }

  /// The function's source: it hands every test that counts to the runner.
  private var entrySource: String {
    // Most suites have none, and looking for each test's name takes a while.
    let withAsync = texts.filter { $0.contains("() async") }
    let tests = tests.map { test in
      let method = "\(className).\(test)"
      // Left to the compiler, telling these apart would take a third of the suite's time.
      let isAsync = withAsync.contains { $0.contains("func \(test)() async") }
      return "    (\"\(test)\", \(isAsync ? "asyncTest(\(method))" : method)),"
    }
    return """
      import Runner

      @_cdecl("\(entry)") @MainActor public func \(entry)() {
        runSuite(testCase([
      \(tests.joined(separator: "\n"))
        ]))
      }

      """
  }

  /// Writes the suite's files into a folder, the entry in one with the class: a file of its own
  /// would make the compiler look up everything once more.
  ///
  /// Errors keep the places of the suite's own files.
  func write(into folder: URL) throws -> [URL] {
    try zip(sources, texts).map { source, text in
      let copy = folder.appending(path: source.lastPathComponent)
      let isMain = source.deletingPathExtension().lastPathComponent == className
      let whole =
        "#sourceLocation(file: \(source.path.debugDescription), line: 1)\n\(runnable(text))\n"
        + (isMain ? "#sourceLocation()\n\(entrySource)" : "")
      try whole.write(to: copy, atomically: false, encoding: .utf8)
      return copy
    }
  }

  /// What a public suite asks the answer's source under `swift test`, it asks the run's order here,
  /// so that no parser is linked with it.
  private func runnable(_ text: String) -> String {
    kind == .public ? text.replacing(#/(?m)^import AnsweredParts\b/#, with: "import Runner") : text
  }

  /// How many files there are.
  var count: Int { sources.count }

  /// What objects made from the suite depend on, beside the answer's interface.
  var identity: [String] {
    [entrySource] + zip(sources, texts).map { "\($0.path)\n\($1)" }
  }

  /// Whether the suite shows other files of its module nothing but its class, so that it may be
  /// compiled in one module with other such suites.
  ///
  /// Judged by what begins a line at its left edge; a suite written otherwise is compiled alone.
  var isSelfContained: Bool {
    guard texts.count == 1 else { return false }
    let harmless = ["import ", "private ", "fileprivate ", "final class \(className):"]
    return texts[0].components(separatedBy: "\n").allSatisfy { line in
      guard let first = line.first, first.isLetter || first == "@" else { return true }
      return harmless.contains(where: line.hasPrefix)
    }
  }

  /// What is missing of what the course file names, if anything.
  var fault: SuiteError? {
    let finder = Finder(className: className, in: texts)
    guard finder.found else { return SuiteError("\(className).swift has no class \(className)") }
    return tests.first { !finder.tests.contains($0) }.map {
      SuiteError("\(className).swift has no \($0), which section \(section.id) names")
    }
  }

  private final class Finder: SyntaxVisitor {
    let className: String
    var found = false
    /// The methods whose names begin as a test's, in order.
    var tests: [String] = []

    init(className: String, in texts: [String]) {
      self.className = className
      super.init(viewMode: .sourceAccurate)
      for text in texts { walk(Parser.parse(source: text)) }
    }

    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind {
      if node.name.text == className { found = true }
      return .visitChildren
    }

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
      if node.name.text.hasPrefix("test"), node.signature.parameterClause.parameters.isEmpty,
        !node.modifiers.contains(where: { ["private", "static", "class"].contains($0.name.text) }),
        DeclarationNames.enclosingTypes(of: node) == [className]
      {
        tests.append(node.name.text)
      }
      return .skipChildren
    }
  }
}

extension Workbook {
  /// The main file of a suite.
  func suite(_ kind: Suite.Kind, of section: Section) -> URL {
    switch kind {
    case .hidden: hiddenSuite(section)
    case .public: publicSuite(section)
    }
  }
}

/// A suite that cannot be used.
struct SuiteError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
