import Course
import Foundation
import TestSupport
import XCTest

@testable import Handouts

/// What Gradescope hands over is searched as a class's submissions are.
final class SubmittedAnswersTests: XCTestCase {
  private static let answer = "2-BuildingBlocks/1-AffineMaps/AffineMaps.swift"

  /// The answer found to 2.1, as a path in the submission, or what is wrong.
  private func found(_ files: [String: String]) throws -> String? {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "submission-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, text) in files {
      try CourseFile(path, text).write(below: folder)
    }
    let section = try Workbook(root: Repository.root).course.selectOne("2.1")
    let answers = try SubmittedAnswers(in: folder, for: [section])
    return answers.problems.first
      ?? answers.found[section.module].map { String($0.path.dropFirst(folder.path.count + 1)) }
  }

  func testAWholeCourseHoldsItsStudentsAnswersAlone() throws {
    let files = [
      "kindling/Exercises/\(Self.answer)": "let a = 1\n",
      "kindling/Solutions/\(Self.answer)": "let b = 2\n",
      "kindling/Tests/Sections/2-BuildingBlocks/1-AffineMaps/Alternatives/AffineMaps.swift":
        "let c = 3\n",
    ]
    XCTAssertEqual(
      try found(files.merging(["kindling/Package.swift": ""]) { $1 }),
      "kindling/Exercises/\(Self.answer)")
    // Folders of those names elsewhere are the student's own.
    XCTAssertEqual(
      try found(files),
      "2.1 AffineMaps: not graded, because there are answers that differ: "
        + files.keys.sorted().joined(separator: ", "))
  }

  func testOfEqualFilesTheOneInItsPlaceIsTaken() throws {
    let text = "let a = 1\n"
    XCTAssertEqual(
      try found(["AffineMaps-1.swift": text, "a/AffineMaps.swift": text]), "a/AffineMaps.swift")
    XCTAssertEqual(
      try found(["AffineMaps.swift": text, "my/\(Self.answer)": text]), "my/\(Self.answer)")
    XCTAssertNil(try found(["Affine.swift": text]))
  }
}
