#if CLASSROOM
  import ArgumentParser

  /// `grade class`: grading a class, which needs no further name, and what comes of it.
  struct ClassCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "class",
      abstract: "Grades a class, and keeps its marks.",
      usage: """
        grade class SUBMISSIONS --output OUTPUT
        grade class <subcommand>
        """,
      discussion: """
        `grade class run --help` explains the options of grading. A folder of submissions that has a \
        subcommand's name is written as ./NAME.
        """,
      subcommands: [
        ClassRun.self, FindAlike.self, ImportReports.self, ShowMarks.self, ExtendDeadline.self,
        OverrideMark.self,
        ExcuseStudent.self, ExportMarks.self, RegradeMarks.self, AcceptRegrade.self,
        DiscardRegrade.self, ShowLog.self,
      ], defaultSubcommand: ClassRun.self)
  }
#endif
