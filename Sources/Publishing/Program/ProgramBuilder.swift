import Foundation
import Toolchain

/// Compiles a program against the built library and links it.
struct ProgramBuilder: Sendable {
  let toolchain: SwiftToolchain
  private let compiler: Compiler
  private let linker: Linker
  private let support: Prelinked

  /// What every run depends on beside the program: the library, the compiler and this program.
  var key: Digest {
    var digest = Digest(support.file.path)
    digest.add(statusOf: toolchain.frontend)
    if let program = Bundle.main.executableURL { digest.add(statusOf: program) }
    return digest
  }

  /// Finds the compiler, and links the library for lessons where that is not done yet.
  ///
  /// - Throws: `ToolMissing`, saying what to do, or `LinkError`.
  init(library: BuiltLibrary) async throws {
    toolchain = try SwiftToolchain.find()
    compiler = Compiler(toolchain: toolchain, library: library)
    linker = Linker(toolchain: toolchain)
    support = try await Prelinked(
      .library, named: "LessonSupport", adding: ["Figures"], from: library, linker: linker)
  }

  struct Build {
    let compilation: Compiler.Result
    /// The linked program; nil when the source does not compile.
    let executable: URL?
  }

  /// Builds a program in `folder`: statements from the top, or with `@main` where it says so.
  func build(_ text: String, hasMain: Bool = false, in folder: URL) async throws -> Build {
    let source = folder.appending(path: hasMain ? "Program.swift" : "main.swift")
    try Data(text.utf8).write(to: source)
    let module = Compiler.Module(name: "Lesson", sources: [source], output: folder)
    let compilation = try await compiler.compile(module)
    guard compilation.isSuccess else { return Build(compilation: compilation, executable: nil) }
    let executable = folder.appending(path: "lesson")
    try await linker.link([module.object], with: support, into: executable)
    return Build(compilation: compilation, executable: executable)
  }

  /// Runs `body` with a folder that is gone afterwards.
  func inFolder<T>(_ body: (URL) async throws -> T) async throws -> T {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "lesson-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
  }
}

extension Diagnostic {
  /// What it says, with advice where Swift's own words are none: what it says of isolation is no
  /// help to someone whose program has one thread.
  var advised: String {
    message
      + (message.hasPrefix("main actor-isolated")
        ? "; a function may not use a variable or a tensor of the program: pass it as a parameter"
        : "")
  }
}
