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

  private func expectDefinition(
    _ answer: Answer, _ definition: Answer, _ x: Tensor, dim: Int, tolerance: Tolerance? = nil,
    _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    expectResult(
      of: { answer($0[0], dim) }, on: ["x": x], and: ["dim": dim],
      equals: definition(x, dim < 0 ? dim + x.rank : dim), tolerance: tolerance, what, file: file,
      line: line)
  }

  /// Small cases: a vector, one score, equal scores; every dtype.
  private func expectSmallCases(
    _ answer: Answer, _ definition: Answer, file: StaticString = #filePath, line: UInt = #line
  ) {
    let cases: KeyValuePairs = [
      "a vector": inputs.normal(5), "float64": inputs.normal(2, 3, dtype: .float64),
      "float16": inputs.normal(2, 3, dtype: .float16), "one score": inputs.normal(1),
      "one score a slice": inputs.normal(3, 1), "one slice": inputs.normal(1, 3),
      "equal scores": Tensor.full([4], 0.5),
      "a score far ahead": Tensor([0.5, 27.5, -2, -6], dtype: .float64),
    ]
    for (form, x) in cases {
      for dim in [x.rank - 1, -1] {
        expectDefinition(answer, definition, x, dim: dim, form, file: file, line: line)
      }
    }
  }

  /// Every dimension of tensors with two to four, counted from both ends, and views in another
  /// layout.
  private func expectEveryDimension(
    _ answer: Answer, _ definition: Answer, file: StaticString = #filePath, line: UInt = #line
  ) {
    let sizes = inputs.shuffled([2, 3, 4])
    let tensors = [
      inputs.normal(sizes[0], sizes[1], sizes[2], dtype: .float64), inputs.normal(3, 3),
      inputs.normal(2, 1, 3, 2), inputs.normal(2, 40, dtype: .float64),
    ]
    for x in tensors {
      for dim in -x.rank..<x.rank {
        expectDefinition(answer, definition, x, dim: dim, file: file, line: line)
      }
    }
    for dim in 0..<2 {
      expectDefinition(
        answer, definition, inputs.normal(3, 3).stridedCopy, dim: dim,
        "a tensor that is not contiguous", file: file, line: line)
    }
  }

  /// The same number added to all scores of a slice, another one for each slice.
  private func expectShiftIgnored(
    _ answer: Answer, _ definition: Answer, file: StaticString = #filePath, line: UInt = #line
  ) {
    let x = inputs.normal(3, 4, dtype: .float64)
    expectDefinition(answer, definition, x, dim: 1, file: file, line: line)
    let shift = inputs.normal(3, 1, scale: 20, dtype: .float64)
    // Scores of about 2^6 carry rounding errors of 2^-47, and a few of those add up.
    let tolerance = Tolerance(relative: 0x1p-40, absolute: 0x1p-40)
    let expected = definition(x, 1)
    expectResult(
      of: { answer($0[0], 1) }, on: ["x": x + shift], and: ["dim": 1], equals: expected,
      tolerance: tolerance, "a number added to the scores of each row", file: file, line: line)
    expectResult(
      of: { answer($0[0], 0) }, on: ["x": (x + shift).t()], and: ["dim": 0],
      equals: expected.t(), tolerance: tolerance, "a number added to the scores of each column",
      file: file, line: line)
  }

  /// Scores whose exp is infinite or 0: all together, and each kind by itself.
  private func expectLargeScores(
    _ answer: Answer, _ definition: Answer,
    file: StaticString = #filePath, line: UInt = #line, as reference: @escaping Answer
  ) {
    let (a, b) = (inputs.number(in: -1...1), inputs.number(in: -1...1))
    let rows: [[Double]] = [
      [10_000, 9_999, 0], [-10_000, -10_001, -10_000], [a, b, 0], [-10_000, 0, 10_000],
      [100, -100, 99], [-200, -201, -202], [-90, -95, -91],
    ]
    for dtype in [DType.float32, .float64, .float16] {
      let all = Tensor(rows, dtype: dtype)
      for x in (0..<rows.count).map({ all[$0..<$0 + 1] }) + [all] {
        expectDefinition(
          answer, definition, x, dim: 1, tolerance: .rounding(near: x), "\(dtype)", file: file,
          line: line)
        expectDefinition(
          answer, definition, x.t(), dim: 0, tolerance: .rounding(near: x), "\(dtype)", file: file,
          line: line)
      }
    }
    // Float16 has no numbers so large.
    let larger: [[Double]] = [[1e6, 0, -1e6], [-3e7, -1e7, -1e7]]
    for dtype in [DType.float32, .float64] {
      let x = Tensor(larger, dtype: dtype)
      expectDefinition(
        answer, definition, x, dim: 1, tolerance: .rounding(near: x), "\(dtype)", file: file,
        line: line)
    }
    for row in rows + larger {
      let x = Tensor(row, dtype: .float64)
      expectGradients(
        through: { answer($0[0], 0) }, at: ["x": x], and: ["dim": 0], as: { reference($0[0], 0) },
        tolerance: .rounding(near: x), valueTolerance: .rounding(near: x),
        file: file, line: line)
    }
  }

  private func expectFlow(
    through answer: Answer, within bound: Double, file: StaticString = #filePath,
    line: UInt = #line, as reference: @escaping Answer
  ) {
    // A few units in the last place; differences of values err by more.
    let lastDigits = Tolerance(relative: bound, absolute: bound)
    for (x, tolerance) in [
      (inputs.normal(2, 3, dtype: .float64), lastDigits), (inputs.normal(3, 2), nil),
      (inputs.normal(2, 3, 2, dtype: .float64), lastDigits),
      (inputs.normal(8, 8, dtype: .float64), lastDigits),
      (inputs.normal(3, 3, dtype: .float64).stridedCopy, lastDigits),
      (inputs.normal(1, 3, dtype: .float64), lastDigits),
    ] {
      for dim in 0..<x.rank {
        guard
          expectGradients(
            through: { answer($0[0], dim) }, at: ["x": x], and: ["dim": dim],
            as: { reference($0[0], dim) }, tolerance: tolerance, file: file, line: line)
        else { return }
      }
    }
    // Last of all: what fails here mostly fails above as well, where the reason is plainer.
    for (x, dim) in [
      (Tensor.zeros(0, 3), 1), (Tensor.zeros(0, 3), -1), (Tensor.zeros(2, 0), 0),
      (Tensor.zeros(0, 3, dtype: .float64), 1), (Tensor.zeros(0, 3, dtype: .float16), 1),
    ] {
      expectGradients(
        through: { answer($0[0], dim) }, at: ["x": x], and: ["dim": dim],
        as: { reference($0[0], dim) }, "no slices", file: file, line: line)
    }
  }

  // MARK: softmax

  func testSoftmax() {
    // torch.softmax(torch.tensor([[1.0, -2.0, 0.5], [3.0, 3.0, -1.0]]), dim=1)
    let x = Tensor([[1.0, -2.0, 0.5], [3.0, 3.0, -1.0]])
    let golden = Tensor([
      [0.60374890, 0.03005889, 0.36619222], [0.49546264, 0.49546264, 0.00907471],
    ])
    expectResult(of: { softmax($0[0], dim: 1) }, on: ["x": x], and: ["dim": 1], equals: golden)
    expectSmallCases(softmax, probabilities)
    let scores = inputs.normal(4, 6)
    expectClose(
      softmax(scores, dim: 1).sum(dim: 1), Tensor.ones(4), for: ["x": scores, "dim": 1],
      "the sum of each row")
  }

  func testSoftmaxAlongEveryDimension() { expectEveryDimension(softmax, probabilities) }

  func testSoftmaxIgnoresAShift() { expectShiftIgnored(softmax, probabilities) }

  func testSoftmaxOfLargeScores() {
    expectLargeScores(softmax, probabilities) { $0.softmax(dim: $1) }
  }

  func testGradientsFlowThroughSoftmax() {
    expectFlow(through: softmax, within: 0x1p-50) { $0.softmax(dim: $1) }
  }

  // MARK: logSoftmax

  func testLogSoftmax() {
    // torch.log_softmax(torch.tensor([[1.0, -2.0, 0.5], [3.0, 3.0, -1.0]]), dim=1)
    let x = Tensor([[1.0, -2.0, 0.5], [3.0, 3.0, -1.0]])
    let golden = Tensor([
      [-0.50459690, -3.50459690, -1.00459690], [-0.70226332, -0.70226332, -4.70226332],
    ])
    expectResult(of: { logSoftmax($0[0], dim: 1) }, on: ["x": x], and: ["dim": 1], equals: golden)
    expectSmallCases(logSoftmax, logProbabilities)
    let scores = inputs.normal(4, 6)
    expectClose(
      logSoftmax(scores, dim: 1).exp().sum(dim: 1), Tensor.ones(4), for: ["x": scores, "dim": 1],
      "the sum of exp over each row")
  }

  func testLogSoftmaxAlongEveryDimension() { expectEveryDimension(logSoftmax, logProbabilities) }

  func testLogSoftmaxIgnoresAShift() { expectShiftIgnored(logSoftmax, logProbabilities) }

  func testLogSoftmaxOfLargeScores() {
    expectLargeScores(logSoftmax, logProbabilities) { $0.logSoftmax(dim: $1) }
  }

  func testGradientsFlowThroughLogSoftmax() {
    expectFlow(through: logSoftmax, within: 0x1p-48) { $0.logSoftmax(dim: $1) }
  }
}
