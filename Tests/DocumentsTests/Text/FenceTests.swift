import LessonTestSupport
import XCTest

@testable import Documents

/// What fences may say, and what follows from it.
final class FenceTests: XCTestCase {
  private func block(_ info: String, _ code: String = "a\nb\nc\n") throws -> CodeBlock {
    try CodeBlock(info: info, code: code, line: 1, file: "FILE")
  }

  func testAttributesAreRead() throws {
    let marked = try block("swift fails mark=1,2-3 tab")
    XCTAssertEqual(marked.role, .fails)
    XCTAssertEqual(marked.marks, [1...1, 2...3])
    XCTAssertTrue(marked.isTab)
    XCTAssertEqual(try block("python tab").role, .plain)
    XCTAssertEqual(try block("output ~1e-6").role, .output(.within(1e-6)))
    XCTAssertEqual(try block("output varies").role, .output(.varies))
    XCTAssertEqual(try block("figure way-1").role, .figure(name: "way-1"))
    XCTAssertEqual(try block("figure").role, .figure(name: ""))
  }

  func testFaults() {
    for (info, message) in [
      ("swift mark=4", "'mark=4': the block has 3 lines"),
      ("swift mark=0", "'mark=0' names no lines; write mark=2, mark=2-4 or mark=1,3-5"),
      ("swift mark=3-2", "'mark=3-2' names no lines; write mark=2, mark=2-4 or mark=1,3-5"),
      ("lua mark=", "'mark=' names no lines; write mark=2, mark=2-4 or mark=1,3-5"),
      ("python fails", "unknown attribute 'fails'; a block of python takes mark=2-3 or tab"),
      (
        "swift tabs",
        "unknown attribute 'tabs'; a swift block takes display, fails, hidden, mark=2-3 or tab"
      ),
      (
        "output about",
        "unknown attribute 'about'; an output takes varies, or ~1e-6 for numbers that may differ by "
          + "so much"
      ),
      (
        "output ~2",
        "unknown attribute '~2'; an output takes varies, or ~1e-6 for numbers that may differ by so "
          + "much"
      ),
      ("figure a b", "'a b' is not a figure's name; a name is one word, as in ```figure zigzag"),
    ] {
      XCTAssertThrowsError(try block(info), info) { XCTAssertEqual("\($0)", "FILE:1: \(message)") }
    }
    XCTAssertThrowsError(try block("figure", "\n")) {
      XCTAssertEqual(
        "\($0)",
        "FILE:1: a figure block says what the figure shows, or has a name to link to, or both")
    }
  }

  private func faultsOf(_ source: String) async -> [String] {
    await faults { _ = try SampleWorkbook().lesson("# 2.1 A\n\n" + source) }
      .map { $0.replacing(SampleWorkbook.file, with: "FILE") }
  }

  func testFaultsOfWhatBelongsTogether() async {
    for (source, message) in [
      (
        "```swift tab\n1\n```\n",
        "3: a tab by itself: two blocks or more with `tab` make a choice"
      ),
      ("```lua tab\n1\n```\n\n```lua tab\n2\n```\n", "7: two tabs for lua; one is enough"),
      (
        "Text.\n\n```figure\nWords.\n```\n",
        "5: this figure follows nothing that draws; put it under a block that draws, a diagram, "
          + "shapes or an image"
      ),
      (
        "```shapes T\na [1] + b [1]\n```\n\n```figure x\n```\n\n```shapes T\na [1] + b [1]\n```\n\n"
          + "```figure x\n```\n",
        "14: there are two figures with the name 'x'"
      ),
      (
        "Two numbers, 3\n- 1 and more.\n",
        "4: this line begins with '-' and so becomes a list; if it continues the sentence, "
          + "break the line elsewhere, and if it is a list, put an empty line above it"
      ),
      (
        "> **Note.** So\n> + one.\n",
        "4: this line begins with '+' and so becomes a list; if it continues the sentence, "
          + "break the line elsewhere, and if it is a list, put an empty line above it"
      ),
      ("{{after 9.9}}\n", "3: {{after 9.9}}: there is no section 9.9"),
      (
        "{{after 2.2}}\n",
        "3: {{after 2.2}}: section 2.2 does not come before 2.1 in its chapter"
      ),
    ] {
      let found = await faultsOf(source)
      XCTAssertEqual(found, ["FILE:\(message)"])
    }
  }

