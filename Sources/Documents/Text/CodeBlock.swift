/// A fenced block of a lesson, with what its info string asks for.
package struct CodeBlock: Equatable, Sendable {
  /// What becomes of a block.
  package enum Role: Equatable, Sendable {
    /// Part of the lesson's program, shown with what it prints.
    case runs
    /// Part of the lesson's program; of it, only its figures are shown.
    case hidden
    /// Shown and highlighted, never compiled.
    case display
    /// Run by itself after the program so far; must not compile, or must trap.
    case fails
    /// What the block before it printed when it was last recorded, and how closely it is held.
    case output(Hold)
    /// A picture of what leads to what, under this title.
    case diagram(title: String)
    /// A picture of tensors by their shapes, under this title.
    case shapes(title: String)
    /// What the figure before it shows, for those who cannot see it, and its name.
    case figure(name: String)
    /// Any other text, shown as it is.
    case plain
  }

  /// How closely a block is held to an output.
  package enum Hold: Equatable, Sendable {
    case exactly
    /// Numbers may differ by this much, or by this share of them.
    case within(Double)
    /// What is printed depends on the machine.
    case varies
  }

  /// The first word of the info string, empty when there is none.
  package let language: String
  package let role: Role
  /// The text between the fences, each line ended.
  package let code: String
  /// The line of the opening fence, counted from 1.
  package let line: Int
  /// What is before the fence on its line, and before all lines of the block: `> ` in a quotation.
  var prefix = ""
  /// All that the fence says.
  var info = ""
  /// The lines that stand out, counted from 1.
  package var marks: [ClosedRange<Int>] = []
  /// Whether the block is one of several of which a reader chooses one.
  package var isTab = false

  /// Whether the block is compiled and run.
  package var isRun: Bool {
    switch role {
    case .runs, .hidden, .fails: true
    case .display, .output, .diagram, .shapes, .figure, .plain: false
    }
  }

  package var isOutput: Bool { if case .output = role { true } else { false } }

  /// Whether the block says what a figure shows.
  var isFigure: Bool { if case .figure = role { true } else { false } }

  /// Whether the block is itself a picture.
  var isPicture: Bool {
    switch role {
    case .diagram, .shapes: true
    default: false
    }
  }

  /// The line of the first line of code.
  package var firstLine: Int { line + 1 }

  /// The line of the closing fence.
  package var lastLine: Int { line + lines.count + 1 }

  /// The lines of code, without their ends.
  var lines: [Substring] {
    var lines = code.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
