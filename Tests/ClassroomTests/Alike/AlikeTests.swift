import Answers
import Course
import Grading
import GradingTestSupport
import SwiftSyntax
import TestSupport
import XCTest

@testable import Classroom

/// Which answers are alike, whatever was done to hide it, and which are not.
final class AlikeTests: XCTestCase {
  private func answer(_ student: String, _ text: String) -> AlikeSearch.Answer {
    let file = AnswerFile(URL(filePath: "/\(student).swift"), text: text)
    return AlikeSearch.Answer(
      student: student, path: student, tokens: AnswerTokens(file), text: { text })
  }

  private static let skeleton = """
    import Kindling

    public func mean(_ values: [Float]) -> Float {
      unanswered()
    }

    public func variance(_ values: [Float]) -> Float {
      unanswered()
    }
    """

  private static let ada = """
    import Kindling

    /// The mean.
    public func mean(_ values: [Float]) -> Float {
      var sum: Float = 0
      for value in values { sum += value }
      return values.isEmpty ? 0 : sum / Float(values.count)
    }

    public func variance(_ values: [Float]) -> Float {
      let middle = mean(values)
      var squares: Float = 0
      for index in values.indices {
        let off = values[index] - middle
        squares += off * off
      }
      guard values.count > 1 else { return 0 }
      return squares / Float(values.count - 1)
    }
    """

  /// What ada wrote, with other names and in another order.
  private static let ben = """
    import Kindling

    public func variance(_ numbers: [Float]) -> Float {
      let m = mean(numbers)
      var total: Float = 0.0  // starts at nothing
      for i in numbers.indices { let d = numbers[i] - m
        total += d * d }
      guard numbers.count > 1 else { return 0 }
      return total / Float(numbers.count - 1)
    }

    public func mean(_ numbers: [Float]) -> Float {
      var s: Float = 0
      for n in numbers {
        s += n
      }
      return numbers.isEmpty ? 0 : s / Float(numbers.count)
    }
    """

  private static let others = [
    """
    import Kindling
    public func mean(_ values: [Float]) -> Float {
      guard !values.isEmpty else { return 0 }
      return values.reduce(0, +) / Float(values.count)
    }
    public func variance(_ values: [Float]) -> Float {
      let m = mean(values)
      let squares = values.map { ($0 - m) * ($0 - m) }
      return values.count < 2 ? 0 : squares.reduce(0, +) / Float(squares.count - 1)
    }
    """,
    """
    import Kindling
    public func mean(_ values: [Float]) -> Float {
      Tensor(values).mean().item()
    }
    public func variance(_ values: [Float]) -> Float {
      let t = Tensor(values)
      let centred = t - t.mean()
      return (centred * centred).sum().item() / Float(max(values.count - 1, 1))
    }
    """,
    """
    import Kindling
    public func mean(_ values: [Float]) -> Float {
      var i = 0
      var sum = Float.zero
      while i < values.count {
        sum = sum + values[i]
        i += 1
      }
      if i == 0 { return sum }
      return sum / Float(i)
    }
    public func variance(_ values: [Float]) -> Float {
      let n = Float(values.count)
      if n < 2 { return 0 }
      let squares = values.reduce(0) { $0 + $1 * $1 }
      let m = mean(values)
      return (squares - n * m * m) / (n - 1)
    }
    """,
    skeleton,
  ]

  func testACopyWithOtherNamesInAnotherOrderIsFound() throws {
    let texts =
      [("ada", Self.ada), ("ben", Self.ben)]
      + Self.others.enumerated().map { ("s\($0)", $1) }
    let search = AlikeSearch(
      texts.map(answer), skeleton: answer("", Self.skeleton).tokens)
    let found = try search.section("1.1")
    XCTAssertEqual(found.answers, 6)
    // The untouched skeleton has nothing of its own.
    XCTAssertLessThan(found.compared, 6)
    XCTAssertEqual(found.pairs.map(\.students), [["ada", "ben"]])
    let pair = try XCTUnwrap(found.pairs.first)
    XCTAssertGreaterThan(pair.percent, 80)
    let lines = pair.passages.map { ($0.first.line, $0.second.line) }
    XCTAssertEqual(lines.map(\.0), lines.map(\.0).sorted())
    XCTAssertTrue(
      pair.passages.contains {
        $0.first.text.contains("squares += off * off") && $0.second.text.contains("total += d * d")
      }, "\(pair.passages)")
  }

