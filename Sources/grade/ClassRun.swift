import ArgumentParser
import Course
import Foundation
import Grading

#if CLASSROOM
  import Classroom

  /// `grade class DIR --output DIR`.
  struct ClassRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "class",
      abstract: "Grades a folder of submissions, each a folder inside, into a folder of reports.",
      discussion: """
        Writes OUTPUT/reports/NAME.json for each submission and OUTPUT/summary.json. A run that was \
        interrupted goes on when it is started again with the same folders.

        Exit status: 0 when every submission was graded, whatever it earned; 2 when not.
        """)

    @Argument(help: "The folder that holds the submissions.", completion: .directory)
    var submissions: String

    @Option(help: "The folder that receives the reports.", completion: .directory)
    var output: String

    @Option(
      name: .customLong("section"),
      help: "A section or chapter to grade, and again for each further one; all without.",
      completion: .sections)
    var sections: [String] = []

    @Option(help: "The seed of all inputs; that of the earlier run into the folder, or a new one.")
    var seed: UInt64?

    @OptionGroup var reuse: ReuseOption

    @OptionGroup var options: RunOptions

    func run() async throws {
      let workbook = try Workbook.find()
      let chosen = try workbook.course.select(sections)
      let folder = URL(filePath: submissions)
      let grader = ClassGrader(
        workbook: workbook, output: URL(filePath: output), seed: seed, jobs: options.jobs,
        reuse: !reuse.fresh,
        confinement: options.noSandbox ? .waived : .required)
      let names = try ClassGrader.submissions(in: folder)
      let bar = ProgressBar(total: names.count, isShown: !options.quiet)
      defer { bar.clear() }
      let summary = try await interruptible {
        "Done: \(bar.count) of \(names.count) submissions; the same command goes on from there."
      } _: {
        try await grader.grade(folder, sections: chosen, progress: bar.advance)
      }
      bar.clear()
      if !options.quiet { print(summary.text, terminator: "") }
      if !summary.isComplete { throw ExitCode.cannotGrade }
    }
  }
#else
  /// `grade class` where `grade` was built as a student builds it.
  struct ClassRun: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "class",
      abstract: "Grades the submissions of a class, once make classroom has built the means.",
      discussion: ClassroomMissing().description)

    @Argument(parsing: .captureForPassthrough, help: .hidden)
    var arguments: [String] = []

    func run() throws { throw ClassroomMissing() }
  }

  /// What grades a class is not part of this program.
  struct ClassroomMissing: Error, CustomStringConvertible {
    let description =
      "this grade was built for a student and has no commands for a class: run `make classroom` "
      + "in the course's folder, which builds it complete, and try again"
  }
#endif
