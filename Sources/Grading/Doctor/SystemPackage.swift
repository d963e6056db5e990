import Foundation
import Toolchain

/// A library or program from the system's package manager.
struct SystemPackage: Sendable {
  enum Probe: Sendable {
    /// A library that pkg-config knows by a name.
    case library(String)
    /// A program on the PATH that prints its version when called so.
    case program(String, arguments: [String])
    /// A folder, found by a search of its own.
    case folder(@Sendable () -> String?)
  }

  let name: String
  let purpose: String
  let probe: Probe
  let debian: String
  let homebrew: String
  /// Whether grading cannot do without it.
  let isNeeded: Bool

  /// What Kindling builds with and what its pages and commands make use of.
  static let all = [
    // Not handed out: from here
    SystemPackage(
      name: "OpenBLAS", purpose: "large matrix products", probe: .library("openblas"),
      debian: "libopenblas-dev", homebrew: "openblas", isNeeded: false),
    SystemPackage(
      name: "libxml2", purpose: "lesson pages", probe: .library("libxml-2.0"),
      debian: "libxml2-dev", homebrew: "libxml2", isNeeded: false),
    SystemPackage(
      name: "md4c", purpose: "lesson pages", probe: .library("md4c"),
      debian: "libmd4c-dev", homebrew: "md4c", isNeeded: false),
    SystemPackage(
      name: "libzip", purpose: "the archives of a class", probe: .library("libzip"),
      debian: "libzip-dev", homebrew: "libzip", isNeeded: false),
    SystemPackage(
      name: "SQLite", purpose: "a class's gradebook", probe: .library("sqlite3"),
      debian: "libsqlite3-dev", homebrew: "sqlite", isNeeded: false),
    SystemPackage(
      name: "KaTeX", purpose: "formulas in lesson pages",
      probe: .folder { KaTeX.folder },
      debian: "libjs-katex", homebrew: "katex", isNeeded: false),
    SystemPackage(
      name: "Node", purpose: "formulas in lesson pages",
      probe: .program("node", arguments: ["--version"]), debian: "nodejs", homebrew: "node",
      isNeeded: false),
    SystemPackage(
      name: "Graphviz", purpose: "pictures of computation graphs",
      probe: .program("dot", arguments: ["-V"]), debian: "graphviz", homebrew: "graphviz",
      isNeeded: false),
    // Not handed out: to here
    SystemPackage(
      name: "git", purpose: "`grade reset`", probe: .program("git", arguments: ["--version"]),
      debian: "git", homebrew: "git", isNeeded: false),
  ]

  /// How packages are installed on this system.
  static var installCommand: String {
    #if os(macOS)
      "brew install"
    #else
      getuid() == 0 ? "apt-get install" : "sudo apt-get install"
    #endif
  }

  func finding() async -> Diagnosis.Finding {
    if let version = await version {
      return Diagnosis.Finding(name: name, value: version, isNeeded: isNeeded)
    }
    #if os(macOS)
      let package = homebrew
    #else
      let package = debian
    #endif
    return Diagnosis.Finding(
      name: name, value: "missing (\(purpose))", advice: "\(Self.installCommand) \(package)",
      isNeeded: isNeeded)
  }

  /// The version that is installed, or what there is to say of it; nil when it is missing.
  private var version: String? {
    get async {
      switch probe {
      case .library(let name):
        return await firstLine("pkg-config", ["--modversion", name])
      case .program(let name, let arguments):
        return await firstLine(name, arguments)
      case .folder(let find):
        return find()
      }
    }
  }

  private func firstLine(_ name: String, _ arguments: [String]) async -> String? {
    guard let tool = SwiftToolchain.executable(named: name),
      let result = try? await Program(tool, arguments, seconds: 10).run(), result.isSuccess
    else { return nil }
    // Graphviz prints its version on standard error.
    return (result.output + result.error).split(separator: "\n").first.map(String.init)
  }
}
