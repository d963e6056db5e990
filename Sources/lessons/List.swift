import ArgumentParser
import Course
import Publishing

struct List: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the sections that have a lesson.")

  func run() async throws {
    try await reportingFaults {
      let workbook = try Workbook.find()
      for section in Publisher.written(workbook.course.sections, in: workbook) {
        print("\(section.id)  \(section.title)")
        print("     \(workbook.displayPath(workbook.lesson(section)))")
      }
    }
  }
}
