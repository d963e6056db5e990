import Foundation
import Toolchain

/// Slurm's commands, as far as a class needs them.
public struct Slurm: Sendable {
  /// The command that a task runs, up to what says which task it is.
  let command: [String]
  /// What `sbatch` is called with besides, such as `--partition=short`.
  let options: [String]
  /// The most students of a task; the fewer, the more tasks.
  let chunk: Int
  /// Takes a word about a job that does not get on.
  let notice: @Sendable (String) -> Void
  /// Where Slurm's programs are looked for.
  var path = ProcessInfo.processInfo.environment["PATH"] ?? ""
  /// How long to wait between two looks at what is done.
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

  /// Submits tasks as one job array, and gives the job's number.
  ///
  /// Throws a `SlurmError` that says what `sbatch` said.
  func submit(_ tasks: [SlurmTask], logs: URL) async throws -> String {
    guard let first = tasks.first else { return "" }
    let line = command.map(Self.quoted).joined(separator: " ")
    let script = """
      #!/bin/sh
      exec \(line) --task \(first.run):\(first.size):$SLURM_ARRAY_TASK_ID

      """
    let file = logs.appending(path: "task.sh")
    try Data(script.utf8).write(to: file, options: .atomic)
    let words =
      [
        "--parsable", "--job-name=grade-class", "--array=\(Self.list(tasks.map(\.number)))",
        "--output=\(logs.path)/%a.log", "--open-mode=append",
        // What is lost with its node is submitted again by this run, at once: Slurm waits two minutes.
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
    /// Whether tasks wait or run.
    var isOpen = false
    /// Why some wait, in Slurm's word, such as `Resources`; nil while none waits.
    var waitsFor: String?
  }

  /// Asks for the state of a job; one that Slurm no longer knows has ended.
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

  /// Ends a job, if it is still there; also for a run that was cancelled itself.
  func cancel(_ job: String) async {
    await Task { _ = try? await result("scancel", [job]) }.value
  }

  /// The most tasks that a job array may have here.
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

  /// Numbers as `--array` takes them: `0-3,7`.
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

  /// A word as a shell reads it as one.
  static func quoted(_ word: String) -> String {
    "'" + word.replacing("'", with: "'\\''") + "'"
  }
}

/// Slurm cannot be used, or what it was given was not done.
public struct SlurmError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
