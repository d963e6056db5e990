import Answers
import Course
import Foundation
import Grading
import Toolchain

/// Checks sections for their authors: what students start from, what is right and what is wrong.
public struct CourseChecker: Sendable {
  private let workbook: Workbook
  private let runner: CheckTaskRunner
  private let jobs: Int

  static let hintsWanted = 2
  static let mutantsWanted = 5

  /// A checker that tries answers with the seeds 1 to `seeds`.
  public init(
    workbook: Workbook, seeds: Int, jobs: Int, executable: URL? = Bundle.main.executableURL
  ) {
    self.workbook = workbook
    self.jobs = max(1, jobs)
    runner = CheckTaskRunner(
      workbook: workbook, tools: GradingTools(root: workbook.root, executable: executable),
      seeds: 1..<UInt64(max(1, seeds)) + 1)
  }

  /// Checks sections; the result says what is wrong, in the order of the course.
  ///
  /// `progress` gets the file of each answer that is done. Throws a `CancellationError` alone.
  public func check(
    _ sections: [Section], progress: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> [String] {
    let agreement = WorkbookAgreement(of: workbook)
    let listed =
      agreement.inManifest + agreement.strangers + sections.flatMap(structure)
      + marks(in: sections).map {
        "\(workbook.displayPath($0.url)):\($0.line): \($0.words)"
      }
    func results(of tasks: [CheckTask]) async throws -> [CheckTaskRunner.Result] {
      try await mapConcurrently(tasks, jobs: jobs) { task in
        let result = try await runner.check(task)
        progress(workbook.displayPath(task.url))
        return result
      }
    }
    // Solutions go first: where the suite does not compile against one, every other answer would
    // only say so again.
    let tasks = sections.flatMap(tasks)
    let solutions = tasks.filter { $0.role == .solution }
    let solved = try await results(of: solutions)
    let unfit = Set(zip(solutions, solved).filter { !$1.hasSuite }.map(\.0.section.module))
    let others = tasks.filter { $0.role != .solution && !unfit.contains($0.section.module) }
    let found = solved + (try await results(of: others))
    return listed + found.flatMap(\.findings)
  }

  /// The source of a wrong answer that is made from a section's solution, by its name in findings.
  ///
  /// Throws a `MutantError` when there is none of that name.
  public static func generatedMutant(
    _ name: String, of section: Section, in workbook: Workbook
  ) throws -> String {
    let source = GeneratedSource(from: try AnswerFile(workbook.solution(section)), of: section)
    guard let mutant = source.mutants.first(where: { $0.name == name }) else {
      let names = source.mutants.map(\.name)
      let near = nearestName(to: name, in: names).map { "; did you mean \($0)?" } ?? ""
      throw MutantError(
        "no wrong answer made from the solution of \(section.id) is called \(name)\(near)")
    }
    return source.text(of: mutant)
  }

  /// How many answers checking some sections looks at.
  public func count(of sections: [Section]) -> Int {
    sections.flatMap(tasks).count
  }

  /// What is missing or too little in a section, by the course file and the folders alone.
  private func structure(of section: Section) -> [String] {
    var findings = section.isDraft ? [] : section.gaps.map { "\(section.row):1: \($0)" }
    for part in section.parts where part.hints.count < Self.hintsWanted {
      findings.append(
        "\(section.row): part \(part.name) of section \(section.id) has "
          + "\(part.hints.count) hints, \(Self.hintsWanted) are needed")
    }
    for part in section.parts where part.tests.isEmpty {
      findings.append(
        "\(section.row): part \(part.name) of section \(section.id) names no hidden `tests`, only "
          + "points, as in a handout")
    }
    let files = [
      workbook.answer(section), workbook.solution(section), workbook.publicSuite(section),
      workbook.hiddenSuite(section), workbook.lesson(section),
    ]
    for file in files where !FileManager.default.fileExists(atPath: file.path) {
      findings.append("\(workbook.displayPath(file)): is missing")
    }
    let alternatives = workbook.alternatives(section)
    if workbook.swiftFiles(in: alternatives).isEmpty {
      findings.append(
        "\(workbook.displayPath(alternatives)): no alternative, a solution built differently is "
          + "wanted")
    }
    let count = workbook.swiftFiles(in: workbook.mutants(section)).count
    if count < Self.mutantsWanted {
      findings.append(
        "\(workbook.displayPath(workbook.mutants(section))): \(count) mutants, "
          + "\(Self.mutantsWanted) are wanted")
    }
    return findings
  }

  /// What is still to be filled in: in sections' files, and in those of their chapters.
  private func marks(in sections: [Section]) -> [FillInMark] {
    let courses = [workbook.root.appending(path: Workbook.courseFile)]
    var chapters: [URL] = []
    for section in sections {
      let page = workbook.lesson(section).deletingLastPathComponent()
        .appending(path: "chapter.md")
      if !chapters.contains(page) { chapters.append(page) }
    }
    return (courses + chapters + sections.flatMap(workbook.authoredFiles))
      .flatMap(FillInMark.all)
  }

  /// The answers to try: those without a mark, and none while the row, the solution or the hidden
  /// suite has one, on which all depend.
  private func tasks(of section: Section) -> [CheckTask] {
    let marked = Set(marks(in: [section]).map(\.url.path))
    let suite = workbook.swiftFiles(
      in: workbook.hiddenSuite(section).deletingLastPathComponent())
    let needed = suite + [workbook.solution(section), workbook.root.appending(path: section.row)]
    guard !needed.contains(where: { marked.contains($0.path) }) else { return [] }
    let answers: [(CheckTask.Role, URL)] =
      [
        (.skeleton, workbook.answer(section)), (.solution, workbook.solution(section)),
      ] + workbook.swiftFiles(in: workbook.alternatives(section)).map { (.alternative, $0) }
      + workbook.swiftFiles(in: workbook.mutants(section)).map { (.mutant, $0) }
      + [(.generated, workbook.solution(section))]
    return answers.filter {
      FileManager.default.fileExists(atPath: $0.1.path) && !marked.contains($0.1.path)
    }
    .map { CheckTask(section: section, role: $0.0, url: $0.1) }
  }
}
