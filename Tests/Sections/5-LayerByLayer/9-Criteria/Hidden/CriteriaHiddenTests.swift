import Criteria
import ExerciseTesting
import Layerwise
import XCTest

private typealias MSECriterion = Criteria.MSECriterion
private typealias ClassNLLCriterion = Criteria.ClassNLLCriterion

final class CriteriaHiddenTests: ExerciseTestCase {
  // MARK: The mean squared error

  /// Predictions with what they are compared with.
  private struct Pairs {
    let input: Tensor, target: Tensor
    var what = ""

    /// The definition, one number at a time.
    func loss(mean: Bool) -> Double {
      let squares = differences.map { $0 * $0 }
      return squares.reduce(0, +) / (mean ? Double(squares.count) : 1)
    }

    func slopes(mean: Bool) -> Tensor {
      let share = mean ? Double(input.elementCount) : 1
      return Tensor(differences.map { 2 * $0 / share }, dtype: .float64).view(input.shape)
    }

    private var differences: [Double] {
      zip(input.doubles(), target.doubles()).map { $0 - $1 }
    }
  }

  private func pairs(_ shape: Shape, as targets: Shape? = nil, _ what: String = "") -> Pairs {
    let (input, target) = (numbers(shape.elementCount), numbers(shape.elementCount))
    return Pairs(
      input: input.view(shape), target: target.view(targets ?? shape), what: what)
  }

  private func numbers(_ count: Int) -> Tensor { inputs.awayFromZero(count, dtype: .float64) }

  private func expectLoss(
    of pairs: Pairs, mean: Bool, file: StaticString = #filePath, line: UInt = #line
  ) {
    let criterion = MSECriterion()
    let right = pairs.loss(mean: mean)
    let count = Double(pairs.input.elementCount)
    func expected(_ loss: Double) -> Tensor { Tensor(loss, dtype: .float64) }
    expectResult(
      of: {
        criterion.sizeAverage = mean
        return expected(criterion.forward($0[0], $0[1]))
      }, on: ["input": pairs.input, "target": pairs.target], and: ["sizeAverage": mean],
      equals: expected(right), pairs.what,
      recognising: [
        "the sum is taken, where `sizeAverage` asks for the mean": expected(right * count),
        "the mean is taken, though `sizeAverage` is false": expected(right / count),
        "the loss is divided by the number of rows":
          expected(pairs.loss(mean: false) / Double(pairs.input.shape.first ?? 1)),
      ], file: file, line: line)
  }

  private func expectSlopes(
    of pairs: Pairs, mean: Bool, file: StaticString = #filePath, line: UInt = #line
  ) {
    let criterion = MSECriterion()
    let right = pairs.slopes(mean: mean)
    let count = Double(pairs.input.elementCount)
    expectResult(
      of: {
        criterion.sizeAverage = mean
        return criterion.backward($0[0], $0[1])
      }, on: ["input": pairs.input, "target": pairs.target], and: ["sizeAverage": mean],
      equals: right, pairs.what,
      recognising: [
        "it is the gradient of the sum, where `sizeAverage` asks for that of the mean":
          right * count,
        "it is the gradient of the mean, though `sizeAverage` is false": right / count,
        "the 2 is missing that the square's derivative has": right / 2,
      ], file: file, line: line)
  }

