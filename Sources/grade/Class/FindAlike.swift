#if CLASSROOM
  import ArgumentParser
  import Classroom
  import Console
  import Course
  import Foundation

  /// `grade class alike SUBMISSIONS --output OUTPUT`.
  struct FindAlike: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "alike",
      abstract: "Finds answers of a class that have much in common, for you to read.",
      discussion: """
        Writes OUTPUT/alike.json, which the pages of `lessons build --class OUTPUT/reports` show \
        beside the reports. Names that an answer gives, comments, spacing and the order of \
        functions do not count, nor does what the skeleton or many answers have. It says where to \
        look, and nothing about how two answers came to be alike.
        """)

    @Argument(
      help: "The folder or zip archive that holds the submissions.", completion: .file())
    var submissions: String

    @Option(help: "The folder that `grade class` wrote.", completion: .directory)
    var output: String

    @OptionGroup var selection: SectionOption

    @Option(help: "How submissions are laid out; without, as they look.")
    var shape: Shape?

    @Option(
      help: "A table of the class (CSV), as `grade class` takes it.",
      completion: .file(extensions: ["csv"]))
    var roster: String?

    @Flag(name: .shortAndLong, help: "Prints nothing.")
    var quiet = false

    func run() throws {
      let workbook = try Workbook.find()
      let sections = try selection.select(in: workbook)
      let output = URL(filePath: output)
      let intake = try Intake(URL(filePath: submissions), shape: shape, output: output)
      let roster = try roster.map { try Roster(URL(filePath: $0)) }
      let bar = ProgressBar(total: intake.count, isShown: !quiet)
      defer { bar.clear() }
      let alike = try AnswerComparison(of: workbook, sections: sections)
        .alike(in: intake, roster: roster, progress: bar.advance)
      let file = try alike.write(into: output)
      bar.clear()
      if !quiet { print("\(alike.text)Written to \(file.relativePath)") }
    }
  }
#endif