  func testWhatManyHaveIsNobodysOwn() throws {
    let alike = (1...4).map { answer("s\($0)", Self.ada) }
    XCTAssertEqual(
      try AlikeSearch(Array(alike.prefix(3)), skeleton: nil).section("1.1").pairs.count, 3)
    let found = try AlikeSearch(alike, skeleton: nil).section("1.1")
    XCTAssertEqual(found.compared, 0)
    XCTAssertEqual(found.pairs, [])
  }

  func testWhatAGroupHandedInIsOneAnswer() throws {
    let file = answer("ada", Self.ada)
    let both = ["ada", "ben"].map {
      AlikeSearch.Answer(student: $0, path: "group", tokens: file.tokens, text: file.text)
    }
    XCTAssertEqual(try AlikeSearch(both, skeleton: nil).section("1.1").pairs, [])
  }

  /// Of any 15 tokens in common at least one fingerprint is, and of fewer than 10 none.
  func testWinnowingKeepsItsWord() {
    var generator = SeededGenerator(seed: 3)
    let common = (0..<15).map { _ in UInt64.random(in: 0...50, using: &generator) }
    for _ in 0..<200 {
      func around(_ tokens: ArraySlice<UInt64>) -> [UInt64] {
        func noise() -> [UInt64] {
          (0..<Int.random(in: 0...40, using: &generator)).map { _ in
            UInt64.random(in: 100...200_000, using: &generator)
          }
        }
        return noise() + tokens + noise()
      }
      let (a, b) = (Fingerprints(around(common[...])), Fingerprints(around(common[...])))
      XCTAssertFalse(Set(a.places.keys).isDisjoint(with: b.places.keys))
      let (c, d) = (Fingerprints(around(common.prefix(9))), Fingerprints(around(common.prefix(9))))
      XCTAssertTrue(Set(c.places.keys).isDisjoint(with: d.places.keys))
    }
    XCTAssertTrue(Fingerprints(Array(common.prefix(9))).places.isEmpty)
    XCTAssertEqual(Fingerprints(Array(common.prefix(10))).places.values.flatMap { $0 }, [0])
  }

  /// The course's own: two answers by different ways, and a copy of the first.
  func testTheCoursesAnswers() async throws {
    let workbook = try Workbook(root: Repository.root)
    let submissions = try SubmissionsFolder()
    let chapter = workbook.course.sections.filter { $0.chapterNumber == 4 }
    for section in chapter {
      let solution = try AnswerFile(workbook.solution(section))
      let other = workbook.hiddenSuite(section).deletingLastPathComponent()
        .appending(path: "../Alternatives/\(section.module).swift").standardizedFileURL
      try submissions.write(solution.text, to: "ada/\(section.module).swift")
      try submissions.write(
        String(contentsOf: other, encoding: .utf8), to: "ben/\(section.module).swift")
      try submissions.write(copied(solution), to: "mal/\(section.module).swift")
    }
    let found = try AnswerComparison(of: workbook, sections: chapter)
      .alike(in: submissions.intake())
    XCTAssertEqual(found.sections.map(\.id), chapter.map(\.id))
    for section in found.sections {
      XCTAssertEqual(section.answers, 3)
      XCTAssertFalse(
        section.pairs.contains { $0.students.contains("ben") }, "\(section.id) \(section.pairs)")
    }
    let copies = found.sections.filter { $0.pairs.first?.students == ["ada", "mal"] }
    XCTAssertGreaterThan(copies.count, chapter.count * 2 / 3, "\(copies.map(\.id))")
    XCTAssertTrue(copies.allSatisfy { $0.pairs[0].percent > 75 }, found.text)

    let output = submissions.url.appending(path: "graded")
    _ = try found.write(into: output)
    XCTAssertEqual(try AlikeAnswers.read(besides: output.appending(path: "reports")), found)
  }

  /// A file with its functions in reverse and all names that it gives changed.
  private func copied(_ file: AnswerFile) -> String {
    final class Renaming: SyntaxRewriter {
      let names: Set<String>
      init(_ names: Set<String>) { self.names = names }

      override func visit(_ token: TokenSyntax) -> TokenSyntax {
        guard case .identifier(let name) = token.tokenKind, names.contains(name) else {
          return token
        }
        return token.with(\.tokenKind, .identifier("another\(name.count)\(name)"))
      }
    }
    let statements = Renaming(Declared(in: file).names).visit(file.tree).statements
      .map(\.description)
    let imports = statements.filter { $0.contains(#/^\s*import /#.anchorsMatchLineEndings()) }
    return imports.joined()
      + statements.filter { !imports.contains($0) }.reversed().map { "\($0)\n// copied\n" }.joined()
  }
}
