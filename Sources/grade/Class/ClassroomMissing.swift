#if !CLASSROOM
  import ArgumentParser

  /// `grade class` where `grade` was built as a student builds it.
  struct ClassCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "class",
      abstract: "Grades the submissions of a class, once make classroom has built that command.",
      discussion: ClassroomMissing().description)

    @Argument(parsing: .captureForPassthrough, help: .hidden)
    var arguments: [String] = []

    func run() throws { throw ClassroomMissing() }
  }

  /// What grades a class is not part of this program.
  struct ClassroomMissing: Error, CustomStringConvertible {
    let description =
      "this grade was built for a student and has no commands for a class: run `make classroom` "
      + "in the course's folder, which builds the whole program, and try again"
  }
#endif
