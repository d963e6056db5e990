#if CLASSROOM
  import ArgumentParser
  import Classroom
  import Console
  import Course
  import Foundation
  import Grading

  /// `grade class DIR --output DIR`, or `grade class run` in full.
  struct ClassRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "run",
      abstract: "Grades the submissions of a class into a folder of reports.",
      usage: "grade class [run] SUBMISSIONS --output OUTPUT [<options>]",
      discussion: """
        Submissions are a folder or zip for each student, or an export of Canvas, Moodle, \
        Gradescope or Classroom 50, unpacked or as a zip. Answers are found by their modules' names, \
        anywhere in a submission. Writes OUTPUT/reports/NAME.json for each student, NAME/1.json, \
        NAME/2.json and so on for one with several attempts, and OUTPUT/summary.json. A later run \
        adds to the existing reports. One that was interrupted continues when it is started again \
        with the same folders.

        Exit status: 0 when every submission was graded, whatever it earned; 2 when not, or when \
        several files that differ may be an answer.
        """)

    @Argument(
      help: "The folder or zip archive that holds the submissions.", completion: .file())
    var submissions: String

    // Needed; `validate` says so where that is what is wrong.
    @Option(
      name: .customLong("output"), help: "The folder that receives the reports.",
      completion: .directory)
    var given: String?

    @Option(
      name: .customLong("section"),
      help: "A section or chapter to grade, and again for each further one; all by default.",
      completion: .sections)
    var sections: [String] = []

    @Option(help: "The seed of all inputs; that of the earlier run into the folder, or a new one.")
    var seed: UInt64?

    @Option(help: "How submissions are laid out; recognised by default.")
    var shape: Shape?

    @Option(
      help: "A table of the class (CSV) with columns such as id, name, e-mail, section, group.",
      completion: .file(extensions: ["csv"]))
    var roster: String?

    @Flag(
      help: """
        Leaves the reports of students who handed in nothing this time where they are, and does not \
        move them from OUTPUT/reports to OUTPUT/withdrawn.
        """)
    var keepAbsent = false

    @Option(help: "What grades: this machine, or tasks of a Slurm job array.")
    var executor = Executor.local

    @Option(help: "The most submissions that a task of a job array grades.")
    var chunk = 10

    @Option(
      name: .customLong("slurm-option"),
      help: "An option for sbatch, such as --slurm-option=--partition=short; again for more.")
    var slurmOptions: [String] = []

    @Option(help: .hidden)
    var task: SlurmTask?

    @OptionGroup var reuse: ReuseOption

    @OptionGroup var options: RunOptions

    /// What may grade the submissions.
    enum Executor: String, CaseIterable, ExpressibleByArgument {
      case local, slurm
    }

    func validate() throws {
      guard given != nil else {
        if FileManager.default.fileExists(atPath: submissions) {
          throw ValidationError("--output is missing: the folder that receives the reports")
        }
        let commands = ClassCommands.configuration.subcommands.compactMap {
          $0.configuration.commandName
        }
        throw ValidationError(
          "\(submissions) is neither a command of grade class nor a folder of submissions"
            + suggestion(for: submissions, in: commands))
      }
      guard chunk > 0 else { throw ValidationError("--chunk must be above 0") }
      guard executor == .slurm || slurmOptions.isEmpty else {
        throw ValidationError("--slurm-option is for --executor slurm")
      }
    }

    func run() async throws {
      let workbook = try Workbook.find()
      let chosen = try workbook.course.select(sections)
      let output = URL(filePath: given ?? "")
      let grader = ClassGrader(
        workbook: workbook, output: output, seed: seed, jobs: options.jobs, reuse: !reuse.fresh,
        confinement: options.noSandbox ? .waived : .required)
      if let task {
        return try await grader.grade(task, of: URL(filePath: submissions), sections: chosen)
      }
      let intake = try Intake(URL(filePath: submissions), shape: shape, output: output)
      let roster = try roster.map { try Roster(URL(filePath: $0)) }
      let bar = ProgressBar(total: intake.count, isShown: !options.quiet)
      defer { bar.clear() }
      let keepsAbsent = keepAbsent
      let slurm = executor == .slurm ? slurm(seed: grader.seed) : nil
      let summary = try await stoppingEarly {
        "Done: \(bar.count) of \(intake.count) submissions; the same command continues from there."
      } _: {
        try await grader.grade(
          intake, roster: roster, sections: chosen, keepsAbsent: keepsAbsent, on: slurm,
          progress: bar.advance)
      }
      bar.clear()
      if !options.quiet { print(summary.text, terminator: "") }
      if !summary.isComplete { throw ExitCode.cannotGrade }
    }
  }

  extension ClassRun {
    /// Tasks get the command line of this process, with the seed that it chose.
    private func slurm(seed: UInt64) -> Slurm {
      let program = Bundle.main.executableURL?.path ?? CommandLine.arguments[0]
      let given = Array(CommandLine.arguments.dropFirst())
      return Slurm(
        command: [program] + given + (self.seed == nil ? ["--seed", "\(seed)"] : []),
        options: slurmOptions, chunk: chunk, notice: { Terminal.write("\($0)\n") })
    }
  }

  extension Shape: ExpressibleByArgument {}

  extension SlurmTask: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
  }
#endif
