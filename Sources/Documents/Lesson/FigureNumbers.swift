import Markup

/// The numbers of a lesson's figures, in the order of the text, and what `figure` blocks say of
/// them.
package struct FigureNumbers {
  /// A figure by the line of the fence or image that it comes from, and its position among those of
  /// the same block.
  private struct Place: Hashable {
    let line: Int
    let index: Int
  }

  private var numbers: [Place: Int] = [:]
  private var names: [String: Int] = [:]
  private var descriptions: [Place: String] = [:]

  /// Of a text whose figures have no numbers.
  package init() {}

  /// - Parameter drawn: how many figures the block drew whose fence is in a line.
  package init(of blocks: [Block], drawn: (_ line: Int) -> Int) {
    add(blocks, drawn)
  }

  /// The figure's identifier on the page. No heading has one like it: those have no underline.
  package static func anchor(_ number: Int) -> String { "fig_\(number)" }

  package func number(line: Int, index: Int = 0) -> Int? {
    numbers[Place(line: line, index: index)]
  }

  package func number(named name: String) -> Int? { names[name] }

  /// What a `figure` block says that a figure shows; empty where there is none.
  package func description(line: Int, index: Int = 0) -> String {
    descriptions[Place(line: line, index: index)].orEmpty
  }

  private mutating func add(_ blocks: [Block], _ drawn: (Int) -> Int) {
    var place: Place?
    for block in blocks {
      switch block {
      case .code(let code):
        if case .figure(let name) = code.role, let current = place {
          if !name.isEmpty { names[name] = numbers[current] }
          descriptions[current] = code.code.trimmed
          place = Place(line: current.line, index: current.index + 1)
        } else if !code.isOutput {
          let count = code.isPicture ? 1 : drawn(code.line)
          for index in 0..<count { number(Place(line: code.line, index: index)) }
          place = Place(line: code.line, index: 0)
        }
      case .paragraph(let words, let line):
        place = nil
        if case .image? = words.first, words.count == 1 {
          place = Place(line: line, index: 0)
          number(Place(line: line, index: 0))
        }
      case .quote(let inner):
        place = nil
        add(inner, drawn)
      case .list(_, let items, _):
        place = nil
        for item in items { add(item, drawn) }
      default: place = nil
      }
    }
  }

  private mutating func number(_ place: Place) { numbers[place] = numbers.count + 1 }

  /// The names of a text's figures.
  package static func names(in blocks: [Block]) -> [String] {
    blocks.codeBlocks.compactMap { code in
      if case .figure(let name) = code.role, !name.isEmpty { name } else { nil }
    }
  }

  /// Names that two figures have.
  static func faults(in blocks: [Block], file: String) -> [LessonFault] {
    var seen: Set<String> = []
    return blocks.codeBlocks.compactMap { code in
      guard case .figure(let name) = code.role, !name.isEmpty, !seen.insert(name).inserted
      else { return nil }
      return LessonFault(
        file: file, line: code.line, message: "there are two figures with the name '\(name)'")
    }
  }
}
