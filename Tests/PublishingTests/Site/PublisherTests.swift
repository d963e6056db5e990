import Foundation
import LessonTestSupport
import Markup
import Synchronization
import TestSupport
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

    > **Hint 1.** Think of a [shift](term:).

    A note[^n], twice[^n], and [chapter 2](2).

    [^n]: See [2.2](2.2).

    ```diagram From a to b
    a -> (map) -> b: <once>
    ```

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
      sample.workbook, library: BuiltLibrary(root: Repository.root))
  }

  private func sample() throws -> SampleWorkbook {
    let sample = try SampleWorkbook(["1-affine-maps.md": Self.first, "2-softmax.md": Self.second])
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"
    try Data(picture.utf8).write(
      to: sample.root.appending(path: "docs/lessons/2-building-blocks/square.svg"))
    try sample.write(
      "# Glossary\n\n## Shift\n\nWhat is added[^1].\n\n[^1]: To all.\n", to: Glossary.file)
    try sample.write(
      "# 2 Parts & wholes\n\nWhy[^a].\n\n## All\n\n{{sections}}\n\n[^a]: Because of it.\n",
      to: SampleWorkbook.chapter)
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
      "index.html", "glossary.html", "2-building-blocks/index.html",
      "2-building-blocks/1-affine-maps.html", "2-building-blocks/2-softmax.html",
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
    XCTAssertTrue(page.contains("<div class=\"math display\"><span class=\"katex-display\">"))
    XCTAssertTrue(
      page.contains("<div class=\"aside slip\" role=\"note\"><p class=\"label\">Slip</p>"))
  }

  func testALargeOutputStaysSmallOnThePage() async throws {
    let program =
      "print(String(repeating: \"x\", count: 7_000_000))\nfor i in 0..<60_000 { print(i) }"
    let sample = try SampleWorkbook(["1-affine-maps.md": "# 2.1 A\n\n```swift\n\(program)\n```\n"])
    try await build(sample)
    let page = try sample.text("site/2-building-blocks/1-affine-maps.html")
    XCTAssertLessThan(page.utf8.count, 50_000)
    XCTAssertTrue(page.contains("[cut: 6998000 more bytes]"))
    XCTAssertTrue(page.contains("and 59501 more lines"))
  }

  func testTheProgramStandsBesideThePage() async throws {
    let sample = try sample()
    try await build(sample)
    let program = try sample.text("site/2-building-blocks/1-affine-maps.swift")
    XCTAssertTrue(program.hasPrefix("// The program of 2.1 Affine maps.\n"), program)
    XCTAssertTrue(
      program.contains(
        "save.\n\nimport Figures\nimport Kindling\nimport RealModule\n\nprint("), program)
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
        "FILE:3: broken link: no heading of this text has the anchor '#no'",
        "FILE:3: missing image: there is no file a.png",
        "FILE:10: the output no longer holds: the lesson says '2', the block prints '1'",
      ])
    let site = sample.root.appending(path: "site/2-building-blocks")
    let files = try FileManager.default.contentsOfDirectory(atPath: site.path)
    XCTAssertEqual(files.sorted(), ["2-softmax.html", "index.html"])
  }

  func testFaultsOfTheOtherTextsAreListed() async throws {
    let sample = try sample()
    try sample.write("# Glossary\n\n## Empty\n", to: Glossary.file)
    try sample.write("# 2 Parts\n\n{{sections}}\n\n[x](9.9)\n", to: SampleWorkbook.chapter)
    let found = await faults { try await build(sample) }
    XCTAssertEqual(
      found.map { $0.replacingOccurrences(of: "docs/lessons/2-building-blocks/", with: "") },
      [
        "docs/glossary.md:3: the term 'Empty' is not explained",
        "1-affine-maps.md:16: broken link: docs/glossary.md has no term 'shift'",
        "chapter.md:5: broken link: there is no section 9.9",
      ])
  }

  // MARK: Building again

  /// What becomes of each lesson in another build.
  private func states(_ sample: SampleWorkbook, isForced: Bool = false) async throws -> [String] {
    let sections = Publisher.written(sample.workbook.course.sections, in: sample.workbook)
    let states = Mutex<[String: String]>([:])
    try await publisher(sample).build(
      sections, to: sample.root.appending(path: "site"), isForced: isForced,
      progress: { progress in
        states.withLock { $0[progress.section.id] = "\(progress.state)" }
      })
    return states.withLock { states in sections.compactMap { states[$0.id] } }
  }

  func testOnlyWhatChangedIsBuiltAgain() async throws {
    let sample = try sample()
    try await build(sample)
    let unchanged = try await states(sample)
    XCTAssertEqual(unchanged, ["unchanged", "unchanged"])

    try sample.write(
      Self.first.replacingOccurrences(of: "Mind the", with: "Do mind the"),
      to: SampleWorkbook.file)
    let oneChanged = try await states(sample)
    XCTAssertEqual(oneChanged, ["built", "unchanged"])
    XCTAssertTrue(
      try sample.text("site/2-building-blocks/1-affine-maps.html").contains("Do mind the"))

    let forced = try await states(sample, isForced: true)
    XCTAssertEqual(forced, ["built", "built"])
  }

  func testWhatAPageIsMadeFromMakesItAgain() async throws {
    let sample = try sample()
    try await build(sample)
    let page = "site/2-building-blocks/1-affine-maps.html"

    try sample.write(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"new\"/>", to: SampleWorkbook.picture)
    let picture = try await states(sample)
    XCTAssertEqual(picture, ["built", "unchanged"])

    try sample.write("edited by hand", to: page)
    let edited = try await states(sample)
    XCTAssertEqual(edited, ["built", "unchanged"])
    XCTAssertNotEqual(try sample.text(page), "edited by hand")

    try sample.write(
      try sample.text("docs/course.yml").replacingOccurrences(of: "Sample", with: "Other"),
      to: "docs/course.yml")
    let course = try await states(sample)
    XCTAssertEqual(course, ["built", "built"])
  }

  func testAProgramThatDidNotChangeIsNotRunAgain() async throws {
    // What it prints tells one run from another.
    let random = "# 2.1 A\n\n```swift\nprint(Int.random(in: 0..<Int.max))\n```\n"
    let sample = try SampleWorkbook(["1-affine-maps.md": random])
    try await build(sample)
    func number() throws -> String {
      let page = try sample.text("site/2-building-blocks/1-affine-maps.html")
      return try XCTUnwrap(page.firstMatch(of: /<samp>(\d+)<\/samp>/)).output.1.description
    }
    let first = try number()
    try sample.write(random + "\nMore text.\n", to: SampleWorkbook.file)
    try await build(sample)
    XCTAssertTrue(
      try sample.text("site/2-building-blocks/1-affine-maps.html").contains("More text."))
    XCTAssertEqual(try number(), first)
    try sample.write(
      random.replacingOccurrences(of: "print", with: "  print"), to: SampleWorkbook.file)
    try await build(sample)
    XCTAssertNotEqual(try number(), first)
  }

  func testALessonThatIsGoneLeavesNoPage() async throws {
    let sample = try sample()
    try sample.write(
      Self.first.replacingOccurrences(of: "(2-softmax.md#from-scores)", with: "(#a-part)")
        .replacingOccurrences(of: "[2.2](2.2)", with: "nothing else"), to: SampleWorkbook.file)
    try await build(sample)
    try FileManager.default.removeItem(at: sample.workbook.lesson(sample.second))
    try await build(sample)
    let site = sample.root.appending(path: "site/2-building-blocks")
    let files = try FileManager.default.contentsOfDirectory(atPath: site.path)
    XCTAssertEqual(
      files.sorted(), ["1-affine-maps.html", "1-affine-maps.swift", "index.html", "square.svg"])
  }

  func testAFaultKeepsThePageThatThereWas() async throws {
    let sample = try sample()
    try await build(sample)
    let page = "site/2-building-blocks/1-affine-maps.html"
    let before = try sample.text(page)
    try sample.write("no heading\n", to: SampleWorkbook.file)
    let found = await faults { try await build(sample) }
    XCTAssertEqual(found.count, 1)
    XCTAssertEqual(try sample.text(page), before)
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
