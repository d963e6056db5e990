import Kindling
import XCTest

final class GradientCheckTests: XCTestCase {
  private func check(
    _ inputs: [Tensor], file: StaticString = #filePath, line: UInt = #line,
    _ function: ([Tensor]) -> Tensor
  ) {
    assertGradients(inputs, file: file, line: line, function)
  }

  private var generator = Generator(seed: 11)
  private func normal(_ sizes: Int...) -> Tensor {
    .randn(Shape(sizes), dtype: .float64, using: &generator)
  }
  private func positive(_ sizes: Int...) -> Tensor {
    .uniform(Shape(sizes), 0.5..<2, dtype: .float64, using: &generator)
  }

  func testElementwise() {
    check([normal(2, 3)]) { $0[0].exp() }
    check([positive(2, 3)]) { $0[0].log() }
    check([positive(2, 3)]) { $0[0].log1p() }
    check([positive(2, 3)]) { $0[0].sqrt() }
    check([normal(2, 3)]) { $0[0].sin() }
    check([normal(2, 3)]) { $0[0].cos() }
    check([normal(2, 3)]) { $0[0].tanh() }
    check([normal(2, 3)]) { $0[0].sigmoid() }
    check([positive(2, 3)]) { $0[0].relu() }
    check([-positive(2, 3)]) { $0[0].abs() }
    check([normal(2, 3)]) { $0[0].square() }
    check([positive(2, 3)]) { $0[0].pow(2.5) }
    check([normal(2, 3)]) { $0[0].pow(3) }
    check([normal(2, 3)]) { -$0[0] }
  }

  func testArithmeticWithBroadcasting() {
    let shapes: [(Tensor, Tensor)] = [
      (normal(2, 3), positive(2, 3)), (normal(2, 3), positive(3)), (normal(2, 1), positive(1, 3)),
      (normal(3), positive()),
    ]
    for (a, b) in shapes {
      check([a, b]) { $0[0] + $0[1] }
      check([a, b]) { $0[0] - $0[1] }
      check([a, b]) { $0[0] * $0[1] }
      check([a, b]) { $0[0] / $0[1] }
    }
    check([normal(3)]) { 2 * $0[0] + 1 - $0[0] / 4 }
    check([positive(3)]) { 1 / $0[0] }
  }

  func testReductions() {
    check([normal(2, 3)]) { $0[0].sum() }
    check([normal(2, 3)]) { $0[0].mean() }
    check([normal(2, 3)]) { $0[0].sum(dim: 0) }
    check([normal(2, 3, 2)]) { $0[0].sum(dims: [0, 2], keepDim: true) }
    check([normal(2, 3)]) { $0[0].mean(dim: -1) }
    check([normal(2, 3)]) { $0[0].max(dim: 1).values }
    check([normal(2, 3)]) { $0[0].min() }
    check([normal(2, 3)]) { $0[0].softmax(dim: 0) }
    check([normal(2, 3)]) { $0[0].logSoftmax(dim: 1) }
  }

  func testProducts() {
    check([normal(2, 3), normal(3, 2)]) { $0[0].matmul($0[1]) }
    check([normal(3), normal(3)]) { $0[0].matmul($0[1]) }
    check([normal(2, 3), normal(3)]) { $0[0].matmul($0[1]) }
    check([normal(2, 2, 3), normal(3, 2)]) { $0[0].matmul($0[1]) }
    check([normal(1, 2, 3), normal(2, 3, 2)]) { $0[0].matmul($0[1]) }
    check([normal(2, 3), normal(2, 3), normal(2)]) { linear($0[0], weight: $0[1], bias: $0[2]) }
  }

  func testViewsAndIndexing() {
    let x = normal(2, 3)
    check([x]) { $0[0].t() }
    check([x]) { $0[0].view(3, -1) }
    check([x]) { $0[0].t().reshape(6) }
    check([x]) { $0[0].unsqueeze(1).expand(2, 4, 3) }
    check([x]) { $0[0].permute(1, 0) }
    check([x]) { $0[0].unsqueeze(0).squeeze() }
    check([x]) { $0[0][.all, 1] }
    check([x]) { $0[0][1, 1...] }
    check([x]) { $0[0].gather(dim: 1, Tensor([[0, 0], [2, 1]])) }
    check([x, normal(1, 3)]) { $0[0].scatterAdd(dim: 0, Tensor([[1, 0, 1]]), $0[1]) }
    check([x, normal(1, 3)]) { Tensor.cat([$0[0], $0[1]]) }
    check([x, normal(2, 3)]) { Tensor.stack([$0[0], $0[1]], dim: -1) }
    check([x]) { $0[0].clone() * $0[0].t().contiguous().t() }
  }

  func testLosses() {
    let targets = Tensor([2, 0])
    for reduction in [Reduction.mean, .sum, .none] {
      check([normal(2, 3)]) { nllLoss($0[0], targets, reduction: reduction) }
      check([normal(2, 3)]) { crossEntropy($0[0], targets, reduction: reduction) }
    }
  }

  // What the check says of wrong derivatives.

