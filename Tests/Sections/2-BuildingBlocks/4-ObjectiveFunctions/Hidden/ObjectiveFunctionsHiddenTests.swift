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
      let powers = row.map { Double.exp($0 - row.max()!) }
      let total = powers.reduce(0, +)
      return powers.enumerated().map { $1 / total - ($0 == target ? 1 : 0) }
    }
  }

  // MARK: What both parts are held against

  private typealias Loss = (_ rows: Tensor, _ targets: Tensor, _ reduction: Reduction) -> Tensor

  /// Holds a loss against those of its rows, with every reduction.
  ///
  /// - Parameters:
  ///   - losses: the right loss of each row.
  ///   - reductions: the mean of no rows is not asked for, and some sums are more than a dtype holds.
  private func expectLosses(
    of loss: Loss, _ name: String, _ rows: Tensor, _ targets: Tensor, are losses: [Double],
    reductions: [Reduction] = [.none, .sum, .mean], tolerance: Tolerance? = nil,
    _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    let total = losses.reduce(0, +)
    let mean = total / Double(losses.count)
    for reduction in reductions {
      let (expected, slip): (Tensor, KeyValuePairs<String, Tensor>) =
        switch reduction {
        case .none:
          (
            Tensor(losses, dtype: rows.dtype),
            [
              "the sign is forgotten": Tensor(losses.map { -$0 }, dtype: rows.dtype),
              "the reduction is taken for .mean": Tensor(mean, dtype: rows.dtype),
            ]
          )
        case .sum:
          (
            Tensor(total, dtype: rows.dtype),
            [
              "the mean is taken where the sum is asked for": Tensor(mean, dtype: rows.dtype),
              "the sign is forgotten": Tensor(-total, dtype: rows.dtype),
            ]
          )
        case .mean:
          (
            Tensor(mean, dtype: rows.dtype),
            [
              "the sum is taken where the mean is asked for": Tensor(total, dtype: rows.dtype),
              "the mean is taken over all numbers of the batch, not over its rows":
                Tensor(total / Double(max(1, rows.elementCount)), dtype: rows.dtype),
              "the sign is forgotten": Tensor(-mean, dtype: rows.dtype),
            ]
          )
        }
      guard
        expectResult(
          of: { loss($0[0], $0[1], reduction) }, on: [name: rows, "targets": targets],
          and: ["reduction": Code(".\(reduction)")], equals: expected, tolerance: tolerance, what,
          recognising: slip, file: file, line: line)
      else { return }
    }
  }

  // MARK: negativeLogLikelihood

  private func expectPicked(
    _ logProbabilities: Tensor, _ targets: Tensor, reductions: [Reduction] = [.none, .sum, .mean],
    _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    expectLosses(
      of: { negativeLogLikelihood($0, $1, reduction: $2) }, "logProbabilities", logProbabilities,
      targets, are: expectedLosses(logProbabilities: logProbabilities, targets),
      reductions: reductions, what, file: file, line: line)
  }

  func testPicksTheRightClassOfEachRow() {
    let (logProbabilities, targets) = randomLogProbabilities()
    expectPicked(logProbabilities, targets, reductions: [.none])
    for dtype in [DType.float64, .float16] {
      let (logProbabilities, targets) = randomLogProbabilities(dtype: dtype)
      expectPicked(logProbabilities, targets, reductions: [.none], "\(dtype)")
    }
    expectPicked(
      logProbabilities.stridedCopy, targets.stridedCopy, reductions: [.none],
      "tensors that are not contiguous")
  }

  func testSumAndMeanOverTheRows() {
    for dtype in [DType.float32, .float64, .float16] {
      let (logProbabilities, targets) = randomLogProbabilities(dtype: dtype)
      expectPicked(logProbabilities, targets, reductions: [.sum, .mean], "\(dtype)")
    }
    let (logProbabilities, targets) = randomLogProbabilities()
    let losses = expectedLosses(logProbabilities: logProbabilities, targets)
    expectResult(
      of: { negativeLogLikelihood($0[0], $0[1]) },
      on: ["logProbabilities": logProbabilities, "targets": targets],
      equals: Tensor(losses.reduce(0, +) / Double(losses.count)),
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
      expectResult(
        of: { negativeLogLikelihood($0[0], $0[1], reduction: reduction) },
        on: ["logProbabilities": logProbabilities.stridedCopy, "targets": targets],
        and: ["reduction": Code(".\(reduction)")], equals: loss, "not contiguous, float64")
    }
  }

  func testImpossibleClassesAndSmallBatches() {
    // As many rows as classes; one row; one class; one of each.
    expectPicked(inputs.normal(3, 3), Tensor([1, 2, 2]))
    expectPicked(inputs.normal(1, 4), inputs.integers(1, in: 0..<4), "one row")
    expectPicked(inputs.normal(3, 1), Tensor([0, 0, 0]), "one class")
    expectPicked(inputs.normal(1, 1), Tensor([0]), "one row and one class")
    expectPicked(inputs.normal(3, 300), inputs.integers(3, in: 256..<300), "many classes")
    let impossible = -Double.infinity
    for dtype in [DType.float32, .float64, .float16] {
      let certain = Tensor(
        [[0.0, impossible], [impossible, 0.0], [-0.5, impossible]], dtype: dtype)
      expectPicked(certain, Tensor([0, 1, 0]), "wrong classes without any chance, \(dtype)")
      expectPicked(certain, Tensor([0, 0, 0]), "a right class without any chance, \(dtype)")
      expectPicked(certain[1..<2], Tensor([0]), "a right class without any chance, \(dtype)")
      expectPicked(
        Tensor([[-10_000.0, 0.0], [-150.0, -20_000.0]], dtype: dtype), Tensor([0, 0]),
        "a right class with hardly a chance, \(dtype)")
    }
    expectPicked(
      Tensor([[.nan, -1.0], [-0.5, -1.0]]), Tensor([0, 0]), "a loss that is not a number")
    for dtype in [DType.float32, .float64, .float16] {
      expectPicked(
        Tensor.zeros(0, 3, dtype: dtype), Tensor.zeros(0, dtype: .int64),
        reductions: [.none, .sum], "no rows, \(dtype)")
    }
  }

  func testGradientReachesTheRightClass() {
    for dtype in [DType.float64, .float32, .float16] {
      let (logProbabilities, targets) = randomLogProbabilities(dtype: dtype)
      guard expectGradientOfPicking(logProbabilities, targets) else { return }
    }
    let impossible = -Double.infinity
    let certain = Tensor(
      [[0.0, impossible], [impossible, 0.0], [-0.5, impossible]], dtype: .float64)
    _ = expectGradientOfPicking(certain, Tensor([0, 1, 0]), "wrong classes without any chance")
    _ = expectGradientOfPicking(certain, Tensor([0, 0, 0]), "a right class without any chance")
    _ = expectGradientOfPicking(inputs.normal(1, 3), Tensor([1]), "one row")
    for dtype in [DType.float32, .float64] {
      _ = expectGradientOfPicking(
        Tensor.zeros(0, 3, dtype: dtype), Tensor.zeros(0, dtype: .int64), "no rows, \(dtype)")
    }
  }

  /// Minus the gradient of its loss, at the right class of each row, and 0 elsewhere.
  private func expectGradientOfPicking(
    _ logProbabilities: Tensor, _ targets: Tensor, _ what: String = ""
  ) -> Bool {
    let losses = expectedLosses(logProbabilities: logProbabilities, targets)
    return expectLossGradients(
      through: negativeLogLikelihood, "logProbabilities", logProbabilities, targets, losses,
      slope: logProbabilities.doubles().enumerated().map { order, _ in
        let (row, column) = order.quotientAndRemainder(dividingBy: logProbabilities.shape[1])
        return targets.ints()[row] == column ? -1 : 0
      }, what)
  }

  /// Holds the gradients of a loss, with every reduction, against `slope`, the derivative of the sum.
  private func expectLossGradients(
    through loss: @escaping Loss, _ name: String, _ rows: Tensor, _ targets: Tensor,
    _ losses: [Double], slope: [Double], tolerance: Tolerance? = nil, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) -> Bool {
    // The mean of no rows is not asked for.
    let reductions: [Reduction] = losses.isEmpty ? [.none, .sum] : [.none, .sum, .mean]
    let (total, count) = (losses.reduce(0, +), Double(max(1, losses.count)))
    for (reduction, value) in [
      (Reduction.none, Tensor(losses, dtype: rows.dtype)),
      (.sum, Tensor(total, dtype: rows.dtype)), (.mean, Tensor(total / count, dtype: rows.dtype)),
    ] where reductions.contains(reduction) {
      let slopes: (Tensor) -> [Tensor] = { cotangent in
        let numbers = slope.enumerated().map { order, slope in
          switch reduction {
          case .none: slope * cotangent.doubles()[order / rows.shape[1]]
          case .sum: slope * cotangent.item()
          case .mean: slope * cotangent.item() / count
          }
        }
        return [Tensor(numbers, dtype: rows.dtype).view(rows.shape)]
      }
      guard
        expectGradients(
          through: { loss($0[0], targets.clone(), reduction) }, at: [name: rows],
          and: ["targets": targets, "reduction": Code(".\(reduction)")], value: value,
          are: slopes, tolerance: tolerance, valueTolerance: tolerance, what, file: file, line: line
        )
      else { return false }
    }
    return true
  }

  // MARK: crossEntropy

  private func expectCrossEntropy(
    _ scores: Tensor, _ targets: Tensor, reductions: [Reduction] = [.none, .sum, .mean],
    tolerance: Tolerance? = nil, _ what: String = "", file: StaticString = #filePath,
    line: UInt = #line
  ) {
    expectLosses(
      of: { ObjectiveFunctions.crossEntropy($0, $1, reduction: $2) }, "scores", scores, targets,
      are: expectedLosses(scores: scores, targets), reductions: reductions, tolerance: tolerance,
      what, file: file, line: line)
  }

  func testEqualsLogSoftmaxThenPicking() {
    let (scores, targets) = randomBatch()
    expectCrossEntropy(scores, targets, reductions: [.none])
    let picked = expectedLosses(logProbabilities: scores.logSoftmax(dim: 1), targets)
    expectResult(
      of: { ObjectiveFunctions.crossEntropy($0[0], $0[1], reduction: .none) },
      on: ["scores": scores, "targets": targets], and: ["reduction": Code(".none")],
      equals: Tensor(picked), "beside logSoftmax followed by picking")
    for dtype in [DType.float64, .float16] {
      let (scores, targets) = randomBatch(dtype: dtype)
      expectCrossEntropy(scores, targets, reductions: [.none], "\(dtype)")
    }
  }

  func testSumAndMeanOfTheCrossEntropy() {
    for dtype in [DType.float64, .float32, .float16] {
      let (scores, targets) = randomBatch(dtype: dtype)
      expectCrossEntropy(scores, targets, reductions: [.sum, .mean], "\(dtype)")
      expectCrossEntropy(
        scores.stridedCopy, targets.stridedCopy, reductions: [.sum, .mean],
        "\(dtype), not contiguous")
    }
    let (scores, targets) = randomBatch(dtype: .float64)
    let total = expectedLosses(scores: scores, targets).reduce(0, +)
    expectResult(
      of: { ObjectiveFunctions.crossEntropy($0[0], $0[1]) },
      on: ["scores": scores, "targets": targets],
      equals: Tensor(total / Double(targets.elementCount), dtype: .float64),
      "without a reduction, which is the mean")
    let golden = Tensor(
      [[0.5, -1.25, 2.0], [3.0, 0.25, -0.75], [-0.5, -0.5, 1.5], [0.0, 4.0, -2.0]],
      dtype: .float64)
    // F.cross_entropy(scores, targets)
    expectResult(
      of: { ObjectiveFunctions.crossEntropy($0[0], $0[1], reduction: .mean) },
      on: ["scores": golden, "targets": Tensor([2, 1, 0, 1])], and: ["reduction": Code(".mean")],
      equals: Tensor(1.3316448386267572, dtype: .float64), "beside PyTorch")
  }

  func testHugeScores() {
    // Confident and right, confident and wrong, and rows far below the others.
    let high = Double(inputs.integer(in: 10_000...10_009))
    let rows = [
      [high, 0.0], [high, 0.0], [-high, 1 - high], [0.0, -high], [-200, -201], [90, 88],
    ]
    let targets = Tensor([0, 1, 0, 1, 1, 1])
    for dtype in [DType.float32, .float64, .float16] {
      let scores = Tensor(rows, dtype: dtype)
      for row in 0..<rows.count {
        expectCrossEntropy(
          scores[row..<row + 1], targets[row..<row + 1],
          tolerance: .rounding(near: scores[row..<row + 1]), "\(dtype)")
      }
      if dtype != .float16 {
        let larger = Tensor([[1e6, -1e6], [-3e7, -1e7]], dtype: dtype)
        expectCrossEntropy(
          larger, Tensor([1, 0]), tolerance: .rounding(near: larger), "\(dtype)")
      }
      // Probabilities that come from the log of a sum, which is as large, err as it does.
      let tolerance = Tolerance.rounding(near: scores)
      expectCrossEntropy(scores, targets, tolerance: tolerance, "\(dtype)")
      guard
        expectLossGradients(
          through: ObjectiveFunctions.crossEntropy, "scores", scores, targets,
          expectedLosses(scores: scores, targets),
          slope: expectedSlope(scores: scores, targets), tolerance: tolerance, "\(dtype)")
      else { return }
    }
  }

  func testGradientIsProbabilityMinusOneForTheRightClass() {
    for dtype in [DType.float32, .float64] {
      _ = expectLossGradients(
        through: ObjectiveFunctions.crossEntropy, "scores", Tensor.zeros(0, 3, dtype: dtype),
        Tensor.zeros(0, dtype: .int64), [], slope: [], "no rows, \(dtype)")
    }
    let certain = inputs.normal(3, 1, dtype: .float64)
    _ = expectLossGradients(
      through: ObjectiveFunctions.crossEntropy, "scores", certain, Tensor([0, 0, 0]), [0, 0, 0],
      slope: [0, 0, 0], "one class")
    for dtype in [DType.float64, .float32, .float16] {
      let (scores, targets) = randomBatch(dtype: dtype)
      guard
        expectLossGradients(
          through: ObjectiveFunctions.crossEntropy, "scores", scores, targets,
          expectedLosses(scores: scores, targets),
          slope: expectedSlope(scores: scores, targets), "\(dtype)")
      else { return }
    }
    // So many numbers that differences of values, however many are combined, miss some.
    let (scores, targets) = (
      inputs.normal(20, 8, scale: 2, dtype: .float64), inputs.integers(20, in: 0..<8)
    )
    _ = expectLossGradients(
      through: ObjectiveFunctions.crossEntropy, "scores", scores, targets,
      expectedLosses(scores: scores, targets), slope: expectedSlope(scores: scores, targets))
  }

  func testShiftsOneClassAndNoRows() {
    let (scores, targets) = randomBatch(dtype: .float64)
    let shift = inputs.normal(scores.shape[0], 1, scale: 3, dtype: .float64)
    expectResult(
      of: { ObjectiveFunctions.crossEntropy($0[0], $0[1], reduction: .none) },
      on: ["scores": scores + shift, "targets": targets], and: ["reduction": Code(".none")],
      equals: Tensor(expectedLosses(scores: scores, targets), dtype: .float64),
      "a number added to every score of a row")
    expectCrossEntropy(inputs.normal(1, 4), inputs.integers(1, in: 0..<4), "one row")
    expectCrossEntropy(inputs.normal(3, 3), Tensor([1, 2, 2]))
    expectCrossEntropy(inputs.normal(3, 1), Tensor([0, 0, 0]), "one class")
    expectCrossEntropy(inputs.normal(1, 1), Tensor([0]), "one row and one class")
    for dtype in [DType.float32, .float64, .float16] {
      expectCrossEntropy(
        Tensor.zeros(0, 3, dtype: dtype), Tensor.zeros(0, dtype: .int64),
        reductions: [.none, .sum], "no rows, \(dtype)")
    }
  }
}
