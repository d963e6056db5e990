import Foundation
import LessonTestSupport
import TestSupport
import Toolchain
import XCTest

@testable import Documents
@testable import Publishing

final class LessonRunnerTests: XCTestCase {
  private func run(_ body: String, seconds: Double = 20) async throws -> [CellOutput] {
    let sample = try SampleWorkbook()
    let library = try BuiltLibrary(root: Repository.root)
    var runner = try await LessonRunner(root: sample.root, library: library)
    runner.seconds = seconds
    return try await runner.run(sample.lesson("# 2.1 Affine maps\n\n" + body))
  }

  private func faultOf(_ body: String, seconds: Double = 20) async -> String {
    let found = await faults { _ = try await run(body, seconds: seconds) }
    return found.joined(separator: "\n")
      .replacingOccurrences(of: SampleWorkbook.file, with: "FILE")
  }

  func testBlocksAreOneProgramAndKeepTheirOutput() async throws {
    let outputs = try await run(
      """
      ```swift
      manualSeed(1)
      let map = Linear(5, 3)
      print(map(Tensor.randn(2, 5)))
      ```

      ```swift hidden
      let x = [0.0, 1, 2]
      plot(x: x, lines: ["double": x.map { 2 * $0 }], title: "Twice")
      ```

      ```swift
      print(x, terminator: "")
      ```
      """)
    XCTAssertEqual(
      outputs.map(\.text),
      [
        """
        tensor([[ 0.1755, -0.3268, -0.5069],
                [-0.6602,  0.2260,  0.1089]], grad_fn=<AddmmBackward0>)

        """, "", "[0.0, 1.0, 2.0]",
      ])
    XCTAssertEqual(outputs.map { $0.figures.map(\.title) }, [[], ["Twice"], []])
  }

  func testWhatMustFailShowsHow() async throws {
    let outputs = try await run(
      """
      ```swift
      let numbers = [1, 2]
      ```

      ```swift fails
      let word: String = numbers
      ```

      ```swift fails
      print("before")
      print(numbers[2])
      ```

      ```swift
      print(numbers.count)
      ```
      """)
    XCTAssertEqual(
      outputs.map(\.lines),
      [
        [], ["error: cannot convert value of type '[Int]' to specified type 'String'"],
        ["before", "Fatal error: Index out of range"], ["2"],
      ])
  }

  func testAComputationIsDrawnAsAGraph() async throws {
    let outputs = try await run(
      """
      ```swift
      let weight = Tensor.ones(2, 3).requiringGradient()
      let loss = (Tensor.ones(4, 3).matmul(weight.t()) * 2.0).sum()
      graph(loss, names: ["weight": weight, "loss": loss], title: "A loss")
      ```
      """)
    guard case .graph(let graph)? = outputs[0].figures.first?.content else {
      return XCTFail("no graph was drawn")
    }
    XCTAssertEqual(graph.nodes.map(\.label), ["loss = Sum", "Mul", "Mm", "T", "weight [2, 3]"])
    XCTAssertEqual(graph.nodes.last?.kind, .value)
    XCTAssertEqual(graph.edges.map { [$0.from, $0.to] }, [[1, 0], [2, 1], [3, 2], [4, 3]])
  }

  func testAGraphNeedsARecord() async {
    let found = await faultOf("```swift\ngraph(Tensor.ones(2), title: \"T\")\n```\n")
    XCTAssertEqual(
      found,
      "FILE:4: this block stops the program: Fatal error: graph: nothing is recorded of the tensor "
        + "[2]; compute it from one that requires a gradient")
    let large = await faultOf(
      """
      ```swift
      var sum = Tensor.ones(2).requiringGradient()
      for _ in 0..<60 { sum = sum + 1 }
      graph(sum, title: "T")
      ```

      """)
    XCTAssertEqual(
      large,
      "FILE:6: this block stops the program: Fatal error: graph: 61 operations are more than a "
        + "reader can follow; draw a part of 60 at most")
  }

  func testAFigureThatCannotBeDrawnSaysWhy() async {
    for (call, message) in [
      ("plot([1e301], title: \"T\")", "plot: 1e+301 is too large to draw"),
      ("plot([1.0], title: \" \")", "a figure needs a title that says what it shows"),
      ("plot(x: [1], y: [1, 2], title: \"T\")", "plot: 1 x values and 2 y values"),
      (
        "plot(Array(repeating: 1, count: 10_001), title: \"T\")",
        "plot: 10001 points are more than a figure can show; 10000 at most"
      ),
      ("histogram([1], bins: 0, title: \"T\")", "histogram: 0 bins"),
      (
        "heatmap(Tensor.zeros(2, 3, 4), title: \"T\")",
        "heatmap: the tensor [2, 3, 4] is not a matrix"
      ),
    ] {
      let found = await faultOf("```swift\n\(call)\n```\n")
      XCTAssertEqual(found, "FILE:4: this block stops the program: Fatal error: \(message)")
    }
  }

