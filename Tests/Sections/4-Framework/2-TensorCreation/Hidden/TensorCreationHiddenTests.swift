import ExerciseTesting
import Foundation
import Kindling
import TensorCreation
import XCTest

final class TensorCreationHiddenTests: ExerciseTestCase {
  private let exact = Tolerance(relative: 0, absolute: 0)

  /// Shapes of rank 0 to 4, some with a size of 0 or 1, and one by chance.
  private func shapes() -> [Shape] {
    [
      [2, 3], [], [1], [5], [1, 3], [3, 1], [3, 3], [2, 1, 2, 2],
      Shape(inputs.shuffled([2, 3, 4])),
      [0, 3], [0],
    ]
  }

  private func expectOwn(
    _ first: Tensor, _ second: Tensor, for told: KeyValuePairs<String, Any>, line: UInt = #line
  ) {
    expect(
      first.elementCount == 0 || !first.sharesStorage(with: second),
      "two calls give the same memory", for: told, line: line)
    expect(!first.requiresGrad, "the result requires a gradient", for: told, line: line)
  }

  /// Whether each element of a matrix has a place of its own in the memory.
  private func expectOwnPlaces(
    _ make: () -> Tensor, of number: Double, for told: KeyValuePairs<String, Any>,
    line: UInt = #line
  ) {
    announce(told)
    let matrix = make()
    matrix[1, 0].fill(1 - number)
    expectEqual(
      matrix.doubles(), [number, number, 1 - number, number], for: told,
      "the elements, after one of them was filled with \(1 - number)", line: line)
  }

  // MARK: Constants

  func testZerosLike() {
    for dtype in DType.allCases {
      for shape in shapes() {
        let other = inputs.integers(shape.elementCount, in: 1..<100).to(dtype).view(shape)
        let expected = Tensor(Array(repeating: 0, count: shape.elementCount), dtype: dtype)
          .view(shape)
        guard
          expectResult(
            of: { zerosLike($0[0]) }, on: ["other": other], equals: expected, tolerance: exact),
          shape.elementCount == 0
            || expectResult(
              of: { zerosLike($0[0]) }, on: ["other": other.stridedCopy], equals: expected,
              tolerance: exact, "not contiguous")
        else { return }
        expect(
          shape.elementCount == 0 || !zerosLike(other).sharesStorage(with: other),
          "the result shares the memory of the other tensor", for: ["other": other])
        zerosLike(other).fill(1)
        expectClose(
          zerosLike(other), expected, tolerance: exact, for: ["other": other],
          "after the result of the last call was filled with 1")
      }
      let other = Tensor.empty(2, 2, dtype: dtype).fill(1)
      expectOwnPlaces({ zerosLike(other) }, of: 0, for: ["other": other])
      expectOwnPlaces({ zerosLike(other[0].expand(2, 2)) }, of: 0, for: ["other": other])
    }
    for numbers in [
      [Double.infinity, -.infinity], [.nan, 1], [1e30, -1e30], [1e-30, 2], [-100, -1000],
    ] as [[Double]] {
      for dtype in [DType.float32, .float64] {
        expectResult(
          of: { zerosLike($0[0]) }, on: ["other": Tensor(numbers, dtype: dtype)],
          equals: Tensor([0.0, 0.0], dtype: dtype), tolerance: exact)
      }
    }
    let leaf = inputs.normal(2).requiringGradient()
    expect(
      !zerosLike(leaf).requiresGrad, "the result requires a gradient", for: ["other": leaf.detach()]
    )
  }

