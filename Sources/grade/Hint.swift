import ArgumentParser
import Course
import Grading

/// `grade hint SECTION [PART] [NUMBER]`.
struct Hint: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Shows a hint for a part.")

  @Argument(help: "The section, as 2.1 or AffineMaps.")
  var section: String

  @Argument(help: "The part; the first when none is named.")
  var part: String?

  @Argument(help: "Which hint; each says a little more than the one before.")
  var number: Int = 1

  func run() throws {
    let workbook = try Workbook.find()
    let hints = try HintText(section: section, part: part, number: number, in: workbook.course)
    print(hints.text(command: command), terminator: "")
  }
}
