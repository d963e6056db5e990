import ArgumentParser
import Course
import Publishing

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a lesson's program and print what it prints.")

  @Argument(help: "The section, such as 2.6 or BagOfWords.")
  var section: String

  func run() async throws {
    try await report {
      let workbook = try Workbook.find()
      let sections = try workbook.course.select([section])
      let publisher = try await Publisher(workbook)
      for section in sections {
        try await publisher.run(section) { Swift.print($0, terminator: "") }
      }
    }
  }
}
