import Course
import Markup
import XCTest

@testable import Publishing

final class SharingCardTests: XCTestCase {
  private func head(_ yaml: String, path: String, hasPicture: Bool = false) throws -> String {
    let course = try Course(yaml: yaml)
    let page = MarkupTree.root("html")
    let head = page.add("head")
    head.add("meta", ["name": "description", "content": "What <softmax> does"])
    head.add("title", [:], "2.3 Softmax")
    SharingCard(course: course, hasPicture: hasPicture).add(to: page, path: path)
    return HTMLWriter.fragment(head)
  }

  func testWithoutAnAddressThereIsNoCard() throws {
    XCTAssertFalse(try head("title: T\nchapters: []\n", path: "a.html").contains("og:"))
  }

  func testACardHasTitleSummaryAndAddress() throws {
    let yaml = "title: T\naddress: https://example.org/course\nchapters: []\n"
    let card = try head(yaml, path: "2-blocks/3-softmax.html")
    for part in [
      "<meta property=\"og:title\" content=\"2.3 Softmax\"/>",
      "<meta property=\"og:description\" content=\"What &lt;softmax&gt; does\"/>",
      "<meta property=\"og:url\" content=\"https://example.org/course/2-blocks/3-softmax.html\"/>",
      "<link rel=\"canonical\" href=\"https://example.org/course/2-blocks/3-softmax.html\"/>",
      "<meta property=\"og:site_name\" content=\"T\"/>",
      "<meta property=\"og:type\" content=\"article\"/>",
    ] {
      XCTAssertTrue(card.contains(part), "\(part) in \(card)")
    }
    XCTAssertFalse(card.contains("og:image"))
    let front = try head(yaml, path: "index.html", hasPicture: true)
    XCTAssertTrue(front.contains("content=\"https://example.org/course/\""), front)
    XCTAssertTrue(front.contains("content=\"https://example.org/course/assets/card.png\""), front)
  }

  func testAnAddressIsOneOfTheWeb() {
    XCTAssertThrowsError(try Course(yaml: "title: T\naddress: example.org\nchapters: []\n")) {
      XCTAssertTrue("\($0)".contains("begins with https://, not 'example.org'"), "\($0)")
    }
  }
}
