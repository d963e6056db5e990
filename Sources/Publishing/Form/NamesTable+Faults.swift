import Documents
import Symbols

extension NamesTable {
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
