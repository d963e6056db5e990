import ArgumentParser
import Foundation
import Publishing

struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Build the lessons' pages and the index.",
    discussion: """
      Exits with 1 when a lesson is at fault, and lists every fault; with 2 when the lessons \
      cannot be built at all.
      """)

  @OptionGroup var selection: Selection

  @Option(help: "The folder to put the site in.")
  var output = "site"

  @OptionGroup var reports: Reports

  func run() async throws {
    try await report {
      let (workbook, sections) = try selection.resolve()
      let publisher = try await Publisher(workbook, results: reports.read())
      let lines = ProgressLines(verb: "built")
      try await publisher.build(
        sections, to: URL(filePath: output), progress: { lines.show($0) })
      Swift.print("Open \(output)/index.html")
    }
  }
}
