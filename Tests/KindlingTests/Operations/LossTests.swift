import Kindling
import XCTest

final class LossTests: XCTestCase {
  /// Adding n numbers in any order is off by at most n roundoffs of the sum of their sizes, here
  /// bounded by n times the largest; an elementary function by a few units in the last place, on
  /// either side.
  private func bound(_ entry: TrainingFile.Case) -> Double {
    entry.result.tensor.dtype.roundoff * (8 + 2 * Double(entry.terms))
  }

  private func largest(_ tensors: [Tensor?]) -> Double {
    tensors.compactMap { $0?.dtype.isFloatingPoint == true ? $0 : nil }
      .flatMap { $0.doubles() }.filter(\.isFinite).reduce(1) { Swift.max($0, Swift.abs($1)) }
  }

  func testEqualsPyTorch() throws {
    let cases = try TrainingFile.load().cases
    XCTAssertGreaterThan(cases.count, 700)
    for (number, entry) in cases.enumerated() {
      let leaves = entry.inputs.map { $0?.tensor }
      for (index, leaf) in leaves.enumerated() where !entry.frozen.contains(index) {
        if let leaf, leaf.dtype.isFloatingPoint { leaf.requiresGrad = true }
      }
      let what = "case \(number), \(entry.op) of \(leaves.map { $0.map { "\($0.shape)" } ?? "-" })"
      let result = try entry.result(of: leaves)
      assertClose(
        result.detach(), entry.result.tensor, relative: bound(entry), scale: largest(leaves), what)
      result.backward(gradient: entry.cotangent.tensor)
      for (index, (leaf, gradient)) in zip(leaves, entry.gradients).enumerated() {
        guard let gradient = gradient?.tensor else { continue }
        let found = try XCTUnwrap(leaf?.grad, "\(what): input \(index) got no gradient")
        assertClose(
          found, gradient, relative: bound(entry),
          scale: largest(leaves + [gradient, entry.cotangent.tensor, entry.result.tensor]),
          "gradient \(index) in \(what)")
      }
    }
  }

  func testNamesTheDerivativeAsPyTorch() throws {
    // PyTorch has one operation more at the end of these: a view, or a division of two tensors.
    let others = ["crossEntropy", "klDivLoss", "bilinear", "l1Loss", "nllLoss"]
    for entry in try TrainingFile.load().cases where !others.contains(entry.op) {
      let leaves = entry.inputs.map { $0?.tensor }
      for (index, leaf) in leaves.enumerated() where !entry.frozen.contains(index) {
        if let leaf, leaf.dtype.isFloatingPoint { leaf.requiresGrad = true }
      }
      if entry.arguments.beta == 0 { continue }
      XCTAssertEqual(try entry.result(of: leaves).gradientFunction, entry.node, entry.op)
    }
  }

  private var generator = Generator(seed: 17)
  private func normal(_ sizes: Int...) -> Tensor {
    .randn(Shape(sizes), dtype: .float64, using: &generator)
  }
  private func unit(_ sizes: Int...) -> Tensor {
    .uniform(Shape(sizes), 0.1..<0.9, dtype: .float64, using: &generator)
  }

  func testDerivativesOfComparisons() {
    for reduction in [Reduction.mean, .sum, .none] {
      let pair = [normal(2, 3), normal(2, 3)]
      let what = "\(reduction)"
      assertGradients(pair, what) { mseLoss($0[0], $0[1], reduction: reduction) }
      assertGradients(pair, what) { l1Loss($0[0], $0[1], reduction: reduction) }
      assertGradients(pair, what) { smoothL1Loss($0[0], $0[1], beta: 0.6, reduction: reduction) }
      assertGradients(pair, what) { huberLoss($0[0], $0[1], delta: 0.6, reduction: reduction) }
      let shares = [unit(2, 3), unit(2, 3)]
      let (weight, positive) = (unit(3), unit(3))
      assertGradients(shares, what) {
        bceLoss($0[0], $0[1], weight: weight, reduction: reduction)
      }
      assertGradients([normal(2, 3), unit(2, 3)], what) {
        bceWithLogitsLoss($0[0], $0[1], reduction: reduction)
      }
      assertGradients([normal(2, 3), unit(2, 3)], what) {
        bceWithLogitsLoss(
          $0[0], $0[1], weight: weight, positiveWeight: positive, reduction: reduction)
      }
    }
  }

  func testDerivativesOfTheDivergence() {
    for reduction in [DivergenceReduction.mean, .sum, .batchMean, .none] {
      let what = "\(reduction)"
      assertGradients([normal(2, 3), unit(2, 3)], what) {
        klDivLoss($0[0], $0[1], reduction: reduction)
      }
      assertGradients([normal(2, 3), normal(2, 3)], what) {
        klDivLoss($0[0], $0[1], logTarget: true, reduction: reduction)
      }
    }
  }

  func testDerivativesOfClassification() {
    let weight = unit(3)
    for reduction in [Reduction.mean, .sum, .none] {
      let what = "\(reduction)"
      let targets = Tensor([2, -100, 1])
      assertGradients([normal(3, 3)], what) {
        nllLoss($0[0], targets, weight: weight, reduction: reduction)
      }
      assertGradients([normal(2, 3, 2)], what) {
        nllLoss($0[0], Tensor([[2, 0], [1, 1]]), weight: weight, reduction: reduction)
      }
      assertGradients([normal(3, 3)], what) {
        crossEntropy(
          $0[0], targets, weight: weight, reduction: reduction, labelSmoothing: 0.2)
      }
      assertGradients([normal(2, 3), unit(2, 3)], what) {
        crossEntropy(
          $0[0], $0[1], weight: weight, reduction: reduction, labelSmoothing: 0.1)
      }
    }
  }

  func testTargetsOfAllIgnoredClassesGiveNaNAndNoGradientElsewhere() {
    let scores = Tensor.zeros(2, 3).requiringGradient()
    XCTAssertTrue(crossEntropy(scores, Tensor([-100, -100])).item().isNaN)
    let loss = crossEntropy(scores, Tensor([-100, 1]), reduction: .sum)
    loss.backward()
    XCTAssertEqual(scores.grad![0].doubles(), [0, 0, 0])
  }

  func testAnIgnoredTargetDoesNotCountEvenWhereItsLossIsInfinite() {
    let logProbabilities = Tensor([[-Double.infinity, 0], [-2, -1]])
    XCTAssertEqual(nllLoss(logProbabilities, Tensor([-100, 0])).item(), 2)
  }
}
