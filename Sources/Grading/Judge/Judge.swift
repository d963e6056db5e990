import Answers
import Course
import Foundation
import RunProtocol
import Toolchain

/// Gives a verdict on each run of a suite, and has the rest run again when a process ends early.
package struct Judge: Sendable {
  let runner: SuiteRunner
  let suite: BuiltSuite
  /// The file that the answer was compiled from, as line tables name it.
  let answer: AnswerFile
  let compiledAnswer: URL
  let workspace: Workspace
  /// What the suite may use, once through.
  let limits: Section.Limits
  /// How many times the suite is run, with a seed each; authors do, and want no crash reports.
  let runs: Int

  /// A verdict, the test's own seconds, and what the answer printed, shortened.
  package struct Judged: Sendable {
    package let verdict: Verdict
    let seconds: Double
    var printed: String?
  }

  /// The names of the tests that the suite can run.
  package var tests: [String] { suite.tests }

  /// Judges every item; the result has one entry for each, in order.
  ///
  /// A process that ends early costs the test it ended in. After a time-out the rest get one more
  /// such span together, and a quarter of it each, so that endless loops stay bearable.
  package func judge(_ items: [RunOrder.Item]) async throws -> [Judged] {
    let seconds = Double(limits.seconds)
    var judged: [Judged] = []
    var remaining = seconds * Double(runs)
    var testSeconds = runs > 1 ? seconds : nil
    var hasTimedOut = false
    let unanswered = UnansweredCall.all(in: answer)
    while judged.count < items.count {
      let rest = Array(items[judged.count...])
      guard remaining > 0 else {
        let verdict = Verdict(.notRun, ["not run: the section's time was used up before it"])
        judged += rest.map { _ in Judged(verdict: verdict, seconds: 0) }
        break
      }
      let run = try await runner.run(
        rest, of: suite, in: workspace, limits: limits, runs: runs, seconds: remaining,
        testSeconds: testSeconds, unanswered: unanswered)
      guard run.transcript.hasBegun else {
        if !judged.isEmpty, run.result.outcome == .timedOut {
          // What was left of the time did not do for another start.
          remaining = 0
          continue
        }
        // Nothing of the answer runs before its first test.
        throw RunnerFailure(run)
      }
      let first = judged.count
      func printed() -> String? {
        run.printed[judged.count - first].flatMap { ShortenedPrint($0).text }
      }
      for finished in run.transcript.finished {
        judged.append(
          Judged(verdict: verdict(on: finished), seconds: finished.seconds, printed: printed()))
      }
      remaining -= run.result.duration / .seconds(1)
      if run.transcript.isComplete, run.result.isSuccess { break }
      // Complete events from a process that did not end well prove nothing about its last test.
      if judged.count == items.count { judged.removeLast() }
      let verdict = interruption(of: run)
      judged.append(Judged(verdict: verdict, seconds: 0, printed: printed()))
      if verdict.kind == .timedOut, !hasTimedOut {
        hasTimedOut = true
        testSeconds = seconds / 4
        remaining = max(remaining, seconds)
      }
    }
    return judged
  }

  private func verdict(on run: Transcript.Finished) -> Verdict {
    if !run.failures.isEmpty {
      let messages = run.failures.map { FailureText.clean($0, inputs: run.inputs) }
      return Verdict(.failed, messages)
    }
    if let line = run.unanswered {
      let place = "\(answer.url.lastPathComponent):\(line)"
      return Verdict(.unanswered, ["not answered yet (\(place))"])
    }
    return run.isSkipped ? Verdict(.notRun, ["the test skipped itself"]) : Verdict(.passed)
  }

  /// The verdict on the test in which a process ended: what the test had found wrong until then,
  /// in plainer cases, and last how it ended.
  private func interruption(of run: SuiteRun) -> Verdict {
    let found = run.transcript.openFailures.map { FailureText.clean($0) }
    let inputs = run.transcript.openInputs
    switch run.result.outcome {
    case .timedOut, .signalled(SIGALRM):
      let limit = run.order.limits.testSeconds ?? Double(limits.seconds)
      let span = limit == limit.rounded() ? "\(Int(limit))" : "\(limit)"
      let ending = "stopped after \(span) s: does a loop never end?"
      return Verdict(.timedOut, found + [ending], for: inputs)
    case .signalled(SIGXCPU):
      let ending =
        "stopped after \(limits.processorSeconds) s of processor time: does a loop never end, "
        + "or a task keep running?"
      return Verdict(.timedOut, found + [ending], for: inputs)
    case .outputLimit:
      let ending =
        "stopped: it printed more than \(Self.size(kiB: limits.outputKiB)): does a loop never end, "
        + "or is there a print inside of many loops?"
      return Verdict(.tooMuchOutput, found + [ending])
    case .exited(let status):
      let ending = "the program ended during this test, with status \(status)"
      return Verdict(.exitedEarly, found + [ending])
    case .signalled(let signal):
      return Verdict(
        .trapped, found + [trapMessage(run, signal)], at: place(of: run), for: inputs)
    }
  }

  private func trapMessage(_ run: SuiteRun, _ signal: Int32) -> String {
    let memory = Self.size(kiB: limits.memoryMiB << 10)
    if Self.memoryWords.contains(where: run.messages.contains) {
      return "out of memory: it took more than \(memory)"
    }
    if let message = CrashReport.fatalMessage(in: run.messages) { return message }
    switch signal {
    case SIGSEGV, SIGBUS:
      return "out of stack or memory: does a function call itself for ever, or is a long chain of "
        + "objects let go at once?"
    // The traps that come without a message are those of arithmetic on whole numbers.
    case SIGILL, SIGTRAP:
      return "stopped without a message: does a whole number get too large for its type?"
    case SIGKILL: return "killed: did it use too much memory, more than \(memory)?"
    case SIGXFSZ: return "stopped: it wrote a file of more than \(limits.fileMiB) MiB"
    default: return "stopped by signal \(signal)"
    }
  }

  /// What the runtime, the C library and C++ say when they get no memory.
  private static let memoryWords = [
    "Could not allocate memory", "failed to allocate", "Cannot allocate memory", "std::bad_alloc",
  ]

  private static func size(kiB: Int) -> String {
    if kiB % 1024 != 0 { return "\(kiB) KiB" }
    return kiB % (1024 * 1024) != 0 ? "\(kiB / 1024) MiB" : "\(kiB / 1024 / 1024) GiB"
  }

  /// Where the answer was. What the trap said of its line goes before the innermost line that the
  /// backtracer found, which may be a caller's.
  private func place(of run: SuiteRun) -> Verdict.Place? {
    let found = run.crash?.firstPlace(in: compiledAnswer)
    let told = CrashReport.fatalLine(in: run.messages, of: compiledAnswer)
    guard let line = told ?? found?.line else { return nil }
    return Verdict.Place(
      line: line, column: line == found?.line ? found?.column ?? 0 : 0,
      source: answer.source(ofLine: line))
  }
}

