import Course
import Foundation
import Grading
import Toolchain

/// Grades what a class handed in, and writes a report file for each student.
///
/// A submission that cannot be read or graded costs itself alone. Reports are in `OUTPUT/reports`,
/// written when a submission is done; `OUTPUT/summary.json` comes last. A second run into the same
/// folder goes on with the first run's seed, so that what is graded already is taken from the
/// results kept of unchanged answers. It adds to the reports that are there: other sections and
/// earlier attempts stay as they are.
public struct ClassGrader: Sendable {
  private let workbook: Workbook
  private let output: URL
  private let jobs: Int
  private let grader: Grader
  public let seed: UInt64

  /// A grader that writes into a folder.
  ///
  /// Without a seed, that of an earlier run into the folder is taken, else a new one. Submissions
  /// run in a sandbox or not at all, unless `confinement` says otherwise.
  public init(
    workbook: Workbook, output: URL, seed: UInt64?, jobs: Int, reuse: Bool = true,
    confinement: Confinement = .required, executable: URL? = Bundle.main.executableURL
  ) {
    self.workbook = workbook
    self.output = output
    self.jobs = max(1, jobs)
    self.seed = seed ?? Self.earlierSeed(in: output) ?? .random(in: 1...9999)
    grader = Grader(
      workbook: workbook, seed: self.seed, jobs: 1, reuse: reuse ? .sameSeed : .nothing,
      confinement: confinement, executable: executable)
  }

  /// Grades what was taken in.
  ///
  /// A roster says whose each submission is. Reports of students who handed in nothing this time are
  /// moved aside, unless they are of the roster or `keepsAbsent`.
  /// `progress` gets the name of each student who is done. Throws a `ClassError`, a
  /// `SandboxMissing`, a `CancellationError`, or what says that the output cannot be written.
  public func grade(
    _ intake: Intake, roster: Roster? = nil, sections: [Section], keepsAbsent: Bool = false,
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> ClassSummary {
    try await grader.checkConfinement()
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
    // Kept from the start, so that a run that was interrupted goes on with the same inputs.
    try Data("\(seed)\n".utf8).write(to: Self.seedFile(in: output), options: .atomic)
    let attempts = AttemptGrader(
      workbook: workbook, grader: grader, seed: seed, sections: sections)
    let recorder = Recorder(reports: reports, order: workbook.course.sections.map(\.id))
    let students = try await mapConcurrently(intake.handIns, jobs: jobs) { handIn in
      let student = try await grade(handIn, by: attempts, into: recorder)
      progress(FailureText.escapedLine(handIn.student.name))
      return student
    }
    // What was left out may be a student's who has not left.
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

  private func grade(
    _ handIn: HandIn, by grader: AttemptGrader, into recorder: Recorder
  ) async throws -> ClassSummary.Graded {
    let name = ReportName.of(handIn.student.key)
    var graded = ClassSummary.Graded(student: handIn.student)
    do {
      for parts in handIn.attempts {
        let report = try await grader.report(on: parts, of: handIn.student)
        graded.latest = report
        try recorder.record(report, of: name)
      }
    } catch let error as CancellationError {
      throw error
    } catch let error as ItemError {
      graded.problem = "\(error), and was left out"
    } catch {
      graded.problem = words(for: error)
    }
    graded.standing = try recorder.standing(of: name)
    return graded
  }

  private static func seedFile(in output: URL) -> URL { output.appending(path: "seed") }

  private static func earlierSeed(in output: URL) -> UInt64? {
    let text = try? String(contentsOf: seedFile(in: output), encoding: .utf8)
    return text.flatMap { UInt64($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }
}
