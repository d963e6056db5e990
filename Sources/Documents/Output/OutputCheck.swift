import Markup

/// What a lesson says of its outputs, compared with what its blocks printed and drew.
package struct OutputCheck {
  private let lesson: Lesson
  /// What each cell did.
  private let outputs: [CellOutput]

  package init(lesson: Lesson, outputs: [CellOutput]) {
    self.lesson = lesson
    self.outputs = outputs
  }

  /// What no longer holds.
  package var faults: [LessonFault] { brokenPromises + emptyPredictions + idleDescriptions }

  private func fault(_ line: Int, _ message: String) -> LessonFault {
    LessonFault(file: lesson.file, line: line, message: message)
  }

  private var brokenPromises: [LessonFault] {
    zip(lesson.cells, outputs).compactMap { cell, output in
      cell.held.flatMap { HeldOutput($0, file: lesson.file).fault(printed: output) }
    }
  }

  /// The predictions about a block that prints and draws nothing, and that have no answer besides.
  private var emptyPredictions: [LessonFault] {
    zip(lesson.blocks, lesson.blocks.dropFirst()).compactMap { block, next in
      guard case .quote(let quote) = block, let aside = Aside(quote), aside.kind == .prediction,
        aside.answer == nil, case .code(let code) = next,
        let index = lesson.cells.firstIndex(where: { $0.code == code }),
        outputs[index].lines.isEmpty, outputs[index].figures.isEmpty
      else { return nil }
      return fault(
        aside.line,
        "a prediction with nothing to uncover: the block under it prints and draws nothing")
    }
  }

  /// The `figure` blocks of cells that drew less, or that say again what the call says.
  private var idleDescriptions: [LessonFault] {
    zip(lesson.cells, outputs).flatMap { cell, output in
      cell.figures.enumerated().compactMap { index, block in
        let count = output.figures.count
        let message =
          if index >= count {
            "the block above draws \(count == 1 ? "1 figure" : "\(count) figures"), and this would "
              + "describe another"
          } else if !output.figures[index].description.isEmpty, !block.code.trimmed.isEmpty {
            "the figure has a description in its call; it needs one only"
          } else {
            ""
          }
        return message.isEmpty ? nil : fault(block.line, message)
      }
    }
  }
}
