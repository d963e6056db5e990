import ExerciseTesting
import Foundation
import RunProtocol
import XCTest

#if canImport(Glibc)
  import Glibc
#endif

/// Runs the tests that standard input asks for, reports each event, and ends the process.
///
/// Standard input is read and closed before any test runs, so an answer finds neither the nonce
/// nor the list of tests there. Exit status 64 says that the order could not be read.
@MainActor
public func runSuite(_ suite: XCTestCaseEntry) -> Never {
  guard let order = readOrder() else { _exit(64) }
  let channel = EventChannel(for: order)
  apply(order.limits)
  let reporter = Reporter(channel: channel)
  XCTestObservationCenter.shared.addTestObserver(reporter)
  unsafe Announcement.receiver = reporter.announce
  unsafe UnansweredParts.lines = order.unanswered
  unsafe UnansweredParts.receiver = { channel.send(.unanswered(line: $0), run: reporter.run) }
  let closures = Dictionary(suite.allTests, uniquingKeysWith: { first, _ in first })
  for (index, item) in order.runs.enumerated() {
    guard let closure = closures[item.test] else { _exit(64) }
    unsafe setenv(RunOrder.seedVariable, "\(item.seed)", 1)
    reporter.run = index
    channel.leadPrints(ofRun: index, by: order)
    setAlarm(after: order.limits.testSeconds)
    suite.testCaseClass.init(name: item.test, testClosure: closure).run()
    setAlarm(after: nil)
  }
  channel.send(.complete)
  // Not `exit`: nothing of the answer's may run once the verdict is out.
  _exit(0)
}

private func readOrder() -> RunOrder? {
  let data = FileHandle.standardInput.readDataToEndOfFile()
  let nothing = unsafe open("/dev/null", O_RDONLY)
  dup2(nothing, STDIN_FILENO)
  close(nothing)
  return try? JSONDecoder().decode(RunOrder.self, from: data)
}

/// Turns what XCTest observes into events.
private final class Reporter: XCTestObservation {
  private let channel: EventChannel
  private var began = ContinuousClock.now
  /// The position in the order of the test that runs now.
  var run = 0
  /// What was announced last in this test.
  private var announced: String?

  init(channel: EventChannel) {
    self.channel = channel
  }

  /// Reports inputs, once for as many calls in a row as have them: a suite calls thousands of
  /// times.
  func announce(_ inputs: String) {
    guard inputs != announced else { return }
    announced = inputs
    channel.send(.inputs(inputs), run: run)
  }

  func testCaseWillStart(_ testCase: XCTestCase) {
    channel.send(.started, run: run)
    announced = nil
    began = .now
  }

  func testCase(
    _ testCase: XCTestCase, didFailWithDescription description: String,
    inFile filePath: String?, atLine lineNumber: Int
  ) {
    channel.send(
      .failure(message: description, file: filePath, line: lineNumber), run: run)
  }

  func testCaseDidFinish(_ testCase: XCTestCase) {
    if testCase.testRun?.hasBeenSkipped == true { channel.send(.skipped, run: run) }
    let seconds = began.duration(to: .now) / .seconds(1)
    channel.send(.finished(seconds: seconds), run: run)
  }
}
