import ArgumentParser
import Course
import Grading

/// `grade list`.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the sections, their points and how far you are.")

  @OptionGroup var look: Look

  func run() throws {
    let workbook = try Workbook.find()
    let list = CourseOverview(of: workbook, state: StudentState(of: workbook), style: look.style)
    print(list.text, terminator: "")
  }
}
