import Course
import Foundation
import TestSupport
import Toolchain
import XCTest

@testable import Handouts

/// Every command of the guide's sections on handouts and packages, as it is written.
final class GuideTests: XCTestCase {
  /// The commands of a section of the instructors' guide.
  private func commands(under heading: String) throws -> [String] {
    let guide = try String(
      contentsOf: Repository.root.appending(path: "docs/guide/instructors.md"),
      encoding: .utf8)
    let start = try XCTUnwrap(guide.range(of: "\n## \(heading)\n")).upperBound
    let section = guide[start...].prefix(upTo: guide[start...].range(of: "\n## ")!.lowerBound)
    return section.split(separator: "\n").filter { $0.hasPrefix("    grade ") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  func testEachCommandDoesWhatTheGuideSays() async throws {
    let course = try CourseCopyOnDisk(onlyChapter: nil)
    for page in try course.workbook.course.select(list: "2").map(\.lessonPath) + ["index.md"] {
      try course.write("<p></p>", to: "site/\(page.replacing(".md", with: ".html"))")
    }
    try FileManager.default.createDirectory(
      at: course.root.appending(path: "path/to/repository"), withIntermediateDirectories: true)
    let student = try course.release("2.1", to: "student")
    let commands = try commands(under: "Hand out") + self.commands(under: "Packages")
    XCTAssertEqual(commands.count, 6, "\(commands)")
    for command in commands {
      let isUpdate = command.hasPrefix("grade update ")
      let result = try await CourseCopyOnDisk.shell(
        """
        PATH='\(Repository.programs.path)':$PATH
        \(command.hasPrefix("grade release ") ? "rm -rf ../handout" : "")
        \(command)
        """, in: isUpdate ? student : course.root)
      XCTAssertTrue(result.isSuccess, "\(command): \(result.error)")
    }
    for path in [
      "handout/site/2-building-blocks/3-softmax.html", "autograder.zip", "image/kindling.def",
      "course/path/to/repository/.github/workflows/grade.yml",
      "student/Exercises/2-BuildingBlocks/6-BagOfWords/BagOfWords.swift",
    ] {
      XCTAssertTrue(
        FileManager.default.fileExists(atPath: course.folder.appending(path: path).path), path)
    }
  }
}
