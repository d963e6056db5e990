import BatchedInput
import ExerciseTesting
import Layerwise
import XCTest

private typealias Sum = BatchedInput.Sum

final class BatchedInputHiddenTests: ExerciseTestCase {
  // MARK: repeatedRows

  func testRepeatsTheVectorInRows() {
    let size = inputs.integer(in: 2...5)
    let several = [
      Tensor.arange(1, 6, dtype: .float64), inputs.normal(size, dtype: .float64),
      inputs.normal(3, dtype: .float64).stridedCopy, inputs.normal(1, dtype: .float64),
      Tensor([Double.infinity, .nan, 1e12, -3e-9], dtype: .float64),
      Tensor([-100.0, -90, -2000], dtype: .float64), Tensor.zeros(0, dtype: .float64),
    ]
    for x in several {
      for count in inputs.shuffled([1, 2, 3, x.elementCount + 1]) {
        let numbers = Array(repeating: x.doubles(), count: count).flatMap(\.self)
        expectResult(
          of: { repeatedRows(of: $0[0], count: count) }, on: ["x": x], and: ["count": count],
          equals: Tensor(numbers, dtype: .float64).view(count, x.elementCount))
      }
    }
  }

  func testRowsShareTheVectorsMemory() {
    for (x, count) in [
      (inputs.normal(3, dtype: .float64), inputs.integer(in: 2...4)),
      (inputs.normal(3, dtype: .float64), 1), (inputs.normal(3, dtype: .float64).stridedCopy, 2),
    ] {
      let told: KeyValuePairs<String, Any> = ["x": x.clone(), "count": count]
      announce(told)
      let rows = repeatedRows(of: x, count: count)
      guard rows.shape == [count, 3] else {
        return expectEqual(rows.shape, [count, 3], for: told, "shape")
      }
      expect(rows.sharesStorage(with: x), "the numbers were copied: make a view", for: told)
      x[1] = Tensor(7.5, dtype: .float64)
      expectClose(
        rows.select(1, 1), Tensor.full([count], 7.5, dtype: .float64), for: told,
        "column 1 of the rows after x[1] was set to 7.5")
    }
  }

  // MARK: forwardEachRow

  func testAppliesTheModuleToEachRow() {
    // f:forward(X) for X = x:view(1,5):expand(3, 5), as the notebook has it
    manualSeed(287, dialect: .torch7)
    let f = CMul(5)
    let x = Tensor.arange(1, 6, dtype: .float64).view(1, 5).expand(3, 5)
    let row = [-0.3180, -0.0968, 0.5655, 1.6661, 1.6822]
    expectClose(
      forwardEachRow(f, x), Tensor([row, row, row], dtype: .float64),
      tolerance: Tolerance(relative: 0, absolute: 0.5001e-4),
      for: ["module": Code("CMul(5)"), "batch": x], "the notebook's rows")
    let (sum, linear) = (Layerwise.Sum(1), Linear(3, 2))
    for batch in [
      inputs.normal(4, 3, dtype: .float64), inputs.normal(3, 3, dtype: .float64),
      inputs.normal(1, 3, dtype: .float64), inputs.normal(4, 3, dtype: .float64).stridedCopy,
    ] {
      expectRows(sum, "Sum(1)", batch) { [$0.reduce(0, +)] }
      let (weight, bias) = (linear.weight, linear.bias.doubles())
      expectRows(linear, "Linear(3, 2)", batch) { row in
        (0..<2).map { place -> Double in
          let products = zip(weight[place].doubles(), row).map { $0 * $1 }
          return products.reduce(bias[place], +)
        }
      }
    }
    expectRows(Layerwise.Sum(1), "Sum(1)", inputs.normal(1, 1, dtype: .float64)) { $0 }
    expectRows(
      ReLU(), "ReLU()",
      Tensor(
        [[-.infinity, 1e9, -2e-9], [Double.nan, -5000, 3e-8], [-90, -100, -1e4]], dtype: .float64)
    ) { $0.map { $0 < 0 ? 0 : $0 } }
    expectRows(Tanh(), "Tanh()", Tensor.zeros(2, 0, dtype: .float64)) { $0 }
    // Elements of more dimensions, and of none.
    for rows in [3, 1] {
      let deep = inputs.normal(rows, 2, 4, dtype: .float64)
      expectResult(
        of: { forwardEachRow(Layerwise.Sum(1), $0[0]) }, on: ["batch": deep],
        and: ["module": Code("Sum(1)")], equals: deep.sum(dim: 1), "\(rows) matrices")
      expectResult(
        of: { forwardEachRow(Abs(), $0[0]) }, on: ["batch": deep], and: ["module": Code("Abs()")],
        equals: deep.abs(), "\(rows) matrices")
    }
    let numbers = inputs.normal(4, dtype: .float64)
    expectResult(
      of: { forwardEachRow(Abs(), $0[0]) }, on: ["batch": numbers], and: ["module": Code("Abs()")],
      equals: Tensor(numbers.doubles().map(abs), dtype: .float64), "elements that are numbers")
    // Rows of whole numbers, where the module takes them.
    let words = LookupTable(6, 2)
    let indices = (inputs.integers(6, in: 0..<6) + 1).view(3, 2)
    let found = indices.ints().flatMap { words.weight[$0 - 1].doubles() }
    expectClose(
      forwardEachRow(words, indices), Tensor(found, dtype: .float64).view(3, 2, 2),
      for: ["module": Code("LookupTable(6, 2)"), "batch": indices], "rows of indices")
  }

