import ArgumentParser
import Console
import Course
import Foundation
import Publishing

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a lesson's program, or any Swift file, with the library at hand.",
    discussion: """
      A file may import Kindling, Layerwise, RealModule and Figures. It runs in the working \
      directory, and its exit status is passed on; what does not compile, stops or takes too long \
      ends with 1.
      """)

  @Argument(help: "A section, such as 2.6 or BagOfWords, a Swift file, or - for standard input.")
  var program: String

  @Option(help: "A folder for a page, index.html, of what a file prints and draws.")
  var figures: String?

  @OptionGroup var limit: RunLimit

  func run() async throws {
    try await reportingFaults {
      if program == "-" || program.hasSuffix(".swift") {
        try await runFile()
      } else {
        try await runLesson()
      }
    }
  }

  private func runFile() async throws {
    let played =
      program == "-"
      ? PlayedProgram(try standardInput(), named: "<stdin>")
      : try PlayedProgram(URL(filePath: program))
    let root = try Workbook.find().root
    let directory = URL(filePath: FileManager.default.currentDirectoryPath)
    var player = try await Player(root: root, directory: directory)
    player.seconds = limit.seconds
    let run = try await player.run(played) {
      Terminal.show($0)
    }
    Terminal.write(run.errorText)
    if !run.faults.isEmpty { Terminal.complain(run.faults) }
    if let figures, run.didStart {
      try await PlayedPage(in: URL(filePath: figures), root: root).write(run, named: played.name)
      let count = run.figureCount == 1 ? "1 figure" : "\(run.figureCount) figures"
      Terminal.complain("Wrote \(figures)/index.html with \(count)")
    }
    if run.status != 0 { throw ExitCode(run.status) }
  }

  private func standardInput() throws -> String {
    String(decoding: try FileHandle.standardInput.readToEnd() ?? Data(), as: UTF8.self)
  }

  private func runLesson() async throws {
    guard figures == nil else {
      throw ValidationError("--figures is for a file; `play` shows a lesson's figures on a page")
    }
    let workbook = try Workbook.find()
    let sections = try workbook.course.select([program])
    let publisher = try await Publisher(workbook)
    for section in sections {
      try await publisher.run(section) { print($0, terminator: "") }
    }
  }
}
