#if CLASSROOM
  import ArgumentParser
  import Classroom
  import Course
  import Foundation

  /// `grade class regrade`.
  struct RegradeMarks: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "regrade",
      abstract: "Shows whose marks a regrade changes, and keeps that until it is decided.",
      discussion: """
        Grade the submissions again into another folder, with the seed of the first run, and name \
        that folder here. No mark changes until `grade class accept`. Without a folder, the open \
        regrade is shown.

        Exit status: 0 when every mark was compared, 2 when not, with the reason.
        """)

    @Argument(help: "The folder that `grade class` wrote this time.", completion: .directory)
    var folder: String?

    @Option(
      name: .customLong("of"),
      help: "The name of the attempts that were graded again; needed if there are several.")
    var batch: String?

    @OptionGroup var selection: SectionOption
    @OptionGroup var rules: RulesOption
    @OptionGroup var gradebook: GradebookOption
    @OptionGroup var author: AuthorOption

    func run() throws {
      let workbook = try Workbook.find()
      let rules = try rules.read(workbook)
      let gradebook = try gradebook.open()
      guard let folder else {
        let waiting = try gradebook.waitingRegrade(
          sections: workbook.course.sections, rules: rules)
        print(waiting?.text ?? "No regrade is waiting for a decision.\n", terminator: "")
        return
      }
      let result = try gradebook.propose(
        URL(filePath: folder), of: batch, sections: selection.select(in: workbook), rules: rules,
        by: author.author())
      print(result.text, terminator: "")
      if !result.isComplete { throw ExitCode.cannotGrade }
    }
  }

  /// `grade class accept`.
  struct AcceptRegrade: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "accept", abstract: "Makes the marks of a regrade count.")

    @Argument(help: "The regrade's number.")
    var number: Int64

    @Option(help: "The reason, which the log keeps.")
    var why = ""

    @OptionGroup var gradebook: GradebookOption
    @OptionGroup var author: AuthorOption

    func run() throws {
      let count = try gradebook.open().accept(number, by: author.author(why: why))
      print("Regrade \(number) accepted: \(counted(count, "mark", "marks")) changed")
    }
  }

  /// `grade class discard`.
  struct DiscardRegrade: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "discard", abstract: "Drops a regrade; the marks stay.")

    @Argument(help: "The regrade's number.")
    var number: Int64

    @OptionGroup var gradebook: GradebookOption
    @OptionGroup var author: AuthorOption

    func run() throws {
      try gradebook.open().discard(number, by: author.author())
      print("Regrade \(number) discarded")
    }
  }
#endif
