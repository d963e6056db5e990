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
  public func link(_ objects: [URL], with library: SupportLibrary, into program: URL) async throws {
    try await run(
      // Programs are small: threads and the merging of strings cost more than they give.
      ["-pie", "-Xlinker", "--threads=1", "-Xlinker", "-O0"]
        + objects.map(\.path) + [library.file.path]
        + rpath(library.file.deletingLastPathComponent()) + ["-o", program.path])
  }

  /// Links objects into a shared library that answers are linked with.
  func linkShared(_ objects: [URL], flags: [String], named name: String, into file: URL)
    async throws
  {
    // Without the library's own line tables: reading them made each crash report take 0.4 s more,
    // and only the answer's lines are shown.
    try await run(
      [
        "-shared", "-Xlinker", "-Bsymbolic", "-Xlinker", "-soname=\(name)", "-Xlinker",
        "--strip-debug",
      ]
        + objects.map(\.path) + flags + ["-o", file.path])
  }

  private func run(_ arguments: [String]) async throws {
    let libraries = [
      "swiftCore", "swift_Concurrency", "swift_StringProcessing", "swift_RegexParser",
      "swiftSwiftOnoneSupport", "swiftSynchronization", "swiftGlibc", "Foundation",
      "FoundationEssentials", "FoundationInternationalization", "swiftDispatch", "dispatch",
      "BlocksRuntime", "XCTest", "m", "pthread", "dl",
    ]
    let start = toolchain.runtime.appending(path: "\(toolchain.architecture)/swiftrt.o")
    let result = try await Program(
      toolchain.clang,
      ["-fuse-ld=lld", "--target=\(toolchain.architecture)-unknown-linux-gnu", start.path]
        + arguments + ["-L", toolchain.runtime.path]
        + libraries.map { "-l\($0)" } + rpath(toolchain.runtime),
      seconds: 60
    ).run()
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
