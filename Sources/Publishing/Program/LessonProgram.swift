import Course
import Markup

/// The Swift blocks of a lesson as one program.
struct LessonProgram {
  private static let imports = ["Figures", "Kindling", "RealModule"]

  private let file: String
  private let title: String
  private let section: Section
  private let cells: [Cell]

  init(_ lesson: Lesson) {
    file = lesson.file
    title = lesson.title
    section = lesson.section
    cells = lesson.cells
  }

  /// A program that reports where each block begins, and whose errors name the lesson's lines.
  struct Source: Equatable {
    let text: String
    /// The cells that are part of it, in order, by their positions in the lesson's `cells`.
    let cells: [Int]
  }

  /// The program of all blocks but those that must fail; nil when there are none.
  var main: Source? {
    let indices = cells.indices.filter { !cells[$0].fails }
    return indices.isEmpty ? nil : source(of: indices)
  }

  /// The program that ends with the block at `index`, which must fail.
  func failing(at index: Int) -> Source {
    source(of: cells[..<index].indices.filter { !cells[$0].fails } + [index])
  }

  private func source(of indices: [Int]) -> Source {
    var text = Self.imports.map { "import \($0)\n" }.joined()
    for (number, index) in indices.enumerated() {
      let code = cells[index].code
      text += "LessonRun.begin(\(number))\n"
      text += "#sourceLocation(file: \"\(file)\", line: \(code.firstLine))\n"
      // What stands after it counts as the line of the closing fence: an error in a statement that
      // the block leaves open is reported there.
      text += code.code
    }
    text += "LessonRun.begin(\(indices.count))\n"
    return Source(text: text, cells: indices)
  }

  /// The program as a student downloads it: the blocks alone, under how to run them and the imports
  /// they need.
  var download: String {
    let blocks = cells.filter { !$0.fails }.map(\.code.code)
    let lines = blocks.flatMap { $0.split(separator: "\n") }.map { String($0).trimmed }
    let missing = Self.imports.filter { !lines.contains("import \($0)") }
    let how = """
      // The program of \(title).
      // Run this file with `lessons run \(section.slug).swift`, or type `lessons play \(section.id)`
      // for a copy that runs again at each save.


      """
    let head = how + missing.map { "import \($0)\n" }.joined()
    return ([head] + blocks).filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
