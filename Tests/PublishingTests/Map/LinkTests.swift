import Course
import Foundation
import LessonTestSupport
import XCTest

@testable import Documents
@testable import Publishing
@testable import Rendering

final class LinkTests: XCTestCase {
  private static let glossary = """
    # Glossary

    ## Affine map

    A product and a shift, see [2.1](2.1).

    ## Loss

    How wrong an answer is.

    """

  private func sample(
    glossary: String = LinkTests.glossary, chapter: String? = nil
  ) throws -> SampleWorkbook {
    let sample = try SampleWorkbook([
      "1-affine-maps.md": "# 2.1 Affine maps\n\n## A part\n", "2-softmax.md": "# 2.2 Softmax\n",
    ])
    try sample.write(glossary, to: Glossary.file)
    let library = sample.root.appending(path: "Sources/Kindling")
    try FileManager.default.createDirectory(at: library, withIntermediateDirectories: true)
    try sample.write(
      "public final class Tensor {\n  public func matmul(_ other: Tensor) -> Tensor { other }\n}\n",
      to: "Sources/Kindling/Tensor.swift")
    if let chapter { try sample.write(chapter, to: SampleWorkbook.chapter) }
    return sample
  }

  private func links(_ body: String, in sample: SampleWorkbook) throws -> LinkResolver {
    let site = SiteMap(sample.workbook)
    return LinkResolver(try sample.lesson("# 2.1 Affine maps\n\n## A part\n\n" + body), site: site)
  }

  private func destination(_ target: String, _ words: String = "x") throws -> Destination {
    let sample = try sample()
    return try links("", in: sample).destination(of: target, words: [.text(words)])
  }

  func testReferencesLeadToTheirPages() throws {
    XCTAssertEqual(
      try destination("2.2"), Destination(address: "2-softmax.html", title: "2.2 Softmax & co"))
    XCTAssertEqual(try destination("2.1#a-part").address, "1-affine-maps.html#a-part")
    XCTAssertEqual(try destination("2").address, "index.html")
    XCTAssertEqual(try destination("2-softmax.md").address, "2-softmax.html")
    XCTAssertEqual(try destination("../../glossary.md#loss").address, "../glossary.html#loss")
    XCTAssertEqual(
      try destination("api:Tensor.matmul"),
      Destination(address: "../api/Kindling/Tensor.html#api-matmul(_:)", style: "api"))
  }

  func testTermsAreKnownByTheWordsThatNameThem() throws {
    let loss = Destination(
      address: "../glossary.html#loss", title: "How wrong an answer is.", style: "term")
    XCTAssertEqual(try destination("term:", "Losses"), loss)
    XCTAssertEqual(try destination("term:loss", "how wrong"), loss)
    XCTAssertEqual(try destination("term:", "affine maps").address, "../glossary.html#affine-map")
  }

  func testDeadReferencesAreNamedByLine() throws {
    let sample = try sample()
    let body = """
      [a](2.9) [b](3) [c](2.2#no)
      [d](term:lost) [e](api:Tensor.matmull)
      [f](glossary.md) [g](www.example.org) [h]()
      """
    XCTAssertEqual(
      try links(body, in: sample).faults.map {
        $0.description.replacingOccurrences(of: SampleWorkbook.file, with: "FILE")
      },
      [
        "FILE:5: broken link: there is no section 2.9",
        "FILE:5: broken link: there is no chapter 3",
        "FILE:5: broken link: no heading of section 2.2 has the anchor '#no'",
        "FILE:6: broken link: docs/glossary.md has no term 'lost' (did you mean Loss?)",
        "FILE:6: broken link: the API reference has no 'Tensor.matmull' "
          + "(did you mean Tensor.matmul?)",
        "FILE:7: broken link: there is no lesson at glossary.md",
        "FILE:7: broken link: there is no lesson at www.example.org; an address elsewhere begins "
          + "with https:// or mailto:",
        "FILE:7: broken link: the link of 'h' leads nowhere",
      ])
  }

  func testFaultsOfTheGlossary() throws {
    let sample = try sample(
      glossary: "# Glossary\n\n## A\n\nText.\n\n## A\n\nB.\n\n## C\n\n### D\n")
    XCTAssertEqual(
      Glossary(sample.workbook).faults.map(\.description),
      [
        "docs/glossary.md:7: the term 'A' appears twice",
        "docs/glossary.md:11: the term 'C' is not explained",
        "docs/glossary.md:13: a term is a heading of level 2, '## D'",
      ])
  }

  func testFaultsOfAChaptersText() throws {
    func faults(_ chapter: String) throws -> [String] {
      let sample = try sample(chapter: chapter)
      return ChapterText(sample.workbook.course.chapters[0], in: sample.workbook).faults.map {
        $0.description.replacingOccurrences(of: SampleWorkbook.chapter, with: "FILE")
      }
    }
    XCTAssertEqual(try faults("# 2 Parts\n\n{{sections}}\n"), [])
    XCTAssertEqual(
      try faults("Text.\n"),
      ["FILE:1: the first line must be the chapter's heading: # 2 Building blocks"])
    XCTAssertEqual(
      try faults("# 2 Parts\n\n```swift\nprint(1)\n```\n"),
      [
        "FILE:1: the list of sections, a line {{sections}}, must appear once, not 0 times",
        "FILE:3: a chapter's text has no program: mark this block `swift display`",
      ])
  }
}