  func testConstant() {
    for dtype in DType.allCases {
      var values: [Double] = [0, 1] + dtype.ends
      if dtype != .bool { values += [5, Double(inputs.integer(in: 2...100))] }
      if dtype.isFloatingPoint { values += [0.1, -2.75, 1e4, 1e-6, .infinity, .nan] }
      if dtype == .float64 { values += [1e300, 1 / 3] }
      if dtype == .int64 { values += [1e12] }
      // 2^24 + 1 is no float32.
      if dtype.byteCount >= 4 { values += [16_777_217] }
      if dtype != .bool, dtype != .uint8 { values += [-100] }
      for value in values {
        for shape in shapes() {
          let expected = Tensor(Array(repeating: value, count: shape.elementCount), dtype: dtype)
            .view(shape)
          let told: KeyValuePairs<String, Any> = ["shape": shape, "value": value, "dtype": dtype]
          announce(told)
          let (first, second) = (
            constant(shape, value, dtype: dtype), constant(shape, value, dtype: dtype)
          )
          guard expectClose(first, expected, tolerance: exact, for: told) else { return }
          expectClose(second, expected, tolerance: exact, for: told, "called again")
          expectOwn(first, second, for: told)
        }
      }
      expectOwnPlaces(
        { constant([2, 2], 1, dtype: dtype) }, of: 1,
        for: ["shape": Shape([2, 2]), "value": 1.0, "dtype": dtype])
    }
  }

  // MARK: Rules

  private func expectRange(
    _ start: Double, _ end: Double, _ step: Double, _ dtype: DType, _ numbers: [Double],
    line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = [
      "start": start, "end": end, "step": step, "dtype": dtype,
    ]
    announce(told)
    // One rounding may come in another order.
    let tolerance =
      dtype.isFloatingPoint
      ? Tolerance(relative: dtype == .float64 ? 0x1p-51 : 0x1p-22, absolute: 0) : exact
    for call in ["", "called again"] {
      let result = range(from: start, to: end, step: step, dtype: dtype)
      expectClose(
        result, Tensor(numbers, dtype: dtype), tolerance: tolerance, for: told, call, line: line)
      expect(!result.requiresGrad, "the result requires a gradient", for: told, line: line)
    }
  }

  func testRange() {
    // What torch.arange gives.
    expectRange(0, 1, 0.25, .float32, [0, 0.25, 0.5, 0.75])
    expectRange(5, 0, -2, .int64, [5, 3, 1])
    expectRange(1, 10, 3, .int32, [1, 4, 7])
    expectRange(1, 10.5, 3, .float64, [1, 4, 7, 10])
    expectRange(0, 1, 0.1, .float64, (0..<10).map { Double($0) * 0.1 })
    expectRange(0, 2, 0.5, .int64, [0, 0, 1, 1])
    expectRange(-2.5, 2, 1.5, .int8, [-2, -1, 0])
    expectRange(0, 1, 0.1, .int64, Array(repeating: 0, count: 10))
    expectRange(0, 256, 51, .uint8, [0, 51, 102, 153, 204, 255])
    expectRange(127, -129, -51, .int8, [127, 76, 25, -26, -77, -128])
    expectRange(2.5, 3, 1, .float16, [2.5])
    expectRange(3, 3, 1, .float32, [])
    expectRange(3, 3, -1, .int64, [])
    expectRange(0, 5, 1, .uint8, [0, 1, 2, 3, 4])
    expectRange(0, 4, 1, .int16, [0, 1, 2, 3])
    // A long way in a step that has no exact sum.
    expectRange(0, 1000, 0.1, .float64, (0..<10_000).map { Double($0) * 0.1 })
    // Past 0, where a sum in float32 would have lost most of its digits.
    expectRange(-100.25, 100, 0.1, .float32, (0..<2003).map { -100.25 + Double($0) * 0.1 })
    expectCountsRoundedUp()
    for _ in 0..<10 {
      let step = [0.25, 0.5, 2, 3, -0.5, -2][inputs.integer(in: 0...5)]
      let (start, count) = (Double(inputs.integer(in: -20...20)), inputs.integer(in: 1...9))
      // The end is reached by the last step, or passed by a fraction of it.
      let end = start + step * (Double(count) - [0, 0.25, 0.75][inputs.integer(in: 0...2)])
      let numbers = (0..<count).map { start + Double($0) * step }
      for dtype in [DType.float64, .float32] { expectRange(start, end, step, dtype, numbers) }
    }
  }

