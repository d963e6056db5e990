import Foundation
import TestSupport
import Toolchain
import XCTest

/// `.ci/install`, in a made folder with programs that only write completions.
final class InstallScriptTests: XCTestCase {
  private let root = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    .appending(path: "install-\(UUID().uuidString)")

  override func setUpWithError() throws {
    try FileManager.default.createDirectory(
      at: root.appending(path: ".ci"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Repository.root.appending(path: ".ci/install"), to: root.appending(path: ".ci/install"))
    try make("grade")
  }

  override func tearDownWithError() throws {
    try FileManager.default.removeItem(at: root)
  }

  private func make(_ program: String) throws {
    let folder = root.appending(path: ".build/debug")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write("#!/bin/sh\necho \"completions for $2\"\n", to: folder.appending(path: program))
  }

  private func write(_ text: String, to url: URL) throws {
    try text.write(to: url, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
  }

  private func install(
    _ arguments: String..., system: String = "/dev/null", shell: String = "/bin/bash",
    path: String = "/usr/bin:/bin"
  ) async throws -> Program.Result {
    try await Program(
      root.appending(path: ".ci/install"), arguments,
      environment: ["HOME": root.path, "SYSTEM_PREFIX": system, "SHELL": shell, "PATH": path],
      seconds: 60
    ).run()
  }

  private func target(_ path: String) throws -> String {
    try FileManager.default.destinationOfSymbolicLink(atPath: root.appending(path: path).path)
  }

  func testTheSystemsFolderComesFirst() async throws {
    let system = root.appending(path: "system").path
    let result = try await install(system: system, path: "\(system)/bin:/usr/bin:/bin")
    XCTAssertTrue(result.isSuccess, result.error)
    XCTAssertEqual(
      result.output,
      """
      Linked grade into \(system)/bin, with completions for bash, zsh and fish.
      lessons, the program for the pages, is not built yet; run make lessons, then make install again.

      """)
    XCTAssertEqual(try target("system/bin/grade"), root.appending(path: ".build/debug/grade").path)
    for (file, shell) in [
      ("bash-completion/completions/grade", "bash"), ("zsh/site-functions/_grade", "zsh"),
      ("fish/vendor_completions.d/grade.fish", "fish"),
    ] {
      XCTAssertEqual(
        try String(contentsOf: root.appending(path: "system/share/\(file)"), encoding: .utf8),
        "completions for \(shell)\n")
    }
  }

  func testOnesOwnFolderDoesWhereTheSystemsMayNotBeWritten() async throws {
    try make("lessons")
    for (shell, words) in [
      ("/bin/bash", "Add this to ~/.bashrc, and open a new terminal:\n    export PATH=\""),
      ("/usr/bin/zsh", "Add this to ~/.zshrc, and open a new terminal:\n    export PATH=\""),
      ("/usr/bin/fish", "Run this once:\n    fish_add_path "), ("", "Add this to ~/.profile, "),
    ] {
      let result = try await install(shell: shell)
      XCTAssertTrue(result.isSuccess, result.error)
      XCTAssertTrue(
        result.output.hasPrefix("Linked grade and lessons into \(root.path)/.local/bin, "),
        result.output)
      XCTAssertTrue(result.output.contains("/.local/bin is not on your PATH.\n"), result.output)
      XCTAssertTrue(result.output.contains(words), result.output)
    }
    XCTAssertEqual(
      try target(".local/bin/lessons"), root.appending(path: ".build/debug/lessons").path)
  }

  /// The line that it says to add makes a shell find the program.
  func testTheLineToAddWorks() async throws {
    let lines = try await install().output.split(separator: "\n")
    let line = try XCTUnwrap(lines.first { $0.contains("export PATH=") })
    let found = try await Program(
      URL(filePath: "/bin/sh"), ["-c", "\(line)\ncommand -v grade"],
      environment: ["PATH": "/usr/bin:/bin", "HOME": root.path], seconds: 60
    ).run()
    XCTAssertEqual(found.output, "\(root.path)/.local/bin/grade\n")
  }

  func testAnotherProgramIsLeftAsItIs() async throws {
    let folder = root.appending(path: "chosen/bin")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write("#!/bin/sh\n", to: folder.appending(path: "grade"))
    let chosen = folder.deletingLastPathComponent().path
    let refused = try await install(chosen)
    XCTAssertEqual(refused.outcome, .exited(1))
    XCTAssertEqual(
      refused.error,
      "Kindling: \(chosen)/bin/grade is another program and was left alone\n")
    let later = root.appending(path: "later").path
    let second = try await install(later, path: "\(chosen)/bin:\(later)/bin:/usr/bin:/bin")
    XCTAssertTrue(
      second.output.hasSuffix("Another grade comes first on your PATH: \(chosen)/bin/grade\n"),
      second.output)
  }
}
