#if CLASSROOM
  import ArgumentParser
  import Classroom
  import Course
  import Foundation

  /// `grade class export`.
  struct ExportMarks: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Gives marks back, to students or to a learning platform.",
      discussion: """
        Every file and folder is written completely or not at all. Marks that a regrade proposes \
        are left out until it is accepted.
        """,
      subcommands: [
        ExportTable.self, ExportCanvas.self, ExportMoodle.self, ExportGradescope.self,
        ExportClassroom50.self, ExportFeedback.self,
      ])
  }

  /// What every export is made from.
  struct ExportOptions: ParsableArguments {
    @OptionGroup var selection: SectionOption
    @OptionGroup var rules: RulesOption
    @OptionGroup var gradebook: GradebookOption

    func export(isAnonymous: Bool = false) throws -> MarkExport {
      let workbook = try Workbook.find()
      return MarkExport(
        try gradebook.open(), course: workbook.course,
        sections: try selection.select(in: workbook), rules: try rules.read(workbook),
        isAnonymous: isAnonymous)
    }
  }

  /// The separator between cells.
  enum SeparatorName: String, ExpressibleByArgument, CaseIterable {
    case comma
    case semicolon

    var character: Character { self == .comma ? "," : ";" }
  }

  /// `grade class export csv`.
  struct ExportTable: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "csv",
      abstract: "Writes a table with a row for each student and a column for each section.")

    @Option(help: "The file to write.", completion: .file())
    var output: OutputFile

    @Option(help: "The separator of the cells: comma or semicolon.")
    var separator: SeparatorName = .comma

    @Flag(help: "Replaces the students' names by codes.")
    var anonymous = false

    @OptionGroup var options: ExportOptions

    func run() throws {
      try output.check()
      try output.write(
        options.export(isAnonymous: anonymous).csv(separator: separator.character))
    }
  }

  /// `grade class export canvas`.
  struct ExportCanvas: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "canvas", abstract: "Fills an assignment of a gradebook that Canvas exported.",
      discussion: "Exit status: 0, or 1 when a student with a mark is in no row of it.")

    @Argument(help: "The gradebook from Canvas.", completion: .file(extensions: ["csv"]))
    var file: String

    @Option(help: "The file to write, for Canvas to import.", completion: .file())
    var output: OutputFile

    @Option(help: "The assignment's title or number; needed if there are several.")
    var assignment: String?

    @Option(help: "The separator of the cells; by default as in the file.")
    var separator: SeparatorName?

    @Flag(help: "Converts to the assignment's points if they differ.")
    var scale = false

    @OptionGroup var options: ExportOptions

    func run() throws {
      try output.check()
      let filled = try options.export().canvas(
        URL(filePath: file), assignment: assignment, scale: scale,
        separator: separator?.character)
      try output.write(filled)
    }
  }

  /// `grade class export moodle`.
  struct ExportMoodle: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "moodle", abstract: "Fills a grading worksheet that Moodle wrote.",
      discussion: "Exit status: 0, or 1 when a student with a mark is in no row of it.")

    @Argument(help: "The worksheet.", completion: .file(extensions: ["csv"]))
    var file: String

    @Option(help: "The file to write, for Moodle to take.", completion: .file())
    var output: OutputFile

    @Flag(help: "Converts to the worksheet's points if they differ.")
    var scale = false

    @OptionGroup var options: ExportOptions

    func run() throws {
      try output.check()
      try output.write(options.export().moodle(URL(filePath: file), scale: scale))
    }
  }

  extension OutputFile {
    /// Writes a table that was filled in, and says what is in it; throws where a mark is not.
    fileprivate func write(_ filled: FilledTable) throws {
      try write(filled.text)
      print(filled.report, terminator: "")
      if !filled.isComplete { throw ExitCode.notPerfect }
    }
  }

  /// `grade class export gradescope`.
  struct ExportGradescope: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "gradescope", abstract: "Writes Gradescope's results.json for each student.")

    @Option(help: "The folder to make.", completion: .directory)
    var output: String

    @OptionGroup var options: ExportOptions

    func run() throws {
      let count = try options.export().writeGradescope(to: URL(filePath: output))
      print("\(counted(count, "file", "files")) in \(output)")
    }
  }

  /// `grade class export classroom50`.
  struct ExportClassroom50: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "classroom50", abstract: "Writes Classroom 50's result.json for each student.",
      discussion: "Points are whole there: a total is rounded, halves upwards.")

    @Option(help: "The folder to make.", completion: .directory)
    var output: String

    @Option(help: "The classroom's short name.")
    var classroom: String

    @Option(help: "The assignment's short name.")
    var assignment: String

    @OptionGroup var options: ExportOptions

    func run() throws {
      let count = try options.export().writeClassroom50(
        to: URL(filePath: output), classroom: classroom, assignment: assignment)
      print("\(counted(count, "file", "files")) in \(output)")
    }
  }

  extension MarkExport.FeedbackForm: ExpressibleByArgument {}

  /// `grade class export feedback`.
  struct ExportFeedback: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "feedback", abstract: "Writes a file for each student, to give back.")

    @Option(help: "The folder to make.", completion: .directory)
    var output: String

    @Option(help: "text or html.")
    var form: MarkExport.FeedbackForm = .text

    @Flag(help: "Replaces the students' names by codes.")
    var anonymous = false

    @OptionGroup var options: ExportOptions

    func run() throws {
      let count = try options.export(isAnonymous: anonymous)
        .writeFeedback(to: URL(filePath: output), form: form)
      print("\(counted(count, "file", "files")) in \(output)")
    }
  }
#endif
