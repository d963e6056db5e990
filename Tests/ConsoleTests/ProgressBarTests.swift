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

  func testALogGetsTenLines() {
    for total in [100, 1_450, 1_999] {
      let ends = (1...total).filter { ProgressBar.endsTenth($0, of: total) }
      XCTAssertEqual(ends.count, 10)
      XCTAssertEqual(ends.last, total)
    }
    XCTAssertEqual(
      (1...30).filter { ProgressBar.endsTenth($0, of: 30) }, [3, 6, 9, 12, 15, 18, 21, 24, 27, 30])
  }

  func testItCountsWhereNobodyWatches() {
    let bar = ProgressBar(total: 3, isShown: false)
    bar.advance("one")
    bar.advance("two")
    XCTAssertEqual(bar.count, 2)
  }
}
