import Foundation
import RunProtocol
import XCTest

@testable import Grading

final class TranscriptTests: XCTestCase {
  private let order = RunOrder(
    nonce: "secret",
    runs: [RunOrder.Item(test: "testA", seed: 1), RunOrder.Item(test: "testB", seed: 1)],
    limits: RunOrder.Limits(cpuSeconds: 1))

  /// The lines of a run in which testA fails and testB passes.
  private let kinds: [(Int?, RunEvent.Kind)] = [
    (0, .started), (0, .failure(message: "wrong", file: nil, line: 1)), (0, .finished(seconds: 1)),
    (1, .started), (1, .finished(seconds: 2)), (nil, .complete),
  ]

  private func lines(nonce: String = "secret") throws -> [String] {
    try kinds.enumerated().map { index, event in
      let event = RunEvent(nonce: nonce, sequence: index, run: event.0, kind: event.1)
      return String(decoding: try JSONEncoder().encode(event), as: UTF8.self)
    }
  }

  private func transcript(_ lines: [String]) -> Transcript {
    Transcript(of: lines.joined(separator: "\n") + "\n", for: order)
  }

  func testReadsACompleteRun() throws {
    let transcript = transcript(try lines())
    XCTAssertTrue(transcript.isComplete)
    XCTAssertEqual(transcript.finished.map(\.failures), [["wrong"], []])
    XCTAssertEqual(transcript.finished.map(\.seconds), [1, 2])
  }

  func testWhatIsMissingIsNotThere() throws {
    for count in 0..<6 {
      let transcript = transcript(Array(try lines().prefix(count)))
      XCTAssertFalse(transcript.isComplete)
      XCTAssertEqual(transcript.finished.count, count >= 5 ? 2 : count >= 3 ? 1 : 0)
      XCTAssertEqual(transcript.isInterrupted, [1, 2, 4].contains(count))
    }
  }

  func testAnotherNonceProvesNothing() throws {
    XCTAssertEqual(transcript(try lines(nonce: "guess")).finished, [])
  }

  func testReadingStopsAtWhatComesOutOfTurn() throws {
    let lines = try lines()
    var swapped = lines
    swapped.swapAt(2, 3)
    XCTAssertEqual(transcript(swapped).finished.count, 0)
    XCTAssertEqual(transcript(lines[...2] + [lines[2]] + lines[3...]).finished.count, 1)
    XCTAssertEqual(transcript(Array(lines[1...])).finished.count, 0)
    XCTAssertEqual(transcript(lines[...2] + ["hello"] + lines[3...]).finished.count, 1)
    XCTAssertFalse(transcript(lines + [lines[5]]).isComplete)
    XCTAssertFalse(transcript(lines + ["hello"]).isComplete)
  }

  func testASkippedTestIsKnown() throws {
    var lines = try lines()
    lines[1] = String(
      decoding: try JSONEncoder().encode(
        RunEvent(nonce: "secret", sequence: 1, run: 0, kind: .skipped)), as: UTF8.self)
    XCTAssertEqual(transcript(lines).finished.map(\.isSkipped), [true, false])
  }
}
