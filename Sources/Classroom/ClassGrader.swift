import Course
import Foundation
import Grading
import Toolchain

/// Grades what a class handed in, and writes a report file for each student.
///
/// A submission that cannot be read or graded does not affect the others. Reports are written to
/// `OUTPUT/reports` as each submission is finished; `OUTPUT/summary.json` comes last. A second run
/// into the same folder continues with the first run's seed, so that results kept for unchanged
/// answers are reused. It adds to the existing reports: other sections and earlier attempts stay as
/// they are.
public struct ClassGrader: Sendable {
  private let workbook: Workbook
  private let output: URL
  private let jobs: Int
  private let grader: Grader
  public let seed: UInt64

  /// A grader that writes into a folder.
  ///
  /// If no seed is given, that of an earlier run into the folder is used, or else a new one. Equal
  /// answers are graded once; without `reuse`, once by this grader.
  /// Submissions run in a sandbox or not at all, unless `confinement` says otherwise.
  public init(
    workbook: Workbook, output: URL, seed: UInt64?, jobs: Int, reuse: Bool = true,
    confinement: Confinement = .required, executable: URL? = Bundle.main.executableURL
  ) {
    self.workbook = workbook
    self.output = output
    self.jobs = max(1, jobs)
    self.seed = seed ?? Self.earlierSeed(in: output) ?? .random(in: 1...9999)
    grader = Grader(
      workbook: workbook, seed: self.seed, jobs: 1, reuse: reuse ? .sameSeed : .since(.now),
      confinement: confinement, executable: executable)
  }

  /// Grades the submissions, in this process or as a Slurm job.
  ///
  /// A roster says which student each submission belongs to. Reports of students who handed in
  /// nothing this time are moved aside, unless they are on the roster or `keepsAbsent` is true.
  /// `progress` is called with the name of each student who is done. Throws a `ClassError`, a
  /// `SandboxMissing`, a `CancellationError`, or an error if the output cannot be written.
  public func grade(
    _ intake: Intake, roster: Roster? = nil, sections: [Section], keepsAbsent: Bool = false,
    on slurm: Slurm? = nil, progress: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> ClassSummary {
    // In a Slurm job, the tasks check this.
    if slurm == nil { try await grader.checkConfinement() }
    var intake = intake
    let joining = roster?.join(&intake.handIns)
    let reports = ReportFolder(in: output)
    try FileManager.default.createDirectory(at: reports.folder, withIntermediateDirectories: true)
    guard let lock = try FolderLock(reports.folder) else {
      throw ClassError(
        "another run is writing into \(output.path): wait for it, or name another --output")
    }
    defer { withExtendedLifetime(lock) {} }
    try reports.prepare()
    for (key, id) in joining?.ids ?? [] {
      try reports.rename(ReportName.of(key), to: ReportName.of(id))
    }
    // Written at the start, so that an interrupted run continues with the same inputs.
    try Data("\(seed)\n".utf8).write(to: Self.seedFile(in: output), options: .atomic)
    let recorder = Recorder(reports: reports, order: workbook.course.sections.map(\.id))
    let record: @Sendable (Outcome, HandIn) throws -> ClassSummary.Graded = { outcome, handIn in
      let graded = try recorder.record(outcome, of: handIn.student)
      progress(Escaped.line(handIn.student.name))
      return graded
    }
    let students: [ClassSummary.Graded]
    if let slurm {
      let run = SlurmRun(slurm: slurm, output: output)
      students = try await run.graded(intake.handIns, record: record)
    } else {
      let attempts = attemptGrader(for: sections)
      students = try await mapConcurrently(intake.handIns, jobs: jobs) { handIn in
        try record(try await attempts.outcome(of: handIn), handIn)
      }
    }
    // What was left out may belong to a student who has not left.
    let names = Set(
      (intake.handIns.map(\.student.key) + intake.leftOut.map { ArchiveName.apart($0.name).name })
        .map(ReportName.of))
    let ofRoster = Set(roster?.students.map { ReportName.of($0.id) } ?? [])
    let absent = try reports.names().filter { !names.contains($0) }
    let gone = absent.filter { !keepsAbsent && !ofRoster.contains($0) }
    for name in gone { try reports.moveAside(name) }
    let kept = try absent.filter { !gone.contains($0) }.map(recorder.standing)
    let summary = ClassSummary(
      course: workbook.course, seed: seed, intake: intake, students: students, absent: kept,
      movedAside: gone, roster: roster, joining: joining)
    try Data(sortedJSON(summary).utf8).write(
      to: output.appending(path: "summary.json"), options: .atomic)
    return summary
  }

  /// Grades the students of a task, and writes the outcomes for the run that submitted the task.
  public func grade(
    _ task: SlurmTask, of submissions: URL, sections: [Section]
  ) async throws {
    try await grader.checkConfinement()
    let handIns = try task.share(in: output).handIns(of: submissions)
    let attempts = attemptGrader(for: sections)
    let outcomes = try await mapConcurrently(handIns, jobs: jobs, attempts.outcome)
    try task.write(outcomes, into: output)
  }

  private func attemptGrader(for sections: [Section]) -> AttemptGrader {
    AttemptGrader(workbook: workbook, grader: grader, seed: seed, sections: sections)
  }

  private static func seedFile(in output: URL) -> URL { output.appending(path: "seed") }

  private static func earlierSeed(in output: URL) -> UInt64? {
    let text = try? String(contentsOf: seedFile(in: output), encoding: .utf8)
    return text.flatMap { UInt64($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }
}
