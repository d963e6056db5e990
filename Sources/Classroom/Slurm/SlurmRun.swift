import Foundation
import Grading

/// Grades a class as a Slurm job array, with a share of the students in each task.
///
/// This process writes down for each task whom it grades; only it looks for the submissions. Each
/// task writes its outcomes to a file. The run is complete when all files exist, regardless of
/// what Slurm says: a task whose file is missing when its job has ended is submitted again, and one
/// that runs twice writes the same file twice. This process writes the reports, so that tasks need
/// no lock.
struct SlurmRun: Sendable {
  let slurm: Slurm
  let output: URL
  let id = UUID().uuidString

  /// How often a task is submitted before the run gives up.
  private static let tries = 3
  /// How many checks a file may take to appear after its job has ended, on a shared file system.
  private static let patience = 5
  /// The number of checks without a finished task after which to say what the job is waiting for.
  private static let stillness = 30
  /// How many times in a row `squeue` may fail: restarting a controller takes minutes.
  private static let silence = 150

  private var folder: URL { SlurmTask.folder(of: id, in: output) }

  /// Grades students and passes each outcome to `record`, with the tasks in any order.
  func graded(
    _ handIns: [HandIn], record: (Outcome, HandIn) throws -> ClassSummary.Graded
  ) async throws -> [ClassSummary.Graded] {
    try await endEarlierRuns()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let limit = max(1, await slurm.arrayLimit() - 1)
    let size = max(slurm.chunk, (handIns.count + limit - 1) / limit)
    func range(of task: SlurmTask) -> Range<Int> {
      task.number * size..<min((task.number + 1) * size, handIns.count)
    }
    var open = (0..<(handIns.count + size - 1) / size).map { SlurmTask(run: id, number: $0) }
    for task in open { try task.write(SlurmShare(handIns[range(of: task)]), into: output) }
    var graded = [ClassSummary.Graded?](repeating: nil, count: handIns.count)
    for _ in 0..<Self.tries where !open.isEmpty {
      // Not interrupted by Ctrl-C, since the job's number is needed to cancel it.
      let job = try await Task { [open] in try await slurm.submit(open, logs: folder) }.value
      try Data("\(job)\n".utf8).write(to: folder.appending(path: "job"), options: .atomic)
      do {
        try await wait(for: job, &open) { task, outcomes in
          let range = range(of: task)
          guard outcomes.map(\.key) == handIns[range].map(\.student.key) else {
            throw SlurmError("task \(task.number) did not grade the students that it was given")
          }
          for (place, outcome) in zip(range, outcomes) {
            graded[place] = try record(outcome, handIns[place])
          }
        }
      } catch {
        await slurm.cancel(job)
        throw error
      }
    }
    guard open.isEmpty else { throw SlurmError(failure(of: open)) }
    try FileManager.default.removeItem(at: output.appending(path: "slurm"))
    return graded.compactMap(\.self)
  }

  /// Waits until a job's tasks are done or the job has ended; unfinished tasks stay open.
  private func wait(
    for job: String, _ open: inout [SlurmTask],
    take: (SlurmTask, [Outcome]) throws -> Void
  ) async throws {
    var looksAfterItsEnd = 0
    var failures = 0
    var looksWithoutProgress = 0
    while true {
      let count = open.count
      open = try open.filter { task in
        guard let outcomes = try task.outcomes(in: output) else { return true }
        try take(task, outcomes)
        return false
      }
      looksWithoutProgress = open.count == count ? looksWithoutProgress + 1 : 0
      if open.isEmpty || looksAfterItsEnd > Self.patience { return }
      try await Task.sleep(for: slurm.interval)
      do {
        let standing = try await slurm.standing(of: job)
        failures = 0
        looksAfterItsEnd = standing.isOpen ? 0 : looksAfterItsEnd + 1
        if looksWithoutProgress == Self.stillness, let reason = standing.waitsFor {
          slurm.notice("Slurm job \(job) is waiting; squeue says why: \(reason)")
        }
      } catch let error as SlurmError {
        failures += 1
        if failures == 1 { slurm.notice("\(error); trying again") }
        if failures > Self.silence { throw error }
      }
    }
  }

  /// Cleans up after killed runs, whose jobs would grade in vain.
  private func endEarlierRuns() async throws {
    let root = output.appending(path: "slurm")
    for name in (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? [] {
      let folder = root.appending(path: name)
      if let job = try? String(contentsOf: folder.appending(path: "job"), encoding: .utf8) {
        await slurm.cancel(job.trimmingCharacters(in: .whitespacesAndNewlines))
      }
      try FileManager.default.removeItem(at: folder)
    }
  }

  private func failure(of open: [SlurmTask]) -> String {
    let log = folder.appending(path: "\(open[0].number).log")
    let words = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
    let last = words.split(separator: "\n").suffix(3).joined(separator: "; ")
    return "\(open.count) of the tasks ended \(Self.tries) times without a result"
      + (last.isEmpty ? "" : ", the first saying: \(Escaped.line(last))")
      + "; what they printed is in \(folder.path)"
  }
}
