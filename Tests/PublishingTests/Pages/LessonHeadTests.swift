import Course
import LessonTestSupport
import TestSupport
import Toolchain
import XCTest

@testable import Publishing

final class LessonHeadTests: XCTestCase {
  private func page(head: String, planned: String = "", _ lesson: String) async throws -> String {
    let sample = try SampleWorkbook(
      ["1-affine-maps.md": "# 2.1 A\n\nText.\n", "2-softmax.md": lesson], head: SampleWorkbook.head,
      planned: planned)
    let row = "docs/lessons/2-building-blocks/2-softmax.yml"
    try sample.write(
      try sample.text(row).replacing("requires: []", with: "requires: ['2.1']")
        .replacing(SampleWorkbook.head, with: head), to: row)
    let workbook = try Workbook(root: sample.root)
    try await Publisher(workbook, library: BuiltLibrary(root: Repository.root)).build(
      workbook.course.sections, to: sample.root.appending(path: "site"), progress: { _ in })
    let problems = try PageCheck(
      site: sample.root.appending(path: "site"), page: "2-building-blocks/2-softmax.html"
    ).problems
    XCTAssertEqual(problems, [])
    return try sample.text("site/2-building-blocks/2-softmax.html")
  }

  func testTheHeadIsMadeFromTheRow() async throws {
    let page = try await page(
      head: """
        form: draft
        minutes: {read: 15, exercise: 20}
        afterwards: ["Say what `softmax` <does>.", "Write *it*."]
        source: {title: T & U, section: S, author: An Author, address: 'https://example.org/'}
        """, "# 2.2 Softmax\n\nText.\n")
    for part in [
      "<span>15 minutes to read</span><span>20 minutes for the exercise</span>"
        + "<span>6 points</span>",
      "<p>Before this: <a href=\"1-affine-maps.html\" title=\"2.1 Affine maps\">2.1 Affine maps</a>",
      "<p>After <a href=\"https://example.org/\">T &amp; U, \u{201C}S\u{201D}</a> by An Author</p>",
      "<li>Say what <code>softmax</code> &lt;does&gt;.</li><li>Write <em>it</em>.</li>",
    ] {
      XCTAssertTrue(page.contains(part), part)
    }
  }

  func testALinkToWhatIsNotWrittenYetSaysSo() async throws {
    let page = try await page(
      head: SampleWorkbook.head, planned: "planned: {\"4.13\": Optimizers}\n",
      "# 2.2 Softmax\n\nSee [section 4.13](4.13#adam).\n")
    XCTAssertTrue(
      page.contains(
        "See section 4.13<span class=\"planned\" title=\"4.13 Optimizers\"> (not written yet)</span>."
      ))
  }
}
