import Course
import Foundation
import Toolchain

/// What building and running need, found when the first section asks for it.
///
/// With nothing answered nothing is looked for, and `grade` works without a compiler.
actor Equipment {
  /// Everything that was found.
  struct Tools: Sendable {
    let compiler: Compiler
    let linker: Linker
    /// The program that loads an answer with its suite and runs it.
    let runner: Prelinked
    let sandbox: Sandbox
    let provenance: Provenance
  }

  /// What the runner is made of, beyond the library.
  static let runnerTargets = ["ExerciseTesting", "Runner", "RunProtocol"]

  private let root: URL
  private let executable: URL?
  let confinement: Confinement
  private var finding: Task<Tools, any Error>?
  private var known: Provenance?

  init(root: URL, executable: URL?, confinement: Confinement = .preferred) {
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
  var tools: Tools {
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

  private static func find(
    root: URL, executable: URL?, confinement: Confinement, on provenance: Provenance
  ) async throws -> Tools {
    Workspace.removeAbandoned()
    async let sandbox = confinement.sandbox()
    let toolchain = try SwiftToolchain.find()
    let library = try BuiltLibrary(root: root, beside: executable)
    let linker = Linker(toolchain: toolchain)
    let runner = try await Prelinked(
      .program(start: "kindlingRunner"), named: "Runner", adding: runnerTargets, from: library,
      linker: linker)
    return Tools(
      compiler: Compiler(toolchain: toolchain, library: library), linker: linker,
      runner: runner, sandbox: try await sandbox, provenance: provenance)
  }
}
