import Foundation

/// Links objects with the built library into a program.
public struct Linker: Sendable {
  public let toolchain: SwiftToolchain

  public init(toolchain: SwiftToolchain) {
    self.toolchain = toolchain
  }

  /// Links a program.
  ///
  /// Throws a `LinkError` with what the linker said.
  public func link(_ objects: [URL], with library: Prelinked, into program: URL) async throws {
    try await run(
      // Programs are small: threads and the merging of strings cost more than they give.
      ["-pie", "-Xlinker", "--threads=1", "-Xlinker", "-O0"]
        + objects.map(\.path) + [library.file.path]
        + rpath(library.file.deletingLastPathComponent()) + ["-o", program.path])
  }

  /// Links objects into an image that a prelinked program loads.
  ///
  /// What they refer to is found in that program when it loads them, so that the linker, called
  /// without clang, reads no library: 8 ms of processor time against 45. Throws a `LinkError`.
  public func linkImage(_ objects: [URL], into image: URL) async throws {
    try await run(
      toolchain.linker,
      ["-shared", "-Bsymbolic", "-O0", "--threads=1", start.path] + objects.map(\.path)
        + unsharedC + ["-o", image.path])
  }

  /// The few functions of the C library, `atexit` for one, that no shared library has.
  private var unsharedC: [String] {
    ["/usr/lib/\(toolchain.architecture)-linux-gnu", "/usr/lib64"]
      .map { "\($0)/libc_nonshared.a" }
      .filter { FileManager.default.fileExists(atPath: $0) }
  }

  /// Links the library's objects into a shared library or a program.
  func prelink(_ objects: [URL], as form: Prelinked.Form, named name: String, into file: URL)
    async throws
  {
    let flags =
      switch form {
      case .library: ["-shared", "-Xlinker", "-Bsymbolic", "-Xlinker", "-soname=\(name)"]
      case .program(let start): ["-pie", "-rdynamic", "-Xlinker", "--defsym=main=\(start)"]
      }
    // Without the library's own line tables: reading them made each crash report take 0.4 s more,
    // and only the answer's lines are shown.
    try await run(
      flags + ["-Xlinker", "--strip-debug"] + objects.map(\.path)
        + ["-lz", "-o", file.path])
  }

  /// What registers an image's types with the runtime.
  private var start: URL {
    toolchain.runtime.appending(path: "\(toolchain.architecture)/swiftrt.o")
  }

  private func run(_ arguments: [String]) async throws {
    let libraries = [
      "swiftCore", "swift_Concurrency", "swift_StringProcessing", "swift_RegexParser",
      "swiftSwiftOnoneSupport", "swiftSynchronization", "swiftGlibc", "Foundation",
      "FoundationEssentials", "FoundationInternationalization", "swiftDispatch", "dispatch",
      "BlocksRuntime", "XCTest", "m", "pthread", "dl",
    ]
    try await run(
      toolchain.clang,
      ["-fuse-ld=lld", "--target=\(toolchain.architecture)-unknown-linux-gnu", start.path]
        + arguments + ["-L", toolchain.runtime.path]
        + libraries.map { "-l\($0)" } + rpath(toolchain.runtime))
  }

  private func run(_ tool: URL, _ arguments: [String]) async throws {
    let result = try await Program(tool, arguments, seconds: 60).run()
    guard result.isSuccess else { throw LinkError(log: result.error) }
  }

  private func rpath(_ folder: URL) -> [String] {
    ["-Xlinker", "-rpath", "-Xlinker", folder.path]
  }
}

/// The linker refused.
public struct LinkError: Error, CustomStringConvertible {
  public let log: String

  public var description: String { "linking failed:\n\(log)" }
}
