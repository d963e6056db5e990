import Answers
import Course
import Foundation
import Grading
import RunProtocol

/// One answer that an author's check looks at.
struct CheckTask: Sendable {
  let section: Section
  let role: Role
  let url: URL

  enum Role: Sendable {
    /// What students start from: every part unanswered, it compiles, and public tests skip it.
    case skeleton
    /// The solution: full marks with every seed, every public test, and what the hidden suite is
    /// compiled against.
    case solution
    /// An alternative: full marks with every seed, and every public test.
    case alternative
    /// Caught by the tests it names, with every seed.
    case mutant
    /// The wrong answers made from the solution: each caught by some test of its part.
    case generated
  }
}

/// Carries out the check of one answer.
struct CheckTaskRunner: Sendable {
  let workbook: Workbook
  let tools: GradingTools
  let seeds: Range<UInt64>

  /// What a check found.
  struct Result: Sendable {
    /// What is wrong with the answer; nothing when it is as it must be.
    var findings: [String]
    /// Whether the hidden suite compiles; found out by its solution alone.
    var hasSuite = true
  }

  /// Checks an answer; throws a `CancellationError` alone.
  func check(_ task: CheckTask) async throws -> Result {
    let file = task.role == .generated ? task.section.row : workbook.displayPath(task.url)
    do {
      let findings =
        switch task.role {
        case .skeleton: try await skeleton(task)
        case .solution, .alternative: try await right(task)
        case .mutant: try await mutant(task)
        case .generated: try await generated(task)
        }
      return Result(findings: findings.map { "\(file)\($0)" })
    } catch let error as CancellationError {
      throw error
    } catch let error as SuiteUnfit {
      return Result(
        findings: error.problems.map { "\(file)\($0)" }, hasSuite: task.role != .solution)
    } catch {
      return Result(findings: ["\(file): \(error)"])
    }
  }

  private func skeleton(_ task: CheckTask) async throws -> [String] {
    let submission = Submission(section: task.section, file: try AnswerFile(task.url))
    let answered = submission.answeredParts.map {
      ":1: part \($0.name) is answered: none of \($0.declarations.joined(separator: ", ")) "
        + "calls unanswered()"
    }
    let (judge, problems) = try await build(submission)
    guard judge != nil, answered.isEmpty else { return answered + problems }
    return (try await publicFindings(submission, wanted: .unanswered))
  }

  /// What the public suite makes of an answer, where that is not one verdict on every test.
  private func publicFindings(
    _ submission: Submission, wanted: Verdict.Kind
  ) async throws -> [String] {
    let file = workbook.publicSuite(submission.section)
    // A missing suite is reported once, not for every answer.
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    let stage = BuildStage(
      workbook: workbook, tools: tools, suite: .public, isForAuthors: true)
    let judge: Judge
    switch try await stage.build([submission])[0] {
    case .built(let built): judge = built
    case .failed(_, let problems, let log):
      let words = problems.map(\.message).joined(separator: "; ")
      return [":1: public suite: \(words)" + (log.isEmpty ? "" : "; the compiler says:\n\(log)")]
    }
    let items = judge.tests.map { RunOrder.Item(test: $0, seed: 1) }
    return zip(items, try await judge.judge(items)).filter { $1.verdict.kind != wanted }.map {
      let words = $1.verdict.messages.joined(separator: "; ").replacing("\n", with: " | ")
      return ":\($1.verdict.place?.line ?? 1): public \($0.test) is not \(wanted.rawValue) but "
        + "\($1.verdict.kind.rawValue)\(words.isEmpty ? "" : ": \(words)")"
    }
  }

