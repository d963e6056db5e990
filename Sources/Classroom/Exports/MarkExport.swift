import Course
import Foundation

/// The marks of a class for some sections, to be given back.
public struct MarkExport: Sendable {
  let gradebook: Gradebook
  let course: Course
  let sections: [Section]
  let rules: ClassRules
  /// Whether students appear under names that do not identify them.
  let isAnonymous: Bool

  public init(
    _ gradebook: Gradebook, course: Course, sections: [Section], rules: ClassRules,
    isAnonymous: Bool = false
  ) {
    self.gradebook = gradebook
    self.course = course
    self.sections = sections
    self.rules = rules
    self.isAnonymous = isAnonymous
  }

  /// The points of all sections.
  var possible: Int { sections.reduce(0) { $0 + $1.points } }

  /// The name that a student appears under.
  func name(of student: Student) -> String { isAnonymous ? student.anonymous : student.rosterID }

  func forEachStudent(_ body: (StudentMarks) throws -> Void) throws {
    try gradebook.forEachStudent(sections, rules: rules, body)
  }
}

extension MarkExport {
  /// A table with a row for each student and a column for each section, for a spreadsheet.
  ///
  /// The marks are those that count, with two decimals; a cell is empty if there is none. The last
  /// column says why, and notes anything else unusual.
  public func csv(separator: Character = ",") throws -> String {
    var rows: [[String]] = []
    try forEachStudent { marks in
      let student = marks.student
      var row = [name(of: student)]
      if !isAnonymous { row += [student.name, student.email, student.section, student.team] }
      row += marks.sections.map { $0.points?.twoDecimals ?? "" }
      row += [marks.total?.twoDecimals ?? "", Points(marks.possible).twoDecimals]
      row.append(marks.notes.joined(separator: "; "))
      rows.append(row)
    }
    // The order of the keys would reveal the names.
    if isAnonymous { rows.sort { $0[0] < $1[0] } }
    var writer = CSVWriter(separator: separator)
    writer.add(
      ["id"] + (isAnonymous ? [] : ["name", "e-mail", "section", "group"])
        + sections.map { "\($0.id) \($0.module)" } + ["total", "possible", "notes"])
    for row in rows { writer.add(row) }
    return writer.text
  }
}