/// The runner ended before the first test, which is no answer's doing.
struct RunnerFailure: Error, CustomStringConvertible {
  let description: String

  init(_ run: SuiteRun) {
    let said = run.result.error + run.messages
    description = "the tests did not start (\(run.result.outcome)): \(said.suffix(400))"
  }
}

/// The words of a failed assertion, without what only XCTest says.
enum FailureText {
  /// `XCTFail("x")` reports `failed - x`, and an assertion without a message ends in ` - `. An error
  /// that a test lets pass ends it, so that the last `inputs` are those for which it was thrown.
  static func clean(_ description: String, inputs: String? = nil) -> String {
    var text = Substring(description)
    if let error = text.wholeMatch(of: #/threw error "(.*)"/#.dotMatchesNewlines())?.1 {
      return (["an error was thrown: \(error)"] + [inputs].compactMap(\.self))
        .joined(separator: "\n")
    }
    let threw = #/XCTAssertThrowsError failed: did not throw error(?: - )?/#
    if let lead = text.prefixMatch(of: threw) {
      let what = text[lead.range.upperBound...]
      return what.isEmpty ? "no error was thrown" : what + ": no error was thrown"
    }
    if let lead = text.prefixMatch(of: #/(?:XCTAssert\w+ )?failed - /#) {
      text = text[lead.range.upperBound...]
    }
    return String(text.hasSuffix(" - ") ? text.dropLast(3) : text)
  }
}
