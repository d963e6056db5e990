import Foundation
import Toolchain
import XCTest

final class SandboxTests: XCTestCase {
  private func run(_ script: String) async throws -> Program.Result {
    let sandbox = await Sandbox.detect()
    try XCTSkipIf(sandbox == .none, "bubblewrap is not installed or not allowed here")
    return try await sandbox.run(
      Program(URL(filePath: "/bin/sh"), ["-c", script], seconds: 10),
      readable: [readable], writable: [writable])
  }

  private var readable = URL(filePath: "/")
  private var writable = URL(filePath: "/")

  override func setUpWithError() throws {
    let base = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    readable = base.appending(path: "readable")
    writable = base.appending(path: "writable")
    for folder in [readable, writable] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    try "hello".write(
      to: readable.appending(path: "file"), atomically: true, encoding: .utf8)
    try "secret".write(to: base.appending(path: "hidden"), atomically: true, encoding: .utf8)
  }

  override func tearDownWithError() throws {
    try FileManager.default.removeItem(at: readable.deletingLastPathComponent())
  }

  func testReadsWhatIsNamedAndNothingElse() async throws {
    let result = try await run("cat \(readable.path)/file; cat \(readable.path)/../hidden")
    XCTAssertEqual(result.output, "hello")
    XCTAssertFalse(result.isSuccess)
  }

  func testWritesOnlyWhereItMay() async throws {
    let result = try await run("echo a > \(writable.path)/a; echo b > \(readable.path)/b")
    XCTAssertFalse(result.isSuccess)
    XCTAssertTrue(
      FileManager.default.fileExists(atPath: writable.appending(path: "a").path))
    XCTAssertFalse(
      FileManager.default.fileExists(atPath: readable.appending(path: "b").path))
  }

  func testSeesNoOtherProcessAndNoNetwork() async throws {
    let result = try await run("ls -d /proc/[0-9]* | wc -l; ls /sys/class/net; cat /proc/net/route")
    let processes = result.output.split(separator: "\n").first.flatMap {
      Int($0.trimmingCharacters(in: .whitespaces))
    }
    XCTAssertLessThan(try XCTUnwrap(processes), 8)
    XCTAssertFalse(result.output.contains("eth0"))
  }

  func testASignalComesThrough() async throws {
    let result = try await run("kill -SEGV $$")
    XCTAssertEqual(result.outcome, .signalled(SIGSEGV))
  }
}