  /// Shapes that differ in what a slip would get wrong.
  private var variety: [Pairs] {
    [
      pairs([3]), pairs([2, 3], "rows and columns"), pairs([3, 3], "as many rows as columns"),
      pairs([4, 1], as: [4], "input [4, 1], target [4]"),
      pairs([5], as: [5, 1], "input [5], target [5, 1]"),
      pairs([2, 3], as: [3, 2], "input [2, 3], target [3, 2]"),
      pairs([2, 1, 2, 2], "four dimensions"), pairs([1, 3], "one row"),
      pairs([1, 1], "one element"),
      Pairs(input: numbers(1).view([]), target: numbers(1).view([]), what: "rank 0"),
      Pairs(
        input: numbers(6).view(2, 3).stridedCopy, target: numbers(6).view(2, 3),
        what: "predictions that are not contiguous"),
      Pairs(
        input: numbers(6).view(2, 3), target: numbers(6).view(2, 3).stridedCopy,
        what: "targets that are not contiguous"),
      Pairs(
        input: numbers(6), target: numbers(6).view(2, 3).stridedCopy,
        what: "targets of another shape that are not contiguous"),
      Pairs(input: numbers(4) * 1e6, target: numbers(4), what: "large predictions"),
      Pairs(input: numbers(4) - 1000, target: numbers(4) - 1000, what: "numbers around -1000"),
      Pairs(input: numbers(4) * 1e-7, target: numbers(4) * 1e-7, what: "tiny numbers"),
    ]
  }

  func testMeanOfTheSquares() {
    for pairs in variety { expectLoss(of: pairs, mean: true) }
    let far = Tensor([1.0, .infinity], dtype: .float64)
    announce(["input": far, "target": Tensor([1.0, 2.0], dtype: .float64)])
    expectEqual(
      MSECriterion().forward(far, Tensor([1.0, 2.0], dtype: .float64)), .infinity,
      for: ["input": far, "target": [1.0, 2.0]], "the loss of an infinite prediction")
    // torch.nn.functional.mse_loss
    let (input, target) = golden
    expectClose(
      Tensor(MSECriterion().forward(input, target), dtype: .float64),
      Tensor(0.44689024999999993, dtype: .float64), for: ["input": input, "target": target],
      "beside PyTorch")
  }

  private var golden: (Tensor, Tensor) {
    (
      Tensor([0.5, -1.25, 2.0, 0.75], dtype: .float64),
      Tensor([1.182, -0.806, 1.849, -0.3], dtype: .float64)
    )
  }

  func testSumOfTheSquares() {
    for pairs in variety { expectLoss(of: pairs, mean: false) }
    // The setting counts for the calls after it, whatever it was before.
    let (criterion, pairs) = (MSECriterion(), pairs([4]))
    for mean in [true, false, true] {
      announce(["input": pairs.input, "target": pairs.target, "sizeAverage": mean])
      criterion.sizeAverage = mean
      expectClose(
        Tensor(criterion.forward(pairs.input, pairs.target), dtype: .float64),
        Tensor(pairs.loss(mean: mean), dtype: .float64),
        for: ["input": pairs.input, "target": pairs.target, "sizeAverage": mean],
        "sizeAverage was set again")
    }
    let (input, near) = (numbers(4) * 1e-20, numbers(4) * 1e-20)
    let tiny = Pairs(input: input, target: near)
    announce(["input": input, "target": near])
    expectClose(
      Tensor(criterion.forward(input, near), dtype: .float64),
      Tensor(tiny.loss(mean: true), dtype: .float64),
      tolerance: Tolerance(relative: 0x1p-46, absolute: 0),
      for: ["input": input, "target": near], "differences near 0")
  }

  func testGradientOfTheMean() {
    for pairs in variety { expectSlopes(of: pairs, mean: true) }
    let (input, target) = golden
    expectClose(
      MSECriterion().backward(input, target),
      Tensor([-0.341, -0.222, 0.0755, 0.525], dtype: .float64),
      for: ["input": input, "target": target], "beside PyTorch")
  }

  func testGradientOfTheSum() {
    for pairs in variety { expectSlopes(of: pairs, mean: false) }
    let (criterion, pairs) = (MSECriterion(), pairs([4]))
    for mean in [true, false, true] {
      let told: KeyValuePairs<String, Any> = [
        "input": pairs.input, "target": pairs.target, "sizeAverage": mean,
      ]
      announce(told)
      criterion.sizeAverage = !mean
      _ = criterion.forward(pairs.input, pairs.target)
      criterion.sizeAverage = mean
      expectClose(
        criterion.backward(pairs.input, pairs.target), pairs.slopes(mean: mean), for: told,
        "sizeAverage was set again, after the loss")
    }
  }