  private func right(_ task: CheckTask) async throws -> [String] {
    let submission = Submission(section: task.section, file: try AnswerFile(task.url))
    let unanswered = submission.unanswered.values.joined().map {
      ":\($0.line): \($0.declaration) is not answered"
    }
    guard unanswered.isEmpty else { return unanswered.sorted() }
    let outcome = try await build(submission)
    guard let judge = outcome.judge else { return outcome.problems }
    let judged = try await judgeAll(task.section.tests.map(\.name), with: judge)
    let wrong = grouped(judged.filter { $0.1.kind != .passed }) { test, seeds, first in
      let place = first.place.map { ":\($0.line)" } ?? ":1"
      let words = first.messages.joined(separator: "; ").replacing("\n", with: " | ")
      return "\(place): \(test) \(first.kind.rawValue) with \(seeds): \(words)"
    }
    return wrong + (try await publicFindings(submission, wanted: .passed))
  }

  private func generated(_ task: CheckTask) async throws -> [String] {
    let check = GeneratedCheck(
      section: task.section, solution: try AnswerFile(task.url), seeds: Array(seeds.prefix(3)))
    let outcome = try await build(check.submission, runs: check.runs, safeguards: [])
    guard let judge = outcome.judge else {
      return outcome.problems.map { ":1: the wrong answers made from the solution: \($0)" }
    }
    return try await check.findings(with: judge)
  }

  private func mutant(_ task: CheckTask) async throws -> [String] {
    let mutant = try Mutant(task.url, of: task.section)
    let submission = Submission(section: task.section, file: mutant.file)
    let outcome = try await build(submission)
    guard let judge = outcome.judge else { return outcome.problems }
    let judged = try await judgeAll(mutant.catchers, with: judge)
    let missed = judged.filter { [.passed, .notRun].contains($0.1.kind) }
    return grouped(missed) { test, seeds, _ in ":1: not caught by \(test) with \(seeds)" }
  }

  /// One line for each test, with the seeds that it concerns and the first verdict.
  private func grouped(
    _ judged: [(RunOrder.Item, Verdict)], line: (String, String, Verdict) -> String
  ) -> [String] {
    Dictionary(grouping: judged, by: \.0.test).sorted { $0.key < $1.key }.map { test, items in
      let seeds = items.map { "\($0.0.seed)" }.joined(separator: ", ")
      let words =
        items.count == self.seeds.count && items.count > 1
        ? "every seed" : items.count == 1 ? "seed \(seeds)" : "seeds \(seeds)"
      return line(test, words, items[0].1)
    }
  }

  private func judgeAll(
    _ tests: [String], with judge: Judge
  ) async throws -> [(RunOrder.Item, Verdict)] {
    let items = seeds.flatMap { seed in tests.map { RunOrder.Item(test: $0, seed: seed) } }
    return zip(items, try await judge.judge(items)).map { ($0, $1.verdict) }
  }

  /// Builds an answer that the policy allows; problems are written `:LINE:COLUMN: MESSAGE`.
  ///
  /// Each suite is run `runs` times, once for each seed by default.
  private func build(
    _ submission: Submission, runs: Int? = nil, safeguards: Safeguards = .all
  ) async throws -> (judge: Judge?, problems: [String]) {
    let violations =
      safeguards.contains(.source)
      ? Policy(section: submission.section).violations(in: submission.file) : []
    guard violations.isEmpty else {
      return (nil, violations.map { ":\($0.line):\($0.column): policy: \($0.message)" })
    }
    let stage = BuildStage(
      workbook: workbook, tools: tools, safeguards: safeguards, isForAuthors: true)
    switch try await stage.build([submission], runs: runs ?? seeds.count)[0] {
    case .built(let judge): return (judge, [])
    case .failed(let state, let problems, let log):
      let messages = problems.map { problem in
        let place = [problem.line, problem.column].compactMap(\.self).map { ":\($0)" }.joined()
        return "\(place): \(problem.message)"
      }
      if state == .doesNotFit {
        throw SuiteUnfit(problems: messages + [":1: the compiler says:\n\(log)"])
      }
      return (nil, messages)
    }
  }
}

/// A hidden suite does not compile against an answer.
private struct SuiteUnfit: Error {
  let problems: [String]
}
