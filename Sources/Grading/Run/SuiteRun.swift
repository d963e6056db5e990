import Course
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
  /// The program that loads a suite.
  let runner: Prelinked
  let sandbox: Sandbox

  /// Runs some items of a suite in a process of their own.
  ///
  /// `limits` are those of the whole suite times `runs`, but for the wall-clock `seconds`, which
  /// are what is left. Throws a `ProgramError` when the process cannot be started.
  func run(
    _ items: [RunOrder.Item], of suite: BuiltSuite, in workspace: Workspace, limits: Section.Limits,
    runs: Int, seconds: Double, testSeconds: Double?
  ) async throws -> SuiteRun {
    let order = RunOrder(
      nonce: UUID().uuidString, runs: items,
      limits: RunOrder.Limits(
        cpuSeconds: limits.processorSeconds * runs, memory: limits.memoryMiB << 20,
        fileSize: limits.fileMiB << 20, openFiles: limits.openFiles,
        processes: sandbox.countsProcesses ? limits.processes : nil, testSeconds: testSeconds))
    // The environment names this file, and shall not give the nonce away. One file, so that what is
    // written there has a limit; a folder could be filled with many.
    let crash = try workspace.folder("crash").appending(path: "\(UUID().uuidString).json")
    try Data().write(to: crash)
    var environment =
      runs == 1
      ? CrashReport.environment(writingTo: crash) : ["SWIFT_BACKTRACE": "enable=no"]
    environment["KINDLING_NUM_THREADS"] = "1"
    environment["LANG"] = "C.UTF-8"
    environment["HOME"] = "/tmp"
    environment["PATH"] = "/usr/bin:/bin"
    let input = String(decoding: try JSONEncoder().encode(order), as: UTF8.self)
    let result = try await sandbox.run(
      Program(
        runner.file, [suite.image.path, suite.entry], input: input, environment: environment,
        seconds: seconds, outputLimit: limits.outputKiB * runs << 10),
      readable: [
        toolchain.root, runner.file.deletingLastPathComponent(),
        suite.image.deletingLastPathComponent(),
      ],
      writable: [crash], temporaryBytes: limits.fileMiB << 20, confinesItself: true)
    return SuiteRun(
      order: order, result: result, transcript: Transcript(of: result.output, for: order),
      crash: CrashReport(at: crash))
  }
}