  /// The count is the quotient rounded up, also where rounding has made it a little more than whole.
  private func expectCountsRoundedUp() {
    func tenths(_ start: Int, _ end: Int, _ step: Int) {
      let (start, end, step) = (Double(start) / 10, Double(end) / 10, Double(step) / 10)
      let count = Int(((end - start) / step).rounded(.up))
      expectRange(start, end, step, .float64, (0..<count).map { start + Double($0) * step })
    }
    // torch.arange(1, 1.3, 0.1, dtype=torch.float64) has four numbers.
    tenths(10, 13, 1)
    for _ in 0..<20 {
      let step = inputs.integer(in: 1...9) * (inputs.integer(in: 0...1) == 0 ? 1 : -1)
      let start = inputs.integer(in: -40...40)
      tenths(start, start + step * inputs.integer(in: 1...9), step)
    }
  }

  func testIdentity() {
    let (rows, columns) = (inputs.integer(in: 2...6), inputs.integer(in: 2...6))
    let sizes = [
      (2, 3), (3, 2), (3, 3), (1, 1), (1, 4), (4, 1), (rows, columns), (0, 3), (3, 0), (0, 0),
      (12, 10),
    ]
    for dtype in DType.allCases {
      for (rows, columns) in sizes {
        let numbers = (0..<rows * columns).map { $0 / columns == $0 % columns ? 1 : 0 }
        let told: KeyValuePairs<String, Any> = ["rows": rows, "columns": columns, "dtype": dtype]
        announce(told)
        let (first, second) = (
          identity(rows, columns, dtype: dtype), identity(rows, columns, dtype: dtype)
        )
        let expected = Tensor(numbers, dtype: dtype).view(rows, columns)
        guard expectClose(first, expected, tolerance: exact, for: told) else { return }
        expectClose(second, expected, tolerance: exact, for: told, "called again")
        expectOwn(first, second, for: told)
      }
    }
  }

  // MARK: Chance

  /// A source of numbers that counts how many it gave.
  private final class Source {
    var generator: Generator
    private(set) var drawn: [Double] = []
    init(_ seed: UInt64) { generator = Generator(seed: seed) }
    func next() -> Double {
      drawn.append(generator.uniformDouble())
      return drawn[drawn.count - 1]
    }
  }

  /// Calls an answer with numbers from a seed, and compares with what `expected` makes of those that
  /// it should draw.
  private func expectDraws(
    _ shape: Shape, _ dtype: DType, _ first: (name: String, Double),
    _ second: (name: String, Double), pairs: Bool, _ answer: (@escaping () -> Double) -> Tensor,
    is expected: ([Double]) -> [Double],
    mistake: (words: String, numbers: ([Double]) -> [Double])? = nil, line: UInt = #line
  ) {
    let seed = UInt64(inputs.integer(in: 1...1_000_000))
    let told = KeyValuePairs<String, Any>(
      dictionaryLiteral: ("shape", shape), (first.name, first.1), (second.name, second.1),
      ("dtype", dtype), ("draw", Code("from Generator(seed: \(seed)).uniformDouble()")))
    announce(told)
    let count = pairs ? (shape.elementCount + 1) / 2 * 2 : shape.elementCount
    let right = Source(seed)
    let drawn = (0..<count).map { _ in right.next() }
    let numbers = Tensor(expected(drawn), dtype: dtype).view(shape)
    let rounding = Tolerance(
      relative: dtype == .float64 ? 0x1p-48 : 0x1p-21,
      absolute: dtype == .float64 ? 0x1p-46 : 0x1p-21)
    for call in ["", "called again, from the same seed"] {
      let source = Source(seed)
      let result = answer(source.next)
      guard
        expectClose(
          result, numbers, tolerance: rounding, for: told, call,
          recognising: mistake.map {
            [$0.words: Tensor($0.numbers(drawn), dtype: dtype).view(shape)]
          } ?? [:], line: line)
      else { return }
      expectEqual(source.drawn.count, count, for: told, "how many numbers are drawn", line: line)
      expect(!result.requiresGrad, "the result requires a gradient", for: told, line: line)
    }
  }

