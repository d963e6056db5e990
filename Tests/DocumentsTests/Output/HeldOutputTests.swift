import XCTest

@testable import Documents

final class HeldOutputTests: XCTestCase {
  private func fault(_ promised: String, printed: String) throws -> String? {
    let block = try CodeBlock(info: "output", code: promised, line: 10, file: "a.md")
    return HeldOutput(block, file: "a.md").fault(printed: CellOutput(text: printed))?.description
  }

  func testHolds() throws {
    XCTAssertNil(try fault("one\ntwo\n", printed: "one  \ntwo\n\n"))
    XCTAssertNil(try fault("one\n...\n", printed: "one\ntwo\nthree\n"))
    XCTAssertNil(try fault("...\nthree\n", printed: "one\ntwo\nthree\n"))
    XCTAssertNil(try fault("...\ntwo\n...\nfour\n", printed: "one\ntwo\nthree\nfour\n"))
    XCTAssertNil(try fault("one\n...\ntwo\n", printed: "one\ntwo\n"))
    XCTAssertNil(try fault("...\n", printed: ""))
  }

  func testNamesTheFirstLineThatDiffers() throws {
    XCTAssertEqual(
      try fault("one\ntwo\n", printed: "one\n2\n"),
      "a.md:12: the output no longer holds: the lesson says 'two', the block prints '2'")
    XCTAssertEqual(
      try fault("one\ntwo\n", printed: "one\n"),
      "a.md:12: the output no longer holds: the lesson says 'two', the block prints nothing more")
    XCTAssertEqual(
      try fault("one\n", printed: "one\ntwo\n"),
      "a.md:12: the output continues: the block also prints 'two'; `lessons record` updates it")
    XCTAssertEqual(
      try fault("one\n...\nfour\n", printed: "one\ntwo\nthree\n"),
      "a.md:13: the output no longer holds: the lesson says 'four', the block prints 'three'")
    XCTAssertEqual(
      try fault("...\nfive\n...\nthree\n", printed: "one\nthree\n"),
      "a.md:12: the output no longer holds: the lesson says 'five', "
        + "no longer printed after the lines above it")
  }
}
