import Foundation
import XCTest

/// Each message that stops a program is seen by a test, in a child process.
final class TrapCoverageTests: XCTestCase {
  func testEveryTrapHasATest() throws {
    let sites = try SourceFile.all(under: "Sources/Kindling", "Sources/Layerwise")
      .flatMap(TrapSite.all)
    XCTAssertGreaterThan(sites.count, 150)
    let messages = try SourceFile.all(under: "Tests/KindlingTests", "Tests/LayerwiseTests")
      .flatMap { Calls(of: "expectTrap", in: $0).map { TrapSite.text($0.arguments[0], "@") } }
    XCTAssertGreaterThan(messages.count, 150)
    let all = messages.joined(separator: "\n")
    for site in sites {
      let pattern = try NSRegularExpression(
        pattern: "^" + site.pattern, options: .anchorsMatchLines)
      let seen = pattern.firstMatch(in: all, range: NSRange(all.startIndex..., in: all))
      XCTAssertNotNil(seen, "\(site.place): no test sees \(site.pattern)")
    }
  }

  func testReadsCallsAsTheyAreWritten() {
    let file = SourceFile(
      path: "a.swift",
      lines: [
        "check(", "  f(\"(\") == 1, \"add\",", "  \"\\(a) and \\(b(\"x\")) differ; \"",
        "    + \"use (that)\")", "fail(name, \"no\")", "func fail(_ a: String) {}",
      ])
    XCTAssertEqual(
      TrapSite.all(in: file).map(\.pattern),
      ["(add): (.* and .* differ; use \\(that\\))", ".*: (no)"])
    XCTAssertEqual(TrapSite.all(in: file).map(\.place), ["a.swift:1", "a.swift:5"])
  }
}

/// A call of `check` or `fail`, with what its message must look like.
private struct TrapSite {
  let place: String
  /// A regular expression: what is computed can be anything.
  let pattern: String

  static func all(in file: SourceFile) -> [TrapSite] {
    let checks = Calls(of: "check", in: file).filter { $0.arguments.count == 3 }
      .map { ($0.line, $0.arguments[1], $0.arguments[2]) }
    let failures = Calls(of: "fail", in: file).filter { $0.arguments.count == 2 }
      .map { ($0.line, $0.arguments[0], $0.arguments[1]) }
    // A local function of that name puts in front what all messages around it begin with.
    let others = Calls(of: "wrong", in: file).filter { $0.arguments.count == 1 }
      .map { ($0.line, "", $0.arguments[0]) }
    return (checks + failures + others).map { line, operation, problem in
      TrapSite(
        place: "\(file.path):\(line)",
        pattern: [operation, problem].map { text($0, nil) }.joined(separator: ": "))
    }
  }

  /// The text of string literals joined by `+`. What is computed becomes `hole`, or `.*` in a
  /// regular expression if that is nil.
  static func text(_ argument: String, _ hole: String?) -> String {
    var (result, rest) = ("", Substring(argument))
    guard rest.contains("\"") else { return hole ?? ".*" }
    while let start = rest.firstIndex(of: "\"") {
      // One literal or another: `condition ? "this" : "that"`.
      if !result.isEmpty && rest[..<start].contains(":") { result += "|" }
      rest = rest[rest.index(after: start)...]
      while let next = rest.first, next != "\"" {
        rest = rest.dropFirst()
        if next != "\\" {
          result += hole == nil ? NSRegularExpression.escapedPattern(for: "\(next)") : "\(next)"
        } else if rest.first == "(" {
          rest = rest.dropFirst(Calls.length(ofParenthesised: rest))
          result += hole ?? ".*"
        } else {
          result += String(rest.removeFirst())
        }
      }
      rest = rest.dropFirst()
    }
    return hole == nil ? "(\(result))" : result
  }
}

/// The calls of a function in a file.
private struct Calls: Sequence {
  let found: [(line: Int, arguments: [String])]

  init(of name: String, in file: SourceFile) {
    let text = file.lines.map { $0.drop { $0 == " " }.hasPrefix("//") ? "" : $0 }
      .joined(separator: "\n")
    var found: [(Int, [String])] = []
    for match in text.ranges(of: name + "(") {
      let before = text[..<match.lowerBound]
      let isWhole = before.last.map { !$0.isLetter && $0 != "." && $0 != "_" } ?? true
      guard isWhole, !before.hasSuffix("func ") else { continue }
      let call = text[text.index(before: match.upperBound)...]
      let inside = call.prefix(Self.length(ofParenthesised: call)).dropFirst().dropLast()
      found.append((before.count { $0 == "\n" } + 1, Self.arguments(of: inside)))
    }
    self.found = found
  }

  func makeIterator() -> IndexingIterator<[(line: Int, arguments: [String])]> {
    found.makeIterator()
  }

  /// How many characters a text beginning with `(` has up to the `)` that closes it.
  static func length(ofParenthesised text: Substring) -> Int {
    var end = 0
    walk(text) { character, depth in
      end += 1
      return !(character == ")" && depth == 0)
    }
    return end
  }

  private static func arguments(of text: Substring) -> [String] {
    var arguments = [""]
    walk(text) { character, depth in
      if character == "," && depth == 0 {
        arguments.append("")
      } else {
        arguments[arguments.count - 1].append(character)
      }
      return true
    }
    return arguments.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
  }

  /// Hands each character to `body` with the number of brackets open after it, a string literal
  /// counting as one; goes on while it returns true.
  private static func walk(_ text: Substring, _ body: (Character, Int) -> Bool) {
    // Each level is a bracket, or the quotation mark of a string.
    var (levels, escaped): ([Character], Bool) = ([], false)
    for character in text {
      let isString = levels.last == "\""
      if isString && character == "(" && escaped || !isString && "([{".contains(character) {
        levels.append(character)
      } else if !isString && ")]}".contains(character) {
        levels.removeLast()
      } else if character == "\"" && !escaped {
        if isString { levels.removeLast() } else { levels.append("\"") }
      }
      escaped = isString && character == "\\" && !escaped
      if !body(character, levels.count) { return }
    }
  }
}