  func testUniform() {
    for dtype in [DType.float32, .float64] {
      for shape in shapes() + [[50]] {
        for (low, high) in [(0.0, 1.0), (-1, 1), (3, 5), (inputs.number(in: -9...0), 2)] {
          expectDraws(
            shape, dtype, ("low", low), ("high", high), pairs: false,
            { uniformNumbers(shape, from: low, to: high, dtype: dtype, drawing: $0) },
            is: { $0.map { low + (high - low) * $0 } },
            mistake: (
              "u is multiplied by high, not by the width of the interval, high - low",
              { $0.map { low + high * $0 } }
            ))
        }
      }
    }
    // Numbers are drawn even where all come out the same.
    expectDraws(
      [2, 3], .float64, ("low", 2), ("high", 2), pairs: false,
      { uniformNumbers([2, 3], from: 2, to: 2, dtype: .float64, drawing: $0) },
      is: { $0.map { _ in 2 } })
    expectNumbersNearTheEnds()
    // torch.manual_seed(42); torch.rand(2, 3)
    var generator = Generator(seed: 42)
    announce(["draw": Code("from Generator(seed: 42).uniformFloat()")])
    expectClose(
      uniformNumbers([2, 3], from: 0, to: 1, dtype: .float32) { Double(generator.uniformFloat()) },
      Tensor([
        [0.88226926, 0.91500396, 0.38286376], [0.95930564, 0.39044821, 0.60089535],
      ]), for: ["draw": Code("from Generator(seed: 42).uniformFloat()")], "PyTorch's torch.rand")
  }

  /// The least number that can be drawn, and the largest, which may round to `high`.
  private func expectNumbersNearTheEnds() {
    for dtype in [DType.float32, .float64] {
      for (low, high) in [(0.0, 1.0), (-3, inputs.number(in: 2...9))] {
        let drawn = [0, 1 - 0x1p-53, 0x1p-53, 1 - 0x1p-12]
        let told: KeyValuePairs<String, Any> = [
          "low": low, "high": high, "dtype": dtype,
          "draw": Code("0, 1 - 0x1p-53, 0x1p-53 and 1 - 0x1p-12"),
        ]
        var rest = drawn
        announce(told)
        expectClose(
          uniformNumbers([4], from: low, to: high, dtype: dtype) {
            rest.isEmpty ? 0.5 : rest.removeFirst()
          },
          Tensor(drawn.map { low + (high - low) * $0 }, dtype: dtype),
          tolerance: Tolerance(
            relative: dtype == .float64 ? 0x1p-50 : 0x1p-22, absolute: 0x1p-52), for: told,
          "near the ends of the interval")
      }
    }
  }

  func testUniformMoments() {
    let source = Source(UInt64(inputs.integer(in: 1...1_000_000)))
    let told: KeyValuePairs<String, Any> = ["shape": Code("[100, 100]"), "low": -2.0, "high": 4.0]
    announce(told)
    let numbers = uniformNumbers(
      [100, 100], from: -2, to: 4, dtype: .float64, drawing: source.next
    )
    .doubles()
    let mean = numbers.reduce(0, +) / 10_000
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 10_000
    // A mean of 10,000 is off by more than 5 of its deviations once in two million runs.
    expect(abs(mean - 1) < 5 * 0.0174, "the mean is \(mean), not near 1", for: told)
    expect(abs(variance - 3) < 5 * 0.0269, "the variance is \(variance), not near 3", for: told)
    expect(
      numbers.allSatisfy { $0 >= -2 && $0 < 4 }, "a number is outside the interval", for: told)
  }

  /// Two normal numbers for each pair of uniform ones.
  private func boxMuller(_ drawn: [Double]) -> [Double] {
    stride(from: 0, to: drawn.count, by: 2).flatMap { place in
      let radius = Foundation.sqrt(-2 * Foundation.log(1 - drawn[place + 1]))
      let angle = 2 * Double.pi * drawn[place]
      return [radius * Foundation.cos(angle), radius * Foundation.sin(angle)]
    }
  }

