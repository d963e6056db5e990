import Toolchain
import XCTest

@testable import Grading

/// Each limit of a section holds, is the course file's to set, and is told in its own words.
final class LimitTests: XCTestCase {
  /// Grades an answer whose every part calls `spend`, with some limits and past every rule.
  private func messages(
    limits: String, spending: String, imports: String = "Glibc"
  ) async throws -> [String] {
    let course = try TemporaryWorkbook(limits: limits)
    let file = course.workbook.root.appending(path: "AffineMaps.swift")
    let text = """
      import \(imports)
      import Kindling

      private func spend() -> Tensor {
        \(spending)
        return Tensor.zeros(1)
      }

      public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { spend() }
      public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { spend() }
      public func composedBias(
        outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor
      ) -> Tensor { spend() }
      """
    try Data(text.utf8).write(to: file)
    let report = try await course.grade(file, as: "AffineMaps", safeguards: [])
    XCTAssertEqual(report.points, 0)
    XCTAssertEqual(report.state, .graded, "\(report.messages)")
    return report.messages
  }

  private func assertTold(
    _ words: String, _ messages: [String], file: StaticString = #filePath, line: UInt = #line
  ) {
    XCTAssertTrue(messages.contains { $0.contains(words) }, "\(messages)", file: file, line: line)
  }

  func testWallClockTime() async throws {
    let messages = try await messages(limits: "seconds: 2", spending: "sleep(1000)")
    assertTold("stopped after 2 s: does a loop never end?", messages)
  }

  func testProcessorTime() async throws {
    let messages = try await messages(
      limits: "seconds: 60, processorSeconds: 1", spending: "if true { while true {} }")
    assertTold("stopped after 1 s of processor time", messages)
  }

  func testMemory() async throws {
    let messages = try await messages(
      limits: "seconds: 30, memoryMiB: 64",
      spending: "print([UInt8](repeating: 1, count: 200 << 20).count)")
    assertTold("out of memory: it took more than 64 MiB", messages)
  }

  func testOutput() async throws {
    let messages = try await messages(
      limits: "seconds: 30, outputKiB: 100",
      spending: "print(String(repeating: \"a\", count: 200 << 10))")
    assertTold("stopped: it printed more than 100 KiB", messages)
  }

  func testFileSizes() async throws {
    let messages = try await messages(
      limits: "seconds: 30, fileMiB: 1",
      spending: """
        let file = unsafe open("/tmp/large", O_CREAT | O_WRONLY, 0o600)
          if file < 0 { fatalError("no file can be written") }
          let bytes = [UInt8](repeating: 1, count: 2 << 20)
          for _ in 0..<2 { print(unsafe write(file, bytes, bytes.count)) }
        """)
    // The second sandbox has no /tmp.
    if case .confinedByItself = await Sandbox.detect() {
      assertTold("no file can be written", messages)
    } else {
      assertTold("stopped: it wrote a file of more than 1 MiB", messages)
    }
  }

  /// Where the system counts all of the user's processes, there is room for others'.
  private func most() async -> Int { await Sandbox.detect().countsProcesses ? 40 : 400 }

  func testProcesses() async throws {
    let most = await most()
    let messages = try await messages(
      limits: "seconds: 30, processes: 40",
      spending: """
        let arguments = unsafe [strdup("sleep"), strdup("60"), nil]
          let started = (0..<500).filter { _ in
            var process: pid_t = 0
            return unsafe posix_spawn(&process, "/bin/sleep", nil, nil, arguments, nil) == 0
          }
          fatalError(started.count < \(most) ? "few processes" : "\\(started.count) processes")
        """)
    assertTold("few processes", messages)
  }

  func testThreads() async throws {
    let most = await most()
    let messages = try await messages(
      limits: "seconds: 30, processes: 40",
      spending: """
        let started = (0..<500).filter { _ in
            var thread = pthread_t()
            return unsafe pthread_create(&thread, nil, { _ in sleep(60); return nil }, nil) == 0
          }
          fatalError(started.count < \(most) ? "few threads" : "\\(started.count) threads")
        """)
    assertTold("few threads", messages)
  }

  func testOpenFiles() async throws {
    let messages = try await messages(
      limits: "seconds: 30, openFiles: 32",
      spending: """
        let opened = (0..<1000).map { _ in unsafe open("/dev/null", O_RDONLY) }
          for file in opened where file >= 0 { close(file) }
          precondition(opened.contains(-1), "every file was opened")
          fatalError("few files")
        """)
    assertTold("few files", messages)
  }
}
