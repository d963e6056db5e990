import Answers
import Course
import Foundation
import GradingTestSupport
import Grading
import TestSupport
import Toolchain
import XCTest

/// What is remembered between runs, and the commands that make use of it.
final class StudentCommandTests: XCTestCase {
  private func grade(_ arguments: String..., in course: MadeCourse) async throws -> Program.Result {
    try await Program(Repository.grade, arguments, directory: course.root, seconds: 120).run()
  }

  private func course(_ answer: String) throws -> MadeCourse {
    let course = try MadeCourse()
    try course.write(answer, to: "Exercises/\(course.section.answerPath)")
    return course
  }

  private func answer(of course: MadeCourse) throws -> String {
    try String(contentsOf: course.workbook.answer(course.section), encoding: .utf8)
  }

  private static let untouched = MadeCourse.answer(double: "unanswered()", half: "unanswered()")

  func testTheListRemembersWhatWasGraded() async throws {
    let course = try course(MadeCourse.answer(double: "x"))
    _ = try await grade("--quiet", in: course)
    var list = try await grade("list", in: course).output
    XCTAssertTrue(list.contains("1 of 2 parts right"), list)
    XCTAssertTrue(list.contains("5 / 10"), list)
    try course.write(MadeCourse.right, to: "Exercises/\(course.section.answerPath)")
    list = try await grade("list", in: course).output
    XCTAssertTrue(list.contains("changed since it was graded"), list)
    _ = try await grade("--quiet", in: course)
    list = try await grade("list", in: course).output
    XCTAssertTrue(list.contains("all parts right"), list)
    XCTAssertTrue(list.contains("1 of 1 sections done"), list)
  }

  func testAnswersElsewhereAreNotRemembered() async throws {
    let course = try course(Self.untouched)
    _ = try await grade("--quiet", "--answers", "Solutions", in: course)
    let list = try await grade("list", in: course).output
    XCTAssertTrue(list.contains("not answered"), list)
  }

  func testADamagedMemoryIsForgotten() async throws {
    let course = try course(MadeCourse.right)
    try course.write("{", to: ".grade/state.json")
    let list = try await grade("list", in: course)
    XCTAssertEqual(list.outcome, .exited(0), list.error)
    XCTAssertTrue(list.output.contains("answered, not graded yet"), list.output)
  }

  func testTheSolutionIsShownAfterFullMarks() async throws {
    let course = try course(MadeCourse.answer(double: "x"))
    let refused = try await grade("show", "1.1", in: course)
    XCTAssertEqual(refused.outcome, .exited(2))
    XCTAssertTrue(refused.error.contains("has not earned full marks yet"), refused.error)
    let anyway = try await grade("show", "1.1", "--anyway", in: course).output
    XCTAssertEqual(anyway, MadeCourse.right)
    try course.write(MadeCourse.right, to: "Exercises/\(course.section.answerPath)")
    _ = try await grade("--quiet", in: course)
    let shown = try await grade("show", "1.1", in: course).output
    XCTAssertEqual(shown, MadeCourse.right)
  }

  func testResetPutsBackTheCopyThatGradingKept() async throws {
    let course = try course(Self.untouched)
    _ = try await grade("--quiet", in: course)
    try course.write(MadeCourse.right, to: "Exercises/\(course.section.answerPath)")
    let unasked = try await grade("reset", "1.1", in: course)
    XCTAssertEqual(unasked.outcome, .exited(1))
    XCTAssertTrue(unasked.error.contains("--yes"), unasked.error)
    XCTAssertEqual(try answer(of: course), MadeCourse.right)

    let reset = try await grade("reset", "1.1", "--yes", in: course)
    XCTAssertEqual(reset.outcome, .exited(0), reset.error)
    XCTAssertEqual(try answer(of: course), Self.untouched)
    let folder = course.root.appending(path: ".grade/kept")
    let copies = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    XCTAssertEqual(copies.count, 1)
    XCTAssertEqual(
      try String(contentsOf: folder.appending(path: copies[0]), encoding: .utf8), MadeCourse.right)
    let again = try await grade("reset", "1.1", in: course)
    XCTAssertTrue(again.output.contains("is as it was handed out"), again.output)
  }

