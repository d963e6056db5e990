import Answers
import Course
import Foundation

/// Which earlier results may stand for a section whose answer has not changed.
public enum Reuse: Sendable, Equatable {
  /// None: every answer is built and run.
  case nothing
  /// Those of the grader's own seed.
  case sameSeed
  /// Those of the grader's own seed that were made since a moment, as part of what it does now.
  case since(Date)
  /// Those of whatever seed.
  case anySeed

  /// The moment since which results count; nil if none does.
  fileprivate var start: Date? {
    switch self {
    case .nothing: nil
    case .since(let start): start
    case .sameSeed, .anySeed: .distantPast
    }
  }
}

/// The results of sections of which nothing has changed since they were graded.
struct ResultCache: Sendable {
  let workbook: Workbook
  let tools: GradingTools
  let seed: UInt64
  let reuse: Reuse

  /// What is kept of a graded section.
  private struct Kept: Codable {
    let seed: UInt64
    let sandbox: String
    let report: SectionReport
  }

  /// The earlier report on an answer, or nil.
  func report(on submission: Submission, file: String) async -> SectionReport? {
    guard let start = reuse.start, let provenance = try? await tools.provenance,
      let key = try? key(of: submission, seed: reuse == .anySeed ? nil : seed, on: provenance),
      let data = provenance.results.value(for: key, since: start),
      let kept = try? JSONDecoder().decode(Kept.self, from: data)
    else { return nil }
    var report = kept.report
    report.file = file
    if case .since = reuse { return report }
    report.unchanged = SectionReport.Unchanged(seed: kept.seed, sandbox: kept.sandbox)
    return report
  }

  /// Keeps a report, unless it might be another the next time, for this seed and as the latest of
  /// any.
  ///
  /// A result that cannot be kept is made again when it is wanted.
  func keep(_ report: SectionReport, on submission: Submission) async {
    guard report.isRepeatable, let found = try? await tools.found,
      let provenance = try? await tools.provenance,
      let value = try? JSONEncoder().encode(
        Kept(seed: seed, sandbox: found.sandbox.name, report: report))
    else { return }
    for seed in [seed, nil] {
      guard let key = try? key(of: submission, seed: seed, on: provenance) else { return }
      try? provenance.results.store(value, for: key)
    }
  }

  /// Everything that a result follows from; without a seed, all else.
  private func key(
    of submission: Submission, seed: UInt64?, on provenance: Provenance
  ) throws -> Data {
    let key = Key(
      section: submission.section,
      rest: [
        provenance.text, "\(tools.confinement)", seed.map { "\($0)" } ?? "any seed",
        submission.file.text,
      ] + workbook.hiddenSources(submission.section))
    // Not the description, where a dictionary's entries come in an order of each process's own.
    return Data(try sortedJSON(key).utf8)
  }

  private struct Key: Encodable {
    let section: Section
    let rest: [String]
  }
}

extension SectionReport {
  /// Whether grading the same again gives the same, so that the result is kept: not so where a
  /// limit of time was met.
  public var isRepeatable: Bool {
    state == .graded
      && parts.flatMap(\.tests).allSatisfy {
        [.passed, .failed, .trapped, .unanswered].contains($0.verdict.kind)
      }
  }
}
