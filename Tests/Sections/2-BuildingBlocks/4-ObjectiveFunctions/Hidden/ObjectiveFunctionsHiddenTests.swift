import ExerciseTesting
import Kindling
import ObjectiveFunctions
import RealModule
import XCTest

/// The library has a `crossEntropy` too; the calls below are qualified by the answer's module.
final class ObjectiveFunctionsHiddenTests: ExerciseTestCase {
  /// Scores and right classes of a batch: neither as many rows as classes, nor the first class only.
  private func randomBatch(dtype: DType = .float32) -> (scores: Tensor, targets: Tensor) {
    let sizes = inputs.shuffled([3, 4, 5])
    let (rows, classes) = (sizes[0], sizes[1])
    let targets = inputs.shuffled(Array(0..<classes) + Array(0..<classes)).prefix(rows)
    return (inputs.normal(rows, classes, scale: 2, dtype: dtype), Tensor(Array(targets)))
  }

  /// Log probabilities of a batch, rounded to two decimals: exact enough to pick from.
  private func randomLogProbabilities(
    dtype: DType = .float32
  ) -> (logProbabilities: Tensor, targets: Tensor) {
    let (scores, targets) = randomBatch(dtype: .float64)
    let rounded = rows(of: scores).flatMap { row in
      let total = logSumExp(row)
      return row.map { score in ((score - total) * 100).rounded() / 100 }
    }
    return (Tensor(rounded, dtype: dtype).view(scores.shape), targets)
  }

  private func rows(of tensor: Tensor) -> [[Double]] {
    let (numbers, width) = (tensor.doubles(), tensor.shape[1])
    return (0..<tensor.shape[0]).map { Array(numbers[$0 * width..<($0 + 1) * width]) }
  }

  private func logSumExp(_ row: [Double]) -> Double {
    let largest = row.max()!
    return largest + Double.log(row.reduce(0) { $0 + Double.exp($1 - largest) })
  }

  /// The loss of each row, by the definition: minus the number that the target picks.
  private func expectedLosses(logProbabilities: Tensor, _ targets: Tensor) -> [Double] {
    zip(rows(of: logProbabilities), targets.ints()).map { row, target in -row[target] }
  }

  /// The loss of each row of scores, by the definition.
  private func expectedLosses(scores: Tensor, _ targets: Tensor) -> [Double] {
    zip(rows(of: scores), targets.ints()).map { row, target in logSumExp(row) - row[target] }
  }

  /// softmax - onehot: the gradient of the sum of the losses.
  private func expectedSlope(scores: Tensor, _ targets: Tensor) -> [Double] {
    zip(rows(of: scores), targets.ints()).flatMap { row, target in
      row.enumerated().map { Double.exp($1 - logSumExp(row)) - ($0 == target ? 1 : 0) }
    }
  }

  // MARK: Part 1

  func testPicksTheRightClassOfEachRow() {
    let (logProbabilities, targets) = randomLogProbabilities()
    let given = ["logProbabilities": logProbabilities, "targets": targets].mapValues { $0.clone() }
    expectClose(
      negativeLogLikelihood(logProbabilities, targets, reduction: .none),
      Tensor(expectedLosses(logProbabilities: logProbabilities, targets)),
      for: [
        "logProbabilities": given["logProbabilities"]!, "targets": given["targets"]!,
        "reduction": Code(".none"),
      ])
    expectUnchanged(["logProbabilities": logProbabilities, "targets": targets], since: given)
  }

  func testSumAndMeanOverTheRows() {
    let (logProbabilities, targets) = randomLogProbabilities()
    let total = expectedLosses(logProbabilities: logProbabilities, targets).reduce(0, +)
    expectClose(
      negativeLogLikelihood(logProbabilities, targets, reduction: .sum), Tensor(total),
      for: ["logProbabilities": logProbabilities, "targets": targets, "reduction": Code(".sum")])
    expectClose(
      negativeLogLikelihood(logProbabilities, targets, reduction: .mean),
      Tensor(total / Double(targets.elementCount)),
      for: ["logProbabilities": logProbabilities, "targets": targets, "reduction": Code(".mean")])
    expectClose(
      negativeLogLikelihood(logProbabilities, targets),
      Tensor(total / Double(targets.elementCount)),
      for: ["logProbabilities": logProbabilities, "targets": targets],
      "without a reduction, which is the mean")
  }

