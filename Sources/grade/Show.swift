import ArgumentParser
import Course
import Grading

/// `grade show SECTION`.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows the solution of a section that you have solved.")

  @Argument(help: "The section, as 2.1 or AffineMaps.", completion: .sections)
  var section: String

  @Flag(help: "Shows it even without full marks.")
  var anyway = false

  func run() throws {
    let workbook = try Workbook.find()
    let chosen = try workbook.course.selectOne(section)
    print(try SolutionText(of: chosen, in: workbook, anyway: anyway).text, terminator: "")
  }
}
