import Course
import GradingTestSupport
import XCTest

@testable import Grading
@testable import Toolchain

/// Suites that are compiled before anything is graded.
final class CompileSuitesTests: XCTestCase {
  private func compile(_ course: MadeCourse, solution: String) async throws -> [Section] {
    try course.write(solution, to: "Solutions/\(course.section.answerPath)")
    return try await Grader(workbook: course.workbook, seed: 1).compileSuites([course.section])
  }

  /// How many kept suites are the course's, by their keys.
  private func keptCount(of course: MadeCourse) async throws -> Int {
    let tools = GradingTools(root: course.root, executable: Bundle.main.executableURL)
    let folder = try await tools.found.provenance.suites.folder
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let name = Data(course.root.lastPathComponent.utf8)
    return (files?.compactMap { $0 as? URL } ?? []).count { file in
      file.lastPathComponent == "key" && (try? Data(contentsOf: file))?.range(of: name) != nil
    }
  }

  func testTheFirstGradingFindsItsSuite() async throws {
    let course = try MadeCourse()
    let failed = try await compile(course, solution: MadeCourse.right)
    XCTAssertEqual(failed.map(\.id), [])
    let kept = try await keptCount(of: course)
    XCTAssertEqual(kept, 1)
    let report = try await course.grade(MadeCourse.answer(double: "x + x"))
    XCTAssertEqual(report.state, .graded)
    let keptAfterwards = try await keptCount(of: course)
    XCTAssertEqual(keptAfterwards, 1)
  }

  func testASolutionThatCannotBeBuiltIsNamed() async throws {
    let course = try MadeCourse()
    let failed = try await compile(course, solution: MadeCourse.answer(double: "x.doubled()"))
    XCTAssertEqual(failed.map(\.module), ["Doubling"])
  }
}
