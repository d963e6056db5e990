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
    let support: SupportLibrary
    let sandbox: Sandbox
  }

  private let root: URL
  private let executable: URL?
  private let confinement: Confinement
  private var finding: Task<Tools, any Error>?

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
  var tools: Tools {
    get async throws {
      let finding =
        self.finding
        ?? Task { [root, executable, confinement] in
          try await Self.find(root: root, executable: executable, confinement: confinement)
        }
      self.finding = finding
      return try await finding.value
    }
  }

  private static func find(
    root: URL, executable: URL?, confinement: Confinement
  ) async throws -> Tools {
    Workspace.removeAbandoned()
    async let sandbox = confinement.sandbox()
    let toolchain = try SwiftToolchain.find()
    let library = try BuiltLibrary(root: root, beside: executable)
    let linker = Linker(toolchain: toolchain)
    let support = try await SupportLibrary(
      named: "Grading", adding: ["ExerciseTesting", "Runner", "RunProtocol"], from: library,
      linker: linker)
    return Tools(
      compiler: Compiler(toolchain: toolchain, library: library), linker: linker,
      support: support, sandbox: try await sandbox)
  }
}
