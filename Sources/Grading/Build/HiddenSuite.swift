import Course
import Foundation
import SwiftParser
import SwiftSyntax

/// A section's hidden suite: the Swift files of its folder, and its tests by name.
struct HiddenSuite: Codable, Sendable {
  let sources: [URL]
  let className: String
  let tests: [Test]

  /// A test method.
  struct Test: Codable, Sendable {
    let name: String
    let isAsync: Bool
  }

  /// Reads the suite, whose class may be extended in further files beside the main one.
  ///
  /// Throws a `SuiteError` when it is missing, has no class of its name, or lacks a test that the
  /// course file names.
  init(of section: Section, at url: URL) throws {
    className = section.hiddenSuiteName
    let folder = url.deletingLastPathComponent()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    guard names.contains(url.lastPathComponent) else {
      throw SuiteError("the hidden suite \(section.hiddenSuiteName) is not there")
    }
    sources = names.filter { $0.hasSuffix(".swift") }.sorted().map { folder.appending(path: $0) }
    let finder = Finder(className: className)
    for source in sources {
      guard let text = try? String(contentsOf: source, encoding: .utf8) else {
        throw SuiteError("\(source.lastPathComponent) is not text in UTF-8")
      }
      finder.walk(Parser.parse(source: text))
    }
    guard finder.found else {
      throw SuiteError("\(url.lastPathComponent) has no class \(className)")
    }
    tests = finder.tests
    for test in section.tests where !tests.contains(where: { $0.name == test.name }) {
      throw SuiteError(
        "\(url.lastPathComponent) has no \(test.name), which section \(section.id) names")
    }
  }

  /// The program's own source: it hands every test of the suite to the runner.
  var mainSource: String {
    let entries = tests.map { test in
      let method = "\(className).\(test.name)"
      return "  (\"\(test.name)\", \(test.isAsync ? "asyncTest(\(method))" : method)),"
    }
    return """
      import Runner
      import XCTest

      runSuite(testCase([
      \(entries.joined(separator: "\n"))
      ]))

      """
  }

  private final class Finder: SyntaxVisitor {
    let className: String
    var found = false
    var tests: [Test] = []

    init(className: String) {
      self.className = className
      super.init(viewMode: .sourceAccurate)
    }

    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind {
      if node.name.text == className { found = true }
      return .visitChildren
    }

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
      let isTest =
        node.name.text.hasPrefix("test") && node.signature.parameterClause.parameters.isEmpty
      if isTest, DeclarationNames.enclosingTypes(of: node) == [className] {
        let isAsync = node.signature.effectSpecifiers?.asyncSpecifier != nil
        tests.append(Test(name: node.name.text, isAsync: isAsync))
      }
      return .skipChildren
    }
  }
}

/// A hidden suite that cannot be used.
struct SuiteError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
