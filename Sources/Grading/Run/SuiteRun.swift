import Foundation
import RunProtocol
import Toolchain

/// One process of a built suite: the order it was given and what came of it.
struct SuiteRun: Sendable {
  let order: RunOrder
  let result: Program.Result
  let transcript: Transcript
  let crash: CrashReport?
}

/// Runs built suites.
struct SuiteRunner: Sendable {
  let toolchain: SwiftToolchain
  let support: SupportLibrary
  let sandbox: Sandbox

  /// Runs some items of a suite in a process of their own.
  ///
  /// Throws a `ProgramError` when the process cannot be started.
  func run(
    _ items: [RunOrder.Item], of program: URL, in workspace: Workspace, seconds: Double,
    testSeconds: Double?, reportsCrashes: Bool
  ) async throws -> SuiteRun {
    let order = RunOrder(
      nonce: UUID().uuidString, runs: items,
      limits: RunOrder.Limits(
        // Two processors, as the tests may use threads, and room for the start.
        cpuSeconds: Int(seconds.rounded(.up)) * 2 + 1, testSeconds: testSeconds))
    let crashes = try workspace.folder("crash-\(order.nonce)")
    var environment =
      reportsCrashes
      ? CrashReport.environment(writingTo: crashes) : ["SWIFT_BACKTRACE": "enable=no"]
    environment["OPENBLAS_NUM_THREADS"] = "1"
    environment["KINDLING_NUM_THREADS"] = "1"
    environment["LANG"] = "C.UTF-8"
    environment["HOME"] = "/tmp"
    environment["PATH"] = "/usr/bin:/bin"
    let input = String(decoding: try JSONEncoder().encode(order), as: UTF8.self)
    let result = try await sandbox.run(
      Program(program, input: input, environment: environment, seconds: seconds),
      readable: [
        toolchain.root, support.file.deletingLastPathComponent(),
        program.deletingLastPathComponent(),
      ],
      writable: [crashes])
    return SuiteRun(
      order: order, result: result, transcript: Transcript(of: result.output, for: order),
      crash: CrashReport(in: crashes))
  }
}
