/// A block of a lesson that runs, and the output that the lesson holds it to.
package struct Cell: Equatable, Sendable {
  package let code: CodeBlock
  /// The `output` block that follows, if there is one.
  var held: CodeBlock?
  /// The `figure` blocks that follow: the first says what the first figure shows, and so on.
  var figures: [CodeBlock] = []
  /// The answer that contains the block, counted from 0; nil for a block of the lesson's own
  /// program.
  package var answer: Int?

  /// Whether the block is separate, after the program so far, and must fail.
  package var fails: Bool { code.role == .fails }

  /// Whether the block is part of what the lesson's reader downloads and goes on from.
  package var isOfProgram: Bool { !fails && answer == nil }

  /// Finds the cells of a lesson, those in answers among them.
  ///
  /// An output block that follows no block that runs is a fault.
  static func cells(of blocks: [Block], file: String) -> (cells: [Cell], faults: [LessonFault]) {
    var finder = CellFinder(file: file)
    finder.find(in: blocks)
    return (finder.cells, finder.faults)
  }
}

/// Walks through a lesson's blocks in the order of the text.
private struct CellFinder {
  let file: String
  var cells: [Cell] = []
  var faults: [LessonFault] = []
  private var answers = 0

  init(file: String) { self.file = file }

  mutating func find(in blocks: [Block], answer: Int? = nil) {
    // The block that an output or a figure's description would belong to.
    var previous: Block?
    for block in blocks {
      switch block {
      case .code(let code):
        add(code, after: previous, answer: answer)
        if !code.isOutput, !code.isFigure { previous = block }
        continue
      case .quote(let quote):
        guard let aside = Aside(quote) else { break }
        find(in: aside.body, answer: answer)
        if let inner = aside.answer {
          find(in: inner, answer: answers)
          answers += 1
        }
      case .list(_, let items, _): for item in items { find(in: item, answer: answer) }
      case .paragraph(let words, _) where words.count == 1 && words[0].isImage:
        previous = block
        continue
      default: break
      }
      previous = nil
    }
  }

  private mutating func add(_ code: CodeBlock, after previous: Block?, answer: Int?) {
    if code.isRun {
      cells.append(Cell(code: code, answer: answer))
    } else if case .figure = code.role {
      addFigure(code, after: previous)
    } else if code.isOutput {
      guard case .code(let previous)? = previous, previous.isRun else {
        let message = "this output follows no block that runs; put it right under its swift block"
        faults.append(LessonFault(file: file, line: code.line, message: message))
        return
      }
      cells[cells.count - 1].held = code
    }
  }

  private mutating func addFigure(_ code: CodeBlock, after previous: Block?) {
    switch previous {
    case .code(let drawn)? where drawn.isRun: cells[cells.count - 1].figures.append(code)
    case .code(let drawn)? where drawn.isPicture: break
    case .paragraph?: break
    default:
      let message =
        "this figure follows nothing that draws; put it under a block that draws, a diagram, shapes "
        + "or an image"
      faults.append(LessonFault(file: file, line: code.line, message: message))
    }
  }
}
