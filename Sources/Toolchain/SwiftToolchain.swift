import Foundation

/// The compiler and linker beside the `swiftc` on the PATH.
public struct SwiftToolchain: Sendable {
  /// The compiler proper. The driver `swiftc` is passed by: it costs a process more, and that of
  /// Swift 6.3 stops with "multiple producers for output" on `-g -emit-module -c`.
  public let frontend: URL
  public let clang: URL
  /// The linker that clang calls.
  public let linker: URL
  /// The runtime libraries, as `usr/lib/swift/linux`.
  public let runtime: URL
  /// The folder that holds the toolchain's programs and libraries, as `usr`.
  public var root: URL { frontend.deletingLastPathComponent().deletingLastPathComponent() }

  /// The architecture's name in the runtime's folders and in target triples.
  public let architecture: String

  /// Finds the toolchain on the PATH.
  ///
  /// Throws a `ToolMissing` that says how to get it.
  public static func find(
    path: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
  ) throws -> SwiftToolchain {
    guard let swiftc = executable(named: "swiftc", path: path) else {
      throw ToolMissing(
        name: "swiftc", advice: "install Swift 6.3 from https://www.swift.org/install")
    }
    let tools = swiftc.resolvingSymlinksInPath().deletingLastPathComponent()
    return SwiftToolchain(
      frontend: tools.appending(path: "swift-frontend"),
      clang: tools.appending(path: "clang"),
      linker: tools.appending(path: "ld.lld"),
      runtime: tools.deletingLastPathComponent().appending(path: "lib/swift/linux"),
      architecture: machine)
  }

  /// A program on the PATH, or nil.
  public static func executable(
    named name: String, path: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
  ) -> URL? {
    path.split(separator: ":")
      .map { URL(filePath: String($0)).appending(path: name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  private static var machine: String {
    #if arch(arm64)
      "aarch64"
    #else
      "x86_64"
    #endif
  }
}

/// A tool that a stage needs is not installed.
public struct ToolMissing: Error, CustomStringConvertible {
  public let name: String
  public let advice: String

  public init(name: String, advice: String) {
    self.name = name
    self.advice = advice
  }

  public var description: String { "\(name) is not installed: \(advice)" }
}
