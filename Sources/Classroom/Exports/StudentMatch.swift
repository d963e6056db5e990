/// Finds the students of the gradebook in another system's table.
struct StudentMatch {
  /// What a student has for all sections together.
  struct Sum {
    /// The student's id.
    let id: String
    /// Nil when there is no mark.
    let share: Points?
    let isExcused: Bool
  }

  /// Everyone.
  private(set) var all: [Sum] = []
  /// The places of students by their id, their reports' name and their address; nil where two share
  /// one.
  private var places: [String: Int?] = [:]

  init(_ export: MarkExport) throws {
    var (all, places) = ([Sum](), [String: Int?]())
    try export.forEachStudent { marks in
      let student = marks.student
      let names = Set([student.rosterID, student.key, student.email.lowercased()])
      for name in names where !name.isEmpty {
        let place: Int? = places[name] == nil ? all.count : nil
        places.updateValue(place, forKey: name)
      }
      all.append(Sum(id: student.rosterID, share: marks.share, isExcused: marks.isExcused))
    }
    (self.all, self.places) = (all, places)
  }

  /// The student whom a row names; nil for nobody.
  ///
  /// Throws a `TableError` when it names two.
  func student(
    _ names: [String], in row: CSVTable.Row, of table: CSVTable
  ) throws -> Sum? {
    var found: Sum?
    for name in names where !name.isEmpty {
      for spelling in Set([name, name.lowercased()]) {
        guard let entry = places[spelling] else { continue }
        guard let place = entry else {
          throw table.error("two students of the gradebook are called \(name)", in: row)
        }
        if let found, found.id != all[place].id {
          throw table.error(
            "the row is \(found.id)'s by one column and \(all[place].id)'s by another", in: row)
        }
        found = all[place]
      }
    }
    return found
  }
}

/// A table that was filled, and what there is to say of it.
public struct FilledTable: Sendable {
  /// The file's contents.
  public let text: String
  let column: String
  let filled: Int
  let withoutMark: [String]
  /// Rows that are nobody's in the gradebook.
  let strangers: [String]
  /// Students with a mark who are in no row.
  let missing: [String]

  /// Whether every mark of the gradebook is in the table.
  public var isComplete: Bool { missing.isEmpty }

  /// A line for each thing there is to say.
  public var report: String {
    var lines = ["\(filled) marks in the column \(column)"]
    func add(_ names: [String], _ words: String) {
      if !names.isEmpty { lines.append("\(names.count) \(words): \(names.shortened)") }
    }
    add(withoutMark, "without a mark, left as they were")
    add(strangers, "rows that match nobody in the gradebook")
    add(missing, "students with a mark have no row")
    return lines.joined(separator: "\n") + "\n"
  }
}

/// How marks become the points of another system.
struct PointScale {
  /// The other system's points, in hundredths; those of the sections where it gives none.
  let target: Points
  private let possible: Int
  /// The mark between whole points and their hundredths.
  let decimalMark: String

  /// Throws a `TableError` when the points differ and nobody asked to convert.
  init(
    _ text: String, possible: Int, converts: Bool, line: CSVTable.Row?, in table: CSVTable
  ) throws {
    let text = text.trimmed
    self.possible = possible
    decimalMark = text.contains(",") ? "," : "."
    guard text.contains(where: \.isNumber) else {
      target = Points(possible)
      return
    }
    guard let given = Points(text.replacing(",", with: ".")) else {
      throw TableError(table.file, line?.line, "'\(text)' is not a number of points")
    }
    guard given == Points(possible) || converts else {
      throw TableError(
        table.file, line?.line,
        "there are \(given) possible points, but in these sections \(possible): choose others with "
          + "--section, or convert with --scale")
    }
    target = given
  }

  /// A student's marks there.
  func text(_ share: Points) -> String {
    share.scaled(by: target.hundredths, over: possible * 100).decimals(decimalMark)
  }
}
