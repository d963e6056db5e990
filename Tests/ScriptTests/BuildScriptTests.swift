import Foundation
import TestSupport
import Toolchain
import XCTest

/// `.ci/swift` and `.ci/build`, in a tiny package of their own.
final class BuildScriptTests: XCTestCase {
  /// A package of one program, in a temporary folder, with this repository's scripts.
  ///
  /// It is compiled as the library is, as a whole: otherwise the compiler itself would see that
  /// nothing but a flag has changed.
  private final class Package {
    let root = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "package-\(UUID().uuidString)")

    init() throws {
      try write(
        """
        // swift-tools-version: 6.2
        import PackageDescription
        let wholeModule = ["-wmo", "-disable-batch-mode", "-num-threads", "2"]
        let package = Package(
          name: "tiny",
          targets: [
            .executableTarget(name: "tiny", swiftSettings: [.unsafeFlags(wholeModule)])
          ])
        """, to: "Package.swift")
      try write("print(two)\n", to: "Sources/tiny/main.swift")
      try write("let two = 2\n", to: "Sources/tiny/Two.swift")
      try FileManager.default.copyItem(
        at: Repository.root.appending(path: ".ci"), to: root.appending(path: ".ci"))
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func write(_ text: String, to path: String) throws {
      let url = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: url, atomically: true, encoding: .utf8)
    }

    /// `swift test` sets NO_COLOR, and then nothing would differ between a terminal and a pipe.
    private let terminal = "env -u NO_COLOR TERM=xterm"

    /// Runs a command in the package's folder, in a terminal of so many columns or in a pipe.
    func run(_ command: String, columns: Int? = nil) async throws -> Program.Result {
      let words = columns.map {
        "\(terminal) script --quiet --return --command 'stty cols \($0); \(command)' /dev/null"
      }
      return try await Program(
        URL(filePath: "/bin/sh"), ["-c", words ?? command], directory: root, seconds: 300
      ).run()
    }

    /// When each object was compiled.
    func times() throws -> [String: Date] {
      let folder = root.appending(path: ".build/debug/tiny.build")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      let dated = names.filter { $0.hasSuffix(".swift.o") }.map { name in
        let path = folder.appending(path: name).path
        let date = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate]
        return (name, date as? Date ?? .distantPast)
      }
      XCTAssertEqual(dated.count, 2)
      return Dictionary(uniqueKeysWithValues: dated)
    }

    func hasColours() throws -> Bool {
      try String(contentsOf: root.appending(path: ".build/debug.yaml"), encoding: .utf8)
        .contains("-color-diagnostics")
    }
  }

  func testATerminalAPipeAndATerminalCompileOnce() async throws {
    for startsInTerminal in [true, false] {
      let package = try Package()
      let (first, second) = startsInTerminal ? (80, nil) : (nil, 80)
      let built = try await package.run(".ci/swift build", columns: first)
      XCTAssertTrue(built.isSuccess, built.output + built.error)
      // Otherwise there would be nothing to compile anew for.
      XCTAssertEqual(try package.hasColours(), startsInTerminal, built.output)
      let times = try package.times()
      for columns in [second, first] {
        let again = try await package.run(".ci/swift build", columns: columns)
        XCTAssertTrue(again.isSuccess, again.output + again.error)
        XCTAssertFalse(again.output.contains("Compiling"), again.output)
        if columns == nil { XCTAssertFalse(again.output.contains("\u{1B}"), again.output) }
        XCTAssertEqual(try package.times(), times, again.output)
      }
    }
  }

  func testBuildingIsOneLine() async throws {
    let package = try Package()
    let first = try await package.run(".ci/build tiny")
    XCTAssertTrue(first.isSuccess, first.output + first.error)
    XCTAssertNotNil(
      first.output.wholeMatch(
        of: #/Building tiny \(first time, one to three minutes\) ... done in \d+ s\n/#),
      first.output)
    let again = try await package.run(".ci/build tiny")
    XCTAssertEqual(again.output + again.error, "")

    try package.write("let two = 3\n", to: "Sources/tiny/Two.swift")
    let drawn = try await package.run(".ci/build tiny", columns: 40).output
    let states = drawn.components(separatedBy: "\r")
    XCTAssertTrue(states.contains { $0.contains("] Compiling") }, drawn)
    for state in states {
      XCTAssertLessThan(state.replacing("\u{1B}[K", with: "").count, 40, state)
    }
    XCTAssertEqual(drawn.unicodeScalars.count { $0 == "\n" }, 1, drawn)
  }

  func testAFailureIsToldInFull() async throws {
    let package = try Package()
    try package.write("let two: Int = \"2\"\n", to: "Sources/tiny/Two.swift")
    let result = try await package.run(".ci/build tiny")
    XCTAssertEqual(result.outcome, .exited(1))
    XCTAssertTrue(result.output.hasSuffix(" ... failed\n"), result.output)
    XCTAssertTrue(result.error.contains("Two.swift:1:16: error: cannot convert"), result.error)
    XCTAssertFalse(result.error.contains("] Compiling"), result.error)
  }
}