  func testNormal() {
    for dtype in [DType.float32, .float64] {
      for shape in shapes() + [[2], [50]] {
        for (mean, deviation) in [(0.0, 1.0), (10, 3), (inputs.number(in: -5...5), 0.1)] {
          expectDraws(
            shape, dtype, ("mean", mean), ("deviation", deviation), pairs: true,
            { normalNumbers(shape, mean: mean, deviation: deviation, dtype: dtype, drawing: $0) },
            is: { drawn in
              boxMuller(drawn).prefix(shape.elementCount).map { mean + deviation * $0 }
            },
            mistake: (
              "the radius is made of u and the angle of v",
              { [self] drawn in
                let turned = drawn.indices.map { drawn[$0 ^ 1] }
                return boxMuller(turned).prefix(shape.elementCount).map { mean + deviation * $0 }
              }
            ))
        }
      }
    }
    expectDraws(
      [5], .float64, ("mean", 3), ("deviation", 0), pairs: true,
      { normalNumbers([5], mean: 3, deviation: 0, dtype: .float64, drawing: $0) },
      is: { _ in [3, 3, 3, 3, 3] })
    // torch.manual_seed(42); torch.randn(2, 3)
    var generator = Generator(seed: 42)
    announce(["draw": Code("from Generator(seed: 42).uniformDouble()")])
    expectClose(
      normalNumbers([2, 3], mean: 0, deviation: 1, dtype: .float32) { generator.uniformDouble() },
      Tensor([
        [0.33669037, 0.12880941, 0.23446237], [0.23033303, -1.12285638, -0.18632829],
      ]), for: ["draw": Code("from Generator(seed: 42).uniformDouble()")], "PyTorch's torch.randn")
    expectClose(
      normalNumbers([2], mean: 1, deviation: 1, dtype: .float64) { 0 },
      Tensor([1.0, 1.0], dtype: .float64),
      for: ["draw": Code("0 each time")], "where log(1 - v) is 0")
    for (v, text) in [
      (1 - 0x1p-53, "1 - 0x1p-53"), (1 - 0x1p-30, "1 - 0x1p-30"), (0x1p-40, "0x1p-40"),
    ] {
      let told: KeyValuePairs<String, Any> = ["draw": Code("0.125 and \(text)")]
      announce(told)
      var numbers = [0.125, v]
      let z = Foundation.sqrt(-2 * Foundation.log(1 - v)) * Foundation.sqrt(0.5)
      expectClose(
        normalNumbers([2], mean: 0, deviation: 1, dtype: .float64) {
          numbers.isEmpty ? 0.5 : numbers.removeFirst()
        },
        Tensor([z, z], dtype: .float64), tolerance: Tolerance(relative: 0x1p-48, absolute: 0),
        for: told, "where v is near 1 or near 0")
    }
  }

  func testNormalMoments() {
    let source = Source(UInt64(inputs.integer(in: 1...1_000_000)))
    let told: KeyValuePairs<String, Any> = [
      "shape": Code("[20000]"), "mean": 1.0, "deviation": 2.0,
    ]
    announce(told)
    let numbers = normalNumbers(
      [20_000], mean: 1, deviation: 2, dtype: .float64, drawing: source.next
    )
    .doubles().map { ($0 - 1) / 2 }
    func moment(_ power: Double) -> Double {
      numbers.reduce(0) { $0 + Foundation.pow($1, power) } / Double(numbers.count)
    }
    // The deviations of these means of 20,000 are 0.0071, 0.01, 0.027 and 0.069.
    for (power, expected, bound) in [
      (1.0, 0.0, 0.036), (2, 1, 0.05), (3, 0, 0.137), (4, 3, 0.35),
    ] {
      let found = moment(power)
      expect(
        abs(found - expected) < bound,
        "the mean of z^\(Int(power)) is \(found), not near \(expected)", for: told)
    }
  }
}
