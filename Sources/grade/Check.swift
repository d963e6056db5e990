import ArgumentParser
import Authoring
import Console
import Course
import Foundation
import Toolchain

/// `grade check [SECTION ...]`.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks sections, for their authors: skeletons, solutions and mutants.")

  @Argument(
    help: "Sections as 2.1 or AffineMaps, chapters as 2; all when none is named.",
    completion: .sections)
  var sections: [String] = []

  @Option(help: "For how many seeds solutions must pass and mutants be caught.")
  var seeds: Int = 20

  @Option(
    help: ArgumentHelp(
      "Show a wrong answer that is made from the solution of the one section named.",
      valueName: "name"))
  var show: String?

  @Option(help: "How many answers to check at a time.")
  var jobs: Int = Processors.count

  func validate() throws {
    guard seeds > 0 else { throw ValidationError("--seeds must be above 0") }
    guard show == nil || sections.count == 1 else {
      throw ValidationError("--show takes exactly one section, whose wrong answer it shows")
    }
  }

  func run() async throws {
    let workbook = try Workbook.find()
    if let show {
      let section = try workbook.course.selectOne(sections[0])
      print(try CourseChecker.generatedMutant(show, of: section, in: workbook), terminator: "")
      return
    }
    let chosen = try workbook.course.select(sections)
    let checker = CourseChecker(workbook: workbook, seeds: seeds, jobs: jobs)
    let bar = ProgressBar(total: checker.count(of: chosen), inLogs: true)
    defer { bar.clear() }
    let findings = try await stoppingEarly {
      "Checked: \(bar.count) of \(checker.count(of: chosen)) answers; nothing is kept."
    } _: {
      try await checker.check(chosen, progress: bar.advance)
    }
    bar.clear()
    for finding in findings { print(finding) }
    let count = chosen.count == 1 ? "1 section" : "\(chosen.count) sections"
    guard findings.isEmpty else {
      print("\(findings.count) wrong in \(count)")
      throw ExitCode.notPerfect
    }
    print("\(count): skeletons, solutions, alternatives and mutants are as they must be")
  }
}
