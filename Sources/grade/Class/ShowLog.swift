#if CLASSROOM
  import ArgumentParser
  import Classroom

  /// `grade class log`.
  struct ShowLog: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "log",
      abstract: "Shows the changes to marks: who made them, when and why.")

    @Argument(help: "A student; all changes by default.")
    var student: String?

    @OptionGroup var gradebook: GradebookOption

    func run() throws {
      for change in try gradebook.open().changes(of: student) { print(change) }
    }
  }
#endif