  func testOddValuesAreDrawn() async throws {
    let outputs = try await run(
      """
      ```swift
      histogram([5, 5, 5], bins: 3, title: "One value")
      histogram([1e20, .nan], bins: 2, title: "A large one")
      histogram([Double](), bins: 2, title: "None")
      plot([1e-310, .infinity], title: "Too small to see")
      ```
      """)
    XCTAssertEqual(
      outputs[0].figures.map(\.content),
      [
        .histogram(edges: [2.5, 2.5 + 5.0 / 3, 2.5 + 2 * (5.0 / 3), 7.5], counts: [0, 3, 0]),
        .histogram(edges: [5e19, 1e20, 1.5e20], counts: [0, 1]),
        .histogram(edges: [0, 0.5, 1], counts: [0, 0]),
        .lines([.init(name: "", x: [0, 1], y: [0, .infinity])]),
      ])
  }

  func testCodeThatDoesNotCompileIsNamedByItsLine() async {
    let found = await faultOf("text\n\n```swift\nlet x = 1\nprint(y)\n```\n")
    XCTAssertEqual(found, "FILE:7: this block does not compile: cannot find 'y' in scope")
  }

  func testAStatementThatABlockLeavesOpenIsNamedThere() async {
    let cut = await faultOf("```swift\nprint(1\n```\n\n```swift\nprint(2)\n```\n")
    XCTAssertEqual(
      cut, "FILE:4: this block does not compile: expected ',' separator")
    let halves = await faultOf("```swift\nfor _ in 0..<2 {\n```\n\n```swift\n}\n```\n")
    XCTAssertEqual(
      halves, "FILE:3: this block ends within a statement; each block is whole statements")
  }

  func testATrapIsNamedByItsLine() async {
    let found = await faultOf("```swift\nlet a = [1]\nprint(a)\nprint(a[1])\nprint(a)\n```\n")
    XCTAssertEqual(found, "FILE:6: this block stops the program: Fatal error: Index out of range")
  }

  func testAShapeMistakeHasTheLibrarysWords() async {
    let found = await faultOf(
      "```swift\nlet a = Tensor.zeros(2, 5)\nprint(a.matmul(Tensor.zeros(3, 4)))\n```\n")
    XCTAssertEqual(
      found,
      "FILE:5: this block stops the program: Fatal error: "
        + "matmul: [2, 5] x [3, 4]: 5 columns meet 3 rows")
  }

  func testAnEarlyExitIsNotTheEnd() async {
    let found = await faultOf(
      "```swift\nprint(1)\n```\n\n```swift\nimport Foundation\nexit(0)\n```\n\n```swift\n2\n```\n")
    XCTAssertEqual(found, "FILE:8: this block ends the program with status 0")
  }

  func testAnEndlessLoopIsStopped() async {
    let found = await faultOf(
      "```swift\nprint(1)\n```\n\n```swift\nwhile true {}\n```\n", seconds: 1)
    XCTAssertEqual(found, "FILE:8: this block does not end within 1 s; is there an endless loop?")
  }

  func testEndlessOutputIsStopped() async {
    let found = await faultOf(
      "```swift\nwhile true { print(\"again and again and again\") }\n```\n")
    XCTAssertEqual(found, "FILE:4: this block prints more than 8 MiB; is there an endless loop?")
  }

  func testABlockThatMustFailButDoesNot() async {
    let found = await faultOf("```swift fails\nprint(1)\n```\n")
    XCTAssertEqual(
      found, "FILE:3: this block is marked `fails`, but it compiles and runs to its end")
  }

  func testFunctionsAreToldToTakeWhatTheyUse() async {
    let found = await faultOf(
      "```swift\nlet t = Tensor.zeros(2)\nfunc f() -> Tensor { t }\n```\n")
    XCTAssertTrue(found.hasPrefix("FILE:5: this block does not compile: main actor-"), found)
    XCTAssertTrue(found.hasSuffix("pass it as a parameter"), found)
  }
}
