import Course
import Grading

/// Marks as tables for a terminal.
public enum MarkTable {
  /// How a student's marks were obtained, one line per section.
  public static func text(of marks: StudentMarks) -> String {
    var rows = [["section", "graded", "late", "off", "mark", ""]]
    rows += marks.sections.map { mark in
      [
        mark.section, mark.graded.map { "\($0) / \(mark.possible)" } ?? "",
        mark.daysLate > 0 ? "\(mark.daysLate)" : "",
        mark.penalty.hundredths > 0 ? "\(mark.penalty)" : "",
        mark.points.map(\.description) ?? "", mark.note,
      ]
    }
    let total = marks.total.map(\.description) ?? "none"
    return aligned(rows) + "\(shown(marks.student)): \(total) of \(marks.possible) points\n"
  }

  /// Everyone's total, one line per student, with notes on anything unusual.
  public static func text(
    of gradebook: Gradebook, _ sections: [Section], rules: ClassRules
  ) throws -> String {
    var rows: [[String]] = []
    try gradebook.forEachStudent(sections, rules: rules) { marks in
      let notes = marks.sections.filter { !$0.note.isEmpty && $0.state != nil }
        .map { "\($0.section) \($0.note)" }
      rows.append([
        shown(marks.student), marks.total.map(\.description) ?? "none", "of \(marks.possible)",
        notes.shortened,
      ])
    }
    guard !rows.isEmpty else { return "There is nobody in the gradebook.\n" }
    return aligned(rows)
  }

  private static func shown(_ student: Student) -> String {
    let key = Escaped.line(student.rosterID)
    return key.count > 40 ? key.prefix(39) + "\u{2026}" : key
  }

  private static func aligned(_ rows: [[String]]) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }.joined(separator: "  ").trimmedEnd + "\n"
    }.joined()
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
