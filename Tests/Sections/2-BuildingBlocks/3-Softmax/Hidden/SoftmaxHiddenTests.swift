import ExerciseTesting
import Foundation
import Kindling
import Softmax
import XCTest

final class SoftmaxHiddenTests: ExerciseTestCase {
  // MARK: The definition, one number at a time

  /// Replaces each slice of x along `dim`, counted from the first, by what `body` makes of it.
  private func mapSlices(_ x: Tensor, dim: Int, _ body: ([Double]) -> [Double]) -> Tensor {
    let sizes = Array(x.shape)
    let step = sizes[(dim + 1)...].reduce(1, *)
    var numbers = x.doubles()
    for first in numbers.indices where (first / step) % sizes[dim] == 0 {
      let positions = (0..<sizes[dim]).map { first + $0 * step }
      for (position, number) in zip(positions, body(positions.map { numbers[$0] })) {
        numbers[position] = number
      }
    }
    return Tensor(numbers, dtype: x.dtype).view(x.shape)
  }

  private func probabilities(_ x: Tensor, dim: Int) -> Tensor {
    mapSlices(x, dim: dim) { scores in
      let powers = scores.map { Foundation.exp($0 - (scores.max() ?? 0)) }
      return powers.map { $0 / powers.reduce(0, +) }
    }
  }

  private func logProbabilities(_ x: Tensor, dim: Int) -> Tensor {
    mapSlices(x, dim: dim) { scores in
      let largest = scores.max() ?? 0
      let sum = scores.map { Foundation.exp($0 - largest) }.reduce(0, +)
      return scores.map { $0 - largest - Foundation.log(sum) }
    }
  }

  // MARK: What both parts are held against

  private typealias Answer = (_ x: Tensor, _ dim: Int) -> Tensor

  /// Small cases: a vector, one score, equal scores, no slice at all.
  private func expectSmallCases(
    _ answer: Answer, _ definition: Answer, file: StaticString = #filePath, line: UInt = #line
  ) {
    let cases: KeyValuePairs = [
      "a vector": inputs.normal(5), "one score": inputs.normal(1),
      "equal scores": Tensor.full([4], 0.5), "no row": Tensor.zeros(0, 3),
    ]
    for (form, x) in cases {
      let dim = x.rank - 1
      expectClose(
        answer(x, dim), definition(x, dim), for: ["x": x, "dim": dim], form, file: file, line: line)
    }
  }

  /// Every dimension of a tensor with three, counted from both ends, and views in another layout.
  private func expectEveryDimension(
    _ answer: Answer, _ definition: Answer, file: StaticString = #filePath, line: UInt = #line
  ) {
    let sizes = inputs.shuffled([2, 3, 4])
    let x = inputs.normal(sizes[0], sizes[1], sizes[2], dtype: .float64)
    let original = x.clone()
    for dim in -3..<3 {
      let expected = definition(original, dim < 0 ? dim + 3 : dim)
      expectClose(
        answer(x, dim), expected, for: ["x": original, "dim": dim], file: file, line: line)
    }
    expectClose(x, original, for: ["x": original], "x after the call", file: file, line: line)
    for (dim, square) in [inputs.normal(3, 3), inputs.normal(3, 3)].enumerated() {
      expectClose(
        answer(square.stridedCopy, dim), definition(square, dim), for: ["x": square, "dim": dim],
        "a tensor that is not contiguous", file: file, line: line)
    }
  }

  /// The same number added to all scores of a slice, another one for each slice.
  private func expectShiftIgnored(
    _ answer: Answer, _ definition: Answer, file: StaticString = #filePath, line: UInt = #line
  ) {
    let x = inputs.normal(3, 4, dtype: .float64)
    expectClose(answer(x, 1), definition(x, 1), for: ["x": x, "dim": 1], file: file, line: line)
    let shift = inputs.normal(3, 1, scale: 20, dtype: .float64)
    // Scores of about 2^6 carry rounding errors of 2^-47, and a few of those add up.
    let tolerance = Tolerance(relative: 0x1p-40, absolute: 0x1p-40)
    expectClose(
      answer(x + shift, 1), answer(x, 1), tolerance: tolerance,
      for: ["x": x, "dim": 1, "shift": shift], "x + shift, compared with x", file: file, line: line)
    expectClose(
      answer((x + shift).t(), 0), answer(x.t(), 0), tolerance: tolerance,
      for: ["x": x.t(), "dim": 0, "shift": shift.t()], "x + shift, compared with x", file: file,
      line: line)
  }

