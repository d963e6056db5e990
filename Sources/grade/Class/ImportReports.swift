#if CLASSROOM
  import ArgumentParser
  import Classroom
  import Course
  import Foundation

  /// `grade class import OUTPUT`.
  struct ImportReports: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Takes the reports of a graded class into the gradebook.",
      discussion: """
        Adds what is new and changes no existing mark. The time of each attempt is read \
        from --times, else from the platform's export, else from the files in --submissions.

        Exit status: 0 when everything in OUTPUT is in the gradebook, 2 when not, with the reason.
        """)

    @Argument(help: "The folder that `grade class` wrote.", completion: .directory)
    var output: String

    @Option(
      help: "A table of the class (CSV), as `grade class` takes it.",
      completion: .file(extensions: ["csv"]))
    var roster: String?

    @Option(
      help: "A table with student and submitted, and attempt and zone.",
      completion: .file(extensions: ["csv"]))
    var times: String?

    @Option(help: "The submissions; their newest files give the times.", completion: .directory)
    var submissions: String?

    @Option(name: .customLong("as"), help: "The name of these attempts; OUTPUT's own by default.")
    var batch: String?

    @OptionGroup var rules: RulesOption
    @OptionGroup var gradebook: GradebookOption
    @OptionGroup var author: AuthorOption

    func run() throws {
      let folder = URL(filePath: output)
      let times = try SubmissionTimes(
        table: times.map { URL(filePath: $0) },
        submissions: submissions.map { URL(filePath: $0) },
        zone: rules.read(Workbook.find()).zone)
      let gradebook = try gradebook.open(creating: true)
      if let roster {
        let result = try gradebook.take(
          Roster(URL(filePath: roster)), by: author.author(why: "the roster \(roster)"))
        print(result.text, terminator: "")
      }
      let result = try gradebook.importReports(
        in: folder, batch: batch, times: times, by: author.author(why: "import of \(output)"))
      print(result.text, terminator: "")
      if !result.isComplete { throw ExitCode.cannotGrade }
    }
  }
#endif