  /// A gradient is a tensor of its own: that of a later call does not change it.
  private func expectKept(
    _ first: Tensor, _ expected: Tensor, after later: () -> Tensor,
    for told: KeyValuePairs<String, Any>, file: StaticString = #filePath, line: UInt = #line
  ) {
    _ = later()
    expectClose(
      first, expected, for: told, "the gradient of an earlier call, after one with other numbers",
      file: file, line: line)
  }

  func testGradientAgreesWithDifferences() {
    let (criterion, one, other) = (MSECriterion(), pairs([2, 3]), pairs([2, 3]))
    let told: KeyValuePairs<String, Any> = ["input": one.input, "target": one.target]
    announce(told)
    expectKept(
      criterion.backward(one.input, one.target), one.slopes(mean: true),
      after: { criterion.backward(other.input, other.target) }, for: told)
    _ = criterion.forward(other.input, other.target)
    expectClose(
      criterion.backward(one.input, one.target), one.slopes(mean: true), for: told,
      "after the loss of other numbers",
      recognising: ["it is the gradient of that other loss": other.slopes(mean: true)])
    for mean in [true, false] {
      for pairs in [pairs([2, 3]), pairs([3, 1], as: [3])] {
        let target = pairs.target
        expectDerivative(for: ["input": pairs.input]) { values in
          Tensor(Pairs(input: values[0], target: target).loss(mean: mean), dtype: .float64)
        } is: { values, gradient in
          let criterion = MSECriterion()
          criterion.sizeAverage = mean
          return [criterion.backward(values[0], target) * gradient]
        }
      }
    }
  }

  // MARK: The negative log likelihood

  /// Log-probabilities with the right classes.
  private struct Labelled {
    let input: Tensor, target: Tensor
    var what = ""

    private var classes: Int { input.shape[input.rank - 1] }
    var examples: Int { input.elementCount / classes }

    /// Where in the input's elements the right classes are.
    private var places: [Int] {
      target.doubles().enumerated().map { $0 * classes + Int($1) - 1 }
    }

    func loss(mean: Bool) -> Double {
      let logs = input.doubles()
      return -places.reduce(0) { $0 + logs[$1] } / (mean ? Double(examples) : 1)
    }

    func slopes(mean: Bool) -> Tensor {
      var slopes = Array(repeating: 0.0, count: input.elementCount)
      for place in places { slopes[place] = -1 / (mean ? Double(examples) : 1) }
      return Tensor(slopes, dtype: .float64).view(input.shape)
    }
  }

  private func labelled(_ examples: Int, _ classes: Int, _ what: String = "") -> Labelled {
    Labelled(
      input: logs(examples, classes), target: inputs.integers(examples, in: 1..<classes + 1),
      what: what)
  }

  private func logs(_ examples: Int, _ classes: Int) -> Tensor {
    inputs.normal(examples, classes, dtype: .float64).logSoftmax(dim: 1)
  }

