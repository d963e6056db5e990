import Answers
import Course
import Foundation
import Grading
import Toolchain

/// Grades one attempt: finds its answers, copies them into a folder laid out flat, and grades that.
struct AttemptGrader: Sendable {
  private let workbook: Workbook
  private let grader: Grader
  private let seed: UInt64
  private let sections: [Section]
  private let search: AnswerSearch

  init(workbook: Workbook, grader: Grader, seed: UInt64, sections: [Section]) {
    self.workbook = workbook
    self.grader = grader
    self.seed = seed
    self.sections = sections
    search = AnswerSearch(modules: sections.map(\.module))
  }

  /// What was found of a section's answer before grading.
  private struct FoundAnswer {
    let section: Section
    let handedIn: SectionReport.HandedIn
    /// The report, if there is nothing to grade.
    var report: SectionReport?
  }

  /// Grades an attempt and returns the report on it, which covers every section.
  ///
  /// Throws an `ItemError` if nothing of it can be read, and rethrows errors from grading.
  func report(on parts: [HandIn.Part], of student: HandIn.Student) async throws -> Report {
    let findings = try search.findings(in: parts)
    let workspace = try Workspace()
    let folder = try workspace.folder("answers")
    let answers = try sections.map { section in
      try foundAnswer(section, findings, path: parts.first?.path ?? student.name, into: folder)
    }
    let graded = try await grader.grade(
      answers.filter { $0.report == nil }.map(\.section), answers: .folder(folder))
    var rest = graded.sections[...]
    let reports = answers.compactMap { answer in
      var report = answer.report ?? rest.removeFirst()
      report.handedIn = answer.handedIn
      if let file = answer.handedIn.files.first { report.file = file }
      if report.state == .unreadable, answer.handedIn.answer == .found {
        report.handedIn = answer.handedIn.unreadable
      }
      return report
    }
    var report = Report(
      course: graded.course, seed: seed, sandbox: graded.sandbox, sections: reports)
    report.student = Escaped.line(student.name)
    report.count(leftOut: findings.obstacles.map(Escaped.line))
    return report
  }

  private func foundAnswer(
    _ section: Section, _ findings: AnswerSearch.Findings, path: String, into folder: URL
  ) throws -> FoundAnswer {
    let candidates = findings.candidates.filter { $0.module == section.module }
    let choice = AnswerChoice(
      of: section, among: candidates, obstacles: findings.obstacles)
    func handedIn(
      _ answer: SectionReport.HandedIn.Answer, _ candidates: [AnswerSearch.Candidate]
    ) -> SectionReport.HandedIn {
      SectionReport.HandedIn(
        answer, files: candidates.map { Escaped.line($0.path) },
        digest: candidates.isEmpty ? nil : "\(Digest(candidates))",
        submittedAt: candidates.compactMap(\.part.submittedAt).max(),
        isLate: candidates.contains(where: \.part.isLate))
    }
    func ungraded(
      _ state: SectionReport.State, _ message: String, _ handedIn: SectionReport.HandedIn
    ) -> FoundAnswer {
      let report = SectionReport(
        notRun: section, file: Escaped.line("\(path)/\(section.module).swift"),
        lesson: workbook.displayPath(workbook.lesson(section)), state: state, because: message)
      return FoundAnswer(section: section, handedIn: handedIn, report: report)
    }
    switch choice {
    case .found(let candidate, let bytes):
      try Data(bytes).write(to: folder.appending(path: "\(section.module).swift"))
      return FoundAnswer(section: section, handedIn: handedIn(.found, [candidate]))
    case .missing:
      return ungraded(
        .unreadable, "\(section.module).swift is not there\(Self.hint(findings.others))",
        handedIn(.missing, []))
    case .ambiguous(let candidates):
      let names = candidates.map(\.path).joined(separator: ", ")
      return ungraded(
        .notGraded, "these differ, and any could be the answer: \(names); keep one of them",
        handedIn(.ambiguous, candidates))
    case .unreadable(let candidates, let reason, let isDenied):
      return ungraded(
        isDenied ? .notGraded : .unreadable, reason, handedIn(.unreadable, candidates))
    }
  }
}

extension AttemptGrader {
  /// The first of the files that were not used: one of them may be the answer under another name.
  private static func hint(_ others: [String]) -> String {
    let more = others.count > 3 ? " and \(others.count - 3) more" : ""
    return others.isEmpty
      ? "" : "; other Swift files are: \(others.prefix(3).joined(separator: ", "))\(more)"
  }
}

extension Digest {
  /// The digest of the files' contents, or of why they cannot be read.
  fileprivate init(_ candidates: [AnswerSearch.Candidate]) {
    self.init()
    for candidate in candidates {
      switch candidate.contents {
      case .success(let bytes): add(Data(bytes))
      case .failure(let error): add(error.description)
      }
    }
  }
}

extension SectionReport.HandedIn {
  /// The same for an answer that was found but cannot be read.
  fileprivate var unreadable: Self {
    Self(.unreadable, files: files, digest: digest, submittedAt: submittedAt, isLate: isLate)
  }
}
