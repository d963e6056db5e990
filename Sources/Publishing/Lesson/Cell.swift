/// A block of a lesson that runs, and the output that the lesson holds it to.
struct Cell: Equatable, Sendable {
  let code: CodeBlock
  /// The `output` block that follows, if there is one.
  let held: CodeBlock?

  /// Whether the block stands by itself, after the program so far, and must fail.
  var fails: Bool { code.role == .fails }

  /// Finds the cells of a lesson.
  ///
  /// An output block that follows no block that runs is a fault.
  static func cells(of blocks: [Block], file: String) -> (cells: [Cell], faults: [LessonFault]) {
    var cells: [Cell] = []
    var faults: [LessonFault] = []
    var open: CodeBlock?
    func close(held: CodeBlock? = nil) {
      if let code = open { cells.append(Cell(code: code, held: held)) }
      open = nil
    }
    for block in blocks {
      guard case .code(let code) = block else {
        close()
        continue
      }
      switch code.role {
      case .runs, .hidden, .fails:
        close()
        open = code
      case .output where open != nil:
        close(held: code)
      case .output:
        let message = "this output follows no block that runs; put it right under its swift block"
        faults.append(LessonFault(file: file, line: code.line, message: message))
      case .display, .plain:
        close()
      }
    }
    close()
    return (cells, faults)
  }
}
