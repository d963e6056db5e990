import Answers
import Course
import Foundation
import Toolchain

/// Builds answers with a suite each into images for the runner.
struct SectionBuilder: Sendable {
  let compiler: Compiler
  let linker: Linker
  let workbook: Workbook
  let suites: SuiteCompiler
  /// Which of their sections' suites answers are built with.
  let kind: Suite.Kind
  let safeguards: Safeguards

  /// What building came to.
  enum Outcome: Sendable {
    /// What to run, the copy of the answer that it was built from, and where both are.
    case built(BuiltSuite, answer: URL, Workspace)
    /// The answer, from this copy of it, does not compile.
    case answerFails(Compiler.Result, answer: URL)
    /// The answer compiles, but the suite does not compile against it.
    case suiteFails(log: String)
    /// The answer's object refers to what the section does not allow, reported in these words.
    case refused([String])
    /// Building this one is impossible here, which says nothing of the answer.
    case impossible(String)
  }

  /// Builds answers, each in a workspace of its own, and their suites together.
  ///
  /// Throws what makes building impossible here for all of them.
  func build(_ submissions: [Submission]) async throws -> [Outcome] {
    var outcomes: [Outcome?] = []
    var compiled: [(index: Int, workspace: Workspace, order: SuiteCompiler.Order)] = []
    for (index, submission) in submissions.enumerated() {
      let workspace = try Workspace()
      outcomes.append(
        try await attempt {
          let suite = try Suite(kind, of: submission.section, in: workbook)
          let module = try module(of: submission, in: workspace)
          if let fault = try await fault(of: module, submission) { return fault }
          compiled.append((index, workspace, .init(suite: suite, answer: module)))
          return nil
        })
    }
    let tests = try await suites.compile(compiled.map(\.order))
    for ((index, workspace, order), tests) in zip(compiled, tests) {
      outcomes[index] = try await attempt {
        switch tests {
        case .fails(let log): .suiteFails(log: log)
        case .unusable(let error): .impossible("\(error)")
        case .stopped(let limit): .impossible("\(limit)")
        case .compiled(let objects): try await link(order, objects, in: workspace)
        }
      }
    }
    return outcomes.compactMap(\.self)
  }

  /// What goes wrong with one answer costs that one alone; a cancellation ends all.
  private func attempt(_ body: () async throws -> Outcome?) async throws -> Outcome? {
    do {
      return try await body()
    } catch let error as CancellationError {
      throw error
    } catch {
      return .impossible(errorText(error))
    }
  }

  private func module(
    of submission: Submission, in workspace: Workspace
  ) throws -> Compiler.Module {
    let name = submission.section.module
    let folder = try workspace.folder("build")
    // What was parsed and judged by the policy is what is compiled, whatever happens to
    // the file meanwhile.
    let answer = folder.appending(path: "\(name).swift")
    try submission.file.compiledText.write(to: answer, atomically: false, encoding: .utf8)
    return Compiler.Module(
      name: name, sources: [answer],
      flags: [
        "-strict-memory-safety", "-Werror", "StrictMemorySafety",
        // Without it, members of whatever modules the library imports would be at hand.
        "-enable-upcoming-feature", "MemberImportVisibility",
      ],
      output: folder, directory: folder)
  }

  /// Compiles an answer; what is wrong with it, or nil.
  private func fault(
    of module: Compiler.Module, _ submission: Submission
  ) async throws -> Outcome? {
    let result = try await compiler.compile(module)
    guard result.isSuccess else { return .answerFails(result, answer: module.sources[0]) }
    guard safeguards.contains(.symbols) else { return nil }
    let symbols = try LinkedSymbols(
      in: module.object, of: submission.section, file: submission.file)
    var witnesses = symbols.doubts
    if !witnesses.isEmpty, let lowered = try await compiler.lowered(module) {
      witnesses = LinkedSymbols.witnesses(in: lowered)
    }
    var problems = symbols.problems(calling: witnesses)
    let given = GivenTypes(of: submission.section, in: submission.file)
    if !given.isEmpty, let solution = try? AnswerFile(workbook.solution(submission.section)) {
      problems += given.problems(against: solution)
    }
    return problems.isEmpty ? nil : .refused(problems)
  }

  private func link(
    _ order: SuiteCompiler.Order, _ tests: [URL], in workspace: Workspace
  ) async throws -> Outcome {
    let image = try workspace.folder("run").appending(path: "\(order.answer.name).so")
    try await linker.linkImage([order.answer.object] + tests, into: image)
    return .built(
      BuiltSuite(image: image, entry: order.suite.entry, tests: order.suite.tests),
      answer: order.answer.sources[0],
      workspace)
  }
}

/// The checks of an answer before it runs.
///
/// Grading uses all of them; tests leave some out, to try what is beneath.
package struct Safeguards: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// The policy's rules about the source.
  package static let source = Safeguards(rawValue: 1)
  /// What the object file may refer to and define.
  package static let symbols = Safeguards(rawValue: 2)

  package static let all: Safeguards = [.source, .symbols]
}
