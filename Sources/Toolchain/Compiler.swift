import Foundation

/// Compiles one module at a time against the built library.
public struct Compiler: Sendable {
  public let toolchain: SwiftToolchain
  public let library: BuiltLibrary
  /// What a compilation may take; a type-checker bomb ends here.
  public var limits = Limits()

  public init(toolchain: SwiftToolchain, library: BuiltLibrary) {
    self.toolchain = toolchain
    self.library = library
  }

  /// A module to compile.
  public struct Module: Sendable {
    public var name: String
    public var sources: [URL]
    /// Folders of further modules that the sources import.
    public var searchPaths: [URL]
    public var flags: [String]
    /// The folder that receives `NAME.swiftmodule` and `NAME.o`, and the compiler's own files.
    public var output: URL
    /// Where the object of each source goes, for a module that nobody imports; nil for one object
    /// of all, and a module file.
    public var objects: [URL]?
    /// Where the compiler runs: sources in this folder are known to it, and to their own
    /// `#filePath`, by their names alone.
    public var directory: URL?

    public init(
      name: String, sources: [URL], searchPaths: [URL] = [], flags: [String] = [], output: URL,
      objects: [URL]? = nil, directory: URL? = nil
    ) {
      self.name = name
      self.sources = sources
      self.searchPaths = searchPaths
      self.flags = flags
      self.output = output
      self.objects = objects
      self.directory = directory
    }

    fileprivate func spelled(_ source: URL) -> String {
      let isInside = source.deletingLastPathComponent().path == directory?.path
      return isInside ? source.lastPathComponent : source.path
    }

    /// The object file that compiling the module as a whole leaves.
    public var object: URL { output.appending(path: "\(name).o") }

    /// The module file that compiling the module leaves: all that importing it depends on.
    public var interface: URL { output.appending(path: "\(name).swiftmodule") }
  }

  /// What a compilation may take.
  public struct Limits: Sendable {
    /// Wall-clock seconds; on a machine that has time for it, a compiler reaches the other limit
    /// first.
    public var seconds: Double
    /// Processor seconds.
    public var processorSeconds: Int
    /// MiB of address space, of which the compiler's own files take some 600.
    public var memoryMiB: Int

    public init(seconds: Double = 60, processorSeconds: Int = 15, memoryMiB: Int = 3072) {
      self.seconds = seconds
      self.processorSeconds = processorSeconds
      self.memoryMiB = memoryMiB
    }
  }

  /// A limit at which a compilation was stopped.
  public enum Exceeded: Sendable, CustomStringConvertible {
    case time, memory, output
    /// The wall clock's, which a busy machine reaches without any doing of the code's.
    case clock

    public var description: String {
      switch self {
      case .clock:
        "the machine is too busy: the compiler got too little of its time and was stopped. Try "
          + "again when less is going on"
      case .time: "the compiler took too long and was stopped: write this in smaller steps"
      case .memory: "the compiler ran out of memory: write this in smaller steps"
      case .output: "the compiler printed too much and was stopped"
      }
    }
  }

  /// What the compiler said.
  public struct Result: Sendable {
    public let isSuccess: Bool
    public let diagnostics: [Diagnostic]
    /// Everything the compiler wrote, for failures without a diagnostic.
    public let log: String
    /// The limit at which the compiler was stopped, if it was.
    public let exceeded: Exceeded?

    public var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }
  }

  /// Compiles a module's sources, unoptimised: into a module and an object with line tables, or
  /// into objects alone.
  ///
  /// Code that does not compile is a result, not an error; throws a `ProgramError` when the
  /// compiler cannot be started.
  public func compile(_ module: Module) async throws -> Result {
    var arguments = arguments("-c", for: module)
    if let objects = module.objects {
      arguments += module.sources.flatMap { ["-primary-file", module.spelled($0)] }
      arguments += objects.flatMap { ["-o", $0.path] }
    } else {
      arguments += module.sources.map(module.spelled)
      arguments += ["-gline-tables-only", "-o", module.object.path]
      arguments += ["-emit-module-path", module.interface.path]
    }
    return try await result(arguments, of: module)
  }

  /// Checks names and types in a module's sources, and makes nothing of them.
  ///
  /// Throws as `compile(_:)` does.
  public func check(_ module: Module) async throws -> Result {
    try await result(
      arguments("-typecheck", for: module) + module.sources.map(module.spelled), of: module)
  }

  private func result(_ arguments: [String], of module: Module) async throws -> Result {
    let result = try await run(arguments, for: module)
    return Result(
      isSuccess: result.isSuccess,
      diagnostics: Diagnostic.parse(result.error).map { $0.found(in: module.directory) },
      log: result.error, exceeded: Self.exceeded(in: result))
  }

  /// A module in the compiler's own language, in which every name is resolved; nil when that cannot
  /// be had within the limits.
  public func lowered(_ module: Module) async throws -> String? {
    let arguments =
      arguments("-emit-silgen", for: module) + module.sources.map(module.spelled) + ["-o", "-"]
    let result = try await run(arguments, for: module)
    return result.isSuccess ? result.output : nil
  }

  private func arguments(_ mode: String, for module: Module) -> [String] {
    var arguments = [
      "-frontend", mode, "-module-name", module.name,
      "-target", "\(toolchain.architecture)-unknown-linux-gnu",
      "-swift-version", "6", "-Onone",
      // In the other style a note is among quoted lines, without its place.
      "-diagnostic-style", "llvm",
      "-module-cache-path", library.moduleCache.path,
      // Without a digest of the code, by which an existing object would be kept.
      "-disable-incremental-llvm-codegen",
    ]
    if !module.sources.contains(where: { $0.lastPathComponent == "main.swift" }) {
      arguments.append("-parse-as-library")
    }
    arguments += module.searchPaths.flatMap { ["-I", $0.path] }
    return arguments + library.importFlags + module.flags
  }

  private func run(_ arguments: [String], for module: Module) async throws -> Program.Result {
    try await Program(
      toolchain.frontend, arguments,
      // What a compiler that was killed leaves goes with the folder.
      environment: ProcessInfo.processInfo.environment.merging(
        ["TMPDIR": module.output.path], uniquingKeysWith: { $1 }),
      directory: module.directory,
      seconds: limits.seconds, outputLimit: 8 << 20
    ).limited(processorSeconds: limits.processorSeconds, memoryMiB: limits.memoryMiB).run()
  }

  private static func exceeded(in result: Program.Result) -> Exceeded? {
    if result.isSuccess { return nil }
    switch result.outcome {
    case .timedOut: return .clock
    case .signalled(SIGXCPU): return .time
    case .outputLimit: return .output
    default:
      let words = ["out of memory", "Allocation failed", "bad_alloc", "Cannot allocate memory"]
      return words.contains(where: result.error.contains) ? .memory : nil
    }
  }
}
