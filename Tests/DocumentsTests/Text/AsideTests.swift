import LessonTestSupport
import Markup
import XCTest

@testable import Documents

final class AsideTests: XCTestCase {
  private func aside(_ source: String) throws -> Aside? {
    guard case .quote(let quote)? = try MarkdownReader.read(source, file: "FILE").first else {
      return nil
    }
    return Aside(quote)
  }

  func testAQuestionAndItsAnswerAreToldApart() throws {
    let aside = try XCTUnwrap(
      aside("> **Try it.** What is it?\n>\n> - one\n>\n> **Answer.** It is\n>\n> two.\n"))
    XCTAssertEqual(aside.kind, .trial)
    XCTAssertEqual(aside.body.count, 2)
    XCTAssertEqual(aside.body.first, .paragraph([.text("What is it?")], line: 1))
    XCTAssertEqual(
      aside.answer,
      [.paragraph([.text("It is")], line: 5), .paragraph([.text("two.")], line: 7)])
  }

  func testTheWordMayHaveALineOfItsOwn() throws {
    let aside = try XCTUnwrap(aside("> **Predict.**\n> What?\n>\n> **Answer.**\n>\n> That.\n"))
    XCTAssertEqual(aside.body, [.paragraph([.text("What?")], line: 1)])
    XCTAssertEqual(aside.answer, [.paragraph([.text("That.")], line: 6)])
  }

  func testAQuotationOfSomebodyIsNoAside() throws {
    XCTAssertNil(try aside("> **Nobody** said this.\n"))
    XCTAssertNil(try aside("> Somebody said this.\n"))
  }

  func testFaults() async {
    for (source, message) in [
      (
        "> **Slipp.** Text.\n",
        "1: a quotation that opens with an unknown word, **Slipp.** (did you mean Slip?); the words "
          + "are Note, Slip, Hint, Predict, Try it, Answer, In PyTorch, In Torch7"
      ),
      (
        "> **Predict.** What?\n>\n> **Answer.**\n",
        "3: an answer that says nothing: write it after the word"
      ),
      (
        "> **Predict.** What?\n>\n> **Answer.** One.\n>\n> **Answer.** Two.\n",
        "5: a second answer in one quotation; only one is allowed"
      ),
      (
        "> **Predict.** What?\n\n> **Answer.** That.\n",
        "1: a prediction without an answer: add a paragraph `> **Answer.** ...` to it, or put it "
          + "right above the block whose output it asks about"
      ),
      (
        "> **Predict.** What?\n\n```swift hidden\n1\n```\n",
        "1: a prediction without an answer: add a paragraph `> **Answer.** ...` to it, or put it "
          + "right above the block whose output it asks about"
      ),
      (
        "Text.\n\n> **Answer.** That.\n",
        "3: an answer without a question: it belongs in the quotation that asks, after a line `>`, "
          + "or in a list's item, under what the item asks"
      ),
      (
        "- > **Answer.** That.\n",
        "1: an answer without a question: it belongs in the quotation that asks, after a line `>`, "
          + "or in a list's item, under what the item asks"
      ),
      (
        "- What?\n\n  > **Answer.** That.\n\n  More.\n",
        "3: an answer without a question: it belongs in the quotation that asks, after a line `>`, "
          + "or in a list's item, under what the item asks"
      ),
      (
        "> **Note.** So.\n>\n> **Answer.** That.\n",
        "3: an answer without a question: **Note.** asks nothing; **Predict.** and **Try it.** do"
      ),
      (
        "> **Predict.**\n>\n> **Answer.** That.\n",
        "1: **Predict.** says nothing: write it after the word"
      ),
      (
        "> **Predict.** What?\n>\n> ```swift\n> print(1)\n> ```\n>\n> **Answer.** One.\n",
        "3: a block that runs, and its output, must be at the margin or in an answer, not "
          + "elsewhere in a list or quotation; move it out, or mark it `swift display`"
      ),
    ] {
      let found = await faults { _ = try MarkdownReader.read(source, file: "FILE") }
      XCTAssertTrue(found.contains("FILE:\(message)"), "\(found)")
    }
  }

  func testABlocksCommentsAreNotHeldToIt() throws {
    XCTAssertNoThrow(
      try MarkdownReader.read("> **Warning.** Text.\n", file: "a", isDocumentation: true))
  }
}