  private func expectRows(
    _ module: Module, _ name: String, _ batch: Tensor, file: StaticString = #filePath,
    line: UInt = #line, as definition: ([Double]) -> [Double]
  ) {
    let rows = (0..<batch.shape[0]).map { definition(batch[$0].doubles()) }
    let expected = Tensor(rows.flatMap(\.self), dtype: .float64)
      .view(batch.shape[0], rows[0].count)
    expectResult(
      of: { forwardEachRow(module, $0[0]) }, on: ["batch": batch], and: ["module": Code(name)],
      equals: expected,
      recognising: ["the whole batch is forwarded at once": module.forward(batch).clone()],
      file: file, line: line)
  }

  func testKeepsEachOutput() {
    let batch = inputs.normal(4, 3, dtype: .float64)
    for isTraining in [true, false] {
      let reusing = Reusing()
      reusing.setTraining(isTraining)
      let told: KeyValuePairs<String, Any> = [
        "module": Code("x + 10, in one tensor for all outputs"), "batch": batch,
      ]
      expectClose(
        forwardEachRow(reusing, batch), batch + 10, for: told,
        recognising: [
          "every output is the last one": (batch[3] + 10).view(1, 3).expand(4, 3).clone()
        ])
      expectEqual(reusing.isTraining, isTraining, for: told, "isTraining afterwards")
    }
    // A module that counts its calls tells how often and in which order it is called.
    let counting = Counting()
    let expected = batch + Tensor([[1.0], [2.0], [3.0], [4.0]], dtype: .float64)
    let told: KeyValuePairs<String, Any> = [
      "module": Code("x + the number of calls so far"), "batch": batch,
    ]
    expectClose(
      forwardEachRow(counting, batch), expected, for: told,
      recognising: [
        "the module is called from the last row to the first":
          batch + Tensor([[4.0], [3.0], [2.0], [1.0]], dtype: .float64),
        "the module is called twice for each row":
          batch + Tensor([[2.0], [4.0], [6.0], [8.0]], dtype: .float64),
      ])
    expectEqual(counting.calls, 4, for: told, "how often the module was called")
    expectClose(
      counting.output.tensor, expected[3], for: told, "the output that the module keeps",
      recognising: ["it keeps nothing": Tensor.zeros(0, dtype: .float64)])
    // A module is given what the batch holds, in the batch's dtype.
    for dtype in [DType.int64, .float32] {
      let (doubling, numbers) = (Doubling(), inputs.integers(6, in: -9..<9).view(3, 2).to(dtype))
      let told: KeyValuePairs<String, Any> = [
        "module": Code("2 x in float64, for any dtype"), "batch": numbers,
      ]
      announce(told)
      let found = forwardEachRow(doubling, numbers)
      expectEqual(doubling.dtypes, [dtype], for: told, "the dtypes that the module was given")
      expectClose(found, numbers.to(.float64) * 2, for: told, "\(dtype)")
    }
  }