  func testKnownLosses() {
    let logProbabilities = Tensor(
      [
        [-1.7326, -3.4826, -0.2326], [-0.0838, -2.8338, -3.8338], [-2.2395, -2.2395, -0.2395],
        [-4.0206, -0.0206, -6.0206],
      ], dtype: .float64)
    let targets = Tensor([2, 1, 0, 1])
    // F.nll_loss(log_probabilities, targets, reduction=...)
    let golden: [(Reduction, Tensor)] = [
      (.none, Tensor([0.2326, 2.8338, 2.2395, 0.0206], dtype: .float64)),
      (.sum, Tensor(5.3265, dtype: .float64)), (.mean, Tensor(1.331625, dtype: .float64)),
    ]
    for (reduction, loss) in golden {
      expectClose(
        negativeLogLikelihood(logProbabilities.stridedCopy, targets, reduction: reduction), loss,
        for: [
          "logProbabilities": logProbabilities, "targets": targets,
          "reduction": Code(".\(reduction)"),
        ],
        "not contiguous, float64")
    }
  }

  func testImpossibleClassesAndSmallBatches() {
    // A wrong class without any chance; as many rows as classes; one row; one class; no rows.
    let certain = Tensor([[0.0, -Double.infinity], [-Double.infinity, 0.0]])
    let cases: [(Tensor, Tensor)] = [
      (certain, Tensor([0, 1])), (inputs.normal(3, 3), Tensor([1, 2, 2])),
      (inputs.normal(1, 4), inputs.integers(1, in: 0..<4)),
      (inputs.normal(3, 1), Tensor([0, 0, 0])),
      (Tensor.zeros(0, 3), Tensor.zeros(0, dtype: .int64)),
    ]
    for (logProbabilities, targets) in cases {
      let losses = expectedLosses(logProbabilities: logProbabilities, targets)
      expectClose(
        negativeLogLikelihood(logProbabilities, targets, reduction: .none), Tensor(losses),
        for: ["logProbabilities": logProbabilities, "targets": targets, "reduction": Code(".none")])
      expectClose(
        negativeLogLikelihood(logProbabilities, targets, reduction: .sum),
        Tensor(losses.reduce(0, +)),
        for: ["logProbabilities": logProbabilities, "targets": targets, "reduction": Code(".sum")])
    }
  }

  func testGradientReachesTheRightClass() {
    let (logProbabilities, targets) = randomLogProbabilities(dtype: .float64)
    let classes = logProbabilities.shape[1]
    var expected = [Double](repeating: 0, count: logProbabilities.elementCount)
    for (row, target) in targets.ints().enumerated() {
      expected[row * classes + target] = -1 / Double(targets.elementCount)
    }
    for reduction in [Reduction.none, .sum, .mean] {
      expectGradient(for: ["logProbabilities": logProbabilities]) {
        negativeLogLikelihood($0[0], targets, reduction: reduction)
      }
    }
    let leaf = logProbabilities.clone().requiringGradient()
    let mean = negativeLogLikelihood(leaf, targets, reduction: .mean)
    expect(
      mean.requiresGrad, "the loss is cut off from the log probabilities: it requires no gradient",
      for: ["logProbabilities": logProbabilities, "targets": targets])
    guard mean.requiresGrad else { return }
    mean.backward()
    expectClose(
      leaf.grad ?? Tensor.zeros(like: leaf), Tensor(expected, dtype: .float64).view(leaf.shape),
      for: ["logProbabilities": logProbabilities, "targets": targets, "reduction": Code(".mean")],
      "gradient of the log probabilities")
  }

  // MARK: Part 2

  func testEqualsLogSoftmaxThenPicking() {
    let (scores, targets) = randomBatch()
    let (givenScores, givenTargets) = (scores.clone(), targets.clone())
    let expected = Tensor(expectedLosses(scores: scores, targets))
    let picked = Tensor(expectedLosses(logProbabilities: scores.logSoftmax(dim: 1), targets))
    let loss = ObjectiveFunctions.crossEntropy(scores, targets, reduction: .none)
    expectClose(
      loss, expected,
      for: ["scores": givenScores, "targets": givenTargets, "reduction": Code(".none")])
    expectClose(
      loss, picked,
      for: ["scores": givenScores, "targets": givenTargets, "reduction": Code(".none")],
      "beside logSoftmax followed by picking")
    expectUnchanged(
      ["scores": scores, "targets": targets],
      since: ["scores": givenScores, "targets": givenTargets])
  }

  func testSumAndMeanOfTheCrossEntropy() {
    let (scores, targets) = randomBatch(dtype: .float64)
    let total = expectedLosses(scores: scores, targets).reduce(0, +)
    for scores in [scores, scores.stridedCopy] {
      expectClose(
        ObjectiveFunctions.crossEntropy(scores, targets, reduction: .sum),
        Tensor(total, dtype: .float64),
        for: ["scores": scores, "targets": targets, "reduction": Code(".sum")])
      expectClose(
        ObjectiveFunctions.crossEntropy(scores, targets, reduction: .mean),
        Tensor(total / Double(targets.elementCount), dtype: .float64),
        for: ["scores": scores, "targets": targets, "reduction": Code(".mean")])
    }
    expectClose(
      ObjectiveFunctions.crossEntropy(scores, targets),
      Tensor(total / Double(targets.elementCount), dtype: .float64),
      for: ["scores": scores, "targets": targets], "without a reduction, which is the mean")
    let golden = Tensor(
      [[0.5, -1.25, 2.0], [3.0, 0.25, -0.75], [-0.5, -0.5, 1.5], [0.0, 4.0, -2.0]],
      dtype: .float64)
    let right = Tensor([2, 1, 0, 1])
    // F.cross_entropy(scores, targets)
    expectClose(
      ObjectiveFunctions.crossEntropy(golden, right, reduction: .mean),
      Tensor(1.3316448386267572, dtype: .float64),
      for: ["scores": golden, "targets": right, "reduction": Code(".mean")], "beside PyTorch")
  }