  func testResetFindsTheSkeletonBehindCommittedAnswers() async throws {
    let course = try course(Self.untouched)
    let script = """
      git init -q && git config user.email a@b && git config user.name A
      git add -A && git commit -qm skeleton
      printf '%s' "$1" > "$2" && git commit -qam answer
      """
    let path = "Exercises/\(course.section.answerPath)"
    let made = try await Program(
      URL(filePath: "/bin/sh"), ["-c", script, "sh", MadeCourse.right, path],
      directory: course.root, seconds: 60
    ).run()
    XCTAssertTrue(made.isSuccess, made.error)
    let reset = try await grade("reset", "1.1", "--yes", in: course)
    XCTAssertTrue(reset.output.contains("git's version of"), reset.output + reset.error)
    XCTAssertEqual(try answer(of: course), Self.untouched)
  }

  func testResetSaysWhenThereIsNothingToPutBack() async throws {
    let course = try course(MadeCourse.right)
    let reset = try await grade("reset", "1.1", "--yes", in: course)
    XCTAssertEqual(reset.outcome, .exited(2))
    XCTAssertTrue(reset.error.contains("no untouched version of Exercises/"), reset.error)
    XCTAssertEqual(try answer(of: course), MadeCourse.right)
  }

  func testResetPromisesNoCopyOfWhatIsMissing() async throws {
    let course = try course(Self.untouched)
    _ = try await grade("--quiet", in: course)
    try FileManager.default.removeItem(at: course.workbook.answer(course.section))
    let reset = try await Reset(of: course.section, in: course.workbook)
    XCTAssertFalse(reset.hasAnswer)
    let done = try await grade("reset", "1.1", "--yes", in: course)
    XCTAssertEqual(done.outcome, .exited(0), done.error)
    XCTAssertFalse(done.output.contains("kept as"), done.output)
    XCTAssertEqual(try answer(of: course), Self.untouched)
  }

  func testQuietSaysNothing() async throws {
    let result = try await grade("--quiet", in: course(MadeCourse.answer(double: "x")))
    XCTAssertEqual(result.outcome, .exited(1))
    XCTAssertEqual(result.output + result.error, "")
  }

  func testCompletionsAreWritten() async throws {
    let course = try course(MadeCourse.right)
    for shell in ["bash", "zsh", "fish"] {
      let result = try await grade("--generate-completion-script", shell, in: course)
      XCTAssertEqual(result.outcome, .exited(0), shell)
      XCTAssertTrue(result.output.contains("grade"), shell)
    }
  }

  func testWatchGradesOnSaveAndEndsWhenTold() async throws {
    let course = try course(MadeCourse.answer(double: "x"))
    // Waits for what the screen must say before each step, and for nothing else.
    let script = """
      until_says() { until grep -q "$1" screen; do sleep 0.1; done; }
      mkfifo keys
      : >screen
      "$0" watch <keys >screen 2>&1 & watch=$!
      exec 3>keys
      until_says 'Enter: grade again'
      printf '%s' "$1" > "$2"
      until_says 'all parts right'
      echo q >&3
      wait $watch
      echo "status $?"
      """
    let result = try await Program(
      URL(filePath: "/bin/sh"),
      [
        "-c", script, Repository.grade.path, MadeCourse.right,
        "Exercises/\(course.section.answerPath)",
      ], directory: course.root, seconds: 120
    ).run()
    XCTAssertEqual(result.output, "status 0\n", result.error)
    let screen = try String(contentsOf: course.root.appending(path: "screen"), encoding: .utf8)
    XCTAssertTrue(screen.contains("5 / 10 points"), screen)
    XCTAssertFalse(screen.contains("\u{1B}"), screen)
  }

  func testWatchTakesSingleKeysAndGivesTheTerminalBack() async throws {
    try XCTSkipUnless(
      FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "needs a terminal to type in"
    )
    let course = try course(MadeCourse.answer(double: "x"))
    // `script` is the terminal; no key is followed by Enter.
    let script = """
      until_says() { until grep -q "$1" screen; do sleep 0.1; done; }
      mkfifo keys
      : >screen
      export GRADE="$0"
      script -qfec '"$GRADE" watch; echo status $?; stty -a' /dev/null <keys >screen 2>&1 & terminal=$!
      exec 3>keys
      until_says 'Enter: grade again'
      printf h >&3
      until_says 'Hint 1 of 2'
      printf q >&3
      wait $terminal
      """
    _ = try await Program(
      URL(filePath: "/bin/sh"), ["-c", script, Repository.grade.path],
      directory: course.root, seconds: 120
    ).run()
    let screen = try String(contentsOf: course.root.appending(path: "screen"), encoding: .utf8)
    XCTAssertTrue(screen.contains("status 0"), screen)
    let words = screen.split(whereSeparator: \.isWhitespace)
    XCTAssertTrue(words.contains("icanon") && words.contains("echo"), screen)
  }
}
