import Course
import Foundation
import LessonTestSupport
import TestSupport
import XCTest

@testable import Publishing

final class SearchIndexTests: XCTestCase {
  func testTextIsFoundByItsHeading() throws {
    let sample = try SampleWorkbook([
      "1-affine-maps.md": """
      # 2.1 Affine maps

      Why.

      ## A part

      Some *words*, `code` and

      ```swift
      let x = 1
      ```

      ```output
      hidden
      ```

      """
    ])
    try sample.write("# Glossary\n\n## Loss\n\nHow wrong an answer is.\n", to: Glossary.file)
    let library = sample.root.appending(path: "Sources/Kindling")
    try FileManager.default.createDirectory(at: library, withIntermediateDirectories: true)
    try sample.write(
      "public final class Tensor {\n  public func matmul(_ other: Tensor) -> Tensor { other }\n}\n",
      to: "Sources/Kindling/Tensor.swift")
    let index = SearchIndex(SiteMap(sample.workbook))
    XCTAssertEqual(
      index.entries.prefix(2),
      [
        .init(
          address: "2-building-blocks/1-affine-maps.html", page: "2.1 Affine maps", heading: "",
          text: "Why."),
        .init(
          address: "2-building-blocks/1-affine-maps.html#a-part", page: "2.1 Affine maps",
          heading: "A part", text: "Some words, code and let x = 1"),
      ])
    XCTAssertEqual(
      index.entries.suffix(3).map(\.address),
      [
        "glossary.html#loss", "api/Kindling/Tensor.html",
        "api/Kindling/Tensor.html#api-matmul(_:)",
      ])
    XCTAssertTrue(try index.script.hasPrefix("window.searchIndex = ["))
  }

  func testPyTorchsNamesLeadToWhatIsHere() throws {
    let index = SearchIndex(SiteMap(try Workbook(root: Repository.root))).entries
    let found = index.filter { $0.heading == "Tensor.numel()" }
    XCTAssertEqual(found.map(\.text), ["is called Tensor.elementCount here"])
    XCTAssertEqual(found.map(\.address), ["api/Kindling/Tensor.html#api-elementCount"])
    let words = index.filter { $0.heading == "Tensor.size(_:)" }
    XCTAssertEqual(words.map(\.address), ["api/pytorch-names.html"])
  }
}
