import Foundation
import XCTest

@testable import Answers

final class UnansweredCallTests: XCTestCase {
  private func calls(_ source: String) -> [UnansweredCall] {
    UnansweredCall.all(in: AnswerFile(URL(filePath: "/A.swift"), text: source))
  }

  func testLinesAreCountedAsTheCompilerCountsThem() {
    let text = "import Kindling\r\n  let a = 1\r\nlet b = 2\rlet c = \"\u{2028}\"\n"
    let file = AnswerFile(URL(filePath: "/A.swift"), text: text)
    XCTAssertEqual(
      (1...4).map(file.source(ofLine:)),
      ["import Kindling", "let a = 1", "let b = 2", "let c = \"\u{2028}\""])
    XCTAssertEqual(file.source(ofLine: 9), "")
  }

  func testNamesTheDeclarationAround() {
    let source = """
      public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { unanswered() }
      public struct Vocabulary {
        public init(sentences: [String]) { unanswered() }
        var count: Int { unanswered() }
        subscript(word: String) -> Int { Kindling.unanswered() }
        subscript(at index: Int) -> Int { unanswered() }
        struct Inner { static func f<T>(of x: T) { let g = { unanswered() } } }
      }
      extension Vocabulary {
        func index(of word: String) throws -> Int {
          func helper() { unanswered() }
        }
      }
      public let table = unanswered()
      // unanswered()
      let text = "unanswered()"
      """
    XCTAssertEqual(
      calls(source).map { "\($0.line) \($0.declaration)" },
      [
        "1 affine(_:weight:bias:)",
        "3 Vocabulary.init(sentences:)",
        "4 Vocabulary.count",
        "5 Vocabulary.subscript(_:)",
        "6 Vocabulary.subscript(at:)",
        "7 Vocabulary.Inner.f(of:)",
        "11 Vocabulary.index(of:)",
        "14 table",
      ])
  }

  func testATypeIsUnansweredWhereAMemberIs() {
    let call = UnansweredCall(line: 1, declaration: "Vocabulary.count")
    XCTAssertTrue(call.isInside("Vocabulary"))
    XCTAssertTrue(call.isInside("Vocabulary.count"))
    XCTAssertFalse(call.isInside("Vocab"))
  }
}
