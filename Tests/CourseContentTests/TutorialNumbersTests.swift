import Course
import Foundation
import XCTest

/// The lessons of chapter 2 print the numbers that the tutorial they follow prints, digit for
/// digit.
///
/// What is compared is each lesson's recorded output; a lesson whose code prints anything else does
/// not build.
final class TutorialNumbersTests: XCTestCase {
  /// Everything "Deep Learning with PyTorch" prints, by lesson, without white space.
  private let printed: [String: [String]] = [
    "1-affine-maps": ["[[0.1755,-0.3268,-0.5069],[-0.6602,0.2260,0.1089]]"],
    "2-non-linearities": [
      "[[-0.5404,-2.2102],[2.1130,-0.0040]]", "[[0.0000,0.0000],[2.1130,0.0000]]",
    ],
    "3-softmax": [
      "[1.3800,-1.3505,0.3455,0.5046,1.8213]", "[0.2948,0.0192,0.1048,0.1228,0.4584]",
      "tensor(1.)", "[-1.2214,-3.9519,-2.2560,-2.0969,-0.7801]",
    ],
    "6-bag-of-words": [
      """
      [[0.1194,0.0609,-0.1268,0.1274,0.1191,0.1739,-0.1099,-0.0323,-0.0038,0.0286,-0.1488,-0.1392,\
      0.1067,-0.0460,0.0958,0.0112,0.0644,0.0431,0.0713,0.0972,-0.1816,0.0987,-0.1379,-0.1480,\
      0.0119,-0.0334],[0.1152,-0.1136,-0.1743,0.1427,-0.0291,0.1103,0.0630,-0.1471,0.0394,0.0471,\
      -0.1313,-0.0931,0.0669,0.0351,-0.0834,-0.0594,0.1796,-0.0363,0.1106,0.0849,-0.1268,-0.1668,\
      0.1882,0.0102,0.1344,0.0406]]
      """,
      "[0.0631,0.1465]", "[[-0.5378,-0.8771]]", "[[-0.9297,-0.5020]]", "[[-0.6388,-0.7506]]",
      "[-0.1488,-0.1313]", "[[-0.2093,-1.6669]]", "[[-2.5330,-0.0828]]", "[0.2803,-0.5605]",
    ],
  ]

  /// The numbers the tutorial gives its 26 words.
  private let vocabulary = [
    "me", "gusta", "comer", "en", "la", "cafeteria", "Give", "it", "to", "No", "creo", "que", "sea",
    "una", "buena", "idea", "is", "not", "a", "good", "get", "lost", "at", "Yo", "si", "on",
  ]

  func testLessonsPrintTheTutorialsNumbers() throws {
    for (lesson, numbers) in printed {
      let output = try RecordedOutput.text(of: "2-building-blocks/\(lesson)").filter {
        !$0.isWhitespace
      }
      for number in numbers {
        XCTAssertTrue(output.contains(number), "\(lesson) does not print \(number)")
      }
    }
  }

  func testTheVocabularyIsNumberedAsInTheTutorial() throws {
    let output = try RecordedOutput.text(of: "2-building-blocks/6-bag-of-words")
    var rest = output[...]
    for (number, word) in vocabulary.enumerated() {
      let entry = try Regex(#"\b\#(word)\b["']?: \#(number)\b"#)
      let found = try XCTUnwrap(
        rest.firstMatch(of: entry), "the vocabulary does not go on with \(word): \(number)")
      rest = rest[found.range.upperBound...]
    }
  }
}
