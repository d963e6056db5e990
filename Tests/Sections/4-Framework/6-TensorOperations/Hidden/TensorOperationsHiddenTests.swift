import ExerciseTesting
import Kindling
import TensorOperations
import XCTest

extension Tolerance {
  /// Whether all elements are near enough, NaN beside NaN included.
  fileprivate func agrees(_ got: Tensor, _ expected: Tensor) -> Bool {
    zip(got.doubles(), expected.doubles()).allSatisfy { got, expected in
      got == expected || got.isNaN && expected.isNaN
        || got.isFinite && expected.isFinite
          && abs(got - expected) <= absolute + relative * abs(expected)
    }
  }
}

final class TensorOperationsHiddenTests: ExerciseTestCase {
  // MARK: Tensors of the library, laid out by hand

  private typealias Layout = (name: String, make: (Tensor) -> Strided)

  /// The strides with which the elements lie without gaps, the dimensions from outside in.
  private func strides(_ shape: [Int], outsideIn order: [Int], step: Int) -> [Int] {
    var (strides, next) = ([Int](repeating: 0, count: shape.count), step)
    for dim in order.reversed() {
      strides[dim] = next
      next *= max(shape[dim], 1)
    }
    return strides
  }

  private func laidOut(_ x: Tensor, outsideIn order: [Int], step: Int, offset: Int) -> Strided {
    let shape = Array(x.shape)
    let strides = strides(shape, outsideIn: order, step: step)
    // What is between the elements is not theirs; an answer that adds it up is far off. Without gaps
    // the memory has the elements alone, only not in their order.
    let behind = step > 1 ? 1 : 0
    var memory = [Double](repeating: 77, count: offset + step * x.elementCount + behind)
    for (index, number) in zip(indices(of: shape), x.doubles()) {
      memory[zip(index, strides).reduce(offset) { $0 + $1.0 * $1.1 }] = number
    }
    return Strided(memory: memory, offset: offset, shape: shape, strides: strides)
  }

  private func rows(_ x: Tensor) -> Strided { Strided(x.doubles(), shape: Array(x.shape)) }

  private var layouts: [Layout] {
    [
      ("row by row", rows),
      (
        "column by column",
        { self.laidOut($0, outsideIn: (0..<$0.rank).reversed(), step: 1, offset: 0) }
      ),
      (
        "with gaps, from the third place on",
        { self.laidOut($0, outsideIn: Array(0..<$0.rank), step: 2, offset: 2) }
      ),
    ]
  }

  /// Sizes in random order, so that no dimension is special.
  private func random(_ sizes: [Int]) -> Tensor {
    inputs.normal(sizes.reduce(1, *), dtype: .float64).view(Shape(sizes))
  }

  private func code(_ value: Any) -> Code { Code("\(value)") }

  private func code(_ x: Strided) -> Code {
    func list(_ numbers: [Double]) -> String {
      numbers.count > 24 ? "\(numbers.count) numbers" : "\(numbers)"
    }
    return Code(
      "Strided(memory: \(list(x.memory)), offset: \(x.offset), shape: \(x.shape), "
        + "strides: \(x.strides))")
  }

  // MARK: What results are held against

  /// The elements of a result as a tensor of the library; nil where it reads beyond its memory.
  private func elements(
    _ x: Strided, _ what: String, _ told: KeyValuePairs<String, Any>, file: StaticString, line: UInt
  ) -> Tensor? {
    let places = indices(of: x.shape).map {
      zip($0, x.strides).reduce(x.offset) { $0 + $1.0 * $1.1 }
    }
    if let place = places.first(where: { !x.memory.indices.contains($0) }) {
      expect(
        false, what + ": the result reads place \(place) of a memory of \(x.memory.count) numbers",
        for: told, file: file, line: line)
      return nil
    }
    return Tensor(places.map { x.memory[$0] }, dtype: .float64).view(Shape(x.shape))
  }

