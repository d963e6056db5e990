import Answers
import Course
import Foundation
import RunProtocol
import SwiftSyntax

/// The source of wrong answers that are made from a solution.
///
/// A wrapper takes the place of each function of the parts and calls the solution's, which goes by
/// another name. All wrong answers are in one source, so that a section's cost one build: a number
/// in the run's seed says which of them a test meets.
struct GeneratedSource {
  let mutants: [GeneratedMutant]
  private let solution: AnswerFile
  private let functions: [AnsweredFunction]

  init(from solution: AnswerFile, of section: Section) {
    self.solution = solution
    functions = AnsweredFunction.all(in: solution, of: section)
    mutants = functions.flatMap(GeneratedMutant.all)
  }

  // MARK: All in one

  /// The bits of a seed below those that number the wrong answer.
  private static let seedBits = 32

  /// The seed with which a test meets a wrong answer: its place in the list, from 0.
  static func seed(_ seed: UInt64, meeting place: Int) -> UInt64 {
    UInt64(place) << seedBits | seed
  }

  /// The solution with a wrapper around each function that does what the run's seed says.
  var all: String {
    let numbered = Array(mutants.enumerated())
    let text = wrapped { function in
      let own = numbered.filter { $1.function == function.qualifiedName }
      guard !own.isEmpty else { return nil }
      let cases = own.map { place, mutant in
        "case \(place):\n\(Self.indented(mutant.statements))"
      }
      return """
        switch wrongAnswer() {
        \(cases.joined(separator: "\n"))
        default:
          return \(function.call())
        }
        """
    }
    return """
      #if canImport(Glibc)
        import Glibc
      #else
        import Darwin
      #endif

      \(text)

      \(Set(mutants.map(\.memory)).sorted().joined(separator: "\n"))

      private func wrongAnswer() -> Int {
        guard let seed = unsafe getenv("\(RunOrder.seedVariable)") else { return -1 }
        return unsafe Int(String(cString: seed)).map { $0 >> \(Self.seedBits) } ?? -1
      }

      """
  }

  // MARK: One by itself

  /// One wrong answer, as an author may read it, or keep it among the written ones.
  func text(of mutant: GeneratedMutant) -> String {
    let text = wrapped { function in
      function.qualifiedName == mutant.function ? mutant.statements : nil
    }
    return "// Mutant: \(mutant.function) \(mutant.mistake).\n\n\(text)"
      + (mutant.memory.isEmpty ? "" : "\n\(mutant.memory)\n")
  }

  // MARK: Wrapping

  /// The solution's text with wrappers around the functions to which `body` gives one.
  private func wrapped(_ body: (AnsweredFunction) -> String?) -> String {
    var bytes = Array(solution.text.utf8)
    for function in functions.reversed() {
      guard let body = body(function) else { continue }
      let node = function.node
      let end = node.endPositionBeforeTrailingTrivia.utf8Offset
      bytes.insert(contentsOf: "\n\n\(wrapper(of: function, body))".utf8, at: end)
      let start =
        node.modifiers.first.map(\.positionAfterSkippingLeadingTrivia)
        ?? node.funcKeyword.positionAfterSkippingLeadingTrivia
      let head = start.utf8Offset..<node.name.endPositionBeforeTrailingTrivia.utf8Offset
      bytes.replaceSubrange(head, with: solvedHead(of: function).utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func solvedHead(of function: AnsweredFunction) -> String {
    let own: Set = ["public", "open", "internal", "package", "override", "final"]
    let modifiers = function.node.modifiers.map(\.trimmedDescription).filter { !own.contains($0) }
    return (["private"] + modifiers + ["func", function.solvedName]).joined(separator: " ")
  }

  private func wrapper(of function: AnsweredFunction, _ body: String) -> String {
    let head = function.node.with(\.body, nil).trimmedDescription
    return "\(head) {\n\(Self.indented(body))\n}"
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
  }
}
