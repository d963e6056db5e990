/// Finds the students of the gradebook in another system's table.
struct StudentMatch {
  /// A student's mark for all sections together.
  struct Sum {
    /// The student's id.
    let id: String
    /// The mark; nil if there is none.
    let share: Points?
    let isExcused: Bool
  }

  /// All students.
  private(set) var all: [Sum] = []
  /// The indices of students by id, report name and e-mail address; nil if two students share one.
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

  /// The student that a row names; nil if there is none.
  ///
  /// Throws a `TableError` if it names two.
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

/// A table that was filled in, and what there is to report about it.
public struct FilledTable: Sendable {
  /// The file's contents.
  public let text: String
  let column: String
  let filled: Int
  let withoutMark: [String]
  /// Rows that match no student in the gradebook.
  let strangers: [String]
  /// Students with a mark who have no row.
  let missing: [String]

  /// Whether every mark of the gradebook is in the table.
  public var isComplete: Bool { missing.isEmpty }

  /// The report, one item per line.
  public var report: String {
    [
      counted(filled, "mark", "marks") + " in the column \(column)",
      withoutMark.listed(
        after: "without a mark, left as it was", "without a mark, left as they were"),
      strangers.listed(
        after: "row matches nobody in the gradebook", "rows match nobody in the gradebook"),
      missing.listed(after: "student with a mark has no row", "students with a mark have no row"),
    ].compactMap(\.self).map { $0 + "\n" }.joined()
  }
}

/// The conversion of marks to the points of another system.
struct PointScale {
  /// The other system's points, in hundredths; those of the sections if it gives none.
  let target: Points
  private let possible: Int
  /// The decimal separator.
  let decimalMark: String

  /// Throws a `TableError` if the points differ and `converts` is false.
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

  /// A student's marks in the other system's points.
  func text(_ share: Points) -> String {
    share.scaled(by: target.hundredths, over: possible * 100).decimals(decimalMark)
  }
}