  @discardableResult
  private func expectElements(
    _ got: Strided, _ expected: Tensor, tolerance: Double = 0, _ what: String,
    for told: KeyValuePairs<String, Any>, recognising mistakes: KeyValuePairs<String, Tensor> = [:],
    file: StaticString, line: UInt
  ) -> Bool {
    guard let got = elements(got, what, told, file: file, line: line) else { return false }
    let tolerance = Tolerance(relative: tolerance, absolute: tolerance)
    // Every expectation announces its inputs, which is much to print for so many cases.
    if got.shape == expected.shape, tolerance.agrees(got, expected) { return true }
    return expectClose(
      got, expected, tolerance: tolerance, for: told, what, recognising: mistakes, file: file,
      line: line)
  }

  /// Fails unless the result has the elements, in the memory of x.
  private func expectSameMemory(
    _ got: Strided, of x: Strided, elements expected: Tensor, _ what: String,
    for told: KeyValuePairs<String, Any>, file: StaticString, line: UInt
  ) {
    guard expectElements(got, expected, what, for: told, file: file, line: line) else { return }
    if got.memory.map(\.bitPattern) != x.memory.map(\.bitPattern) {
      expect(
        false, what + ": the memory of the result is \(got.memory), not that of x", for: told,
        file: file, line: line)
    } else if got.offset != x.offset {
      expect(
        false, what + ": the offset of the result is \(got.offset), that of x \(x.offset)",
        for: told, file: file, line: line)
    }
  }

  private let rounding = 1e-11

  // MARK: transpose and squeeze

  private func expectTransposed(
    _ x: Tensor, _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    for layout in layouts {
      let given = layout.make(x)
      for dim in 0..<x.rank {
        for other in 0..<x.rank {
          let first = dim - inputs.integer(in: 0...1) * x.rank
          let second = other - inputs.integer(in: 0...1) * x.rank
          let told: KeyValuePairs<String, Any> = [
            "x": code(given), "first": first, "second": second,
          ]
          announce(told)
          expectSameMemory(
            transpose(given, first, second), of: given, elements: x.transpose(first, second),
            what + " " + layout.name, for: told, file: file, line: line)
        }
      }
    }
  }

