import Foundation
import Toolchain
import XCTest

final class ProgramTests: XCTestCase {
  private func shell(_ script: String, seconds: Double? = nil) -> Program {
    Program(URL(filePath: "/bin/sh"), ["-c", script], seconds: seconds)
  }

  func testCapturesStreamsApart() async throws {
    var program = shell("cat; echo wrong >&2; exit 3")
    program.input = "hello"
    let result = try await program.run()
    XCTAssertEqual(result.outcome, .exited(3))
    XCTAssertEqual(result.output, "hello")
    XCTAssertEqual(result.error, "wrong\n")
  }

  func testGivesExactlyTheEnvironment() async throws {
    var program = Program(URL(filePath: "/usr/bin/env"))
    program.environment = ["ONLY": "this"]
    let output = try await program.run().output
    XCTAssertEqual(output, "ONLY=this\n")
  }

  func testReportsASignal() async throws {
    let outcome = try await shell("kill -SEGV $$").run().outcome
    XCTAssertEqual(outcome, .signalled(SIGSEGV))
  }

  func testKillsTheWholeGroupAtTheTimeLimit() async throws {
    let marker = "sleep 98\(getpid())"
    let result = try await shell("\(marker) & \(marker)", seconds: 0.2).run()
    XCTAssertEqual(result.outcome, .timedOut)
    let left = try await shell("grep -l '[s]leep.98\(getpid())' /proc/[0-9]*/cmdline").run()
    XCTAssertEqual(left.output, "")
  }

  func testStopsAFlood() async throws {
    var program = shell("yes")
    program.outputLimit = 1000
    let result = try await program.run()
    XCTAssertEqual(result.outcome, .outputLimit)
    XCTAssertEqual(result.output.utf8.count, 1000)
  }

  func testEndsWithItsTask() async throws {
    let program = shell("sleep 60")
    let task = Task { try await program.run() }
    task.cancel()
    do {
      _ = try await task.value
      XCTFail("a cancelled run gave a result")
    } catch {
      XCTAssertTrue(error is CancellationError, "\(error)")
    }
  }

  func testAProgramThatReadsNothingIsNoError() async throws {
    var program = shell("exit 0")
    program.input = String(repeating: "x", count: 1 << 20)
    let outcome = try await program.run().outcome
    XCTAssertEqual(outcome, .exited(0))
  }

  func testSaysWhatCannotBeRun() async throws {
    do {
      _ = try await Program(URL(filePath: "/no/such/program")).run()
      XCTFail("ran a program that is not there")
    } catch {
      XCTAssertTrue("\(error)".hasPrefix("cannot run /no/such/program"), "\(error)")
    }
  }
}