  /// Shapes, dtypes and numbers that differ in what a slip would get wrong.
  private var examples: [Labelled] {
    let first = labelled(4, 3)
    let impossible = Tensor(
      [[-.infinity, -0.5, -1.25], [-0.75, -.infinity, -.infinity]], dtype: .float64)
    return [
      first, labelled(3, 3, "as many examples as classes"),
      Labelled(input: first.input, target: first.target.to(.float64), what: "classes in float64"),
      Labelled(input: first.input, target: first.target.to(.int32), what: "classes in int32"),
      Labelled(input: first.input, target: first.target.to(.float16), what: "classes in float16"),
      Labelled(
        input: logs(2, 200), target: Tensor([200, 130]).to(.uint8),
        what: "two hundred classes, in uint8"),
      Labelled(
        input: logs(1, 4).view(4), target: inputs.integers(1, in: 1..<5),
        what: "a single example, [4]"),
      Labelled(
        input: logs(1, 3), target: inputs.integers(1, in: 1..<4), what: "one row, [1, 3]"),
      Labelled(input: logs(2, 1) - 0.5, target: Tensor([1, 1]), what: "one class"),
      Labelled(input: Tensor([-0.5], dtype: .float64), target: Tensor([1]), what: "one number"),
      Labelled(input: Tensor([[-0.5]], dtype: .float64), target: Tensor([1]), what: "one number"),
      Labelled(
        input: first.input.stridedCopy, target: first.target, what: "rows not contiguous"),
      Labelled(
        input: first.input, target: first.target.stridedCopy, what: "classes not contiguous"),
      Labelled(
        input: Tensor([[0.0, -40], [-50, 0]], dtype: .float64), target: Tensor([1, 1]),
        what: "a right class of probability 1"),
      Labelled(input: first.input * 3000, target: first.target, what: "probabilities near 0"),
      Labelled(input: first.input * 1e-8, target: first.target, what: "log-probabilities near 0"),
      Labelled(input: first.input + 2, target: first.target, what: "any numbers, above 0 too"),
      Labelled(
        input: impossible, target: Tensor([3, 1]), what: "wrong classes of probability 0"),
    ]
  }

  private func expectLoss(
    of labelled: Labelled, mean: Bool, file: StaticString = #filePath, line: UInt = #line
  ) {
    let criterion = ClassNLLCriterion()
    let right = labelled.loss(mean: mean)
    let count = Double(labelled.examples)
    func expected(_ loss: Double) -> Tensor { Tensor(loss, dtype: .float64) }
    expectResult(
      of: {
        criterion.sizeAverage = mean
        return expected(criterion.forward($0[0], $0[1]))
      }, on: ["input": labelled.input, "target": labelled.target], and: ["sizeAverage": mean],
      equals: expected(right), labelled.what,
      recognising: [
        "the sum is taken, where `sizeAverage` asks for the mean": expected(right * count),
        "the mean is taken, though `sizeAverage` is false": expected(right / count),
        "the minus is missing": expected(-right),
      ], file: file, line: line)
  }

  private func expectSlopes(
    of labelled: Labelled, mean: Bool, file: StaticString = #filePath, line: UInt = #line
  ) {
    let criterion = ClassNLLCriterion()
    let right = labelled.slopes(mean: mean)
    let count = Double(labelled.examples)
    expectResult(
      of: {
        criterion.sizeAverage = mean
        return criterion.backward($0[0], $0[1])
      }, on: ["input": labelled.input, "target": labelled.target], and: ["sizeAverage": mean],
      equals: right, labelled.what,
      recognising: [
        "it is the gradient of the sum, where `sizeAverage` asks for that of the mean":
          right * count,
        "it is the gradient of the mean, though `sizeAverage` is false": right / count,
        "it is the gradient with respect to scores, softmax minus one, and not to the logs":
          labelled.input.exp() * (mean ? 1 / count : 1) + right,
      ], file: file, line: line)
  }

  private var goldenLogs: Tensor {
    Tensor(
      [
        [-2.602496056269649, -0.19249605626964886, -2.292496056269649],
        [-1.1158702941951506, -0.5758702941951507, -2.2058702941951505],
      ], dtype: .float64)
  }