  func testTransposes() {
    // torch.arange(6.).view(2, 3).t().stride() is (1, 3)
    let plain = Strided([0, 1, 2, 3, 4, 5], shape: [2, 3])
    announce(["x": code(plain), "first": 0, "second": 1])
    expectEqual(
      transpose(plain, 0, 1).strides, [1, 3], for: ["x": code(plain), "first": 0, "second": 1],
      "the strides")
    expectTransposed(random([2, 3]), "two dimensions,")
    expectTransposed(random(inputs.shuffled([2, 3, 4])), "three dimensions,")
    expectTransposed(random([3, 3]), "a square,")
    expectTransposed(random([2, 1, 3, 2]), "four dimensions,")
    expectTransposed(random([4]), "one dimension,")
    expectTransposed(random([1, 3]), "one row,")
    expectTransposed(random([1, 1]), "one element,")
    expectTransposed(Tensor([[Double.nan, .infinity, -0.0]], dtype: .float64), "NaN and infinity,")
    expectTransposed(Tensor.zeros(0, 3, dtype: .float64), "no element,")
    // As many numbers in the memory as there are elements, but not these.
    let repeated = Strided(
      memory: [1, 2, 3, 4, 5, 6], offset: 4, shape: [3, 2], strides: [0, 1])
    expectSameMemory(
      transpose(repeated, 0, 1), of: repeated,
      elements: Tensor([[5, 5, 5], [6, 6, 6]], dtype: .float64), "a row repeated",
      for: ["x": code(repeated), "first": 0, "second": 1], file: #filePath, line: #line)
  }

  private func expectSqueezed(
    _ sizes: [Int], file: StaticString = #filePath, line: UInt = #line
  ) {
    let x = random(sizes)
    for layout in layouts {
      let given = layout.make(x)
      announce(["x": code(given)])
      expectSameMemory(
        squeeze(given), of: given, elements: x.squeeze(), layout.name, for: ["x": code(given)],
        file: file, line: line)
    }
  }

  func testSqueezes() {
    for sizes in [
      [1, 3], [3, 1], [1, 3, 1], [2, 1, 3], [1, 2, 1, 1, 3, 1], [2, 3], [3, 3], [4], [1],
      [1, 1, 1],
      [], [0], [1, 0, 1], [0, 1, 2],
    ] {
      expectSqueezed(sizes)
    }
    expectSqueezed(inputs.shuffled([1, 2, 1, 3]))
    let odd = Strided(memory: [1, 2, 3], offset: 1, shape: [1, 2, 1], strides: [9, 1, 0])
    expectSameMemory(
      squeeze(odd), of: odd, elements: Tensor([2.0, 3.0], dtype: .float64),
      "strides of sizes 1 that lead nowhere", for: ["x": code(odd)], file: #filePath, line: #line)
    let repeated = Strided(
      memory: [1, 2, 3, 4, 5, 6], offset: 4, shape: [3, 1, 2], strides: [0, 2, 1])
    expectSameMemory(
      squeeze(repeated), of: repeated,
      elements: Tensor([[5, 6], [5, 6], [5, 6]], dtype: .float64), "a row repeated",
      for: ["x": code(repeated)], file: #filePath, line: #line)
  }

  // MARK: nonzero

  private func expectNonzero(
    _ x: Tensor, _ what: String, file: StaticString = #filePath, line: UInt = #line
  ) {
    let places = zip(indices(of: Array(x.shape)), x.doubles()).filter { $0.1 != 0 }.map(\.0)
    for layout in layouts {
      let given = layout.make(x)
      announce(["x": code(given)])
      expectEqual(
        nonzero(given), places, for: ["x": code(given)], what + ", " + layout.name, file: file,
        line: line)
    }
  }

  func testFindsWhatIsNotZero() {
    // torch.tensor([[0., 5.], [7., 0.]]).nonzero() is [[0, 1], [1, 0]]
    expectNonzero(Tensor([[0.0, 5.0], [7.0, 0.0]], dtype: .float64), "a matrix")
    for sizes in [[3, 4], [7], inputs.shuffled([2, 3, 4]), [2, 2, 1, 3], [3, 3]] {
      let mask = inputs.integers(sizes.reduce(1, *), in: 0..<2).to(.float64).view(Shape(sizes))
      expectNonzero(mask * random(sizes), "random numbers")
    }
    expectNonzero(
      Tensor([[-0.0, .nan, -.infinity], [0.0, 5e-324, 1e300]], dtype: .float64),
      "numbers at the edges")
    expectNonzero(Tensor([-1.0, 0.4, -0.4], dtype: .float64), "fractions and negative numbers")
    expectNonzero(Tensor(3.0).to(.float64), "one number without a dimension")
    expectNonzero(Tensor(0.0).to(.float64), "a zero without a dimension")
    expectNonzero(Tensor([0.0], dtype: .float64), "a single zero")
    expectNonzero(Tensor.zeros(2, 2, dtype: .float64), "zeros alone")
    expectNonzero(Tensor.zeros(0, 2, dtype: .float64), "no element")
    let repeated = Strided(memory: [0, 6], offset: 0, shape: [2, 2], strides: [0, 1])
    expectEqual(
      nonzero(repeated), [[0, 1], [1, 1]], for: ["x": code(repeated)], "a row repeated")
  }

  // MARK: sum

  private func expectSums(
    _ x: Tensor, tolerance: Double? = nil, _ what: String, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    for layout in layouts {
      let given = layout.make(x)
      for dim in -x.rank..<x.rank {
        let told: KeyValuePairs<String, Any> = ["x": code(given), "dim": dim]
        announce(told)
        expectElements(
          TensorOperations.sum(given, dim: dim), x.sum(dim: dim), tolerance: tolerance ?? rounding,
          what + ", " + layout.name, for: told,
          recognising: x.rank == 2
            ? ["the other dimension is added up": x.sum(dim: -1 - dim)] : [:],
          file: file, line: line)
      }
    }
  }

  func testSumsAlongEveryDimension() {
    // torch.tensor([[1., 2., 3.], [4., 5., 6.]]).sum(dim=0) is [5, 7, 9], along 1 it is [6, 15]
    expectSums(Tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], dtype: .float64), "a matrix")
    expectSums(random(inputs.shuffled([2, 3, 4])), "three dimensions")
    expectSums(random([3, 3]), "a square")
    expectSums(random([2, 1, 3, 2]), "four dimensions")
    expectSums(random([5]), "one dimension")
    expectSums(random([1]), "one element")
    expectSums(random([1, 3]), "one row")
    expectSums(
      Tensor([[1e300, 1.0], [3e299, 1e-300]], dtype: .float64), "large and small numbers")
    expectSums(Tensor([[-1e5, -200], [-90, -3000]], dtype: .float64), "very negative numbers")
    expectSums(
      Tensor([[.infinity, 1.0, .nan], [-.infinity, 2.0, 3.0]], dtype: .float64), "infinity and NaN")
    expectSums(Tensor.zeros(0, 3, dtype: .float64), "no row")
    expectSums(Tensor.zeros(2, 0, 3, dtype: .float64), "no element")
    let repeated = Strided(memory: [5, 6], offset: 0, shape: [3, 2], strides: [0, 1])
    expectElements(
      TensorOperations.sum(repeated, dim: 0), Tensor([15, 18], dtype: .float64), "a row repeated",
      for: ["x": code(repeated), "dim": 0], file: #filePath, line: #line)
  }

  // MARK: stack

  private func expectStacked(
    _ tensors: [Tensor], _ what: String, file: StaticString = #filePath, line: UInt = #line
  ) {
    let offset = inputs.integer(in: 0...2)
    for shift in 0..<layouts.count {
      // Each tensor is laid out in another way than the one before it.
      let given = tensors.enumerated().map { layouts[($0 + offset + shift) % 3].make($1) }
      let rank = tensors[0].rank + 1
      for dim in -rank..<rank {
        let told: KeyValuePairs<String, Any> = [
          "tensors": Code("[" + given.map { literal(code($0)) }.joined(separator: ", ") + "]"),
          "dim": dim,
        ]
        announce(told)
        expectElements(
          stack(given, dim: dim), Tensor.stack(tensors, dim: dim), what, for: told, file: file,
          line: line)
      }
    }
  }

  func testStacksAlongEveryDimension() {
    // torch.stack((torch.arange(0, 3), torch.arange(0, 3))) has the rows 0, 1, 2 and 0, 1, 2.
    expectStacked(
      [Tensor([0.0, 1, 2], dtype: .float64), Tensor([0.0, 1, 2], dtype: .float64)], "two vectors")
    let sizes = inputs.shuffled([2, 3, 4])
    expectStacked([random(sizes), random(sizes)], "three dimensions")
    expectStacked([random([2, 3]), random([2, 3]), random([2, 3])], "three matrices")
    expectStacked([random([3, 3]), random([3, 3]), random([3, 3])], "as many as there are rows")
    expectStacked([random([2, 3])], "one tensor")
    expectStacked([random([1, 3])], "one row alone")
    expectStacked([random([1])], "one element alone")
    expectStacked((0..<12).map { _ in random([2]) }, "many vectors")
    expectStacked([random([]), random([])], "two numbers")
    expectStacked([random([])], "one number")
    expectStacked([random([1]), random([1])], "one element each")
    expectStacked([random([1, 3]), random([1, 3])], "one row each")
    expectStacked(
      [Tensor([Double.nan, -0.0], dtype: .float64), Tensor([.infinity, 1e300], dtype: .float64)],
      "NaN and infinity")
    let repeated = Strided(memory: [5, 6, 7], offset: 0, shape: [3, 2], strides: [1, 0])
    let alone = Strided([1, 2, 3, 4, 7, 8], shape: [3, 2])
    expectElements(
      stack([repeated, alone], dim: 0),
      Tensor([[[5, 5], [6, 6], [7, 7]], [[1, 2], [3, 4], [7, 8]]], dtype: .float64),
      "a column repeated", for: ["tensors": Code("a column repeated, and a matrix"), "dim": 0],
      file: #filePath, line: #line)
    expectStacked(
      [Tensor.zeros(0, 2, dtype: .float64), Tensor.zeros(0, 2, dtype: .float64)], "no element")
  }

  // MARK: broadcast

  private func expectBroadcast(
    _ sizes: [Int], to shape: [Int], file: StaticString = #filePath, line: UInt = #line
  ) {
    let x = random(sizes)
    for layout in layouts {
      let given = layout.make(x)
      let told: KeyValuePairs<String, Any> = ["x": code(given), "shape": code(shape)]
      announce(told)
      guard let got = broadcast(given, to: shape) else {
        expect(
          false, "expected a tensor, got nil: \(sizes) broadcasts to \(shape)", for: told,
          file: file, line: line)
        return
      }
      expectSameMemory(
        got, of: given, elements: x.expand(Shape(shape)), layout.name, for: told, file: file,
        line: line)
    }
  }

  private func expectNoBroadcast(
    _ sizes: [Int], to shape: [Int], file: StaticString = #filePath, line: UInt = #line
  ) {
    let given = rows(random(sizes))
    let told: KeyValuePairs<String, Any> = ["x": code(given), "shape": code(shape)]
    announce(told)
    let got = broadcast(given, to: shape)
    expect(
      got == nil, "expected nil, got a tensor: \(sizes) does not broadcast to \(shape)", for: told,
      file: file, line: line)
  }

  func testRepeatsWithoutCopying() {
    expectBroadcast([3], to: [2, 3])
    let (a, b, c) = (
      inputs.integer(in: 2...4), inputs.integer(in: 2...4), inputs.integer(in: 2...4)
    )
    for (sizes, shape) in [
      ([1, c], [b, c]), ([b, 1], [b, c]), ([1, 1], [b, c]), ([1], [b, c]), ([], [b, c]),
      ([b, c], [b, c]), ([b, c], [a, b, c]), ([a, 1, c], [a, b, c]), ([b, 1], [a, b, c]),
      ([1, b, 1], [a, b, c]), ([a, 1, 1, c], [a, 2, b, c]), ([1, c], [1, c]), ([], []), ([1], [1]),
      ([3], [3, 3]), ([3, 1], [3, 3]), ([1, 3], [0, 3]), ([1], [2, 0]), ([0], [2, 0]),
      ([3, 0], [3, 0]), ([], [0]),
    ] {
      expectBroadcast(sizes, to: shape)
    }
    for (sizes, shape) in [
      ([3], [3, 2]), ([2, 3], [3, 3]), ([2, 3], [2, 1]), ([2], [4]), ([b, c], [c]), ([1, c], [c]),
      ([1], []), ([b, c], [b, c + 1]), ([b, c], [b + 1, c]), ([a, b, c], [b, c]), ([3], [0]),
      ([0], [1]), ([0], [3]), ([2, 3], [3, 2]), ([b, 1, c], [a, b + 1, 2, c]),
    ] {
      expectNoBroadcast(sizes, to: shape)
    }
  }

  // MARK: matmul

  private func expectProduct(
    _ a: Tensor, _ b: Tensor, tolerance: Double? = nil, equals golden: Tensor? = nil,
    _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    let right = golden ?? a.matmul(b)
    for (first, second) in [(0, 0), (1, 2), (2, 1), (1, 1)] {
      let (left, other) = (layouts[first].make(a), layouts[second].make(b))
      let told: KeyValuePairs<String, Any> = ["a": code(left), "b": code(other)]
      announce(told)
      guard let got = matmul(left, other) else {
        expect(
          false, "expected a tensor of shape \(right.shape), got nil", for: told, file: file,
          line: line)
        return
      }
      let name = what.isEmpty ? "\(a.shape) times \(b.shape)" : what
      guard
        expectElements(
          got, right, tolerance: tolerance ?? rounding, name, for: told, file: file, line: line)
      else { return }
    }
  }

  private func expectNoProduct(
    _ a: [Int], _ b: [Int], file: StaticString = #filePath, line: UInt = #line
  ) {
    let (left, right) = (rows(random(a)), rows(random(b)))
    let told: KeyValuePairs<String, Any> = ["a": code(left), "b": code(right)]
    announce(told)
    let got = matmul(left, right)
    expect(
      got == nil, "expected nil for \(a) times \(b), got a tensor of shape \(got?.shape ?? [])",
      for: told, file: file, line: line)
  }

  func testMatricesAndVectors() {
    // torch.tensor([[1., 2.], [3., 4.]]) @ torch.tensor([[5., 6.], [7., 8.]])
    expectProduct(
      Tensor([[1.0, 2], [3, 4]], dtype: .float64), Tensor([[5.0, 6], [7, 8]], dtype: .float64),
      equals: Tensor([[19.0, 22], [43, 50]], dtype: .float64))
    let (n, k, m) = (
      inputs.integer(in: 2...4), inputs.integer(in: 2...5), inputs.integer(in: 2...4)
    )
    for (a, b) in [
      ([n, k], [k, m]), ([n, k], [k]), ([k], [k, m]), ([k], [k]), ([3, 3], [3, 3]),
      ([1, k], [k, 1]),
      ([n, 1], [1, m]), ([1, 1], [1, 1]), ([1], [1]), ([n, k], [k, 1]), ([1, k], [k]),
      ([k], [k, 1]),
      ([3, 3], [3]), ([3], [3, 3]), ([0, k], [k, m]), ([n, 0], [0, m]), ([0], [0]), ([n, 0], [0]),
      ([n, k], [k, 0]), ([0], [0, m]), ([k], [k, 0]),
    ] {
      expectProduct(random(a), random(b))
    }
    let wide = random([3, 4])
    expectProduct(wide * 1e200, random([4, 2]), tolerance: 1e-10 * 1e200, "large numbers")
    expectProduct(
      wide * 1e-200, random([4, 2]) * 1e200, "small numbers times large ones")
    let (infinity, zero) = (Double.infinity, 0.0)
    expectProduct(
      Tensor([[zero, 1], [1, zero]], dtype: .float64),
      Tensor([[infinity, 2], [3, .nan]], dtype: .float64),
      equals: Tensor([[.nan, .nan], [infinity, .nan]], dtype: .float64),
      "zero times infinity and NaN")
    expectProduct(
      Tensor([[infinity, 2], [3, .nan]], dtype: .float64),
      Tensor([[zero, 1], [1, zero]], dtype: .float64),
      equals: Tensor([[.nan, infinity], [.nan, .nan]], dtype: .float64),
      "infinity and NaN times zero")
    // Two and a half rows of memory, read as two rows of which the second is the first again.
    let repeated = Strided(memory: [5, 6, 9, 9, 9], offset: 0, shape: [2, 2], strides: [0, 1])
    let square = Strided([1, 2, 3, 4], shape: [2, 2])
    for (a, b, right) in [
      (repeated, square, [[23.0, 34], [23, 34]]), (square, repeated, [[15.0, 18], [35, 42]]),
    ] {
      let told: KeyValuePairs<String, Any> = ["a": code(a), "b": code(b)]
      announce(told)
      guard let got = matmul(a, b) else {
        expect(false, "expected a tensor of shape [2, 2], got nil", for: told)
        continue
      }
      expectElements(
        got, Tensor(right, dtype: .float64), "a row repeated", for: told, file: #filePath,
        line: #line)
    }
    for (a, b) in [
      ([n, k], [k + 1, m]), ([n, k], [k + 1]), ([k], [k + 1]), ([k], [k + 1, k]),
      ([2, 3], [2, 3]),
      ([1, k], [1, k]), ([n, 1], [k, m]), ([n, k], [1, m]), ([1], [2]), ([2, 0], [1, 2]),
    ] {
      expectNoProduct(a, b)
    }
  }

  func testBatches() {
    let (n, k, m) = (
      inputs.integer(in: 2...3), inputs.integer(in: 2...4), inputs.integer(in: 2...3)
    )
    for (a, b) in [
      ([5, n, k], [5, k, m]), ([5, n, k], [k, m]), ([n, k], [5, k, m]), ([1, n, k], [5, k, m]),
      ([5, n, k], [1, k, m]), ([5, 1, n, k], [4, k, m]), ([2, 3, n, k], [2, 3, k, m]),
      ([2, 3, n, k], [3, k, m]), ([2, 1, n, k], [1, 3, k, m]), ([5, n, k], [k]), ([k], [5, k, m]),
      ([2, 3, n, k], [k]), ([k], [2, 3, k, m]), ([1, n, k], [1, k, m]), ([3, 3, 3], [3, 3, 3]),
      ([1, 1, 1], [1]), ([1], [1, 1, 1]), ([0, n, k], [k, m]), ([0, n, k], [1, k, m]),
      ([n, k], [0, k, m]), ([1, n, k], [0, k, m]), ([k], [0, k, m]),
      ([5, n, 0], [5, 0, m]), ([2, 1, 3, n, k], [2, 1, k, m]), ([2, 2, 3, n, k], [3, k, m]),
    ] {
      expectProduct(random(a), random(b))
    }
    for (a, b) in [
      ([5, n, k], [4, k, m]), ([5, n, k], [5, k + 1, m]), ([2, 3, n, k], [2, k, m]),
      ([2, 3, n, k], [3, 3, k, m]), ([2, 3, n, k], [2, 1, 4, k, m]), ([5, n, k], [k + 1]),
      ([0, n, k], [2, k, m]), ([2, n, k], [0, k, m]), ([k], [5, k + 1, m]),
    ] {
      expectNoProduct(a, b)
    }
  }

  // MARK: Gradients

  /// What the library's own derivative says, with a random gradient of the result.
  private func expectGradients(
    of inputs: [Tensor], _ function: ([Tensor]) -> Tensor, _ what: String,
    file: StaticString, line: UInt, answer: (Strided) -> (a: Strided, b: Strided)
  ) {
    let leaves = inputs.map { $0.clone().requiringGradient() }
    let result = function(leaves)
    let cotangent = random(Array(result.shape))
    let slopes = grad(of: result, withRespectTo: leaves, gradient: cotangent)
    for layout in layouts {
      let gradient = layout.make(cotangent)
      let told: KeyValuePairs<String, Any> = [
        "a": inputs[0], "b": inputs[1], "gradient": code(gradient),
      ]
      announce(told)
      let got = answer(gradient)
      for (name, found, slope) in [("a", got.a, slopes[0]), ("b", got.b, slopes[1])] {
        guard
          expectElements(
            found, slope!, tolerance: rounding, what + ": the gradient with respect to \(name)",
            for: told, file: file, line: line)
        else { return }
      }
    }
  }

  func testGradientsOfASum() {
    func expectFlow(_ a: [Int], _ b: [Int], line: UInt = #line) {
      for (a, b) in [(a, b), (b, a)] {
        expectGradients(
          of: [random(a), random(b)], { $0[0] + $0[1] }, "\(a) + \(b)", file: #filePath, line: line
        ) { sumGradients(a: a, b: b, gradient: $0) }
      }
    }
    expectFlow([2, 3], [3])
    let (n, m) = (inputs.integer(in: 2...4), inputs.integer(in: 2...4))
    expectFlow([n, m], [n, m])
    expectFlow([n, m], [1, m])
    expectFlow([n, m], [n, 1])
    expectFlow([n, 1], [1, m])
    expectFlow([n, 1], [m])
    expectFlow([n, m], [])
    expectFlow([2, n, m], [])
    expectFlow([n, m], [1])
    expectFlow([3, 3], [3])
    expectFlow([3, 3], [3, 1])
    expectFlow([5, n, m], [m])
    expectFlow([5, n, m], [n, 1])
    expectFlow([5, 1, m], [n, 1])
    expectFlow([2, 1, n, 1], [3, 1, m])
    expectFlow([2, 2, n, m], [2, 1, 1, m])
    expectFlow([], [])
    expectFlow([1], [1])
    expectFlow([1, 1], [1])
    expectFlow([0, m], [m])
    expectFlow([0, m], [1, m])
    expectSumOfSpecialNumbers()
  }

  /// NaN and infinity in the gradient are in the sums, whichever numbers they meet there.
  private func expectSumOfSpecialNumbers() {
    let infinity = Double.infinity
    let gradient = Strided([.nan, infinity, infinity, 2, 3, -infinity], shape: [2, 3])
    let told: KeyValuePairs<String, Any> = ["a": [2, 1], "b": [3], "gradient": code(gradient)]
    announce(told)
    let got = sumGradients(a: [2, 1], b: [3], gradient: gradient)
    for (name, found, right) in [
      ("a", got.a, Tensor([[Double.nan], [-infinity]], dtype: .float64)),
      ("b", got.b, Tensor([Double.nan, infinity, .nan], dtype: .float64)),
    ] {
      expectElements(
        found, right, "NaN and infinity: the gradient with respect to \(name)", for: told,
        file: #filePath, line: #line)
    }
  }

  func testGradientsOfAProduct() {
    func expectFlow(_ n: Int, _ k: Int, _ m: Int, line: UInt = #line) {
      let (a, b) = (random([n, k]), random([k, m]))
      let shift = inputs.integer(in: 0...2)
      let (left, right) = (layouts[shift].make(a), layouts[(shift + 1) % 3].make(b))
      expectGradients(
        of: [a, b], { $0[0].matmul($0[1]) }, "[\(n), \(k)] times [\(k), \(m)]", file: #filePath,
        line: line
      ) { matmulGradients(a: left, b: right, gradient: $0) }
    }
    expectFlow(2, 3, 4)
    expectFlow(inputs.integer(in: 2...5), inputs.integer(in: 2...5), inputs.integer(in: 2...5))
    expectFlow(3, 3, 3)
    expectFlow(1, 3, 2)
    expectFlow(3, 1, 2)
    expectFlow(2, 3, 1)
    expectFlow(1, 1, 1)
    expectFlow(0, 2, 3)
    expectFlow(2, 0, 3)
    expectFlow(2, 3, 0)
    let (zero, infinity) = (
      Strided([0, 1], shape: [1, 2]), Strided([.infinity, 2], shape: [2, 1])
    )
    let gradient = Strided([0], shape: [1, 1])
    let told: KeyValuePairs<String, Any> = [
      "a": code(zero), "b": code(infinity), "gradient": code(gradient),
    ]
    announce(told)
    expectElements(
      matmulGradients(a: zero, b: infinity, gradient: gradient).a,
      Tensor([[Double.nan, 0]], dtype: .float64), "zero times infinity", for: told,
      file: #filePath, line: #line)
    // The same for b, and an infinite gradient that meets a zero of a and one of b.
    for (a, b, slope, right) in [
      ([.infinity, 2], [0, 1], 0.0, (a: [0, 0], b: [.nan, 0])),
      ([0, 1], [0, 2], .infinity, (a: [.nan, .infinity], b: [.nan, .infinity])),
    ] as [([Double], [Double], Double, (a: [Double], b: [Double]))] {
      let (a, b) = (Strided(a, shape: [1, 2]), Strided(b, shape: [2, 1]))
      let gradient = Strided([slope], shape: [1, 1])
      let told: KeyValuePairs<String, Any> = [
        "a": code(a), "b": code(b), "gradient": code(gradient),
      ]
      announce(told)
      let got = matmulGradients(a: a, b: b, gradient: gradient)
      expectElements(
        got.a, Tensor(right.a, dtype: .float64).view(1, 2),
        "zero times infinity: the gradient with respect to a", for: told, file: #filePath,
        line: #line)
      expectElements(
        got.b, Tensor(right.b, dtype: .float64).view(2, 1),
        "zero times infinity: the gradient with respect to b", for: told, file: #filePath,
        line: #line)
    }
  }
}
