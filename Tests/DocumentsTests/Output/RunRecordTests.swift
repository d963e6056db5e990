import XCTest

@testable import Documents
@testable import Figures

final class RunRecordTests: XCTestCase {
  private func line(_ event: LessonRun.Event) throws -> Data {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try encoder.encode(event) + Data("\n".utf8)
  }

  private func event(block: Int, offset: Int, nonce: String = "n") throws -> Data {
    try line(LessonRun.Event(nonce: nonce, block: block, offset: offset))
  }

  func testOutputBelongsToTheBlockThatPrintedIt() throws {
    let events =
      try event(block: 0, offset: 0) + event(block: 1, offset: 4)
      + event(block: 2, offset: 4)
    let record = RunRecord(events: events, output: Data("one\nlast".utf8), nonce: "n")
    XCTAssertEqual(record.reached, 2)
    XCTAssertEqual(record.outputs.map(\.text), ["one\n", "", "last"])
  }

  func testEventsOfAnotherNonceAreNotEvents() throws {
    let events =
      try event(block: 0, offset: 0) + event(block: 1, offset: 0, nonce: "forged")
      + Data("noise\n".utf8)
    let record = RunRecord(events: events, output: Data("text".utf8), nonce: "n")
    XCTAssertEqual(record.reached, 0)
    XCTAssertEqual(record.outputs.map(\.text), ["text"])
  }

  func testOffsetsOutsideTheOutputAreNoText() throws {
    let events = try event(block: 0, offset: 7) + event(block: 1, offset: 3)
    let record = RunRecord(events: events, output: Data("abcd".utf8), nonce: "n")
    XCTAssertEqual(record.outputs.map(\.text), ["", "d"])
  }

  func testFiguresBelongToTheBlockThatDrewThem() throws {
    let figure = Figure(
      .lines([.init(name: "a", x: [0, 1], y: [1, .infinity])]), title: "A figure")
    let events =
      try event(block: 0, offset: 0) + event(block: 1, offset: 0)
      + line(LessonRun.Event(nonce: "n", figure: figure))
    let record = RunRecord(events: events, output: Data(), nonce: "n")
    XCTAssertEqual(record.outputs.map(\.figures), [[], [figure]])
  }
}
