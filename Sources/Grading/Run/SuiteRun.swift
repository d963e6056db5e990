import Answers
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
  /// What the runtime said of a trap.
  let messages: String
  /// What the answer printed, by the position of the test in the order.
  let printed: [Int: String]
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
    runs: Int, seconds: Double, testSeconds: Double?, unanswered: [UnansweredCall]
  ) async throws -> SuiteRun {
    // The environment names the first of these files, and shall not give the nonce away. Files, so
    // that what is written there has a limit; a folder could be filled with many.
    let folder = try workspace.folder("crash")
    let crash = folder.appending(path: "\(UUID().uuidString).json")
    try Data().write(to: crash)
    let messages = try MessageFile(in: folder)
    let order = RunOrder(
      nonce: UUID().uuidString, runs: items,
      limits: RunOrder.Limits(
        cpuSeconds: limits.processorSeconds * runs, memory: limits.memoryMiB << 20,
        fileSize: limits.fileMiB << 20, openFiles: limits.openFiles,
        processes: Self.processes(limits, in: sandbox), testSeconds: testSeconds),
      unanswered: Self.lines(of: unanswered), printMark: UUID().uuidString,
      messages: messages.url.path)
    var environment =
      runs == 1
      ? CrashReport.environment(writingTo: crash) : ["SWIFT_BACKTRACE": "enable=no"]
    environment["KINDLING_NUM_THREADS"] = "1"
    // The same numbers on every machine, and nobody waits for a GPU.
    environment["KINDLING_DEVICES"] = "none"
    // glibc fills what is given back and given out: nothing that a suite worked out lies there.
    environment["MALLOC_PERTURB_"] = "85"
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
      writable: [crash, messages.url], temporaryBytes: limits.fileMiB << 20, confinesItself: true)
    return SuiteRun(
      order: order, result: result, transcript: Transcript(of: result.output, for: order),
      crash: CrashReport(at: crash), messages: messages.end,
      printed: Self.prints(in: result.error, of: order))
  }

  /// The most processes and threads that the system may count while a suite runs.
  ///
  /// Where it counts all that the grader's user runs, there is room for others to start some.
  private static func processes(_ limits: Section.Limits, in sandbox: Sandbox) -> Int? {
    if sandbox.countsProcesses { return limits.processes }
    return UserTasks.count.map { $0 + limits.processes + roomForOthers }
  }

  private static let roomForOthers = 256

  /// The first line of each declaration that is not answered, and of what is around it.
  private static func lines(of calls: [UnansweredCall]) -> [String: Int] {
    let lines = calls.flatMap { call in call.enclosing.map { ($0, call.line) } }
    return Dictionary(lines, uniquingKeysWith: { first, _ in first })
  }

  /// What was printed from each test's start to the next one's; before the first stands -1.
  static func prints(in output: String, of order: RunOrder) -> [Int: String] {
    var prints: [Int: String] = [:]
    var rest = output[...]
    var run = -1
    while let lead = rest.range(of: order.printLead(ofRun: run + 1)) {
      prints[run] = String(rest[..<lead.lowerBound])
      rest = rest[lead.upperBound...]
      run += 1
    }
    prints[run] = String(rest)
    return prints
  }
}
