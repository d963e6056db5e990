#if CLASSROOM
  import ArgumentParser
  import Classroom
  import Course

  /// `grade class marks`.
  struct ShowMarks: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "marks",
      abstract: "Shows the marks of the class, or how one student's were worked out.",
      discussion: """
        Marks are kept as they were graded. The penalty for lateness is worked out from \
        docs/class.yml whenever they are read.
        """)

    @Argument(help: "A student, whose sections are shown; without, everyone's sum.")
    var student: String?

    @OptionGroup var selection: SectionOption
    @OptionGroup var rules: RulesOption
    @OptionGroup var gradebook: GradebookOption

    func run() throws {
      let workbook = try Workbook.find()
      let sections = try selection.select(in: workbook)
      let rules = try rules.read(workbook)
      let gradebook = try gradebook.open()
      if let student {
        let marks = try gradebook.marks(of: student, sections, rules: rules)
        print(MarkTable.text(of: marks), terminator: "")
      } else {
        print(try MarkTable.text(of: gradebook, sections, rules: rules), terminator: "")
      }
    }
  }

  /// Which sections a command is about.
  struct SectionOption: ParsableArguments {
    @Option(
      name: .customLong("section"),
      help: "A section or chapter, and again for each further one; all by default.",
      completion: .sections)
    var sections: [String] = []

    func select(in workbook: Workbook) throws -> [Section] {
      try workbook.course.select(sections)
    }
  }
#endif
