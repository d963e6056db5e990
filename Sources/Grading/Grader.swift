import Answers
import Course
import Foundation
import Toolchain

/// Grades answers to sections of a workbook.
public struct Grader: Sendable {
  let workbook: Workbook
  let seed: UInt64
  let jobs: Int
  let reuse: Reuse
  var safeguards = Safeguards.all
  private let tools: GradingTools

  /// A grader for a workbook.
  ///
  /// The seed decides the hidden tests' random inputs; `jobs` is how many sections are built and
  /// run at a time, and changes no mark. `reuse` says which results stand for answers that have not
  /// changed since, and `confinement` what to do where no sandbox works. The library is looked for
  /// beside the executable.
  public init(
    workbook: Workbook, seed: UInt64, jobs: Int = Processors.count,
    reuse: Reuse = .nothing, confinement: Confinement = .preferred,
    executable: URL? = Bundle.main.executableURL
  ) {
    self.workbook = workbook
    self.seed = seed
    self.jobs = max(1, jobs)
    self.reuse = reuse
    tools = GradingTools(root: workbook.root, executable: executable, confinement: confinement)
  }

  /// Throws a `SandboxMissing` when a sandbox is required and none works.
  package func checkConfinement() async throws {
    try await tools.checkConfinement()
  }

  /// Grades the answers to some sections.
  ///
  /// `progress` is called for each section when it is done. A section that cannot be built or run
  /// costs only itself; throws a `SandboxMissing` where one is required and none works, and a
  /// `CancellationError`.
  public func grade(
    _ sections: [Section], answers: Answers,
    progress: @Sendable (SectionReport) -> Void = { _ in }
  ) async throws -> Report {
    let reports = try await inGroups(sections, answers, with: .hidden) { grader, answers, folder in
      try await grader.grade(answers, below: folder, progress: progress)
    }
    let sandbox =
      reports.contains { $0.state == .graded && $0.unchanged == nil }
      ? try await tools.found.sandbox.name
      : reports.lazy.compactMap(\.unchanged?.sandbox).first ?? Sandbox.none.name
    return Report(
      course: workbook.course.title, seed: seed, sandbox: sandbox, sections: reports)
  }
}

extension Grader {
  /// Compiles the hidden suites of some sections for answers with the interface of the course's
  /// solutions, as most answers have, so that grading one for the first time finds its suite.
  ///
  /// Returns the sections whose solution cannot be built, which `grade check` explains. Throws as
  /// `grade` does.
  public func compileSuites(_ sections: [Section]) async throws -> [Section] {
    let solutions = try Answers(
      at: workbook.root.appending(path: Workbook.solutions), for: sections)
    let isBuilt = try await inGroups(sections, solutions, with: .hidden) { grader, answers, _ in
      try await grader.buildOnly(answers)
    }
    return zip(sections, isBuilt).filter { !$1 }.map(\.0)
  }

  /// Tries the answers to some sections with their public tests.
  ///
  /// As grading in all that is done and allowed, but that nothing is kept and no points are given.
  public func tryOut(
    _ sections: [Section], answers: Answers,
    progress: @Sendable (SectionTrial) -> Void = { _ in }
  ) async throws -> Trial {
    let trials = try await inGroups(sections, answers, with: .public) { grader, answers, folder in
      try await grader.tryOut(answers, below: folder, progress: progress)
    }
    let hasRun = trials.contains { $0.state == .graded }
    return Trial(
      sandbox: hasRun ? try await tools.found.sandbox.name : Sandbox.none.name,
      sections: trials)
  }

  /// Takes sections through the stages in groups; the results are in the order of the sections.
  private func inGroups<Result: Sendable>(
    _ sections: [Section], _ answers: Answers, with suite: Suite.Kind,
    _ body:
      @Sendable (SectionGrader, [SectionGrader.Answer], _ below: URL?) async throws -> [Result]
  ) async throws -> [Result] {
    try await checkConfinement()
    let grader = SectionGrader(
      workbook: workbook, tools: tools, seed: seed,
      results: ResultCache(workbook: workbook, tools: tools, seed: seed, reuse: reuse),
      safeguards: safeguards)
    let done = try await mapConcurrently(groups(of: sections, with: suite), jobs: jobs) { group in
      let results = try await body(
        grader,
        group.map {
          SectionGrader.Answer(section: sections[$0], file: answers.file(for: sections[$0]))
        }, answers.folder)
      return zip(group, results)
    }
    return done.joined().sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// More suites in one process of the compiler gain little and make the first report late.
  private static let groupLimit = 20

  /// The places of the sections in groups that are built together: one for each job, unless that
  /// makes them large. The length of the suites says how long each takes, so that all end at about
  /// one time.
  private func groups(of sections: [Section], with suite: Suite.Kind) -> [[Int]] {
    let count = max(
      min(jobs, sections.count), (sections.count + Self.groupLimit - 1) / Self.groupLimit)
    let lengths = sections.map { section in
      let suite = workbook.suite(suite, of: section).path
      return (try? FileManager.default.attributesOfItem(atPath: suite)[.size] as? Int) ?? 0
    }
    var groups = [(length: Int, places: [Int])](repeating: (0, []), count: count)
    for index in sections.indices.sorted(by: { (lengths[$0], $1) > (lengths[$1], $0) }) {
      let shortest = groups.indices.min { groups[$0].length < groups[$1].length } ?? 0
      groups[shortest].length += lengths[index]
      groups[shortest].places.append(index)
    }
    return groups.map(\.places)
  }
}