  // MARK: Sum

  /// One number at a time, of one input; the dimension is counted from 1.
  private func sums(_ x: Tensor, _ dimension: Int) -> Tensor {
    var sizes = Array(x.shape)
    let count = sizes.remove(at: dimension - 1)
    let step = sizes[(dimension - 1)...].reduce(1, *)
    let stretch = step * count
    var totals = Array(repeating: 0.0, count: sizes.reduce(1, *))
    for (position, number) in x.doubles().enumerated() {
      totals[position / stretch * step + position % step] += number
    }
    return Tensor(totals, dtype: .float64).view(sizes.isEmpty ? [1] : Shape(sizes))
  }

  private func expectSums(
    _ x: Tensor, _ dimension: Int, _ nInputDims: Int, tolerance: Tolerance? = nil,
    _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    let isBatch = x.rank > nInputDims
    let told: KeyValuePairs<String, Any> = ["dimension": dimension, "nInputDims": nInputDims]
    let other = sums(x, dimension)
    let place = isBatch ? dimension + 1 : dimension
    expectResult(
      of: { Sum(dimension, nInputDims).forward($0[0]) }, on: ["input": x], and: told,
      equals: sums(x, place), tolerance: tolerance, what,
      recognising: isBatch
        ? ["the batch is taken for one input": other]
        : ["everything is added up": x.sum().view(1)],
      file: file, line: line)
    // One module, called again and again.
    let module = Sum(dimension, nInputDims)
    expectResult(
      of: { module.forward($0[0]) }, on: ["input": x], and: told, equals: sums(x, place),
      tolerance: tolerance, what, file: file, line: line)
    expectClose(
      module.output.tensor, sums(x, place), tolerance: tolerance, for: told, "output", file: file,
      line: line)
  }

  func testSumsOneInput() {
    let sizes = inputs.shuffled([2, 3, 4])
    for x in [
      inputs.normal(sizes[0], dtype: .float64), inputs.normal(sizes[0], sizes[1], dtype: .float64),
      inputs.normal(sizes[0], sizes[1], sizes[2], dtype: .float64),
      inputs.normal(3, 3, dtype: .float64).stridedCopy, inputs.normal(1, 3, dtype: .float64),
      inputs.normal(1, dtype: .float64), inputs.normal(1, 1, dtype: .float64),
      Tensor.zeros(0, dtype: .float64), Tensor.zeros(0, 3, dtype: .float64),
      Tensor([[Double.infinity, 1e9], [-2e9, .nan]], dtype: .float64),
      Tensor([[-81.0, -90], [-100, -1e4]], dtype: .float64),
      Tensor([2e-9, -3e-8, 1e-12], dtype: .float64),
    ] {
      for dimension in 1...x.rank {
        expectSums(
          x, dimension, x.rank, tolerance: .rounding(near: x), "one input of rank \(x.rank)")
      }
    }
  }

