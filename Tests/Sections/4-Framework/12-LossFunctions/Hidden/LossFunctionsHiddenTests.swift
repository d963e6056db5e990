import ExerciseTesting
import Kindling
import LossFunctions
import RealModule
import XCTest

final class LossFunctionsHiddenTests: ExerciseTestCase {
  private static let dtypes: [DType] = [.float32, .float64, .float16]
  private static let reductions: [Reduction] = [.none, .sum, .mean]

  // MARK: SquaredError

  private func expectSquares(
    _ input: Tensor, _ target: Tensor, of reductions: [Reduction] = reductions, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    for reduction in reductions {
      let losses = zip(input.doubles(), target.doubles()).map { ($0 - $1) * ($0 - $1) }
      let sum = losses.reduce(0, +)
      let expected: Tensor =
        switch reduction {
        case .none: Tensor(losses, dtype: input.dtype).view(input.shape)
        case .sum: Tensor(sum, dtype: input.dtype)
        case .mean: Tensor(sum / Double(losses.count), dtype: input.dtype)
        }
      expectResult(
        of: { SquaredError(reduction: reduction)($0[0], $0[1]) },
        on: ["input": input, "target": target], and: ["reduction": Code(".\(reduction)")],
        equals: expected, what,
        recognising: [
          "the sum is divided by the number of rows, not of numbers": Tensor(
            reduction == .mean && input.rank > 1 ? sum / Double(input.shape[0]) : sum,
            dtype: input.dtype)
        ], file: file, line: line)
    }
  }

  func testSquaresOfDifferences() {
    expectSquares(inputs.normal(5), inputs.normal(5), of: [.none])
    for dtype in Self.dtypes {
      expectSquares(
        inputs.normal(2, 3, dtype: dtype), inputs.normal(2, 3, dtype: dtype), of: [.none],
        "\(dtype)")
    }
    expectSquares(inputs.normal(3, 3), inputs.normal(3, 3).stridedCopy, of: [.none], "a square")
    expectSquares(
      inputs.normal(2, 1, 2).stridedCopy, inputs.normal(2, 1, 2), of: [.none], "three dimensions")
    expectSquares(inputs.normal(1).view([]), inputs.normal(1).view([]), of: [.none], "rank 0")
    expectSquares(inputs.normal(1, 4), inputs.normal(1, 4), of: [.none], "one row")
    expectSquares(
      Tensor([3000.0, -1e-8, -200], dtype: .float64), Tensor([1.0, 0, -90], dtype: .float64),
      of: [.none], "large and small numbers")
    expectSquares(
      Tensor([[-100.0, -90], [-85, -2]]), Tensor([[-100.0, -91], [-80, 1]]), of: [.none],
      "a row of numbers below -80")
    for dtype in Self.dtypes {
      let none = Tensor.zeros(0, 3, dtype: dtype)
      expectSquares(none, none.clone(), of: [.none], "no number, \(dtype)")
    }
    // Large numbers near each other: float32 has the difference to the last digit.
    let whole = inputs.integers(4, in: 5000..<9000).to(.float32)
    for difference in [1, -0.5, 0.25] {
      expectSquares(whole, whole + difference, "numbers of thousands that differ by less than 2")
    }
  }

  func testReductionsOfSquares() {
    for dtype in Self.dtypes {
      expectSquares(
        inputs.normal(3, 4, dtype: dtype), inputs.normal(3, 4, dtype: dtype), of: [.sum, .mean],
        "\(dtype)")
    }
    expectNoSquaresKept()
    expectSquares(inputs.normal(5), inputs.normal(5), of: [.sum, .mean])
    expectSquares(inputs.normal(1, 1), inputs.normal(1, 1), of: [.sum, .mean], "one number")
    for dtype in Self.dtypes {
      let none = Tensor.zeros(0, 3, dtype: dtype)
      expectSquares(none, none.clone(), of: [.sum], "no number, \(dtype)")
    }
    // nn.MSELoss()(input, target), and with reduction="sum"
    let input = Tensor([[0.3, 0.8, -0.4], [1.5, -2.0, 0.1]], dtype: .float64)
    let target = Tensor([[0.5, 1.0, 0.0], [1.0, -1.0, 0.25]], dtype: .float64)
    for (reduction, loss) in [(Reduction.mean, 0.2520833333333333), (.sum, 1.5125)] {
      expectResult(
        of: { SquaredError(reduction: reduction)($0[0], $0[1]) },
        on: ["input": input, "target": target], and: ["reduction": Code(".\(reduction)")],
        equals: Tensor(loss, dtype: .float64), "beside PyTorch")
    }
  }

