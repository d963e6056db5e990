import ArgumentParser
import Authoring
import Course

/// `grade new NUMBER MODULE`.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the skeleton of every file of a new section, for its author.")

  @Argument(help: "The section's number, as 4.3.")
  var number: String

  @Argument(help: "Its module, as ArrayBridge.")
  var module: String

  @Option(help: "Its title; the module's name in words by default.")
  var title: String?

  @Option(help: "The name of its chapter, as Framework, where the course has not got it yet.")
  var chapter: String?

  func run() throws {
    let section = try NewSection(
      number, module: module, title: title, chapter: chapter, in: try Workbook.find())
    for path in try section.write() { print(path) }
    print("\nEvery `FILL IN:` in these files is yours to write. Then:")
    for step in section.nextSteps { print("  " + step) }
  }
}
