import Foundation
import GradingTestSupport
import Grading
import XCTest

/// Hidden suites of several files, and what they compute on.
final class HiddenSuiteTests: XCTestCase {
  private let main = """
    import Doubling
    import XCTest

    final class DoublingHiddenTests: XCTestCase {
      func testDoublesOne() { XCTAssertEqual(double([1]), [2]) }
      func testDoublesMany() { XCTAssertEqual(double(few), [6, 8]) }
    }
    """
  private let more = """
    import Doubling
    import XCTest

    let few = [3, 4]

    extension DoublingHiddenTests {
      func testHalves() { XCTAssertEqual(half(8), 4) }
    }
    """

  private func write(_ text: String, named name: String, in course: MadeCourse) throws {
    let folder = course.workbook.hiddenSuite(course.section).deletingLastPathComponent()
    try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
  }

  func testASuiteMayHaveSeveralFiles() async throws {
    let course = try MadeCourse()
    try write(main, named: "DoublingHiddenTests.swift", in: course)
    try write(more, named: "Halving.swift", in: course)
    try write("not Swift", named: "notes.txt", in: course)
    let report = try await course.grade(MadeCourse.right)
    XCTAssertTrue(report.isComplete, "\(report.kinds) \(report.problems)")
    let wrong = try await course.grade(MadeCourse.answer(double: "x.map { 2 * $0 }", half: "x"))
    XCTAssertEqual(wrong.kinds["testHalves"], .failed)
  }

  func testGradingComputesOnTheProcessorAlone() async throws {
    let course = try MadeCourse()
    try write(
      main.replacingOccurrences(of: "import XCTest", with: "import Kindling\nimport XCTest")
        .replacingOccurrences(
          of: "XCTAssertEqual(double([1]), [2])",
          with: """
            XCTAssertEqual(Tensor.zeros(2).device, .cpu)
            XCTAssertEqual(Device.available, [.cpu])
            for device in [Device.opencl(0), .cuda(0)] {
              XCTAssertEqual(
                device.obstacle, "devices are turned off (KINDLING_DEVICES is none)")
            }
            """),
      named: "DoublingHiddenTests.swift", in: course)
    try write(more, named: "Halving.swift", in: course)
    // Nor do settings for the student's other programs reach an answer.
    setenv("KINDLING_DEVICE", "opencl:0", 1)
    defer { unsetenv("KINDLING_DEVICE") }
    let report = try await course.grade(MadeCourse.right)
    XCTAssertTrue(report.isComplete, "\(report.kinds) \(report.problems)")
  }
}