  func testGradientOfSquares() {
    for reduction in Self.reductions {
      expectGradients(
        through: { SquaredError(reduction: reduction)($0[0], $0[1]) },
        at: [
          "input": inputs.normal(2, 3, dtype: .float64),
          "target": inputs.normal(2, 3, dtype: .float64),
        ], and: ["reduction": Code(".\(reduction)")],
        as: { mseLoss($0[0], $0[1], reduction: reduction) })
      expectGradients(
        through: { SquaredError(reduction: reduction)($0[0], $0[1]) },
        at: [
          "input": inputs.awayFromZero(2, 3, dtype: .float64) * 5000,
          "target": inputs.normal(2, 3, dtype: .float64),
        ], and: ["reduction": Code(".\(reduction)")],
        as: { mseLoss($0[0], $0[1], reduction: reduction) }, "differences of thousands")
    }
  }

  // MARK: One loss for many batches

  /// Calls one module on two batches: what it had of the first is not in the second.
  private func expectNothingKept(
    by loss: Loss, _ name: String, first: [Tensor], second: [Tensor], equals right: Tensor,
    line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = [
      "loss": Code(name), "first batch": first, "second batch": second,
    ]
    announce(told)
    _ = loss(first[0], first[1])
    expectClose(
      loss(second[0], second[1]), right, for: told, "the loss of a second batch", line: line)
  }

  private func expectNoSquaresKept() {
    for reduction in Self.reductions {
      func draw() -> [Tensor] { [inputs.normal(2, 3), inputs.normal(2, 3)] }
      let second = draw()
      expectNothingKept(
        by: SquaredError(reduction: reduction), "SquaredError(reduction: .\(reduction))",
        first: draw(), second: second, equals: mseLoss(second[0], second[1], reduction: reduction))
    }
  }

  private func expectNoEntropyKept() {
    for reduction in Self.reductions {
      for weight in [nil, Tensor([0.5, 2, 3])] {
        let second = [inputs.normal(2, 3), Tensor([0, 2])]
        expectNothingKept(
          by: ClassEntropy(weight: weight, reduction: reduction),
          "ClassEntropy(weight: \(weight == nil ? "nil" : "[0.5, 2, 3]"), reduction: .\(reduction))",
          first: [inputs.normal(2, 3), Tensor([1, 1])], second: second,
          equals: crossEntropy(second[0], second[1], weight: weight, reduction: reduction))
      }
    }
  }

  // MARK: ClassEntropy

  /// Scores and right classes of a batch with neither as many rows as classes nor one class only.
  private func randomBatch(dtype: DType = .float32) -> (scores: Tensor, targets: Tensor) {
    let sizes = inputs.shuffled([3, 4, 5])
    let (rows, classes) = (sizes[0], sizes[1])
    let targets = inputs.shuffled(Array(0..<classes) + Array(0..<classes)).prefix(rows)
    return (inputs.normal(rows, classes, scale: 2, dtype: dtype), Tensor(Array(targets)))
  }

  private func randomWeight(_ scores: Tensor) -> Tensor {
    Tensor(
      (0..<scores.shape[1]).map { _ in inputs.number(in: 0.2...3) }, dtype: scores.dtype)
  }

  /// The probabilities' logarithms of each row, by the definition, in Double.
  private func logShares(_ scores: Tensor) -> [[Double]] {
    let (numbers, classes) = (scores.doubles(), scores.shape[1])
    return (0..<scores.shape[0]).map { row in
      let row = Array(numbers[row * classes..<(row + 1) * classes])
      let largest = row.max()!
      let total = Double.log(row.reduce(0) { $0 + Double.exp($1 - largest) })
      return row.map { $0 - largest - total }
    }
  }

  private func expectEntropy(
    _ scores: Tensor, _ targets: Tensor, weight: Tensor? = nil,
    of reductions: [Reduction] = reductions, tolerance: Tolerance? = nil, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let counts = targets.ints().map { weight?.doubles()[$0] ?? 1 }
    let losses = zip(zip(logShares(scores), targets.ints()), counts).map { -$0.0[$0.1] * $1 }
    for reduction in reductions {
      let expected: Tensor =
        switch reduction {
        case .none: Tensor(losses, dtype: scores.dtype)
        case .sum: Tensor(losses.reduce(0, +), dtype: scores.dtype)
        case .mean: Tensor(losses.reduce(0, +) / counts.reduce(0, +), dtype: scores.dtype)
        }
      let mean = Tensor(losses.reduce(0, +) / Double(losses.count), dtype: scores.dtype)
      let mistakes: KeyValuePairs<String, Tensor> =
        weight != nil && reduction == .mean
        ? ["the sum is divided by the number of rows, not by their weights": mean] : [:]
      if let weight {
        expectResult(
          of: { ClassEntropy(weight: $0[2], reduction: reduction)($0[0], $0[1]) },
          on: ["scores": scores, "targets": targets, "weight": weight],
          and: ["reduction": Code(".\(reduction)")], equals: expected, tolerance: tolerance, what,
          recognising: mistakes, file: file, line: line)
      } else {
        expectResult(
          of: { ClassEntropy(reduction: reduction)($0[0], $0[1]) },
          on: ["scores": scores, "targets": targets],
          and: ["reduction": Code(".\(reduction)")], equals: expected, tolerance: tolerance, what,
          file: file, line: line)
      }
    }
  }

