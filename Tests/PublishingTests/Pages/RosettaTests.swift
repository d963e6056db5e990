import Course
import Foundation
import LessonTestSupport
import Markup
import XCTest

@testable import Publishing
@testable import Rendering

final class RosettaTests: XCTestCase {
  private func table(_ number: Int, _ rows: String) -> String {
    "# 2.\(number) A\n\n## Names\n\n| Kindling | PyTorch | NumPy |\n|---|---|---|\n\(rows)"
  }

  private func site() throws -> SiteMap {
    let sample = try SampleWorkbook([
      "1-affine-maps.md": table(1, "| `x.t()` | `x.t()` | `x.T` |\n| `x.exp()` | `x.exp()` | |\n"),
      "2-softmax.md": table(
        2, "| `x.exp()` | | `np.exp(x)` |\n| `x.t()` | `x.mT` | |\n| `y.t()` | `y.t()` | |\n"),
    ])
    return SiteMap(sample.workbook)
  }

  func testTheTablesOfAllLessonsAreOne() throws {
    let rows = try site().names.rows
    XCTAssertEqual(rows.map(\.kindling), ["x.t()", "x.exp()", "x.t()", "y.t()"])
    // What two lessons say of a call without contradiction is one row.
    XCTAssertEqual(
      rows[1].calls, ["Kindling": "x.exp()", "PyTorch": "x.exp()", "NumPy": "np.exp(x)"])
    XCTAssertEqual(
      rows.map { $0.entries.map(\.section.id) }, [["2.1"], ["2.1", "2.2"], ["2.2"], ["2.2"]])
    XCTAssertEqual(rows.map(\.anchor), ["x-t", "x-exp", "x-t-2", "y-t"])
  }

  func testARowLeadsToItsLessonsAndIsFound() throws {
    let site = try site()
    let article = MarkupTree.root("main")
    let names = RosettaPage(site: site)
    for page in names.pages { page.article(article, Drawings()) }
    let html = HTMLWriter.fragment(article)
    XCTAssertTrue(html.contains("<tr id=\"x-exp\""), html)
    XCTAssertTrue(html.contains("href=\"2-building-blocks/2-softmax.html#names\""), html)
    let found = SearchIndex(site).entries.filter { $0.address.hasPrefix("names.html") }
    XCTAssertEqual(found.map(\.heading), ["x.t()", "x.exp()", "x.t()", "y.t()"])
    XCTAssertEqual(found[0].text, "PyTorch: x.t(), NumPy: x.T")
    XCTAssertEqual(names.places.map(\.path), ["names.html"])
  }

  func testWithoutTablesThereIsNoPage() throws {
    let site = SiteMap(try SampleWorkbook(["1-affine-maps.md": "# 2.1 A\n"]).workbook)
    XCTAssertTrue(RosettaPage(site: site).places.isEmpty)
    XCTAssertTrue(RosettaPage(site: site).pages.isEmpty)
  }
}
