import LessonTestSupport
import Markup
import TestSupport
import Toolchain
import XCTest

@testable import Documents
@testable import Publishing

/// Questions whose answers are folded away, and whose code the build runs.
final class AnswerTests: XCTestCase {
  private func runner(_ sample: SampleWorkbook) async throws -> LessonRunner {
    try await LessonRunner(
      root: sample.root, library: BuiltLibrary(root: Repository.root))
  }

  private func faultOf(_ body: String) async throws -> [String] {
    let sample = try SampleWorkbook()
    let runner = try await runner(sample)
    let found = await faults { _ = try await runner.run(sample.lesson("# 2.1 A\n\n" + body)) }
    return found.map { $0.replacingOccurrences(of: SampleWorkbook.file, with: "FILE") }
  }

  private static let disturbing = """
    # 2.1 Affine maps

    ```swift
    manualSeed(1)
    let weight = Tensor([1.0, 2.0])
    ```

    - Try it.

      > **Answer.** So.
      >
      > ```swift
      > let more = 5
      > weight[0] = Tensor(9.0)
      > print(weight, Tensor.randn(1))
      > ```
      >
      > ```swift fails
      > print([more][1], weight)
      > ```
      >
      > ```swift
      > print(more)
      > plot([1, 2], title: "A line")
      > ```

    ```swift
    let more = "own"
    print(weight, more, Tensor.randn(1))
    ```
    """

  func testAnAnswerDisturbsNothing() async throws {
    let sample = try SampleWorkbook()
    let lesson = try sample.lesson(Self.disturbing)
    XCTAssertEqual(lesson.cells.map(\.answer), [nil, 0, 0, 0, nil])
    let outputs = try await runner(sample).run(lesson)
    XCTAssertEqual(
      outputs.map(\.text),
      [
        "", "tensor([9., 2.]) tensor([0.6614])\n", "Fatal error: Index out of range\n", "5\n",
        "tensor([1., 2.]) own tensor([0.6614])\n",
      ])
    XCTAssertEqual(outputs.map { $0.figures.map(\.title) }, [[], [], [], ["A line"], []])
  }

  func testAnswersAreNotInTheDownloadedProgram() throws {
    let program = LessonProgram(try SampleWorkbook().lesson(Self.disturbing)).download
    XCTAssertFalse(program.contains("9.0"), program)
    XCTAssertTrue(program.contains("\"own\""), program)
  }

  func testAnAnswerThatLiesIsFoundAtItsLine() async throws {
    let answer = "> **Try it.** So?\n>\n> **Answer.** So.\n>\n> ```swift\n> LINE\n> ```\n"
    for (line, message) in [
      ("print(none)", "8: this block does not compile: cannot find 'none' in scope"),
      ("print([0][1])", "8: this block stops the program: Fatal error: Index out of range"),
      (
        "import Foundation",
        "8: this block does not compile: declaration is only valid at file scope"
      ),
    ] {
      let found = try await faultOf(answer.replacing("LINE", with: line))
      XCTAssertEqual(found, ["FILE:\(message)"])
    }
    let early = try await faultOf(
      "```swift\nimport Foundation\n```\n\n" + answer.replacing("LINE", with: "exit(0)"))
    XCTAssertEqual(early, ["FILE:12: this block ends the program with status 0"])
  }

  func testRecordKeepsTheMarksBeforeALine() throws {
    let sample = try SampleWorkbook()
    let source =
      "# 2.1 A\n\n- So?\n\n  > **Answer.** So.\n  >\n  > ```swift\n  > f()\n  > ```\n  >\n"
      + "  > ```swift\n  > g()\n  > ```\n  >\n  > ```output\n  > old\n  > ```\n"
    let text = Recorder.record(
      [CellOutput(text: "1\n\n2"), CellOutput(text: "new")], in: try sample.lesson(source))
    XCTAssertEqual(
      text,
      "# 2.1 A\n\n- So?\n\n  > **Answer.** So.\n  >\n  > ```swift\n  > f()\n  > ```\n  >\n"
        + "  > ```output\n  > 1\n  >\n  > 2\n  > ```\n  >\n"
        + "  > ```swift\n  > g()\n  > ```\n  >\n  > ```output\n  > new\n  > ```\n")
    XCTAssertEqual(try sample.lesson(text).cells.map { $0.held?.code }, ["1\n\n2\n", "new\n"])
  }
}
