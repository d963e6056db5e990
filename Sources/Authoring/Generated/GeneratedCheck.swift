import Answers
import Course
import Foundation
import Grading
import RunProtocol

/// Holds a hidden suite against the wrong answers that are made from its section's solution.
struct GeneratedCheck: Sendable {
  private let section: Section
  private let mutants: [GeneratedMutant]
  private let seeds: [UInt64]
  /// What is built: all of them in one.
  let submission: Submission

  init(section: Section, solution: AnswerFile, seeds: [UInt64]) {
    self.section = section
    self.seeds = seeds
    let source = GeneratedSource(from: solution, of: section)
    mutants = source.mutants
    submission = Submission(
      section: section, file: AnswerFile(solution.url, text: source.all))
  }

  /// How many times the suite is run, at most.
  var runs: Int { max(1, mutants.count * seeds.count) }

  /// What the suite misses and what the row leaves out, each as `:LINE: MESSAGE` of the row.
  func findings(with judge: Judge) async throws -> [String] {
    let missed = Dictionary(grouping: try await survivors(with: judge)) {
      [$0.dimension.rawValue, $0.part.name]
    }
    let lines = SuiteDimension.allCases.flatMap { dimension in
      section.parts.compactMap { part in
        missed[[dimension.rawValue, part.name]].map { line($0, dimension, part) }
      }
    }
    return unnamed + unheld + lines
  }

  /// What a part's hidden tests miss in a dimension.
  private func line(
    _ survivors: [GeneratedMutant], _ dimension: SuiteDimension, _ part: Part
  ) -> String {
    let mistakes = survivors.map { "\n    \($0.name): \($0.mistake)" }
    return ":\(section.entry(for: dimension)?.line ?? 1): \(dimension.rawValue): no hidden test of "
      + "part \(part.name) catches these; `grade check \(section.id) --show NAME` shows one:"
      + mistakes.joined()
  }

  /// The dimensions of which the row says nothing.
  private var unnamed: [String] {
    let wanted = Set(mutants.map(\.dimension))
    let missing = SuiteDimension.allCases.filter {
      wanted.contains($0) && section.entry(for: $0) == nil
    }
    guard !missing.isEmpty else { return [] }
    return [
      ":1: `dimensions` says nothing about \(missing.map(\.rawValue).joined(separator: ", ")): is "
        + "it `tested`, or `\"ruled out: REASON\"`?"
    ]
  }

  /// What the row says of dimensions, parts and parameters of which there is no wrong answer.
  private var unheld: [String] {
    section.dimensions.flatMap { entry in
      let own = mutants.filter { $0.dimension == entry.dimension }
      guard !own.isEmpty else {
        return [":\(entry.line): \(entry.dimension.rawValue): nothing here has to do with it"]
      }
      guard case .testedExcept(let reasons) = entry.treatment else { return [] }
      let known = Set(own.flatMap(\.names))
      return reasons.keys.filter { !known.contains($0) }.sorted().map {
        ":\(entry.line): \(entry.dimension.rawValue): nothing in \($0) has to do with it"
      }
    }
  }

  /// Those that pass every test of their part with some seed, and should not.
  private func survivors(with judge: Judge) async throws -> [GeneratedMutant] {
    let wanted = mutants.enumerated().filter { _, mutant in
      section.entry(for: mutant.dimension)?.treatment.covers(mutant.names) ?? true
    }
    let runs = wanted.flatMap { place, mutant in
      seeds.flatMap { seed in
        mutant.part.tests.map { test in
          (
            run: [place, Int(seed)],
            item: RunOrder.Item(
              test: test.name, seed: GeneratedSource.seed(seed, meeting: place))
          )
        }
      }
    }
    let judged = try await judge.judge(runs.map(\.item))
    let caught = Set(
      zip(runs, judged).filter { ![.passed, .notRun].contains($1.verdict.kind) }.map(\.0.run))
    return wanted.filter { place, _ in
      seeds.contains { !caught.contains([place, Int($0)]) }
    }.map(\.element)
  }
}
