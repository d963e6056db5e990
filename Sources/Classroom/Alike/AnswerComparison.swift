import Answers
import Course
import Foundation
import Grading

/// Compares what a class handed in, section by section.
public struct AnswerComparison: Sendable {
  private let workbook: Workbook
  private let sections: [Section]

  /// A comparison of the answers to some sections.
  public init(of workbook: Workbook, sections: [Section]) {
    self.workbook = workbook
    self.sections = sections
  }

  /// Finds similar answers in the last attempts of all students.
  ///
  /// Answers that are missing, ambiguous or unreadable are left out. `progress` is called with the
  /// name of each student in turn. Throws an error if files cannot be written or read.
  public func alike(
    in intake: Intake, roster: Roster? = nil, progress: (String) -> Void = { _ in }
  ) throws -> AlikeAnswers {
    var handIns = intake.handIns
    _ = roster?.join(&handIns)
    // Kept in files: a large class's answers to all sections would not fit in memory.
    let workspace = try Workspace()
    let search = AnswerSearch(modules: sections.map(\.module))
    var found: [String: [(student: String, path: String, file: URL)]] = [:]
    for (number, handIn) in handIns.enumerated() {
      let name = Escaped.line(handIn.student.name)
      defer { progress(name) }
      guard let parts = handIn.attempts.last, let findings = try? search.findings(in: parts) else {
        continue
      }
      let folder = try workspace.folder("answers/\(number)")
      for section in sections {
        let candidates = findings.candidates.filter { $0.module == section.module }
        let choice = AnswerChoice(
          of: section, among: candidates, obstacles: findings.obstacles)
        guard case .found(let candidate, let bytes) = choice else { continue }
        let file = folder.appending(path: "\(section.module).swift")
        try Data(bytes).write(to: file)
        found[section.id, default: []].append((name, candidate.path, file))
      }
    }
    return AlikeAnswers(
      sections: try sections.compactMap { section in
        try found[section.id].map { try alike(section, $0) }
      })
  }

  private func alike(
    _ section: Section, _ found: [(student: String, path: String, file: URL)]
  ) throws -> AlikeAnswers.Section {
    let skeleton = try? AnswerTokens(AnswerFile(workbook.answer(section)))
    let answers = found.compactMap { student, path, file -> AlikeSearch.Answer? in
      guard let answer = try? AnswerFile(file) else { return nil }
      return AlikeSearch.Answer(
        student: student, path: path, tokens: AnswerTokens(answer),
        text: { try String(contentsOf: file, encoding: .utf8) })
    }
    return try AlikeSearch(answers, skeleton: skeleton).section(section.id)
  }
}

extension AlikeAnswers {
  /// Writes the findings next to the reports that `grade class` wrote into a folder, and returns
  /// the file.
  public func write(into output: URL) throws -> URL {
    let file = output.appending(path: Self.fileName)
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    try Data(sortedJSON(self).utf8).write(to: file, options: .atomic)
    return file
  }

  /// The pairs in a few lines, for a terminal.
  public var text: String {
    sections.map { section in
      let pairs = section.pairs.map {
        "  \($0.percent) %  \($0.students.joined(separator: "  "))\n"
      }
      let more = section.left > 0 ? "  and \(section.left) more\n" : ""
      return "\(section.id): \(section.compared) of \(section.answers) answers compared, "
        + "\(section.pairs.count + section.left) pairs alike\n" + pairs.joined() + more
    }.joined()
  }
}