  func testPicksTheRightClass() {
    for dtype in Self.dtypes {
      let (scores, targets) = randomBatch(dtype: dtype)
      expectEntropy(scores, targets, of: [.none], "\(dtype)")
      expectEntropy(scores.stridedCopy, targets.stridedCopy, of: [.none], "not contiguous")
    }
    expectEntropy(inputs.normal(3, 3), Tensor([2, 0, 1]), of: [.none], "a square batch")
    expectEntropy(inputs.normal(1, 4), Tensor([3]), of: [.none], "one row")
    expectEntropy(inputs.normal(3, 1), Tensor([0, 0, 0]), of: [.none], "one class")
    expectEntropy(inputs.normal(1, 1), Tensor([0]), of: [.none], "one number")
    for dtype in Self.dtypes {
      expectResult(
        of: { ClassEntropy(reduction: .none)($0[0], $0[1]) },
        on: [
          "scores": Tensor.zeros(0, 3, dtype: dtype), "targets": Tensor.zeros(0, dtype: .int64),
        ],
        equals: Tensor.zeros(0, dtype: dtype), "no row, \(dtype)")
    }
  }

  func testWeightsAndReductions() {
    for dtype in Self.dtypes {
      let (scores, targets) = randomBatch(dtype: dtype)
      expectEntropy(scores, targets, of: [.sum, .mean], "\(dtype)")
      expectEntropy(scores, targets, weight: randomWeight(scores), "\(dtype), with weights")
    }
    let (scores, targets) = randomBatch()
    expectEntropy(
      scores, targets, weight: Tensor.full([scores.shape[1]], 2), "all classes count twice")
    // Weights far below 1 and far above it.
    for scale in [1e-4, 1e4] {
      expectEntropy(
        scores, targets, weight: randomWeight(scores) * scale, "weights of about \(scale)")
    }
    expectNoEntropyKept()
    expectEntropy(inputs.normal(1, 3), Tensor([1]), weight: Tensor([1.0, 4.0, 2.0]), "one row")
    for dtype in Self.dtypes {
      for weight in [nil, Tensor([1.0, 2.0, 3.0], dtype: dtype)] {
        expectResult(
          of: { ClassEntropy(weight: weight, reduction: .sum)($0[0], $0[1]) },
          on: [
            "scores": Tensor.zeros(0, 3, dtype: dtype), "targets": Tensor.zeros(0, dtype: .int64),
          ],
          equals: Tensor(0.0, dtype: dtype), "no row, \(dtype)")
      }
    }
    // nn.CrossEntropyLoss(weight=torch.tensor([3.0, 1.0]).double())(scores, torch.tensor([0, 1]))
    expectResult(
      of: { ClassEntropy(weight: $0[2])($0[0], $0[1]) },
      on: [
        "scores": Tensor([[0.0, 0.0], [5.0, 0.0]], dtype: .float64), "targets": Tensor([0, 1]),
        "weight": Tensor([3.0, 1.0], dtype: .float64),
      ], equals: Tensor(1.7715392225422386, dtype: .float64), "beside PyTorch")
  }

  /// Scores of one class have a gradient, too: zeros.
  private func expectGradientOfOneClass() {
    for reduction in Self.reductions {
      expectGradients(
        through: { ClassEntropy(reduction: reduction)($0[0], Tensor([0, 0, 0])) },
        at: ["scores": inputs.normal(3, 1, dtype: .float64)],
        and: ["reduction": Code(".\(reduction)")],
        as: { crossEntropy($0[0], Tensor([0, 0, 0]), reduction: reduction) }, "one class")
    }
  }

  private let huge = Tensor(
    [[10_000.0, -10_000, 0], [-10_000, -10_000, -10_001], [0, 1, 2], [-90, -100, -85]],
    dtype: .float64)

