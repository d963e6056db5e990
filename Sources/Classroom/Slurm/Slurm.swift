import Foundation
import Toolchain

/// The Slurm commands needed to grade a class.
public struct Slurm: Sendable {
  /// The command that a task runs, up to the argument that identifies the task.
  let command: [String]
  /// Additional options for `sbatch`, such as `--partition=short`.
  let options: [String]
  /// The number of students in a task; more if the tasks would be too many for an array.
  let chunk: Int
  /// Receives a message about a job that makes no progress.
  let notice: @Sendable (String) -> Void
  /// The path on which to look for Slurm's programs.
  var path = ProcessInfo.processInfo.environment["PATH"] ?? ""
  /// The time between two checks for finished tasks.
  var interval = Duration.seconds(2)

  public init(
    command: [String], options: [String] = [], chunk: Int = 10,
    notice: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.command = command
    self.options = options
    self.chunk = chunk
    self.notice = notice
  }

  /// Submits tasks as one job array, and returns the job's number.
  ///
  /// Throws a `SlurmError` with the message from `sbatch`.
  func submit(_ tasks: [SlurmTask], logs: URL) async throws -> String {
    guard let first = tasks.first else { return "" }
    let line = command.map(Self.quoted).joined(separator: " ")
    let script = """
      #!/bin/sh
      exec \(line) --task \(first.run):$SLURM_ARRAY_TASK_ID

      """
    let file = logs.appending(path: "task.sh")
    try Data(script.utf8).write(to: file, options: .atomic)
    let words =
      [
        "--parsable", "--job-name=grade-class", "--array=\(Self.list(tasks.map(\.number)))",
        "--output=\(logs.path)/%a.log", "--open-mode=append",
        // This run resubmits tasks that are lost with their node at once: Slurm waits two minutes.
        "--no-requeue",
      ] + options + [file.path]
    let answer = try await run("sbatch", words)
    // With several clusters: NUMBER;CLUSTER.
    let number = answer.prefix { $0.isNumber }
    guard !number.isEmpty else { throw SlurmError("sbatch printed no job number, but: \(answer)") }
    return String(number)
  }

  /// The state of a job.
  struct Standing: Sendable {
    /// Whether any tasks are waiting or running.
    var isOpen = false
    /// Why some are waiting, in Slurm's words, such as `Resources`; nil if none is waiting.
    var waitsFor: String?
  }

  /// Returns the state of a job; one that Slurm no longer knows has ended.
  func standing(of job: String) async throws -> Standing {
    let result = try await result("squeue", ["--noheader", "--jobs=\(job)", "--format=%T %r"])
    if !result.isSuccess {
      if result.error.contains("Invalid job id") { return Standing() }
      throw SlurmError("squeue: \(Self.reason(result))")
    }
    var standing = Standing()
    for line in result.output.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      standing.isOpen = true
      if words.first == "PENDING", words.count == 2 { standing.waitsFor = words[1] }
    }
    return standing
  }

  /// Cancels a job if it still exists, even if the run itself has been cancelled.
  func cancel(_ job: String) async {
    await Task { _ = try? await result("scancel", [job]) }.value
  }

  /// Slurm's `MaxArraySize`, which is one more than the tasks that a job array may have.
  func arrayLimit() async -> Int {
    let usual = 1001
    guard let result = try? await result("scontrol", ["show", "config"]), result.isSuccess,
      let match = result.output.firstMatch(of: #/MaxArraySize\s*=\s*(\d+)/#)
    else { return usual }
    return Int(match.1) ?? usual
  }

  private func run(_ name: String, _ words: [String]) async throws -> String {
    let result = try await result(name, words)
    guard result.isSuccess else { throw SlurmError("\(name): \(Self.reason(result))") }
    return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func result(_ name: String, _ words: [String]) async throws -> Program.Result {
    guard let program = SwiftToolchain.executable(named: name, path: path) else {
      throw SlurmError("there is no \(name) on the PATH: run this where jobs are submitted from")
    }
    return try await Program(program, words, seconds: 60).run()
  }

  private static func reason(_ result: Program.Result) -> String {
    let words = result.error.trimmingCharacters(in: .whitespacesAndNewlines)
    return words.isEmpty ? "\(result.outcome)" : words
  }

  /// Numbers in the form that `--array` takes: `0-3,7`.
  static func list(_ numbers: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers.sorted() {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }

  /// A word quoted for a shell.
  static func quoted(_ word: String) -> String {
    "'" + word.replacing("'", with: "'\\''") + "'"
  }
}

/// An error thrown if Slurm cannot be used, or did not complete its tasks.
public struct SlurmError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
