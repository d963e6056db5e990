import Course

/// The table under `## Names`: what a call of Kindling is called elsewhere.
struct NamesTable: Sendable {
  static let columns = ["Kindling", "PyTorch", "Torch7", "NumPy"]

  /// The calls of one thing by the library's name, as the table writes them.
  struct Row: Equatable, Sendable {
    let line: Int
    let calls: [String: String]
  }

  let rows: [Row]

  private let table: Block.Table

  /// Whether a table's header is that of a table of names.
  static func isHeader(_ header: [[Inline]]) -> Bool {
    header.map(\.plainText).starts(with: columns.prefix(2))
  }

  /// The table of a lesson's blocks; nil when there is none.
  init?(_ blocks: [Block]) {
    guard let start = blocks.firstIndex(where: { $0.isHeading(named: "Names") }) else { return nil }
    let content = blocks[(start + 1)...].prefix { !$0.isHeading }
    let tables = content.compactMap { block in
      if case .table(let table) = block { table } else { nil }
    }
    guard let table = tables.first else { return nil }
    self.table = table
    let names = table.header.map(\.plainText)
    rows = table.rows.enumerated().map { index, cells in
      let calls = zip(names, cells).map { ($0, $1.codeText) }.filter { !$0.1.isEmpty }
      return Row(
        line: table.line(ofRow: index),
        calls: Dictionary(calls, uniquingKeysWith: { first, _ in first }))
    }
  }

  /// What is wrong with the table: columns, cells without a call, names that the library has not.
  func faults(in file: String, symbols: SymbolTable) -> [LessonFault] {
    var faults: [LessonFault] = []
    func fault(_ line: Int, _ message: String) {
      faults.append(LessonFault(file: file, line: line, message: message))
    }
    let names = table.header.map(\.plainText)
    if names != Self.columns.filter(names.contains) || !names.starts(with: Self.columns.prefix(2)) {
      fault(
        table.line,
        "the columns of the table of names are \(Self.columns.joined(separator: ", ")); the last "
          + "two may be left out")
      return faults
    }
    var seen: Set<String> = []
    for row in rows {
      guard let call = row.calls["Kindling"] else {
        fault(row.line, "no call under Kindling; it is written as code, `x.softmax(dim: 0)`")
        continue
      }
      if !seen.insert(call).inserted { fault(row.line, "`\(call)` is in the table twice") }
      if row.calls.count == 1 { fault(row.line, "`\(call)` has no name elsewhere") }
      let called = CalledNames([call]).names
      for name in called.sorted() {
        if !symbols.knows(name.base) {
          fault(row.line, "the API reference has no `\(name.base)`, which `\(call)` names")
        } else if let labels = name.labels, !symbols.accepts(name.base, labels: labels) {
          fault(
            row.line,
            "the API reference has no `\(name.base)` with such arguments as in `\(call)`")
        }
      }
      if called.isEmpty { fault(row.line, "`\(call)` names nothing of the API reference") }
    }
    return faults
  }
}

extension [Inline] {
  /// The code among the words.
  fileprivate var codeText: String {
    compactMap { if case .code(let code) = $0 { code } else { nil } }.joined(separator: ", ")
  }
}
