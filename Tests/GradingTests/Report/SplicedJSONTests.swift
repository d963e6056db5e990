import XCTest

@testable import Grading

/// JSON put together from elements is what an encoder writes of the whole.
final class SplicedJSONTests: XCTestCase {
  private struct Element: Encodable {
    let name: String
    let points: Double
    var words: [String] = []
  }

  private struct Whole: Encodable {
    let before: String
    let tests: [Element]
    let untested: [String]
  }

  func testItIsWhatAnEncoderWrites() throws {
    let elements = [
      Element(name: "plain", points: 2, words: ["a", "b"]), Element(name: "", points: 2.5),
      Element(
        name: "\"quoted\"\n  \"tests\" : [\n\n  ]\t\\ \u{1} ü / ]", points: -0.1, words: [""]),
    ]
    for before in ["", "\n  \"tests\" : [\n  ]", "]"] {
      for count in 0...elements.count {
        let tests = Array(elements.prefix(count))
        let whole = Whole(before: before, tests: tests, untested: ["x"])
        let frame = Whole(before: before, tests: [], untested: ["x"])
        XCTAssertEqual(
          try SplicedJSON.text(frame, "tests", of: tests.map(SplicedJSON.element)),
          try sortedJSON(whole))
      }
    }
  }
}