  func testHugeScores() {
    let targets = Tensor([1, 2, 0, 1])
    for dtype in [DType.float64, .float32] {
      // The logarithm of a sum may be added to the largest score before that of the class is taken
      // away, which rounds as numbers of 10,000 do.
      let tolerance = Tolerance.rounding(near: huge.to(dtype))
      expectEntropy(
        huge.to(dtype), targets, tolerance: tolerance, "scores of 10,000 and -10,000")
      expectEntropy(
        huge.to(dtype), targets, weight: Tensor([1.0, 2.0, 0.5], dtype: dtype),
        tolerance: tolerance,
        "scores of 10,000 and -10,000, with weights")
    }
    // Losses of up to 20,000, whose sum float16 can hold as well.
    for weight in [nil, Tensor([1.0, 2.0, 0.5], dtype: .float16)] {
      expectEntropy(
        huge.to(.float16), targets, weight: weight,
        tolerance: .rounding(near: huge.to(.float16)), "float16, scores of 10,000 and -10,000")
    }
    expectEntropy(
      Tensor([[1e-8, -1e-8, 0]], dtype: .float64), Tensor([1]), "scores near 0")
    for reduction in Self.reductions {
      expectGradients(
        through: { ClassEntropy(reduction: reduction)($0[0], targets) },
        at: ["scores": huge],
        and: ["targets": targets, "reduction": Code(".\(reduction)")],
        as: { crossEntropy($0[0], targets, reduction: reduction) },
        tolerance: .rounding(near: huge * 4), valueTolerance: .rounding(near: huge),
        "scores of 10,000 and -10,000")
    }
  }

  func testGradientOfTheEntropy() {
    expectGradientOfOneClass()
    for reduction in Self.reductions {
      let (scores, targets) = randomBatch(dtype: .float64)
      for weight in [nil, randomWeight(scores)] {
        expectGradients(
          through: { ClassEntropy(weight: weight, reduction: reduction)($0[0], targets) },
          at: ["scores": scores],
          and: [
            "targets": targets, "weight": weight ?? Code("nil"),
            "reduction": Code(".\(reduction)"),
          ],
          as: { crossEntropy($0[0], targets, weight: weight, reduction: reduction) })
      }
    }
  }

  // MARK: crossEntropySlope

  private func expectSlopes(
    _ scores: Tensor, _ targets: Tensor, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let rows = Double(scores.shape[0])
    let signed = zip(logShares(scores), targets.ints()).flatMap { row, target in
      row.enumerated().map { Double.exp($1) - ($0 == target ? 1 : 0) }
    }
    func tensor(_ numbers: [Double]) -> Tensor {
      Tensor(numbers, dtype: scores.dtype).view(scores.shape)
    }
    expectResult(
      of: { crossEntropySlope($0[0], $0[1]) }, on: ["scores": scores, "targets": targets],
      equals: tensor(signed.map { $0 / rows }), what,
      recognising: [
        "the loss is the sum over the rows": tensor(signed),
        "the sign is the other one": tensor(signed.map { -$0 / rows }),
        "it is divided by the number of scores": tensor(
          signed.map { $0 / Double(scores.elementCount) }),
      ], file: file, line: line)
  }

  func testSlopes() {
    for dtype in Self.dtypes {
      let (scores, targets) = randomBatch(dtype: dtype)
      expectSlopes(scores, targets, "\(dtype)")
      expectSlopes(scores.stridedCopy, targets.stridedCopy, "not contiguous")
    }
    for classes in [[2, 0, 1], [0, 0, 2]] {
      expectSlopes(inputs.normal(3, 3), Tensor(classes), "a square batch")
    }
    for rows in 2...5 {
      expectSlopes(
        inputs.normal(rows, 3), Tensor(Array(repeating: inputs.integer(in: 0...2), count: rows)),
        "rows of one class")
    }
    // Classes of little probability have their slope, too.
    let gaps = Tensor([[0.0, 7, 9], [-8, 0, 3], [0, -12, -10]], dtype: .float64)
    expectSlopes(
      gaps + inputs.normal(3, 3, scale: 0.3, dtype: .float64), Tensor([0, 1, 2]),
      "probabilities near 0")
    expectSlopes(inputs.normal(1, 4), Tensor([3]), "one row")
    expectSlopes(inputs.normal(2, 1), Tensor([0, 0]), "one class")
    expectSlopes(inputs.normal(1, 1), Tensor([0]), "one number")
    let (scores, targets) = randomBatch(dtype: .float64)
    expectDerivative(
      for: ["scores": scores], of: { crossEntropy($0[0], targets) },
      is: { inputs, gradient in [crossEntropySlope(inputs[0], targets) * gradient] })
    for dtype in Self.dtypes {
      expectSlopes(
        Tensor.zeros(0, 3, dtype: dtype), Tensor.zeros(0, dtype: .int64), "no row, \(dtype)")
    }
  }

  func testSlopesOfHugeScores() {
    for dtype in [DType.float64, .float32] {
      expectSlopes(huge.to(dtype), Tensor([1, 2, 0, 1]), "scores of 10,000 and -10,000")
    }
    expectSlopes(Tensor([[1e-8, -1e-8, 0]], dtype: .float64), Tensor([1]), "scores near 0")
  }
}
