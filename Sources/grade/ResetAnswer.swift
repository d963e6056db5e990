import ArgumentParser
import Console
import Course
import Grading

/// `grade reset SECTION`.
struct ResetAnswer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset",
    abstract: "Puts an exercise back to what was handed out, keeping a copy of your answer.")

  @Argument(help: "The section, as 2.1 or AffineMaps.", completion: .sections)
  var section: String

  @Flag(name: .shortAndLong, help: "Does not ask first.")
  var yes = false

  func run() async throws {
    let workbook = try Workbook.find()
    let reset = try await Reset(of: workbook.course.selectOne(section), in: workbook)
    guard !reset.isDone else {
      print("\(reset.file) is as it was handed out")
      return
    }
    guard yes || isConfirmed(reset) else { throw ExitCode.notPerfect }
    let kept = try reset.perform()
    print("\(reset.file) is \(reset.skeleton.origin) again")
    if let kept { print("Your answer is kept as \(kept)") }
  }

  private func isConfirmed(_ reset: Reset) -> Bool {
    guard Terminal.isAnswered else {
      Terminal.complain("nothing was changed: there is nobody to ask; --yes does it without asking")
      return false
    }
    let question =
      reset.hasAnswer
      ? "Put \(reset.file) back to \(reset.skeleton.origin)? A copy of your answer is kept."
      : "\(reset.file) is missing. Put \(reset.skeleton.origin) there?"
    print("\(question) [y/N] ", terminator: "")
    guard let answer = readLine(), ["y", "yes"].contains(answer.lowercased()) else {
      print("Nothing was changed.")
      return false
    }
    return true
  }
}
