import XCTest

@testable import Documents

final class FootnotesTests: XCTestCase {
  private func faults(_ source: String) -> [String] {
    do {
      _ = try MarkdownReader.read(source, file: "FILE")
      return []
    } catch {
      return (error as? LessonFaults)?.faults.map(\.description) ?? ["\(error)"]
    }
  }

  func testMarksAndNotesAreFound() throws {
    let blocks = try MarkdownReader.read(
      "One[^a] and *two[^b]*,\nagain[^a].\n\n[^b]: The *second* note.\n[^a]: The first,\non two lines.\n",
      file: "FILE")
    let notes = Footnotes(in: blocks)
    XCTAssertEqual(notes.notes.map(\.label), ["a", "b"])
    XCTAssertEqual(
      notes.notes.map(\.words.plainText), ["The first, on two lines.", "The second note."])
    XCTAssertEqual(notes.number(of: "b"), 2)
    guard case .paragraph(let words, _)? = blocks.first else { return XCTFail("\(blocks)") }
    XCTAssertEqual(
      words,
      [
        .text("One"), .footnote(label: "a", isFirst: true, line: 1), .text(" and "),
        .emphasis([.text("two"), .footnote(label: "b", isFirst: true, line: 1)]), .text(","),
        .softBreak, .text("again"), .footnote(label: "a", isFirst: false, line: 2), .text("."),
      ])
  }

  func testOtherBracketsStay() throws {
    let blocks = try MarkdownReader.read("x[^ y] and `[^a]` and [^", file: "FILE")
    XCTAssertEqual(
      blocks,
      [.paragraph([.text("x[^ y] and "), .code("[^a]"), .text(" and [^")], line: 1)])
  }

  func testFaultsNameTheLine() {
    XCTAssertEqual(
      faults("Text\nwith[^a] a mark.\n"),
      ["FILE:2: footnote [^a] says nothing: add a paragraph `[^a]: ...`"])
    XCTAssertEqual(
      faults("Text.\n\n[^a]: A note too many.\n"),
      ["FILE:3: no text refers to footnote [^a]; put [^a] where it belongs"])
    XCTAssertEqual(
      faults("Text[^a].\n\n[^a]: The first one.\n[^a]: The second one.\n"),
      ["FILE:4: there are two footnotes [^a]"])
    XCTAssertEqual(
      faults("Text[^a].\n\n[^a]: Short\n"),
      ["FILE:3: footnote [^a]: a footnote is more than one word"])
  }
}
