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

  func testGivesOutputAsItComes() async throws {
    var program = shell("echo first; sleep 1; echo second")
    let (times, continuation) = AsyncStream.makeStream(of: (String, ContinuousClock.Instant).self)
    program.onOutput = { continuation.yield((String(decoding: $0, as: UTF8.self), .now)) }
    let result = try await program.run()
    continuation.finish()
    var pieces: [(text: String, at: ContinuousClock.Instant)] = []
    for await (text, at) in times { pieces.append((text, at)) }
    XCTAssertEqual(pieces.map(\.text), ["first\n", "second\n"])
    XCTAssertEqual(result.output, "first\nsecond\n")
    if pieces.count == 2 { XCTAssertGreaterThan(pieces[1].at - pieces[0].at, .milliseconds(500)) }
  }

  func testAsksBeforeItKills() async throws {
    var program = shell(
      "trap 'echo asked; exit 0' TERM; while :; do sleep 0.05; done", seconds: 0.5)
    program.limitSignal = SIGTERM
    let heeded = try await program.run()
    XCTAssertEqual(heeded.outcome, .timedOut)
    XCTAssertEqual(heeded.output, "asked\n")
    program = shell("trap 'echo asked' TERM; while :; do sleep 0.05; done", seconds: 0.5)
    program.limitSignal = SIGTERM
    let ignored = try await program.run()
    XCTAssertEqual(ignored.outcome, .timedOut)
    XCTAssertEqual(ignored.output, "asked\n")
    XCTAssertLessThan(ignored.duration, .seconds(10))
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
