import ArgumentParser
import Course
import Foundation
import Handouts

/// `grade release OUT`.
struct MakeRelease: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Writes a handout for students: a package without solutions and hidden tests.",
    discussion: """
      The handout builds with Swift alone. It has the library, `grade`, and the exercises, lessons \
      and public tests of the sections. The same course gives the same bytes.
      """)

  @Argument(help: "The folder to write: a new one, or an empty one.", completion: .directory)
  var output: String

  @OptionGroup var choice: SectionsOption

  @Option(
    help: ArgumentHelp(
      "Adds lesson pages, from a folder that `lessons build` has written.", valueName: "site"),
    completion: .directory)
  var pages: String?

  func run() throws {
    let workbook = try Workbook.find()
    let sections = try workbook.course.select(list: choice.sections)
    let release = Release(
      of: workbook, sections: sections, pages: pages.map { URL(filePath: $0) })
    let count = try release.write(to: URL(filePath: output))
    let words = sections.count == 1 ? "1 section" : "\(sections.count) sections"
    print("\(output): \(words) in \(count) files, without solutions and hidden tests")
  }
}

/// The option of commands that take some of the course's sections.
struct SectionsOption: ParsableArguments {
  @Option(
    help: "Which sections, as 2,4.8-4.13: chapters, sections, and ranges of them; all by default.")
  var sections: String?
}
