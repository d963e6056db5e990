import Grading

extension ClassSummary {
  /// A table for a terminal, ending with a newline.
  public var text: String {
    let rows = students.map { student in
      let name = Escaped.line(student.name)
      return (name: name.count > 40 ? name.prefix(39) + "…" : name, student: student)
    }
    let width = (rows.map(\.name.count).max() ?? 0) + 2
    var lines = rows.map { row in
      row.name.padded(to: width) + remarks(on: row.student).joined(separator: "   ")
    }
    let layout = Shape(rawValue: shape)?.inWords ?? shape
    let graded = students.count { $0.problem == nil }
    lines += [
      "",
      "Read as \(layout)",
      "\(graded) of \(students.count) submissions graded, with seed \(seed)",
      "Answers: \(answers.found) found, \(answers.missing) missing, "
        + "\(answers.ambiguous) ambiguous, \(answers.unreadable) unreadable",
    ]
    lines += answers.leftOut.map { "Not searched: \($0)" }
    for (lead, names) in [
      ("No submission from", withoutSubmission), ("Not on the roster", notInRoster),
    ] where !names.isEmpty {
      lines.append("\(lead): \(names.map(Escaped.line).joined(separator: ", "))")
    }
    if !movedAside.isEmpty {
      lines.append(
        "Moved from the reports to withdrawn, because their students handed in nothing: "
          + movedAside.map(Escaped.line).joined(separator: ", "))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func remarks(on student: Student) -> [String] {
    var remarks: [String] = []
    if !student.sections.isEmpty { remarks.append("\(student.points) / \(possible)") }
    if student.attempts > 1 { remarks.append("\(student.attempts) attempts") }
    if let problem = student.problem { remarks.append(Escaped.line(problem)) }
    let notRun = Dictionary(grouping: sections.filter { student.states[$0] != nil }) {
      student.states[$0]?.inFewWords ?? ""
    }.sorted { $0.key < $1.key }
    remarks += (notRun + [("missing", student.missing), ("unreadable", student.unreadable)])
      .filter { !$0.1.isEmpty }.map { "\($0.0): \(Self.short($0.1))" }
    return remarks
  }

  /// A list short enough for its line.
  private static func short(_ ids: [String]) -> String {
    let shown = ids.prefix(6).joined(separator: ", ")
    return ids.count > 6 ? "\(shown) and \(ids.count - 6) more" : shown
  }
}
