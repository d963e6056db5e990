import ArgumentParser
import Course
import Grading

/// `grade list`.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Lists the sections and their points.")

  func run() throws {
    let workbook = try Workbook.find()
    print(SectionList(of: workbook).text, terminator: "")
  }
}
