import Course
import Documents
import Markup

/// The Swift blocks of a lesson as one program.
struct LessonProgram {
  private let file: String
  private let title: String
  private let section: Section
  private let cells: [Cell]

  /// What every block has at hand. Layerwise brings Kindling with it, and where a file imports both,
  /// names that both have, such as `Linear`, mean neither.
  private var imports: [String] {
    ["Figures", section.library, "RealModule"]
  }

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
  ///
  /// An answer's blocks run in a copy of the program, where it has come to, and in a scope of their
  /// own: neither what they declare nor what they change reaches the blocks after them.
  var main: Source? {
    let indices = cells.indices.filter { !cells[$0].fails }
    return indices.isEmpty ? nil : source(of: indices)
  }

  /// The program that ends with the block at `index`, which must fail.
  func failing(at index: Int) -> Source {
    // Of the answers above, only the block's own has to do with it, and it is not left again.
    let answer = cells[index].answer
    let above = cells[..<index].indices.filter {
      !cells[$0].fails && (cells[$0].answer == nil || cells[$0].answer == answer)
    }
    return source(of: above + [index], leaving: answer)
  }

  private func source(of indices: [Int], leaving last: Int? = nil) -> Source {
    var text = imports.map { "import \($0)\n" }.joined()
    var answer: Int?
    func enter(_ next: Int?) {
      guard next != answer else { return }
      if answer != nil { text += answer == last ? "}\n" : "LessonRun.endAnswer()\n}\n" }
      if next != nil { text += next == last ? "do {\n" : "if LessonRun.beginAnswer() {\n" }
      answer = next
    }
    for (number, index) in indices.enumerated() {
      let code = cells[index].code
      enter(cells[index].answer)
      text += "LessonRun.begin(\(number))\n"
      text += "#sourceLocation(file: \"\(file)\", line: \(code.firstLine))\n"
      // What comes after it counts as the line of the closing fence: an error in a statement that
      // the block leaves open is reported there.
      text += code.code
    }
    enter(nil)
    text += "LessonRun.begin(\(indices.count))\n"
    return Source(text: text, cells: indices)
  }

  /// The program as a student downloads it: the blocks alone, without the answers, under how to run
  /// them and the imports they need.
  var download: String {
    let blocks = cells.filter(\.isOfProgram).map(\.code.code)
    let lines = blocks.flatMap { $0.split(separator: "\n") }.map { String($0).trimmed }
    let missing = imports.filter { !lines.contains("import \($0)") }
    let how = """
      // The program of \(title).
      // Run this file with `lessons run \(section.slug).swift`, or type `lessons play \(section.id)`
      // for a copy that runs again at each save.


      """
    let head = how + missing.map { "import \($0)\n" }.joined()
    return ([head] + blocks).filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