  func testMeanOverTheExamples() {
    for labelled in examples { expectLoss(of: labelled, mean: true) }
    // Minus the mean of -1/8, -4/8, -7/8 and so on.
    let many = Tensor((0..<30).map { -Double($0) / 8 }, dtype: .float64).view(10, 3)
    let second = Tensor(Array(repeating: 2, count: 10))
    announce(["input": many, "target": second])
    expectClose(
      Tensor(ClassNLLCriterion().forward(many, second), dtype: .float64),
      Tensor(1.8125, dtype: .float64), for: ["input": many, "target": second],
      "the loss of ten examples")
    // torch.nn.functional.nll_loss, whose classes count from 0
    expectClose(
      Tensor(ClassNLLCriterion().forward(goldenLogs, Tensor([3, 1])), dtype: .float64),
      Tensor(1.7041831752323997, dtype: .float64),
      for: ["input": goldenLogs, "target": Tensor([3, 1])], "beside PyTorch")
    let (sure, wrong) = (Tensor([[-.infinity, 0.0]], dtype: .float64), Tensor([1]))
    expectClose(
      Tensor(ClassNLLCriterion().forward(sure, wrong), dtype: .float64),
      Tensor(Double.infinity, dtype: .float64), for: ["input": sure, "target": wrong],
      "the right class has probability 0")
  }

  func testSumOverTheExamples() {
    for labelled in examples { expectLoss(of: labelled, mean: false) }
    let (criterion, labelled) = (ClassNLLCriterion(), labelled(4, 3))
    for mean in [true, false, true] {
      let told: KeyValuePairs<String, Any> = [
        "input": labelled.input, "target": labelled.target, "sizeAverage": mean,
      ]
      announce(told)
      criterion.sizeAverage = mean
      expectClose(
        Tensor(criterion.forward(labelled.input, labelled.target), dtype: .float64),
        Tensor(labelled.loss(mean: mean), dtype: .float64), for: told, "sizeAverage was set again")
    }
  }

  func testSlopesOfTheMean() {
    for labelled in examples { expectSlopes(of: labelled, mean: true) }
    expectClose(
      ClassNLLCriterion().backward(goldenLogs, Tensor([3, 1])),
      Tensor([[0, 0, -0.5], [-0.5, 0, 0]], dtype: .float64),
      for: ["input": goldenLogs, "target": Tensor([3, 1])], "beside PyTorch")
  }

  func testSlopesOfTheSum() {
    for labelled in examples { expectSlopes(of: labelled, mean: false) }
    let hopeless = Labelled(
      input: Tensor([[-.infinity, 0.0], [-1.0, -.infinity]], dtype: .float64),
      target: Tensor([1, 1]), what: "a right class of probability 0")
    for mean in [true, false] { expectSlopes(of: hopeless, mean: mean) }
    let (criterion, labelled) = (ClassNLLCriterion(), labelled(4, 3))
    for mean in [true, false, true] {
      let told: KeyValuePairs<String, Any> = [
        "input": labelled.input, "target": labelled.target, "sizeAverage": mean,
      ]
      announce(told)
      criterion.sizeAverage = !mean
      _ = criterion.forward(labelled.input, labelled.target)
      criterion.sizeAverage = mean
      expectClose(
        criterion.backward(labelled.input, labelled.target), labelled.slopes(mean: mean),
        for: told, "sizeAverage was set again, after the loss")
    }
  }

  func testSlopesAgreeWithDifferences() {
    let (criterion, input) = (ClassNLLCriterion(), logs(2, 3))
    let one = Labelled(input: input, target: Tensor([1, 2]))
    let told: KeyValuePairs<String, Any> = ["input": input, "target": one.target]
    announce(told)
    expectKept(
      criterion.backward(input, one.target), one.slopes(mean: true),
      after: { criterion.backward(input, Tensor([3, 3])) }, for: told)
    for mean in [true, false] {
      for labelled in [labelled(4, 3), labelled(2, 5)] {
        let target = labelled.target
        expectDerivative(for: ["input": labelled.input]) { values in
          Tensor(Labelled(input: values[0], target: target).loss(mean: mean), dtype: .float64)
        } is: { values, gradient in
          let criterion = ClassNLLCriterion()
          criterion.sizeAverage = mean
          return [criterion.backward(values[0], target) * gradient]
        }
      }
    }
  }
}