  func testSumsABatchRowByRow() {
    let sizes = inputs.shuffled([2, 3, 4, 5])
    for x in [
      inputs.normal(sizes[0], sizes[1], dtype: .float64), inputs.normal(3, 3, dtype: .float64),
      inputs.normal(sizes[0], sizes[1], sizes[2], dtype: .float64),
      inputs.normal(3, 3, 3, dtype: .float64).stridedCopy,
      inputs.normal(2, sizes[1], 1, sizes[3], dtype: .float64),
      inputs.normal(1, 4, dtype: .float64), inputs.normal(1, 2, 3, dtype: .float64),
      inputs.normal(3, 1, dtype: .float64), inputs.normal(1, 1, dtype: .float64),
      inputs.normal(3, 2, dtype: .float64).stridedCopy, Tensor.zeros(0, 3, dtype: .float64),
      Tensor.zeros(3, 0, dtype: .float64),
      Tensor([[Double.infinity, 1e9], [-2e9, .nan]], dtype: .float64),
      Tensor([[-81.0, -90], [-100, -1e4]], dtype: .float64),
      Tensor([[2e-9, -3e-8], [1e-12, 4e-10]], dtype: .float64),
    ] {
      for dimension in 1..<x.rank {
        expectSums(
          x, dimension, x.rank - 1, tolerance: .rounding(near: x),
          "a batch of \(x.shape[0]) inputs of rank \(x.rank - 1)")
      }
    }
  }

  // MARK: takesBatches

  /// Asks twice, and looks at what the call leaves behind.
  private func expectVerdict(
    _ expected: Bool, on module: Module, _ name: String, _ batch: Tensor,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = ["module": Code(name), "batch": batch]
    for isTraining in [true, false] {
      module.setTraining(isTraining)
      let given = batch.isContiguous ? batch.clone() : batch.stridedCopy
      if isTraining, given.dtype.isFloatingPoint { given.requiresGrad = true }
      for _ in 0..<2 {
        expectEqual(takesBatches(module, given), expected, for: told, file: file, line: line)
        expectEqual(
          module.isTraining, isTraining, for: told, "isTraining afterwards", file: file, line: line)
      }
      expectClose(
        given.detach(), batch, for: told, "the batch afterwards", file: file, line: line)
      expect(
        given.requiresGrad == isTraining && given.grad == nil,
        "requiresGrad or grad of the batch was changed", for: told, file: file, line: line)
    }
    let held = batch.clone().requiringGradient()
    held.grad = Tensor.ones(like: batch)
    _ = takesBatches(module, held)
    expect(
      held.grad.map { $0.equals(Tensor.ones(like: batch)) } ?? false,
      "the batch's grad was changed", for: told, file: file, line: line)
  }

  func testTellsWhichModulesTakeBatches() {
    let size = inputs.integer(in: 2...4)
    for batch in [
      inputs.awayFromZero(size, 3, dtype: .float64), inputs.awayFromZero(3, 3, dtype: .float64),
      inputs.awayFromZero(3, 3, dtype: .float64).stridedCopy,
    ] {
      expectVerdict(true, on: CMul(3), "CMul(3)", batch)
      expectVerdict(true, on: Linear(3, 2), "Linear(3, 2)", batch)
      expectVerdict(true, on: Tanh(), "Tanh()", batch)
      expectVerdict(true, on: LogSoftMax(), "LogSoftMax()", batch)
      expectVerdict(false, on: Layerwise.Sum(1), "Sum(1)", batch)
      // A row gives [1], and the batch gives [N]: N rows of nothing are no N rows of one.
      expectVerdict(false, on: Layerwise.Sum(1, 1), "Sum(1, 1)", batch)
      for sign in [1.0, -1.0] {
        expectVerdict(
          false, on: Mixing(sign), "\(sign) * the running sum of |x| along dim 0", batch)
      }
      expectVerdict(false, on: Centred(), "x less its mean along dim 0", batch)
    }
    let row = inputs.awayFromZero(1, 3, dtype: .float64)
    expectVerdict(true, on: Tanh(), "Tanh()", row)
    expectVerdict(false, on: Layerwise.Sum(1), "Sum(1)", row)
    expectVerdict(true, on: Tanh(), "Tanh()", inputs.awayFromZero(1, 1, dtype: .float64))
    expectVerdict(true, on: Abs(), "Abs()", inputs.awayFromZero(3, dtype: .float64))
    let deep = inputs.awayFromZero(2, 3, 2, dtype: .float64)
    expectVerdict(true, on: CMul(3, 2), "CMul(3, 2)", deep)
    expectVerdict(true, on: Layerwise.Sum(1, 2), "Sum(1, 2)", deep)
    expectVerdict(false, on: Layerwise.Sum(2), "Sum(2)", deep)
    let extreme = Tensor([[2e6, -3e-8, 1e9], [-90, -5000, -100]], dtype: .float64)
    expectVerdict(true, on: ReLU(), "ReLU()", extreme)
    expectVerdict(false, on: Centred(), "x less its mean along dim 0", extreme)
  }

