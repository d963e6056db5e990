import ArgumentParser
import Course
import Foundation
import Grading

/// `grade watch [SECTION]`.
struct Watch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Grades a section each time you save it; Ctrl-C, Ctrl-D or q ends it.")

  @Argument(
    help: "The section, as 2.1 or AffineMaps; the first that is not done when none is named.",
    completion: .sections)
  var section: String?

  @OptionGroup var look: Look

  func run() async throws {
    let workbook = try Workbook.find()
    let first: Section
    if let section {
      first = try workbook.course.selectOne(section)
    } else {
      let results = StudentState(of: workbook).results
      let open = workbook.course.sections.first { results[$0.module]?.isComplete != true }
      guard let section = open ?? workbook.course.sections.first else { return }
      first = section
    }
    let isPlain = look.isPlain
    try await stoppingEarly {
      "What was graded is kept: `\(command) list` shows it."
    } _: {
      var session = WatchSession(section: first, of: workbook, isPlain: isPlain)
      try await session.run()
    }
  }
}
