import Foundation
import TestSupport
import XCTest

/// The lessons of chapter 4 print what the cells of the tutorial they follow print, digit for
/// digit.
///
/// The tutorial stores no outputs. Scripts beside the fixtures have its cells run in PyTorch, and
/// the fixtures say what each printed. What is compared is each lesson's recorded output; a lesson
/// whose code prints anything else does not build.
final class TutorialNumbers4Tests: XCTestCase {
  /// The files of Tests/Fixtures: what was printed, by lesson, as PyTorch prints it.
  private let fixtures = [
    "tutorial_001_tensors.json", "tutorial_001_operations.json", "tutorial_001_autograd.json",
    "tutorial_001_training.json",
  ]

  private struct Cell: Decodable {
    /// What was printed, in Python.
    let code: String
    let prints: String
  }

  /// Without white space and Python's module: PyTorch's `torch.float64` is Kindling's `float64`.
  private func bare(_ text: String) -> String {
    text.replacing("torch.", with: "").filter { !$0.isWhitespace }
  }

  /// The cells of a fixture by lesson: the whole of it, or what it has under `lessons`.
  private func cells(of fixture: Data) throws -> [String: [Cell]] {
    struct Part: Decodable { let lessons: [String: [Cell]] }
    let decoder = JSONDecoder()
    return try (try? decoder.decode(Part.self, from: fixture))?.lessons
      ?? decoder.decode([String: [Cell]].self, from: fixture)
  }

  func testLessonsPrintWhatPyTorchPrints() throws {
    for fixture in fixtures {
      let data = try Data(
        contentsOf: Repository.root.appending(path: "Tests/Fixtures/\(fixture)"))
      let lessons = try cells(of: data)
      XCTAssertFalse(lessons.isEmpty, "\(fixture) has no lesson")
      for (lesson, cells) in lessons {
        XCTAssertFalse(cells.isEmpty, "\(fixture) has nothing of \(lesson)")
        let output = bare(try RecordedOutput.text(of: lesson))
        for cell in cells {
          XCTAssertFalse(bare(cell.prints).isEmpty, "\(cell.code) prints nothing")
          XCTAssertTrue(
            output.contains(bare(cell.prints)),
            "\(lesson) does not print what `\(cell.code)` prints: \(cell.prints)")
        }
      }
    }
  }
}
