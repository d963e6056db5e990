import Course
import LessonTestSupport
import TestSupport
import Toolchain
import XCTest

@testable import Publishing

/// The page that shows each notation of lessons once: Tests/Fixtures/Notation/lesson.md.
final class NotationTests: XCTestCase {
  private static let lesson = Repository.root
    .appending(path: "Tests/Fixtures/Notation/lesson.md")

  private func publish(_ lesson: String) async throws -> SampleWorkbook {
    let head = """
      minutes: {read: 1, exercise: 2}
      afterwards: [One., Two.]
      source: {title: T, section: S, author: A, address: 'https://example.org'}
      """
    let sample = try SampleWorkbook(
      ["1-affine-maps.md": lesson], head: head, planned: "planned: {\"4.13\": Optimizers}\n")
    try sample.write(
      "# Glossary\n\n## Affine map\n\nA.\n\n## Weight\n\nW.\n\n## Bias\n\nB.\n", to: Glossary.file)
    // As much of the library as the table of names has.
    let library = sample.root.appending(path: "Sources/Kindling")
    try FileManager.default.createDirectory(at: library, withIntermediateDirectories: true)
    try sample.write(
      """
      public final class Linear { public init(_ inputs: Int, _ outputs: Int) {} }
      public final class Tensor { public func exp() -> Tensor { self } }
      """, to: "Sources/Kindling/Library.swift")
    try await Publisher(sample.workbook, library: BuiltLibrary(root: Repository.root))
      .build([sample.first], to: sample.root.appending(path: "site"), progress: { _ in })
    return sample
  }

  func testThePageWithAllOfItIsSound() async throws {
    let sample = try await publish(String(contentsOf: Self.lesson, encoding: .utf8))
    let path = "2-building-blocks/1-affine-maps.html"
    let problems = try PageCheck(site: sample.root.appending(path: "site"), page: path).problems
    XCTAssertEqual(problems, [])
    let page = try sample.text("site/" + path)
    for part in [
      "<mark>", "<details class=\"fold\"><summary>Answer</summary>",
      "<a href=\"#fig_1\">figure\u{A0}1</a>",
      "<figure class=\"chart shapes\" id=\"fig_1\">", "class=\"chart graph wide\"",
      "<desc id=\"diagram_53-description\">Three boxes and their sum.",
      ">gradient 30</text>",
      "<div class=\"tab\" data-name=\"Lua\">", "<ins>", "<div class=\"frame middle\"",
      "(not written yet)", "<path class=\"level\"", "<path class=\"region series-1\"",
      "A parabola with five points on its right side",
    ] {
      XCTAssertTrue(page.contains(part), part)
    }
    // What an answer changed is as it was.
    XCTAssertTrue(page.contains("the time is "))
  }

  func testWhatABlockDoesNotDrawCannotBeDescribed() async throws {
    let start = "# 2.1 A\n\n```swift\nCALL\n```\n\n"
    func found(_ call: String, _ rest: String) async -> [String] {
      await faults {
        let sample = try SampleWorkbook([
          "1-affine-maps.md": start.replacing("CALL", with: call) + rest
        ])
        try await Publisher(sample.workbook, library: BuiltLibrary(root: Repository.root))
          .build([sample.first], to: sample.root.appending(path: "site"), progress: { _ in })
      }.map { $0.replacing(SampleWorkbook.file, with: "FILE") }
    }
    let none = await found("print(1)", "```figure\nA line.\n```\n")
    XCTAssertEqual(
      none, ["FILE:7: the block above draws 0 figures, and this would describe another"])
    let twice = await found(
      "plot([1, 2], title: \"T\", description: \"A.\")", "```figure\nA line.\n```\n")
    XCTAssertEqual(
      twice, ["FILE:7: the figure has a description in its call; it needs one only"])
    let link = await found("print(1)", "See [figure](figure:way).\n")
    XCTAssertEqual(link, ["FILE:7: broken link: no figure of this text has the name 'way'"])
    let empty = await found("print(1)", "> **Predict.** What?\n\n```swift\n_ = 1\n```\n")
    XCTAssertEqual(
      empty,
      [
        "FILE:7: a prediction with nothing to uncover: the block under it prints and draws nothing"
      ])
  }

  func testCallsThatCannotDrawSayWhy() async throws {
    let sample = try SampleWorkbook()
    let runner = try await LessonRunner(
      root: sample.root, library: BuiltLibrary(root: Repository.root))
    for (call, message) in [
      (
        "plot([1.0, 0], title: \"T\", yScale: .log)",
        "plot: a logarithmic axis has no place for 0.0, the least of y"
      ),
      (
        "scatter(x: [1, 2], y: [1, 2], labels: [\"a\"], title: \"T\")",
        "scatter: 2 points and 1 labels"
      ),
      (
        "boundary(x: 0...1, y: 0...1, classes: [\"a\"], title: \"T\") { _, _ in 2 }",
        "boundary: class 2 of 1 names"
      ),
      (
        "contour(x: 0...1, y: 0...1, title: \"T\") { _, _ in .nan }",
        "contour: the function has no number to draw"
      ),
      (
        "panels(\"T\") { plot([1], title: \"a\") }",
        "panels: 1 figures; two are the least to compare"
      ),
      (
        "frames(\"n\", [1], title: \"T\") { _ in }",
        "frames: 1 values; two are the least to choose from"
      ),
      (
        "frames(\"n\", [1, 2], title: \"T\") { _ in }",
        "frames: 0 figures for n 1.0; each value draws one"
      ),
      (
        "panels(\"T\") { for _ in 0..<2 { panels(\"U\") { plot([1], title: \"a\"); plot([2], title: \"b\") } } }",
        "panels: 'U' is made of several figures"
      ),
    ] {
      let found = await faults {
        _ = try await runner.run(sample.lesson("# 2.1 A\n\n```swift\n\(call)\n```\n"))
      }
      XCTAssertEqual(
        found, ["\(SampleWorkbook.file):4: this block stops the program: Fatal error: \(message)"])
    }
  }
}
