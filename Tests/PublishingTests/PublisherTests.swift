import Foundation
import Markup
import Synchronization
import Toolchain
import XCTest

@testable import Publishing

final class PublisherTests: XCTestCase {
  private static let first = """
    # 2.1 Affine maps

    To the [next](2-softmax.md#from-scores) and to [here](#a-part).

    ## A part

    $$ y = x^2 $$

    ```swift
    print("<b>&\\u{1B}[31m")
    bars(labels: ["<i>"], values: [1], title: "Bars & <b>")
    ```

    > **Slip.** Mind the *step*.

    | a | b |
    |---|--:|
    | 1 | 2 |

    ## A part

    ![A square](square.svg)

    ## Exercise

    {{exercise}}

    """

  private static let second = """
    # 2.2 Softmax & co

    ## From scores

    ```swift fails
    let x: Int = "one"
    ```

    """

  private func publisher(_ sample: SampleWorkbook) async throws -> Publisher {
    try await Publisher(
      sample.workbook, library: BuiltLibrary(root: SampleWorkbook.repository))
  }

  private func sample() throws -> SampleWorkbook {
    let sample = try SampleWorkbook(["1-affine-maps.md": Self.first, "2-softmax.md": Self.second])
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"
    try Data(picture.utf8).write(
      to: sample.root.appending(path: "docs/lessons/2-building-blocks/square.svg"))
    return sample
  }

  private func build(_ sample: SampleWorkbook) async throws {
    let sections = Publisher.written(sample.workbook.course.sections, in: sample.workbook)
    try await publisher(sample).build(
      sections, to: sample.root.appending(path: "site"), progress: { _ in })
  }

  func testPagesAreSound() async throws {
    let sample = try sample()
    try await build(sample)
    let pages = [
      "index.html", "2-building-blocks/1-affine-maps.html", "2-building-blocks/2-softmax.html",
    ]
    for page in pages {
      let problems = try PageCheck(site: sample.root.appending(path: "site"), page: page).problems
      XCTAssertEqual(problems, [], page)
    }
  }

  func testOutputAndTitlesCannotBecomeMarkup() async throws {
    let sample = try sample()
    try await build(sample)
    let page = try sample.text("site/2-building-blocks/1-affine-maps.html")
    XCTAssertTrue(page.contains("<samp>&lt;b&gt;&amp;\u{241B}[31m</samp>"))
    XCTAssertTrue(page.contains("<title id=\"figure-1-1-title\">Bars &amp; &lt;b&gt;</title>"))
    XCTAssertTrue(page.contains("<div class=\"math display\" tabindex=\"0\">y = x^2</div>"))
    XCTAssertTrue(
      page.contains("<div class=\"aside slip\" role=\"note\"><p class=\"label\">Slip</p>"))
  }

  func testTheProgramStandsBesideThePage() async throws {
    let sample = try sample()
    try await build(sample)
    let program = try sample.text("site/2-building-blocks/1-affine-maps.swift")
    XCTAssertTrue(program.hasPrefix("import Figures\nimport Kindling\nimport RealModule\n\nprint("))
  }

  func testTheSameLessonsGiveTheSameBytes() async throws {
    let sample = try sample()
    try await build(sample)
    let path = "site/2-building-blocks/1-affine-maps.html"
    let before = try sample.text(path)
    try FileManager.default.removeItem(at: sample.root.appending(path: "site"))
    try await build(sample)
    XCTAssertEqual(try sample.text(path), before)
  }

  func testFaultsOfAllLessonsAreListedAndOthersArePublished() async throws {
    let sample = try SampleWorkbook([
      "1-affine-maps.md": "# 2.1 A\n\n[x](9-none.md) [y](#no) ![](a.png)\n\n"
        + "```swift\nprint(1)\n```\n\n```output\n2\n```\n",
      "2-softmax.md": Self.second,
    ])
    let found = await faults { try await build(sample) }
    XCTAssertEqual(
      found.map { $0.replacingOccurrences(of: SampleWorkbook.file, with: "FILE") },
      [
        "FILE:3: broken link: there is no lesson at 9-none.md",
        "FILE:3: broken link: no heading of this lesson has the anchor '#no'",
        "FILE:3: missing image: there is no file a.png",
        "FILE:10: the output no longer holds: the lesson says '2', the block prints '1'",
      ])
    let site = sample.root.appending(path: "site/2-building-blocks")
    let files = try FileManager.default.contentsOfDirectory(atPath: site.path)
    XCTAssertEqual(files, ["2-softmax.html"])
  }

  func testRecordWritesWhatBlocksPrint() async throws {
    let sample = try SampleWorkbook([
      "1-affine-maps.md": "# 2.1 A\n\n```swift\nprint(6 * 7)\n```\n"
    ])
    let changed = try await publisher(sample).record([sample.first], progress: { _ in })
    XCTAssertEqual(changed, [SampleWorkbook.file])
    let text = "# 2.1 A\n\n```swift\nprint(6 * 7)\n```\n\n```output\n42\n```\n"
    XCTAssertEqual(try sample.text(SampleWorkbook.file), text)
    let again = try await publisher(sample).record([sample.first], progress: { _ in })
    XCTAssertEqual(again, [])
  }

  func testARunShowsWhatWasPrintedBeforeItStopped() async throws {
    let sample = try SampleWorkbook([
      "1-affine-maps.md": "# 2.1 A\n\n```swift\nprint(1)\nplot([1, 2], title: \"T\")\n```\n\n"
        + "```swift\nprint(2)\nprint([0][1])\n```\n"
    ])
    let printed = PrintedText()
    let found = await faults {
      try await publisher(sample).run(sample.first) { printed.add($0) }
    }
    XCTAssertEqual(printed.text, "1\n[figure: T]\n2\n")
    XCTAssertEqual(
      found,
      [
        "\(SampleWorkbook.file):10: this block stops the program: "
          + "Fatal error: Index out of range"
      ])
  }
}

/// Collects what is handed over piece by piece.
private final class PrintedText: Sendable {
  private let pieces = Mutex("")

  var text: String { pieces.withLock { $0 } }

  func add(_ piece: String) { pieces.withLock { $0 += piece } }
}