  func testAListUnderAnItemsWordsIsMeant() throws {
    XCTAssertNoThrow(try MarkdownReader.read("- one\n  - two\n\nText.\n\n- three\n", file: "F"))
  }

  // MARK: Outputs

  private func fault(_ info: String, promised: String, printed: String) throws -> String? {
    HeldOutput(try block(info, promised), file: "FILE")
      .fault(printed: CellOutput(text: printed))?.message
  }

  func testNumbersMayDifferByATolerance() throws {
    let promised = "loss 0.5000 at 1e-3, w2 [-1.25]\n"
    XCTAssertNil(
      try fault("output ~1e-3", promised: promised, printed: "loss 0.50002 at 0.001, w2 [-1.2499]"))
    for printed in [
      "loss 0.51 at 1e-3, w2 [-1.25]", "loss 0.5 at 1e-3, w3 [-1.25]",
      "loss nan at 1e-3, w2 [-1.25]",
      "loss 0.5 at 1e-3, w2 [1.25]", "loss 0.5 at 1e-3, w2 [-1.25] 1",
    ] {
      XCTAssertNotNil(try fault("output ~1e-3", promised: promised, printed: printed), printed)
    }
    XCTAssertNotNil(try fault("output", promised: "0.5\n", printed: "0.50"))
    // The tolerance is a share of large numbers.
    XCTAssertNil(try fault("output ~1e-3", promised: "10000\n", printed: "10009"))
    XCTAssertNotNil(try fault("output ~1e-3", promised: "10000\n", printed: "10011"))
  }

  func testAnOutputThatVariesIsNotHeld() throws {
    XCTAssertNil(try fault("output varies", promised: "1\n", printed: "two\nthree"))
  }

  func testRecordLeavesWhatHoldsCloselyEnough() throws {
    func recorded(_ fence: String, _ promised: String) throws -> String {
      let lesson = try SampleWorkbook().lesson(
        "# 2.1 A\n\n```swift\nf()\n```\n\n```\(fence)\n\(promised)```\n")
      return Recorder.record([CellOutput(text: "0.501")], in: lesson)
    }
    XCTAssertTrue(try recorded("output ~1e-2", "0.5\n").hasSuffix("```output ~1e-2\n0.5\n```\n"))
    XCTAssertTrue(try recorded("output ~1e-4", "0.5\n").hasSuffix("```output ~1e-4\n0.501\n```\n"))
    XCTAssertTrue(try recorded("output varies", "9\n").hasSuffix("```output varies\n9\n```\n"))
    XCTAssertTrue(try recorded("output varies", "").hasSuffix("```output varies\n0.501\n```\n"))
  }

  // MARK: Draws

  func testWhatEarlierSectionsDrewIsDrawnOutOfSight() throws {
    let sample = try SampleWorkbook(
      [:], head: SampleWorkbook.head + "\ndraws: [\"Linear(5, 3)\", \"Tensor.randn(2)\"]",
      seed: "287, dialect: .torch7")
    let lesson = try Lesson(
      "# 2.2 Softmax\n\n{{after 2.1}}\n\n```swift\nprint(1)\n```\n", section: sample.second,
      course: sample.workbook.course, file: "FILE", folder: sample.root)
    XCTAssertEqual(lesson.cells.map(\.code.role), [.hidden, .runs])
    XCTAssertEqual(
      lesson.cells[0].code.code,
      "manualSeed(287, dialect: .torch7); _ = Linear(5, 3); _ = Tensor.randn(2)\n")
    XCTAssertEqual(lesson.cells[0].code.firstLine, 3)
    XCTAssertEqual(Recorder.record([CellOutput(), CellOutput()], in: lesson), lesson.source)
    let nothing = try SampleWorkbook()
    XCTAssertThrowsError(
      try Lesson(
        "# 2.2 Softmax\n\n{{after 2.1}}\n", section: nothing.second,
        course: nothing.workbook.course,
        file: "FILE", folder: nothing.root)
    ) {
      XCTAssertEqual(
        "\($0)",
        "FILE:3: {{after 2.1}}: no section up to it draws anything; its row says what, "
          + "`draws: [\"Linear(5, 3)\"]`")
    }
  }
}
