import Course
import Foundation
import Toolchain

/// Builds an answer, its hidden suite and the runner into a program.
struct SectionBuilder: Sendable {
  let compiler: Compiler
  let linker: Linker
  let support: SupportLibrary
  let suites: SuiteCompiler
  let safeguards: Safeguards

  /// What building came to.
  enum Outcome: Sendable {
    /// The program, and the copy of the answer that it was built from.
    case built(program: URL, answer: URL)
    /// The answer does not compile.
    case answerFails(Compiler.Result)
    /// The answer compiles, but the suite does not compile against it.
    case suiteFails(log: String)
    /// The answer's object refers to what the section does not allow, told in these words.
    case refused([String])
  }

  /// Builds in a workspace.
  ///
  /// Throws what says that building is impossible here, rather than that the answer is wrong.
  func build(
    _ submission: Submission, with suite: HiddenSuite, in workspace: Workspace
  ) async throws -> Outcome {
    let section = submission.section
    let folder = try workspace.folder("build")
    // The text that was parsed and judged by the policy is what is compiled, whatever happens to
    // the file meanwhile.
    let answer = folder.appending(path: "\(section.module).swift")
    try submission.file.text.write(to: answer, atomically: false, encoding: .utf8)
    let module = Compiler.Module(
      name: section.module, sources: [answer],
      flags: [
        "-strict-memory-safety", "-Werror", "StrictMemorySafety",
        // Without it, members of whatever modules the library imports would be at hand.
        "-enable-upcoming-feature", "MemberImportVisibility",
      ],
      output: folder)
    let compiled = try await compiler.compile(module)
    guard compiled.isSuccess else {
      return .answerFails(compiled)
    }
    if safeguards.contains(.symbols) {
      let problems = try LinkedSymbols(in: module.object, of: section).problems
      guard problems.isEmpty else { return .refused(problems) }
    }

    switch try await suites.compile(suite, of: section, against: module) {
    case .fails(let log): return .suiteFails(log: log)
    case .compiled(let tests):
      let program = try workspace.folder("run").appending(path: section.module)
      try await linker.link([module.object, tests], with: support, into: program)
      return .built(program: program, answer: answer)
    }
  }
}