  private func diagnosis(
    _ derivative: @escaping (Tensor, Tensor) -> Tensor, of shape: Shape = [3, 4],
    _ function: @escaping (Tensor) -> Tensor = { $0.sin() }
  ) -> GradientCheckResult {
    let x = Tensor.randn(shape, dtype: .float64, using: &generator)
    return gradCheck([x]) {
      function($0[0])
    } derivative: {
      [derivative($0[0], $1)]
    }
  }

  func testNamesTheUsualMistakes() {
    XCTAssertTrue(diagnosis { $1 * $0.cos() }.passed)
    XCTAssertEqual(
      diagnosis { $1 * $0.cos() * 2 }.diagnosis,
      "every element is exactly 2 times too large: is something added twice?")
    XCTAssertEqual(
      diagnosis { -$1 * $0.cos() }.diagnosis, "every element has the wrong sign")
    XCTAssertEqual(
      diagnosis { $1 * $0.cos() / 4 }.diagnosis,
      "every element is 4 times too small: is a mean taken where a sum belongs?")
    XCTAssertEqual(
      diagnosis { $1 * $0 * 0 }.diagnosis,
      "every element is 0: did the gradient get lost on the way?")
    XCTAssertEqual(
      diagnosis({ ($1 * $0.t().cos()).t() }, of: [3, 3]) { $0.t().sin() }.passed, true)
    let swapped = diagnosis({ $1 * $0.t().cos() }, of: [3, 3]) { $0.t().sin() }
    XCTAssertEqual(
      swapped.diagnosis,
      "it is the transpose of the right gradient: are two factors in the wrong order?")
  }

  func testFindsAOnePercentError() {
    let result = diagnosis { $1 * $0.cos() * 1.01 }
    XCTAssertFalse(result.passed)
    XCTAssertNil(result.diagnosis)
    let worst = result.worst!
    XCTAssertEqual(worst.analytic / worst.numeric, 1.01, accuracy: 1e-4)
    XCTAssertEqual(worst.position.count, 2)
  }

  func testNamesAMissingSumOverTheBatch() {
    let (x, bias) = (normal(4, 3), normal(3))
    let result = gradCheck([x, bias]) {
      $0[0] + $0[1]
    } derivative: {
      [$1, $1]
    }
    XCTAssertEqual(
      result.problem, "the gradient of input 1 has shape [4, 3], the input has shape [3]")
    XCTAssertEqual(
      result.diagnosis,
      "added up to the input's shape it is right: is the sum over the batch missing?")
    let transposed = gradCheck([x]) {
      $0[0].t() * 2
    } derivative: {
      [$1 * 2]
    }
    XCTAssertEqual(
      transposed.diagnosis,
      "it is the transpose of the right gradient: are two factors in the wrong order?")
    XCTAssertTrue("\(transposed)".hasSuffix("in the wrong order?"), "\(transposed)")
  }

  func testNamesMissingAccumulation() {
    let rows = Tensor([0, 2, 0, 3])
    let result = gradCheck([normal(4, 2)]) {
      $0[0][rows]
    } derivative: { inputs, gradient in
      let found = Tensor.zeros(like: inputs[0])
      for place in 0..<4 { found[rows.ints()[place]] = gradient[place] }
      return [found]
    }
    XCTAssertEqual(
      result.diagnosis,
      "some elements are right and the others too small: is a share put in place of the one before, "
        + "where it should be added (an index named twice, a value used twice)?")
  }

  func testSecondDerivativesAreChecked() {
    // The first derivative is right, but cut off from the graph: the second is lost.
    struct Cubed: DifferentiableFunction {
      func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor {
        context.save(inputs[0])
        return inputs[0].pow(3)
      }
      func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
        [gradient * (context.saved[0].square() * 3).detach()]
      }
    }
    XCTAssertTrue(gradCheck([normal(4)]) { Cubed()($0[0]) }.passed)
    let second = gradGradCheck([normal(4)]) { Cubed()($0[0]) }
    XCTAssertEqual(
      second.diagnosis, "every element is 0: did the gradient get lost on the way?")
    XCTAssertTrue(gradGradCheck([normal(4)]) { $0[0].pow(3) }.passed)
  }

  func testReportsNaN() {
    XCTAssertEqual(
      diagnosis { $1 * ($0 * 0 / 0) }.diagnosis,
      "some elements are not finite: is there a division by 0, or an overflow?")
  }

  func testRefusesWhatCannotBeChecked() {
    var calls = 0.0
    let moving = gradCheck([normal(2)]) {
      calls += 1
      return $0[0] * calls
    }
    XCTAssertEqual(moving.problem, "the function gives another result for the same input")
    XCTAssertEqual(
      gradCheck([normal(2)]) { $0[0].to(.float32) }.problem,
      "the function returned float32 for float64 inputs")
    XCTAssertEqual(
      gradCheck([normal(2)]) {
        $0[0]
      } derivative: { _, _ in
        [Tensor.zeros(3, dtype: .float64)]
      }
      .problem, "the gradient of input 0 has shape [3], the input has shape [2]")
  }
}
