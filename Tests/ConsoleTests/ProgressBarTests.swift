import XCTest

@testable import Console

final class ProgressBarTests: XCTestCase {
  func testTheLineSaysHowFarItIs() {
    XCTAssertEqual(
      ProgressBar.line(0, of: 6, ""), "[------------------------] 0 of 6  ")
    XCTAssertEqual(
      ProgressBar.line(2, of: 6, "2.1 AffineMaps"),
      "[########----------------] 2 of 6  2.1 AffineMaps")
    XCTAssertEqual(
      ProgressBar.line(6, of: 6, "2.6 BagOfWords"),
      "[########################] 6 of 6  2.6 BagOfWords")
  }

  func testALineIsCutBeforeItWraps() {
    XCTAssertEqual(Terminal.drawing(of: "12345", columns: 6), "\r12345\u{1B}[K")
    XCTAssertEqual(Terminal.drawing(of: "12345", columns: 5), "\r1234\u{1B}[K")
    // A letter beyond ASCII may take two columns.
    XCTAssertEqual(Terminal.drawing(of: "Lücke", columns: 5), "\rLüc\u{1B}[K")
    XCTAssertEqual(Terminal.drawing(of: "Lücke", columns: 0), "\r\u{1B}[K")
  }

  func testItCountsWhereNobodyWatches() {
    let bar = ProgressBar(total: 3, isShown: false)
    bar.advance("one")
    bar.advance("two")
    XCTAssertEqual(bar.count, 2)
  }
}