  func testHugeScores() {
    // Two units in the last place of a float32 near 10,000: the log of the sum of exponentials,
    // less the right score, is a right way too, and rounds that much.
    let tolerance = Tolerance(relative: 0x1p-17, absolute: 0x1p-9)
    // Confident and right, confident and wrong, and a row far below the others.
    let high = Double(inputs.integer(in: 10_000...10_009))
    let scores = Tensor([[high, 0.0], [high, 0.0], [-high, 1 - high], [0.0, -high]])
    let targets = Tensor([0, 1, 0, 1])
    expectClose(
      ObjectiveFunctions.crossEntropy(scores, targets, reduction: .none),
      Tensor(expectedLosses(scores: scores, targets)), tolerance: tolerance,
      for: ["scores": scores, "targets": targets, "reduction": Code(".none")])
    let leaf = scores.clone().requiringGradient()
    let total = ObjectiveFunctions.crossEntropy(leaf, targets, reduction: .sum)
    expect(
      total.requiresGrad, "the loss is cut off from the scores: it requires no gradient",
      for: ["scores": scores, "targets": targets])
    guard total.requiresGrad else { return }
    total.backward()
    expectClose(
      leaf.grad ?? Tensor.zeros(like: leaf),
      Tensor(expectedSlope(scores: scores, targets)).view(scores.shape), tolerance: tolerance,
      for: ["scores": scores, "targets": targets, "reduction": Code(".sum")],
      "gradient of the scores")
  }

  func testGradientIsProbabilityMinusOneForTheRightClass() {
    let (scores, targets) = randomBatch(dtype: .float64)
    let slope = Tensor(expectedSlope(scores: scores, targets), dtype: .float64).view(scores.shape)
    let expected = [(Reduction.sum, slope), (.mean, slope / targets.elementCount)]
    for (reduction, expected) in expected {
      let leaf = scores.clone().requiringGradient()
      let loss = ObjectiveFunctions.crossEntropy(leaf, targets, reduction: reduction)
      expect(
        loss.requiresGrad, "the loss is cut off from the scores: it requires no gradient",
        for: ["scores": scores, "targets": targets, "reduction": Code(".\(reduction)")])
      guard loss.requiresGrad else { return }
      loss.backward()
      expectClose(
        leaf.grad ?? Tensor.zeros(like: leaf), expected,
        for: ["scores": scores, "targets": targets, "reduction": Code(".\(reduction)")],
        "gradient of the scores")
    }
    expectGradient(for: ["scores": scores]) {
      ObjectiveFunctions.crossEntropy($0[0], targets, reduction: .none)
    }
  }

  func testShiftsOneClassAndNoRows() {
    let (scores, targets) = randomBatch(dtype: .float64)
    let shift = inputs.normal(scores.shape[0], 1, scale: 3, dtype: .float64)
    expectClose(
      ObjectiveFunctions.crossEntropy(scores + shift, targets, reduction: .none),
      Tensor(expectedLosses(scores: scores, targets), dtype: .float64),
      for: ["scores": scores + shift, "targets": targets, "reduction": Code(".none")],
      "a number added to every score of a row")
    let oneClass = inputs.normal(3, 1)
    expectClose(
      ObjectiveFunctions.crossEntropy(oneClass, Tensor([0, 0, 0]), reduction: .none),
      Tensor([0.0, 0.0, 0.0]),
      for: ["scores": oneClass, "targets": Tensor([0, 0, 0]), "reduction": Code(".none")])
    let (noRows, noTargets) = (Tensor.zeros(0, 3), Tensor.zeros(0, dtype: .int64))
    expectClose(
      ObjectiveFunctions.crossEntropy(noRows, noTargets, reduction: .none), Tensor.zeros(0),
      for: ["scores": noRows, "targets": noTargets, "reduction": Code(".none")])
    expectClose(
      ObjectiveFunctions.crossEntropy(noRows, noTargets, reduction: .sum), Tensor(0.0),
      for: ["scores": noRows, "targets": noTargets, "reduction": Code(".sum")])
  }
}
