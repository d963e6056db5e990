#if CLASSROOM
  import ArgumentParser
  import Classroom
  import Course

  /// A student, sections, and why something is decided about them.
  struct DecisionOptions: ParsableArguments {
    @Argument(help: "The student.")
    var student: String

    @Argument(help: "A section or chapter; several may be named.", completion: .sections)
    var sections: [String]

    @Option(help: "The reason, which the log keeps.")
    var why: String

    @Flag(help: "Takes the decision back.")
    var withdraw = false

    @OptionGroup var gradebook: GradebookOption
    @OptionGroup var by: AuthorOption

    func author() throws -> Author { try by.author(why: why) }

    /// Prints what was decided, as the log has it.
    func show(_ changes: [Change]) {
      for change in changes { print(change) }
    }

    func select(in workbook: Workbook) throws -> [Section] {
      try workbook.course.select(sections)
    }
  }

  /// `grade class override`.
  struct OverrideMark: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "override",
      abstract: "Gives a mark for a section by hand.",
      discussion: """
        It replaces the result of grading and lateness; both stay in the gradebook.
        """)

    @OptionGroup var decision: DecisionOptions

    @Option(name: .customLong("points"), help: "The points, such as 7.5.")
    var text: String?

    func run() throws {
      let workbook = try Workbook.find()
      let sections = try decision.select(in: workbook)
      guard sections.count == 1 else {
        throw ValidationError("a mark is given for one section, not for \(sections.count)")
      }
      guard (text == nil) == decision.withdraw else {
        throw ValidationError("either --points or --withdraw is needed")
      }
      let points = try text.map { text in
        guard let points = Points(text) else {
          throw ValidationError("--points \(text): points are a number such as 7 or 7.25")
        }
        return points
      }
      decision.show(
        try decision.gradebook.open().override(
          sections[0], of: decision.student, to: points, by: decision.author()))
    }
  }

  /// `grade class excuse`.
  struct ExcuseStudent: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "excuse", abstract: "Excuses a student from sections.")

    @OptionGroup var decision: DecisionOptions

    func run() throws {
      decision.show(
        try decision.gradebook.open().excuse(
          decision.select(in: Workbook.find()), of: decision.student,
          isExcused: !decision.withdraw, by: decision.author()))
    }
  }

  /// `grade class extend`.
  struct ExtendDeadline: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "extend", abstract: "Gives a student more time for sections.")

    @OptionGroup var decision: DecisionOptions

    @Option(help: "How many days more.")
    var days: Int?

    @Option(help: "The new deadline on the class's clocks, as \"2027-04-20 23:59\".")
    var until: String?

    @OptionGroup var rules: RulesOption

    func run() throws {
      let workbook = try Workbook.find()
      let zone = try rules.read(workbook).zone
      let time: ClassRules.MoreTime? =
        switch (days, until, decision.withdraw) {
        case (let days?, nil, false) where days > 0: .days(days)
        case (nil, let until?, false): .until(try Deadline(until, in: zone))
        case (nil, nil, true): nil
        default:
          throw ValidationError("one of --days above 0, --until and --withdraw is needed")
        }
      decision.show(
        try decision.gradebook.open().extend(
          decision.select(in: workbook), of: decision.student, by: time,
          author: decision.author()))
    }
  }
#endif
