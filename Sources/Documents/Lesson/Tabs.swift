/// Blocks of code of which a reader chooses one: the same in Swift, Python and Lua. Without
/// scripts, and on paper, all are shown.
package enum Tabs {
  /// The positions of the tabs that begin at one, with the outputs and figures between them; nil
  /// where no group begins.
  package static func group(in blocks: [Block], at start: Int) -> Range<Int>? {
    guard isTab(blocks[start]), !isWithin(blocks, start) else { return nil }
    var end = start
    for index in start..<blocks.count {
      guard case .code(let code) = blocks[index], code.isTab || code.isOutput || code.isFigure
      else {
        break
      }
      end = index + 1
    }
    return start..<end
  }

  /// Whether a block is part of a group that began before it.
  package static func isWithin(_ blocks: [Block], _ index: Int) -> Bool {
    guard isTab(blocks[index]) else { return false }
    for before in blocks[..<index].reversed() {
      guard case .code(let code) = before else { return false }
      if code.isTab { return true }
      guard code.isOutput || code.isFigure else { return false }
    }
    return false
  }

  private static func isTab(_ block: Block) -> Bool {
    if case .code(let code) = block { code.isTab } else { false }
  }

  /// Tabs that are alone, or two with the same name.
  static func faults(in blocks: [Block], file: String) -> [LessonFault] {
    var faults: [LessonFault] = []
    for (index, block) in blocks.enumerated() {
      switch block {
      case .code(let first):
        guard let group = group(in: blocks, at: index) else { continue }
        let tabs = blocks[group].codeBlocks.filter(\.isTab)
        if tabs.count < 2 {
          faults.append(
            LessonFault(
              file: file, line: first.line,
              message: "a tab by itself: two blocks or more with `tab` make a choice"))
        }
        for (index, tab) in tabs.enumerated()
        where tabs[..<index].contains(where: { $0.language == tab.language }) {
          faults.append(
            LessonFault(
              file: file, line: tab.line, message: "two tabs for \(tab.language); one is enough"))
        }
      case .quote(let inner): faults += Self.faults(in: inner, file: file)
      case .list(_, let items, _): for item in items { faults += Self.faults(in: item, file: file) }
      default: break
      }
    }
    return faults
  }
}
