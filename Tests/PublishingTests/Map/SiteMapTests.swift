import Foundation
import LessonTestSupport
import XCTest

@testable import Publishing

final class SiteMapTests: XCTestCase {
  func testALessonThatIsNoTextHasItsPlace() throws {
    let sample = try SampleWorkbook()
    try Data([0x23, 0xE9]).write(to: sample.root.appending(path: SampleWorkbook.file))
    XCTAssertEqual(SiteMap(sample.workbook).entries.count, 1)
  }
}
