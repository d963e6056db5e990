import Documents
import Foundation
import Markup
import Toolchain

/// Sets formulas with KaTeX while the pages are built, so that they can be read without scripts.
///
/// KaTeX is written in JavaScript and runs in Node, for all formulas of a page at once and only for
/// those that no earlier build has set.
package actor FormulaSetter {
  /// What KaTeX made of a formula: elements, or the reason why not.
  enum Outcome: Equatable, Codable, Sendable {
    case markup(String)
    case refusal(String)
  }

  private struct Entry: Codable {
    let formula: Formula
    let outcome: Outcome
  }

  /// One entry for each version of KaTeX, because a build asks for hundreds of formulas at once.
  private let kept: ContentCache
  private let version: Data
  private let node: URL?
  private var known: [Formula: Outcome]?
  private var hasChanged = false

  /// Keeps what was set in the folder `cache`.
  package init(cache: URL, node: URL? = KaTeX.node) {
    self.node = node
    var version = Digest()
    if let folder = KaTeX.folder { version.add(statusOf: URL(filePath: "\(folder)/katex.min.js")) }
    self.version = Data("\(version)".utf8)
    kept = ContentCache(folder: cache.appending(path: "formulas"), entryLimit: 4)
  }

  /// What is wrong with the formulas of a text.
  ///
  /// - Throws: `KaTeXMissing`, `NodeMissing`, each saying what to do, or `KaTeXFailure`.
  package func faults(in blocks: [Block], file: String) async throws -> [LessonFault] {
    let found = Formula.all(in: blocks)
    let outcomes = try await outcomes(of: found.map(\.formula))
    return found.compactMap { formula, line in
      guard case .refusal(let reason)? = outcomes[formula] else { return nil }
      return LessonFault(file: file, line: line, message: "formula '\(formula.tex)': \(reason)")
    }
  }

  /// The formulas of a text as words, for the search.
  ///
  /// - Throws: as `faults(in:file:)` does.
  package func words(in blocks: [Block]) async throws -> [Formula: String] {
    let outcomes = try await outcomes(of: Formula.all(in: blocks).map(\.formula))
    return outcomes.compactMapValues { outcome in
      if case .markup(let markup) = outcome { FormulaWords.words(of: markup) } else { nil }
    }
  }

  /// What a page's formulas become.
  ///
  /// - Throws: as `faults(in:file:)` does.
  func outcomes(of formulas: [Formula]) async throws -> [Formula: Outcome] {
    guard !formulas.isEmpty else { return [:] }
    var known = known ?? load()
    self.known = known
    let wanted = Set(formulas)
    let missing = wanted.filter { known[$0] == nil }
    if !missing.isEmpty {
      let made = try await set(Array(missing))
      // Another page may have come in between.
      known = (self.known ?? [:]).merging(made) { $1 }
      self.known = known
      hasChanged = true
    }
    return known.filter { wanted.contains($0.key) }
  }

  /// Writes down what was set, for the next build.
  package func save() throws {
    guard hasChanged, let known else { return }
    let entries = known.map { Entry(formula: $0, outcome: $1) }
    try kept.store(JSONEncoder().encode(entries), for: version)
    hasChanged = false
  }

  private func load() -> [Formula: Outcome] {
    guard let data = kept.value(for: version),
      let entries = try? JSONDecoder().decode([Entry].self, from: data)
    else { return [:] }
    return Dictionary(entries.map { ($0.formula, $0.outcome) }) { first, _ in first }
  }

  // MARK: Node

  private struct Answer: Decodable {
    let markup: String?
    let refusal: String?
  }

  /// Reads formulas from standard input and writes what KaTeX makes of each.
  private static let script = """
    const katex = require(process.argv[1]);
    const formulas = JSON.parse(require("fs").readFileSync(0, "utf8"));
    const answers = formulas.map(function (formula) {
      const options = { displayMode: formula.isDisplayed, strict: "ignore" };
      try {
        return { markup: katex.renderToString(formula.tex, options) };
      } catch (error) {
        if (!(error instanceof katex.ParseError)) throw error;
        return { refusal: error.message };
      }
    });
    process.stdout.write(JSON.stringify(answers));
    """

  private func set(_ formulas: [Formula]) async throws -> [Formula: Outcome] {
    guard let folder = KaTeX.folder else { throw KaTeXMissing() }
    guard let node else { throw NodeMissing() }
    let input = String(decoding: try JSONEncoder().encode(formulas), as: UTF8.self)
    let result = try await Program(
      node, ["-e", Self.script, "\(folder)/katex.min.js"], input: input, seconds: 60,
      outputLimit: 1 << 26
    ).run()
    guard result.isSuccess,
      let answers = try? JSONDecoder().decode([Answer].self, from: Data(result.output.utf8)),
      answers.count == formulas.count
    else { throw KaTeXFailure(reason: result.error.trimmed) }
    let outcomes = answers.map { answer -> Outcome in
      answer.markup.map { .markup($0) } ?? .refusal(Self.reason(answer.refusal.orEmpty))
    }
    return Dictionary(uniqueKeysWithValues: zip(formulas, outcomes))
  }

  /// KaTeX's words without its name and the place, which it marks by underlining letters.
  private static func reason(_ message: String) -> String {
    let words = message.replacing("KaTeX parse error: ", with: "")
    return words.range(of: " at position ").map { String(words[..<$0.lowerBound]) }
      ?? words.range(of: " at end of input").map { String(words[..<$0.lowerBound]) } ?? words
  }
}

extension FormulaSetter {
  /// Sets the formulas of a page, and gives the page KaTeX's stylesheet where it has any.
  ///
  /// - Parameter root: the way from the page to the site's top.
  /// - Throws: as `faults(in:file:)` does.
  package nonisolated func set(_ page: Element, root: String) async throws {
    let places = page.descendants.filter { $0["class"]?.split(separator: " ").first == "math" }
    guard !places.isEmpty else { return }
    let formulas = places.map {
      Formula($0.text, isDisplayed: $0["class"] == "math display")
    }
    let outcomes = try await outcomes(of: formulas)
    for (place, formula) in zip(places, formulas) {
      // One that KaTeX refuses is a fault of the lesson, which then has no new page.
      guard case .markup(let markup)? = outcomes[formula] else { continue }
      place.removeContent()
      place.add(copyOf: try MarkupTree.parse(markup))
    }
    page.children.first { $0.name == "head" }?
      .add("link", ["rel": "stylesheet", "href": "\(root)assets/katex/katex.min.css"])
  }
}

extension Formula {
  /// The element that holds the TeX until `FormulaSetter` sets it.
  static func add(_ tex: String, isDisplayed: Bool, as name: String = "span", to parent: Element) {
    parent.add(name, ["class": isDisplayed ? "math display" : "math"], tex.trimmed)
  }
}

/// KaTeX stopped, or answered something else than formulas.
struct KaTeXFailure: Error, CustomStringConvertible {
  let reason: String

  var description: String { "KaTeX could not set the formulas: \(reason)" }
}

/// The files that render formulas are not installed.
public struct KaTeXMissing: Error, CustomStringConvertible {
  package init() {}

  public var description: String {
    "KaTeX, which renders formulas, is not installed: `apt-get install libjs-katex`, or on macOS "
      + "`brew install katex` (looked in \(KaTeX.folders.joined(separator: ", ")))"
  }
}

/// The program that runs KaTeX is not installed.
public struct NodeMissing: Error, CustomStringConvertible {
  public var description: String {
    "Node, which sets formulas, is not installed: `apt-get install nodejs`, or on macOS "
      + "`brew install node`"
  }
}
