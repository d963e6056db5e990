import Documents

/// What calls are called in Kindling, PyTorch, Torch7 and NumPy: the tables of all lessons as one.
struct Rosetta: Sendable {
  /// One thing by its names, with the lessons whose tables have it.
  struct Row: Sendable {
    /// The calls by the library's name.
    var calls: [String: String]
    var entries: [LessonText]
    /// The row's identifier on the page.
    let anchor: String

    var kindling: String { calls["Kindling"] ?? "" }
  }

  static let page = "names.html"
  static let title = "Names side by side"

  private(set) var rows: [Row] = []

  /// Collects the tables of lessons, in the order of the course.
  init(_ entries: [LessonText]) {
    var anchors = Anchors()
    var places: [String: [Int]] = [:]
    for entry in entries {
      for row in NamesTable(entry.text.blocks)?.rows ?? [] {
        guard let call = row.calls["Kindling"] else { continue }
        if let place = places[call]?.first(where: { !rows[$0].contradicts(row.calls) }) {
          rows[place].calls.merge(row.calls) { own, _ in own }
          if rows[place].entries.last?.page != entry.page { rows[place].entries.append(entry) }
        } else {
          places[call, default: []].append(rows.count)
          rows.append(Row(calls: row.calls, entries: [entry], anchor: anchors.anchor(for: call)))
        }
      }
    }
  }
}

extension Rosetta.Row {
  /// Whether another row of the same call says something else.
  fileprivate func contradicts(_ other: [String: String]) -> Bool {
    other.contains { name, call in calls[name].map { $0 != call } == true }
  }
}
