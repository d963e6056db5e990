import Answers
import Course
import Foundation
import Grading
import XCTest

/// A course of one section, made in a temporary folder, whose answers tests write.
package final class MadeCourse {
  package let root: URL
  package let workbook: Workbook
  /// The file of the section's row.
  package static let row = "docs/lessons/1-made/1-doubling.yml"
  /// The folder of what tests the section.
  package static let tests = "Tests/Sections/1-Made/1-Doubling"
  package var section: Section { workbook.course.sections[0] }

  /// Writes the course; `imports` is what answers may import, `forbidden` the names of a set.
  /// `doublesMany` is the body of a hidden test.
  package init(
    imports: String = "Kindling", forbidden: String = "", seconds: Int = 10,
    doublesMany: String = #"if double([3, 4]) != [6, 8] { XCTFail("expected [6, 8]\nfor [3, 4]") }"#
  ) throws {
    root = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "course-\(UUID().uuidString)")
    let course = """
      title: Made
      chapters:
      - {number: 1, name: Made, title: Made up}
      """
    let row = """
      module: Doubling
      title: Doubling
      imports: [\(imports)]
      form: draft
      forbidden: [\(forbidden.isEmpty ? "" : "made")]
      provided: [Pair, "Pair.first"]
      limits: {seconds: \(seconds)}
      dimensions: {noElement: "ruled out: made up", oneElement: tested, shape: tested, \
      everyElement: tested}
      parts:
        - name: double
          title: Double
          declarations: ["double(_:)"]
          tests: {testDoublesOne: 2, testDoublesMany: 3}
          firstHints: {testDoublesMany: 2}
          hints: [Twice., Add it to itself.]
        - name: half
          title: Halve
          declarations: ["half(_:)"]
          tests: {testHalves: 5}
          hints: [Less., Divide by 2.]
      """
    let suite = """
      import Doubling
      import ExerciseTesting
      import Kindling
      import XCTest

      final class DoublingHiddenTests: XCTestCase {
        func testDoublesOne() { expectEqual(double([1]), [2], for: ["x": [1.0]]) }
        func testDoublesMany() throws {
          \(doublesMany)
        }
        func testHalves() async { XCTAssertEqual(half(8), 4) }
      }
      """
    try Self.write(course, to: root.appending(path: "docs/course.yml"))
    try Self.write(row, to: root.appending(path: Self.row))
    let package = """
      let chapters: [(folder: String, sections: [Int: String])] = [
        ("1-Made", [1: "Doubling"])
      ]

      """
    try Self.write(package, to: root.appending(path: "Package.swift"))
    if !forbidden.isEmpty {
      let set = "made: {rule: Write it yourself., names: [\(forbidden)]}"
      try Self.write(set, to: root.appending(path: Workbook.forbiddenFile))
    }
    workbook = try Workbook(root: root)
    try Self.write(suite, to: workbook.hiddenSuite(section))
    try Self.write(Self.publicSuite, to: workbook.publicSuite(section))
    try Self.write(Self.right, to: workbook.solution(section))
  }

  deinit {
    try? FileManager.default.removeItem(at: root)
  }

  /// Writes a file of the workbook.
  package func write(_ text: String, to path: String) throws {
    try Self.write(text, to: root.appending(path: path))
  }

  private static func write(_ text: String, to url: URL) throws {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
  }

  /// Grades an answer.
  package func grade(_ answer: String) async throws -> SectionReport {
    try write(answer, to: "Exercises/\(section.answerPath)")
    return try await report().sections[0]
  }

  /// Tries an answer with the public tests.
  package func tryOut(_ answer: String) async throws -> SectionTrial {
    try write(answer, to: "Exercises/\(section.answerPath)")
    let sections = workbook.course.sections
    let answers = try Answers(at: root.appending(path: Workbook.exercises), for: sections)
    let grader = Grader(workbook: workbook, seed: 1)
    return try await grader.tryOut(sections, answers: answers).sections[0]
  }

  /// Grades what is in Exercises.
  package func report(seed: UInt64 = 1) async throws -> Report {
    let sections = workbook.course.sections
    let answers = try Answers(at: root.appending(path: Workbook.exercises), for: sections)
    return try await Grader(workbook: workbook, seed: seed).grade(sections, answers: answers)
  }

  /// Three public tests, of which one needs both parts.
  package static let publicSuite = """
    import AnsweredParts
    import Doubling
    import ExerciseTesting
    import Kindling
    import XCTest

    final class DoublingTests: ExerciseTestCase {
      func testDoublesOne() throws {
        try skipUnlessAnswered("double(_:)", in: "Doubling")
        expectEqual(double([1]), [2], for: ["x": [1]])
      }
      func testHalves() async throws {
        try skipUnlessAnswered("half(_:)", in: "Doubling")
        expectEqual(half(8), 4, for: ["x": 8])
      }
      func testHalvesWhatItDoubled() throws {
        try skipUnlessAnswered(
          "double(_:)", "half(_:)", in: "Doubling")
        expectEqual(half(double([3])[0]), 3, for: ["x": 3])
      }
      private func helper() {}
    }
    """

  /// An answer that earns full marks.
  package static let right = answer(double: "x.map { 2 * $0 }", half: "x / 2")

  /// An answer with these bodies, each on a line of its own: 7 and 11.
  package static func answer(double: String, half: String = "x / 2", before: String = "") -> String
  {
    """
    import Kindling

    public struct Pair { public var first = 0 }
    \(before)

    public func double(_ x: [Int]) -> [Int] {
      \(double)
    }

    public func half(_ x: Int) -> Int {
      \(half)
    }
    """
  }
}

extension SectionReport {
  /// The kind of each test's verdict, by the test's name.
  package var kinds: [String: Verdict.Kind] {
    Dictionary(
      uniqueKeysWithValues: parts.flatMap(\.tests).map { ($0.name, $0.verdict.kind) })
  }

  package func verdict(_ test: String) throws -> Verdict {
    try XCTUnwrap(parts.flatMap(\.tests).first { $0.name == test }?.verdict)
  }
}