  func testToleratesRoundingAlone() {
    let batch = inputs.awayFromZero(3, 2, dtype: .float64).abs()
    for difference in [1e-13, 5e-10, -5e-10] {
      expectVerdict(
        true, on: Off(by: difference), "x + \(difference) * the number of its dimensions", batch)
    }
    for difference in [1e-6, -1e-6, 0.5] {
      expectVerdict(
        false, on: Off(by: difference), "x + \(difference) * the number of its dimensions", batch)
    }
    expectVerdict(
      false, on: Off(by: 1e-7), "x + 1e-7 * the number of its dimensions", batch * 1e4)
    expectVerdict(false, on: Spot(0, 0), "x, and 3e-9 more at [0, 0] of a batch", batch)
    expectVerdict(
      false, on: Spot(5, 4), "x, and 3e-9 more at [5, 4] of a batch",
      inputs.awayFromZero(6, 5, dtype: .float64))
    expectVerdict(
      false, on: Reusing(by: 1), "x + the number of its dimensions, in one tensor for all outputs",
      batch)
    expectVerdict(
      true, on: Reusing(), "x + 10, in one tensor for all outputs of a shape", batch)
  }
}

// MARK: Modules that show what an answer does

/// Adds 10, in memory of its own that every output of a shape shares; or its number of dimensions.
private final class Reusing: Module {
  private let step: Double?
  private var memory: Tensor?

  init(by step: Double? = nil) { self.step = step }

  override func updateOutput(_ input: Tensor) -> Tensor {
    let result = input + (step.map { $0 * Double(input.rank) } ?? 10)
    guard let memory, memory.elementCount >= result.elementCount else {
      memory = result.clone()
      return memory!.view(result.shape)
    }
    let part = memory.view(-1).narrow(0, start: 0, length: result.elementCount).view(result.shape)
    part.copy(from: result)
    return part
  }
}

/// Doubles what it gets, and notes its dtype.
private final class Doubling: Module {
  private(set) var dtypes: Set<DType> = []

  override func updateOutput(_ input: Tensor) -> Tensor {
    dtypes.insert(input.dtype)
    return input.to(.float64) * 2
  }
}

/// Adds the number of the call.
private final class Counting: Module {
  private(set) var calls = 0

  override func updateOutput(_ input: Tensor) -> Tensor {
    calls += 1
    return input + calls
  }
}

/// Running sums along the first dimension: the first row of a batch comes out as by itself.
private final class Mixing: Module {
  private let sign: Double

  init(_ sign: Double) { self.sign = sign }

  override func updateOutput(_ input: Tensor) -> Tensor {
    input.rank > 1 ? input.abs().cumsum(dim: 0) * sign : input.abs() * sign
  }
}

/// Each column less its mean.
private final class Centred: Module {
  override func updateOutput(_ input: Tensor) -> Tensor {
    input - input.mean(dim: 0, keepDim: true)
  }
}

/// Adds a little to one element of a batch.
private final class Spot: Module {
  private let row: Int, column: Int

  init(_ row: Int, _ column: Int) { (self.row, self.column) = (row, column) }

  override func updateOutput(_ input: Tensor) -> Tensor {
    guard input.rank > 1 else { return input * 1 }
    let spot = Tensor.zeros(input.shape, dtype: .float64)
    spot[row, column] = Tensor(3e-9, dtype: .float64)
    return input + spot
  }
}

/// Adds a step for each dimension of its input.
private final class Off: Module {
  private let step: Double

  init(by step: Double) { self.step = step }

  override func updateOutput(_ input: Tensor) -> Tensor { input + step * Double(input.rank) }
}
