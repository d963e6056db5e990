import ArgumentParser
import Course
import Grading

/// `grade hint SECTION [PART]`.
struct Hint: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows a hint for a part; each further call shows one that says more.")

  @Argument(help: "The section, as 2.1 or AffineMaps.", completion: .sections)
  var section: String

  @Argument(
    help: "The part; the first that is not right yet when none is named.", completion: .parts)
  var part: String?

  @Flag(help: "Shows all hints of the part.")
  var all = false

  func run() throws {
    let workbook = try Workbook.find()
    let state = StudentState(of: workbook)
    let hints = try HintText(section: section, part: part, in: workbook.course, state: state)
    let count =
      all ? hints.part.hints.count : state.hintsSeen(hints.section, hints.part.name) + 1
    print(
      hints.text(first: count, onlyLatest: !all, style: Look.style(isPlain: true)), terminator: "")
    StudentState.update(workbook) {
      $0.showedHints(count, of: hints.part.name, hints.section.module)
    }
  }
}
