import ArgumentParser
import Foundation
import Publishing

/// The grading results that the pages show beside the lessons.
struct Reports: ParsableArguments {
  @Option(
    help: """
      A report of `grade --format json`, or a folder of them, one an attempt: the pages show the \
      state of each section.
      """)
  var results: String?

  @Option(
    name: .customLong("class"),
    help: "A folder with a report, or a folder of reports, for each student of a class.")
  var classFolder: String?

  /// Reads the reports and names those that are left out.
  func read() throws -> Results {
    let read = try Results(
      reports: results.map { URL(filePath: $0) }, classFolder: classFolder.map { URL(filePath: $0) })
    for fault in read.faults {
      FileHandle.standardError.write(Data("left out: \(fault)\n".utf8))
    }
    return read
  }
}
