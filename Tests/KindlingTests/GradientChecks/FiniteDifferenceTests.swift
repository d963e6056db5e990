import Kindling
import XCTest

/// A gradient check counts how often a derivative runs the function, and where.
final class FiniteDifferenceTests: XCTestCase {
  private var generator = Generator(seed: 12)
  private func normal(_ sizes: Int...) -> Tensor {
    .randn(Shape(sizes), dtype: .float64, using: &generator)
  }
  private lazy var x = normal(3, 4)

  private func check(
    _ function: @escaping (Tensor) -> Tensor, _ derivative: (Tensor, Tensor) -> Tensor
  ) -> GradientCheckResult {
    let result = gradCheck([x]) {
      function($0[0])
    } derivative: {
      [derivative($0[0], $1)]
    }
    XCTAssertTrue(result.passed, "\(result)")
    return result
  }

  /// The slope of a function whose elements do not depend on each other.
  private func slopes(_ x: Tensor, step: Double = 1e-6, of function: (Tensor) -> Tensor) -> Tensor {
    (function(x + step) - function(x - step)) / (2 * step)
  }

  func testCentralDifferences() {
    let found = check({ $0.sigmoid() }) { x, gradient in
      gradient * ((x + 1e-5).sigmoid() - (x - 1e-5).sigmoid()) / 2e-5
    }
    XCTAssertEqual(found.forwardCalls, 2)
    XCTAssertEqual(found.pointsNearby, 2)
    XCTAssertTrue(found.looksLikeFiniteDifferences)
  }

  func testOneSidedDifferences() {
    let found = check({ $0.square() + $0.exp() }) { x, gradient in
      func f(_ x: Tensor) -> Tensor { x.square() + x.exp() }
      return gradient * (f(x + 1e-7) - f(x)) / 1e-7
    }
    XCTAssertEqual(found.forwardCalls, 2)
    XCTAssertTrue(found.looksLikeFiniteDifferences)
  }

  func testALoopOverElements() {
    let found = check({ $0.sigmoid() }) { x, gradient in
      let slopes = Tensor.zeros(like: x)
      for index in 0..<x.elementCount {
        let (above, below) = (x.clone(), x.clone())
        above.view(-1)[index] += 1e-5
        below.view(-1)[index] -= 1e-5
        slopes.view(-1)[index] = ((above.sigmoid() - below.sigmoid()) / 2e-5).sum()
      }
      return gradient * slopes
    }
    XCTAssertEqual(found.forwardCalls, 24)
    XCTAssertEqual(found.pointsNearby, 24)
  }

  func testALoopThatMovesTheInputItself() {
    let found = check({ $0.sigmoid() }) { x, gradient in
      withoutGradients {
        let (slopes, flat) = (Tensor.zeros(like: x), x.view(-1))
        for index in 0..<x.elementCount {
          let before = flat[index].item()
          flat[index].fill(before + 1e-6)
          let above = x.sigmoid().sum().item()
          flat[index].fill(before - 1e-6)
          let below = x.sigmoid().sum().item()
          flat[index].fill(before)
          slopes.view(-1)[index].fill((above - below) / 2e-6)
        }
        return gradient * slopes
      }
    }
    XCTAssertEqual(found.forwardCalls, 24)
    XCTAssertTrue(found.looksLikeFiniteDifferences)
  }

  func testDifferencesByAHelper() {
    func squash(_ x: Tensor) -> Tensor { 1 / (1 + (-x).exp()) }
    let found = check(squash) { $1 * slopes($0, of: squash) }
    XCTAssertEqual(found.forwardCalls, 2)
    XCTAssertTrue(found.looksLikeFiniteDifferences)
    // A step too long to be very exact is a step all the same.
    XCTAssertTrue(
      check({ $0.sin() }) { $1 * slopes($0, step: 1e-2) { $0.sin() } }.looksLikeFiniteDifferences)
  }

  func testDifferencesOfSeveralInputs() {
    let (a, b) = (normal(2, 3), normal(3, 2))
    func product(_ inputs: [Tensor]) -> Tensor { inputs[0].matmul(inputs[1]) }
    let found = gradCheck([a, b], product) { inputs, gradient in
      inputs.indices.map { moved in
        let slopes = Tensor.zeros(like: inputs[moved])
        for index in 0..<inputs[moved].elementCount {
          var there = inputs
          there[moved] = inputs[moved].clone()
          there[moved].view(-1)[index] += 1e-6
          let change = product(there) - product(inputs)
          slopes.view(-1)[index] = (gradient * change / 1e-6).sum()
        }
        return slopes
      }
    }
    XCTAssertTrue(found.passed, "\(found)")
    XCTAssertEqual(found.forwardCalls, 24)
    XCTAssertEqual(found.pointsNearby, 13)
  }

  func testAValueOfItsOwnIsHonest() {
    let sigmoid = check({ $0.sigmoid() }) { $1 * $0.sigmoid() * (1 - $0.sigmoid()) }
    XCTAssertEqual(sigmoid.forwardCalls, 2)
    XCTAssertEqual(sigmoid.pointsNearby, 1)
    XCTAssertFalse(sigmoid.looksLikeFiniteDifferences)
    let exp = check({ $0.exp() }) { $1 * $0.exp() }
    XCTAssertEqual(exp.forwardCalls, 1)
    XCTAssertFalse(exp.looksLikeFiniteDifferences)
    let tanh = check({ $0.tanh() }) { $1 * (1 - $0.tanh().square()) }
    XCTAssertEqual(tanh.forwardCalls, 1)
    XCTAssertFalse(tanh.looksLikeFiniteDifferences)
    let softmax = check({ $0.softmax(dim: 1) }) { x, gradient in
      let shares = x.softmax(dim: 1)
      return shares * (gradient - (gradient * shares).sum(dim: 1, keepDim: true))
    }
    XCTAssertEqual(softmax.forwardCalls, 1)
    XCTAssertFalse(softmax.looksLikeFiniteDifferences)
  }

  func testTheSameOperationOnSomethingElseIsHonest() {
    let square = check({ $0 * $0 }) { $1 * $0 * 2 }
    XCTAssertEqual(square.forwardCalls, 0)
    XCTAssertFalse(square.looksLikeFiniteDifferences)
    // A linear function is its own derivative: run once, on the gradient.
    let linear = check({ $0 * 3 }) { x, gradient in gradient * 3 }
    XCTAssertEqual(linear.forwardCalls, 1)
    XCTAssertFalse(linear.looksLikeFiniteDifferences)
    let product = gradCheck([x, normal(3, 4)]) {
      $0[0] * $0[1]
    } derivative: {
      [$1 * $0[1], $1 * $0[0]]
    }
    XCTAssertTrue(product.passed)
    XCTAssertFalse(product.looksLikeFiniteDifferences)
  }

  func testARecordedDerivativeRunsTheFunctionOnce() {
    let found = gradCheck([x]) { $0[0].gelu().logSoftmax(dim: 1) }
    XCTAssertEqual(found.forwardCalls, 1)
    XCTAssertFalse(found.looksLikeFiniteDifferences)
    XCTAssertEqual(gradCheck([x, normal(2, 4)]) { linear($0[0], weight: $0[1]) }.forwardCalls, 1)
    XCTAssertEqual(
      gradCheck([x, normal(2, 4), normal(2)]) { linear($0[0], weight: $0[1], bias: $0[2]) }
        .forwardCalls, 1)
  }
}