  /// Scores whose exp is infinite or 0, alone and beside ordinary ones.
  private func expectLargeScores(
    _ answer: Answer, _ definition: Answer, file: StaticString = #filePath, line: UInt = #line
  ) {
    let (a, b) = (inputs.number(in: -1...1), inputs.number(in: -1...1))
    let x = Tensor([
      [10_000.0, 9_999.0, 0.0], [-10_000.0, -10_001.0, -10_000.0], [a, b, 0.0],
      [-10_000.0, 0.0, 10_000.0], [100.0, -100.0, 99.0],
    ])
    // float32 numbers of about 2^14 carry rounding errors of 2^-10.
    let tolerance = Tolerance(relative: 0x1p-17, absolute: 0x1p-9)
    expectClose(
      answer(x, 1), definition(x, 1), tolerance: tolerance, for: ["x": x, "dim": 1], file: file,
      line: line)
    // Near 1e4 a step of 1e-6 is exact to one in a million, well inside the check's tolerance.
    let row = Tensor([10_000.0, 9_999.0, -10_000.0], dtype: .float64)
    expectGradient(for: ["x": row], file: file, line: line) { answer($0[0], 0) }
  }

  private func expectGradients(
    through answer: Answer, _ definition: Answer, as reference: Answer,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let x = inputs.normal(2, 3, dtype: .float64)
    for dim in 0..<2 {
      // The gradients of another function are of no worth.
      expectClose(
        answer(x, dim), definition(x, dim), for: ["x": x, "dim": dim], file: file, line: line)
      expectGradient(for: ["x": x], as: { reference($0[0], dim) }, file: file, line: line) {
        answer($0[0], dim)
      }
    }
  }

  // MARK: softmax

  func testSoftmax() {
    // torch.softmax(torch.tensor([[1.0, -2.0, 0.5], [3.0, 3.0, -1.0]]), dim=1)
    let x = Tensor([[1.0, -2.0, 0.5], [3.0, 3.0, -1.0]])
    let golden = Tensor([
      [0.60374890, 0.03005889, 0.36619222], [0.49546264, 0.49546264, 0.00907471],
    ])
    expectClose(softmax(x, dim: 1), golden, for: ["x": x, "dim": 1])
    expectSmallCases(softmax, probabilities)
    let scores = inputs.normal(4, 6)
    expectClose(
      softmax(scores, dim: 1).sum(dim: 1), Tensor.ones(4), for: ["x": scores, "dim": 1],
      "the sum of each row")
  }

  func testSoftmaxAlongEveryDimension() { expectEveryDimension(softmax, probabilities) }

  func testSoftmaxIgnoresAShift() { expectShiftIgnored(softmax, probabilities) }

  func testSoftmaxOfLargeScores() { expectLargeScores(softmax, probabilities) }

  func testGradientsFlowThroughSoftmax() {
    expectGradients(through: softmax, probabilities) { $0.softmax(dim: $1) }
  }

  // MARK: logSoftmax

  func testLogSoftmax() {
    // torch.log_softmax(torch.tensor([[1.0, -2.0, 0.5], [3.0, 3.0, -1.0]]), dim=1)
    let x = Tensor([[1.0, -2.0, 0.5], [3.0, 3.0, -1.0]])
    let golden = Tensor([
      [-0.50459690, -3.50459690, -1.00459690], [-0.70226332, -0.70226332, -4.70226332],
    ])
    expectClose(logSoftmax(x, dim: 1), golden, for: ["x": x, "dim": 1])
    expectSmallCases(logSoftmax, logProbabilities)
    let scores = inputs.normal(4, 6)
    expectClose(
      logSoftmax(scores, dim: 1).exp().sum(dim: 1), Tensor.ones(4), for: ["x": scores, "dim": 1],
      "the sum of exp over each row")
  }

  func testLogSoftmaxAlongEveryDimension() { expectEveryDimension(logSoftmax, logProbabilities) }

  func testLogSoftmaxIgnoresAShift() { expectShiftIgnored(logSoftmax, logProbabilities) }

  func testLogSoftmaxOfLargeScores() { expectLargeScores(logSoftmax, logProbabilities) }

  func testGradientsFlowThroughLogSoftmax() {
    expectGradients(through: logSoftmax, logProbabilities) { $0.logSoftmax(dim: $1) }
  }
}
