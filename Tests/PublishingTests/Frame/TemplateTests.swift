import LessonTestSupport
import Markup
import XCTest

@testable import Publishing

final class TemplateTests: XCTestCase {
  func testTemplatesSayWhatIsWrongAndWhere() async throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).html")
    defer { try? FileManager.default.removeItem(at: url) }
    func template(_ text: String) throws -> Template {
      try Data(text.utf8).write(to: url)
      return try Template(url, file: "page.html")
    }
    let broken = await faults { _ = try template("<p>\n<b>\n</p>") }
    XCTAssertEqual(broken.count, 1)
    XCTAssertTrue(broken[0].hasPrefix("page.html:3: "), broken[0])

    let unknown = await faults {
      _ = try template("<p>\n<slot name=\"serach\"/></p>").page(words: [:], slots: ["a": { _ in }])
    }
    XCTAssertEqual(unknown, ["page.html:2: unknown slot 'serach'; there are a"])
    let word = await faults {
      _ = try template("<p>\n<a href='{rot}x'/></p>").page(words: ["root": "../"], slots: [:])
    }
    XCTAssertEqual(word, ["page.html:2: unknown word '{rot}'; there are {root}"])
    let braces = try template("<p title='{summary}'/>").page(words: ["summary": "{a}"], slots: [:])
    XCTAssertEqual(braces["title"], "{a}")

    let page = try template("<p class=\"{kind}\"><slot name=\"a\"/>!</p>")
      .page(words: ["kind": "k"], slots: ["a": { $0.add("b", [:], "x") }])
    XCTAssertEqual(HTMLWriter.fragment(page), "<p class=\"k\"><b>x</b>!</p>")
  }
}
