import Course
import Foundation
import Toolchain

/// What building and running need, found when the first section asks for it.
///
/// With nothing answered nothing is looked for, and `grade` works without a compiler.
package actor GradingTools {
  struct Found: Sendable {
    let compiler: Compiler
    let linker: Linker
    /// The program that loads an answer with its suite and runs it: `loadSuite` of `Runner`.
    let runner: Prelinked
    let sandbox: Sandbox
    let provenance: Provenance
  }

  /// What the runner is made of, beyond the library.
  static let runnerTargets = ["ExerciseTesting", "Runner", "RunProtocol"]

  private let root: URL
  private let executable: URL?
  let confinement: Confinement
  private var finding: Task<Found, any Error>?
  private var trial: Task<String?, any Error>?
  private var known: Provenance?

  /// What is needed to grade answers to the course in a folder, with what was built beside a
  /// program.
  package init(root: URL, executable: URL?, confinement: Confinement = .preferred) {
    self.root = root
    self.executable = executable
    self.confinement = confinement
  }

  /// Throws a `SandboxMissing` when a sandbox is required and none works.
  ///
  /// It is asked before the first section, so that none is graded where some would be refused.
  func checkConfinement() async throws {
    if confinement == .required { _ = try await confinement.sandbox() }
  }

  /// Throws what is missing and how to get it.
  var provenance: Provenance {
    get throws {
      let provenance = try known ?? Provenance(root: root, executable: executable)
      known = provenance
      return provenance
    }
  }

  /// Throws what is missing and how to get it.
  var found: Found {
    get async throws {
      let finding =
        try self.finding
        ?? { [root, executable, confinement, provenance = try provenance] in
          Task {
            try await Self.find(
              root: root, executable: executable, confinement: confinement, on: provenance)
          }
        }()
      self.finding = finding
      return try await finding.value
    }
  }

  /// Why no answer can be built here, whatever it says, or nil; to be asked when the compiler has
  /// failed on one. Throws what is missing and how to get it.
  var fault: String? {
    get async throws {
      let trial = self.trial ?? Task { try await Self.trial(of: found.compiler) }
      self.trial = trial
      return try await trial.value
    }
  }

  /// Compiles a file that does no more than import what answers and suites are compiled with.
  private static func trial(of compiler: Compiler) async throws -> String? {
    let workspace = try Workspace()
    let source = workspace.folder.appending(path: "Imports.swift")
    let modules = BuiltLibrary.importable + ["XCTest"] + runnerTargets
    try modules.map { "import \($0)\n" }.joined().write(
      to: source, atomically: false, encoding: .utf8)
    let result = try await compiler.compile(
      Compiler.Module(name: "Imports", sources: [source], output: workspace.folder))
    guard !result.isSuccess else { return nil }
    if result.exceeded == .clock { return Compiler.Exceeded.clock.description }
    let reason = result.errors.first?.message ?? "the compiler does not work"
    return "no answer can be compiled here, right or wrong: \(reason); remove "
      + "\(compiler.library.scratch.lastPathComponent) in the course's folder and run `make grade` "
      + "there"
  }

  private static func find(
    root: URL, executable: URL?, confinement: Confinement, on provenance: Provenance
  ) async throws -> Found {
    Workspace.removeAbandoned()
    async let sandbox = confinement.sandbox()
    let toolchain = try SwiftToolchain.find()
    let library = try BuiltLibrary(root: root, beside: executable)
    let linker = Linker(toolchain: toolchain)
    let runner = try await Prelinked(
      .program(start: "kindlingRunner"), named: "Runner", adding: runnerTargets, from: library,
      linker: linker)
    return Found(
      compiler: Compiler(toolchain: toolchain, library: library), linker: linker,
      runner: runner, sandbox: try await sandbox, provenance: provenance)
  }
}
