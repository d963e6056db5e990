import ArgumentParser
import Console
import Course
import Foundation
import Grading
import Handouts

/// `grade package`.
struct MakePackage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "package",
    abstract: "Packs grading for another system.",
    subcommands: [Gradescope.self, Actions.self, Apptainer.self])

  /// `grade package gradescope OUT`.
  struct Gradescope: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes an autograder for Gradescope.",
      discussion: """
        What students see is `tests`, each hidden test with what is wrong; `parts`, the points of \
        each part; or `sections`. With `after-due-date`, `after-published` and `hidden` they see \
        nothing until then, and no total either: Gradescope hides the total with the tests.
        """)

    @Argument(help: "The zip archive to write, or a new folder.", completion: .file())
    var output: String

    @OptionGroup var choice: SectionsOption

    @Option(help: "What students see.")
    var show: GradescopeDetail = .tests

    @Option(help: "How long a submission may take.")
    var seconds: Int = GradescopePackage.usualSeconds

    func validate() throws {
      guard seconds > 0 else { throw ValidationError("--seconds must be above 0") }
    }

    func run() throws {
      let workbook = try Workbook.find()
      let sections = try workbook.course.select(list: choice.sections)
      try GradescopePackage(of: workbook, sections: sections, detail: show, seconds: seconds)
        .write(to: URL(filePath: output))
      print("\(output): grades \(sections.map(\.id).joined(separator: ", "))")
      if show.hidesTotal {
        Terminal.complain("With --show \(show.rawValue) students see no total until then either.")
      }
    }
  }
}

extension MakePackage {
  /// `grade package actions OUT`.
  struct Actions: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes a workflow for GitHub Actions that grades each push.",
      discussion: """
        The repository holds a handout, whose public tests then run, or a whole course, whose hidden \
        ones do.
        """)

    @Argument(help: "The repository's folder.", completion: .directory)
    var output: String

    @OptionGroup var choice: SectionsOption

    func run() throws {
      let course = try Workbook.find().course
      let names = try choice.sections.map { try course.select(list: $0).map(\.id) } ?? []
      try ActionsPackage(grading: names).write(to: URL(filePath: output))
      print("\(output)/\(ActionsPackage.path)")
    }
  }

  /// `grade package apptainer OUT`.
  struct Apptainer: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes the definition of an Apptainer image that grades.")

    @Argument(help: "The folder to write: a new one, or an empty one.", completion: .directory)
    var output: String

    @OptionGroup var choice: SectionsOption

    func run() throws {
      let workbook = try Workbook.find()
      let sections = try workbook.course.select(list: choice.sections)
      try ApptainerPackage(of: workbook, sections: sections).write(to: URL(filePath: output))
      print("\(output)/kindling.def: grades \(sections.map(\.id).joined(separator: ", "))")
    }
  }
}

/// What an autograder's script runs; of no use by hand.
struct RunGradescope: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradescope-run",
    abstract: "Grades a submission in the folder that Gradescope lays out.", shouldDisplay: false)

  @Option(help: "The folder.", completion: .directory)
  var autograder: String

  @OptionGroup var choice: SectionsOption

  @Option(help: "What students see.")
  var show: GradescopeDetail = .tests

  func run() async throws {
    let workbook = try Workbook.find()
    let run = GradescopeRun(
      of: workbook, sections: try workbook.course.select(list: choice.sections),
      in: URL(filePath: autograder), detail: show)
    try await stoppingEarly {
      "No results were written."
    } _: {
      try await run.run()
    }
  }
}

extension GradescopeDetail: ExpressibleByArgument {}
