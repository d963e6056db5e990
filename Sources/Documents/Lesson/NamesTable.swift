import Course

/// The table under `## Names`: what a call of Kindling is called elsewhere.
package struct NamesTable: Sendable {
  package static let columns = ["Kindling", "PyTorch", "Torch7", "NumPy"]

  /// The calls of one thing by the library's name, as the table writes them.
  package struct Row: Equatable, Sendable {
    package let line: Int
    package let calls: [String: String]
  }

  package let rows: [Row]

  package let table: Block.Table

  /// Whether a table's header is that of a table of names.
  package static func isHeader(_ header: [[Inline]]) -> Bool {
    header.map(\.plainText).starts(with: columns.prefix(2))
  }

  /// The table of a lesson's blocks; nil when there is none.
  package init?(_ blocks: [Block]) {
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
}

extension [Inline] {
  /// The code among the words.
  fileprivate var codeText: String {
    compactMap { if case .code(let code) = $0 { code } else { nil } }.joined(separator: ", ")
  }
}
