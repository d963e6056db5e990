import ArgumentParser
import Console
import Foundation
import Publishing

struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Build the lessons' pages and the index.",
    discussion: """
      Only what changed since the last build is compiled, run and written.

      Exits with 1 when a lesson has errors, and lists all of them; with 2 when the lessons \
      cannot be built at all.
      """)

  @OptionGroup var selection: Selection

  @Option(help: "The folder to put the site in.")
  var output = "site"

  @OptionGroup var reports: Reports

  @Option(help: "Times that `make bench` took: the site gets a page about them.")
  var benchmark: String?

  @OptionGroup var work: Work

  @Flag(help: "Compile and run all lessons again, changed or not.")
  var force = false

  func run() async throws {
    try await reportingFaults {
      let (workbook, sections) = try selection.resolve()
      let publisher = try await Publisher(
        workbook, results: reports.read(),
        benchmark: benchmark.map { try BenchmarkTimes(URL(filePath: $0)) }, jobs: work.jobs)
      let progress = LessonProgress("built", of: sections.count)
      defer { progress.clear() }
      try await publisher.build(
        sections, to: URL(filePath: output), isForced: force, progress: progress.show)
      progress.clear()
      print("\(progress.summary) Open \(output)/index.html")
    }
  }
}
