import Foundation
import TestSupport
import XCTest

/// The lessons of chapter 3 print the numbers that their tutorial's programs print in PyTorch.
///
/// The tutorial numbers the words of its sonnet through a Python `set`, so no two runs of it agree.
/// Tests/Fixtures/ngram.json is what PyTorch prints where they are numbered by first appearance.
/// What is compared is each lesson's recorded output, as in ``TutorialNumbersTests``.
final class TutorialNumbers3Tests: XCTestCase {
  private struct Fixture: Decodable {
    struct Run: Decodable {
      let hello: [[Double]]?
      let losses: [Double]
      let nextWords: [String]
      let theirChances: [Double]
    }

    struct Runs: Decodable {
      let afterHello: Run, fromTheSeed: Run
    }

    let words: Int
    let vocabulary: [String]
    let trigrams: Int
    let runs: Runs
  }

  private func fixture() throws -> Fixture {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let file = Repository.root.appending(path: "Tests/Fixtures/ngram.json")
    return try decoder.decode(Fixture.self, from: Data(contentsOf: file))
  }

  /// Numbers as a tensor prints them, with four decimals.
  private func printed(_ numbers: some Sequence<Double>) -> String {
    "[" + numbers.map { String(format: "%.4f", $0) }.joined(separator: ",") + "]"
  }

  private func assert(
    _ lesson: String, prints text: String, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let output = try RecordedOutput.text(of: "3-words-as-vectors/\(lesson)").filter {
      !$0.isWhitespace
    }
    XCTAssertTrue(
      output.contains(text.filter { !$0.isWhitespace }), "\(lesson) does not print \(text)",
      file: file, line: line)
  }

  func testTheVectorOfHello() throws {
    let vector = try XCTUnwrap(fixture().runs.afterHello.hello?.first)
    XCTAssertEqual(vector.count, 5)
    try assert("1-word-embeddings", prints: "[" + printed(vector) + "]")
  }

  func testLossesOfTheTenEpochs() throws {
    let losses = try fixture().runs.afterHello.losses
    XCTAssertEqual(losses.count, 10)
    try assert("2-n-gram-language-model", prints: printed(losses.prefix(5)))
    try assert("2-n-gram-language-model", prints: printed(losses.suffix(5)))
  }

  /// One of these is within a millionth of where the fourth decimal turns, so they are compared to
  /// the third.
  func testLossesFromTheSeedAlone() throws {
    let losses = try fixture().runs.fromTheSeed.losses
    XCTAssertEqual(losses.count, 10)
    let output = try RecordedOutput.text(of: "3-words-as-vectors/2-n-gram-language-model")
    let table = try XCTUnwrap(output.range(of: "[[522.5681"), "the table of losses is not there")
    let numbers = output[table.lowerBound...].prefix { $0 != ")" }
      .split { !"0123456789.".contains($0) }.compactMap { Double($0) }
    XCTAssertGreaterThanOrEqual(numbers.count, 10)
    for (number, loss) in zip(numbers, losses) { XCTAssertEqual(number, loss, accuracy: 1.5e-4) }
  }

  func testTheWordsThatFollowFortyWinters() throws {
    let runs = try fixture().runs
    let output = try RecordedOutput.text(of: "3-words-as-vectors/2-n-gram-language-model")
    var rest = output[...]
    for (word, chance) in zip(runs.afterHello.nextWords, runs.afterHello.theirChances) {
      let entry = try Regex(#"(?m)^\#(word) (0\.\d+)$"#, as: (Substring, Substring).self)
      let found = try XCTUnwrap(rest.firstMatch(of: entry), "the list does not go on with \(word)")
      XCTAssertEqual(try XCTUnwrap(Double(found.output.1)), chance, accuracy: 1e-7)
      rest = rest[found.range.upperBound...]
    }
    let others = runs.fromTheSeed.nextWords.map { "\"\($0)\"" }.joined(separator: ", ")
    try assert("2-n-gram-language-model", prints: "[\(others)]")
  }

  func testTheSizeOfTheTextAndTheNumbersOfItsWords() throws {
    let fixture = try fixture()
    let output = try RecordedOutput.text(of: "3-words-as-vectors/2-n-gram-language-model")
    XCTAssertTrue(output.contains("\(fixture.words) \(fixture.trigrams)"))
    let numbers = try ["When", "forty", "thy"].map {
      "\(try XCTUnwrap(fixture.vocabulary.firstIndex(of: $0)))"
    }
    XCTAssertTrue(
      output.contains("\(fixture.vocabulary.count)\n" + numbers.joined(separator: " ")))
  }
}
