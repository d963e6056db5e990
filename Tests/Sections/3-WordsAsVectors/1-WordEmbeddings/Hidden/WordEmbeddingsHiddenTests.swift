import ExerciseTesting
import Foundation
import Kindling
import WordEmbeddings
import XCTest

final class WordEmbeddingsHiddenTests: ExerciseTestCase {
  // MARK: The definitions, one number at a time

  private func expectedRows(_ indices: Tensor, in table: Tensor) -> Tensor {
    let rows = (0..<table.shape[0]).map { table[$0].doubles() }
    return Tensor(indices.ints().flatMap { rows[$0] }, dtype: table.dtype)
      .view(Shape(indices.shape + [table.shape[1]]))
  }

  private func expectedGradient(_ gradient: Tensor, _ indices: Tensor, count: Int) -> Tensor {
    let size = gradient.shape[gradient.rank - 1]
    var sums = Array(repeating: 0.0, count: count * size)
    let numbers = gradient.doubles()
    for (order, index) in indices.ints().enumerated() {
      for column in 0..<size { sums[index * size + column] += numbers[order * size + column] }
    }
    return Tensor(sums, dtype: gradient.dtype).view(count, size)
  }

  private func expectedCosine(_ a: [Double], _ b: [Double]) -> Double {
    func length(_ x: [Double]) -> Double { x.map { $0 * $0 }.reduce(0, +).squareRoot() }
    let lengths = length(a) * length(b)
    return lengths == 0 ? 0 : zip(a, b).map { $0 * $1 }.reduce(0, +) / lengths
  }

  /// The similarity of each row of one with the row of the other, or with its only one.
  private func expectedCosines(_ a: Tensor, _ b: Tensor) -> Tensor {
    func rows(_ x: Tensor) -> [[Double]] {
      x.rank == 1 ? [x.doubles()] : (0..<x.shape[0]).map { x[$0].doubles() }
    }
    let (x, y) = (rows(a), rows(b))
    let count = a.rank == 1 ? y.count : x.count
    let cosines = (0..<count).map { row in
      expectedCosine(x[a.rank == 1 ? 0 : row], y[b.rank == 1 ? 0 : row])
    }
    return Tensor(cosines, dtype: a.dtype).view(a.rank == 1 && b.rank == 1 ? [] : [count])
  }

  // MARK: lookUp

  private func expectLookUp(
    _ indices: Tensor, in table: Tensor, _ what: String = "", file: StaticString = #filePath,
    line: UInt = #line
  ) {
    do {
      try expectResult(
        of: { try lookUp($0[0], in: $0[1]) }, on: ["indices": indices, "table": table],
        equals: expectedRows(indices, in: table), tolerance: Tolerance(relative: 0, absolute: 0),
        what, file: file, line: line)
    } catch {
      expect(
        false, titled(what) + "every index is a row of the table, but this was thrown: \(error)",
        for: ["indices": indices, "table": table], file: file, line: line)
    }
  }

  private func titled(_ what: String) -> String { what.isEmpty ? "" : what + ": " }

  func testLooksUpRows() throws {
    // torch.nn.functional.embedding
    let table = Tensor([
      [0.5, -1.0, 2.0], [1.5, 0.25, -0.75], [-2.0, 1.0, 0.5], [3.0, -0.5, 1.25],
    ])
    try expectClose(
      lookUp(Tensor([[3, 1], [3, 0]]), in: table),
      Tensor([[[3.0, -0.5, 1.25], [1.5, 0.25, -0.75]], [[3.0, -0.5, 1.25], [0.5, -1.0, 2.0]]]),
      for: ["indices": Tensor([[3, 1], [3, 0]]), "table": table], "beside PyTorch")
    let words = inputs.normal(5, 3)
    expectLookUp(inputs.integers(4, in: 0..<5), in: words)
    expectLookUp(Tensor(inputs.shuffled([0, 1, 2, 3, 4])), in: words, "every row once")
    expectLookUp(inputs.integers(6, in: 0..<5).view(2, 3), in: words, "two rows of indices")
    expectLookUp(inputs.integers(12, in: 0..<5).view(2, 3, 2), in: words, "three dimensions")
    expectLookUp(Tensor(inputs.integer(in: 0...4)), in: words, "an index of shape []")
    expectLookUp(Tensor([inputs.integer(in: 0...4)]), in: words, "one index")
    expectLookUp(Tensor([[4]]), in: words, "an index of shape [1, 1]")
    expectLookUp(Tensor([1, 1, 1]), in: words, "the same index three times")
    expectLookUp(Tensor([0, 0]), in: inputs.normal(1, 4), "a table of one row")
    expectLookUp(Tensor([2, 0]), in: inputs.normal(3, 1), "rows of one number")
    expectLookUp(Tensor([0]), in: inputs.normal(1, 1), "a table of one number")
    expectLookUp(Tensor.zeros([0], dtype: .int64), in: words, "no index")
    expectLookUp(Tensor.zeros([2, 0], dtype: .int64), in: words, "no index, of shape [2, 0]")
    expectLookUp(Tensor.zeros([0], dtype: .int64), in: .zeros(0, 3), "no index and no row")
    expectLookUp(
      inputs.integers(9, in: 0..<3).view(3, 3), in: inputs.normal(3, 3), "squares")
  }

  func testCopiesNumbersOfEveryKind() {
    for dtype in [DType.float32, .float64, .float16] {
      let table = inputs.normal(4, 3, dtype: dtype)
      expectLookUp(inputs.integers(5, in: 0..<4), in: table, "\(dtype)")
      expectLookUp(
        inputs.integers(4, in: 0..<4).view(2, 2).stridedCopy, in: table.stridedCopy,
        "\(dtype), not contiguous")
    }
    let odd = Tensor(
      [[1.0, 2.0], [.infinity, -.infinity], [.nan, 0.5], [1e30, -1e-30], [-100.0, -200.0]])
    expectLookUp(Tensor([0, 4, 0]), in: odd, "rows beside others that are infinite or NaN")
    expectLookUp(Tensor([1, 2, 3, 1, 4]), in: odd, "infinite, NaN, very large and small numbers")
    let thirds = Tensor([[1.0 / 3, 2.0 / 3], [1e300, -1e-300]], dtype: .float64)
    expectLookUp(Tensor([1, 0]), in: thirds, "float64, to the last digit")
    for indices in [Tensor([1]), Tensor([0, 1, 2]), Tensor(2)] { expectCopy(of: indices) }
  }

  /// Writing into what was looked up must leave the table alone.
  private func expectCopy(of indices: Tensor) {
    let table = inputs.normal(3, 2)
    let before = table.doubles()
    let told: KeyValuePairs<String, Any> = ["indices": indices, "table": table.clone()]
    announce(told)
    guard let rows = try? lookUp(indices, in: table) else {
      return expect(false, "an error was thrown", for: told)
    }
    rows.fill(7)
    expect(
      table.doubles() == before,
      "writing into the result changed the table: the result should be a copy", for: told)
  }

  func testAnIndexOutsideIsAnError() {
    let table = inputs.normal(4, 2)
    let inside = inputs.integers(3, in: 0..<4).ints()
    for wrong in [4, -1, inputs.integer(in: 5...9), -inputs.integer(in: 2...9)] {
      let place = inputs.integer(in: 0...3)
      let numbers = Array(inside[..<place]) + [wrong] + inside[place...]
      expectOutside(wrong, Tensor(numbers), in: table)
      expectOutside(wrong, Tensor(numbers + [wrong * 2]), in: table, "the first of two")
      expectOutside(wrong, Tensor(numbers).view(2, 2), in: table, "two dimensions")
      expectOutside(wrong, Tensor(wrong), in: table, "an index of shape []")
    }
    expectOutside(7, Tensor([[0, 7], [9, 1]]), in: table, "the first in row order")
    expectOutside(
      4, Tensor(Array(repeating: 1, count: 40) + [4]), in: table, "the last of many indices")
    expectOutside(-1, Tensor([-1, 4]), in: table, "the first of two")
    expectOutside(4, Tensor([4, -1]), in: table, "the first of two")
    expectOutside(2, Tensor([2]), in: inputs.normal(2, 5), "more columns than rows")
    for far in [1 << 32 + 1, -1 << 32 + 2, 1 << 53 + 1, Int.max, Int.min] {
      expectOutside(far, Tensor([0, far]), in: table, "an index of more than 32 bits")
    }
    expectOutside(1, Tensor([0, 1]), in: inputs.normal(1, 3), "a table of one row")
  }

  private func expectOutside(
    _ index: Int, _ indices: Tensor, in table: Tensor, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = ["indices": indices, "table": table]
    let right = "IndexOutsideTable(index: \(index), count: \(table.shape[0]))"
    announce(told)
    var outcome = "nothing was thrown"
    do {
      _ = try lookUp(indices, in: table)
    } catch let error as IndexOutsideTable {
      if error.index == index, error.count == table.shape[0] { return }
      outcome = "IndexOutsideTable(index: \(error.index), count: \(error.count)) was thrown"
    } catch {
      outcome = "another error was thrown: \(error)"
    }
    expect(
      false, titled(what) + "expected \(right), \(outcome)", for: told, file: file, line: line)
  }

  func testGradientsFlowToTheTable() {
    let cases: KeyValuePairs = [
      "a vector of indices": inputs.integers(4, in: 0..<5),
      "two dimensions": inputs.integers(6, in: 0..<5).view(2, 3), "an index of shape []": Tensor(3),
      "three dimensions": inputs.integers(6, in: 0..<5).view(3, 1, 2),
      "four dimensions": inputs.integers(8, in: 0..<5).view(2, 1, 2, 2),
      "indices that are not contiguous": inputs.integers(6, in: 0..<5).view(2, 3).stridedCopy,
      "the same index three times": Tensor([2, 2, 2]), "one index": Tensor([4]),
      "no index": Tensor.zeros([2, 0], dtype: .int64),
    ]
    for (what, indices) in cases {
      for table in [
        inputs.normal(5, 3, dtype: .float64), inputs.normal(5, 3, dtype: .float64).stridedCopy,
        inputs.normal(5, 2),
      ] {
        expectGradients(
          through: { (try? lookUp(indices, in: $0[0])) ?? Tensor.zeros(0) }, at: ["table": table],
          and: ["indices": indices], value: expectedRows(indices, in: table),
          are: { [expectedGradient($0, indices, count: 5)] }, what)
      }
    }
  }

  // MARK: tableGradient

  private func expectTableGradient(
    _ gradient: Tensor, _ indices: Tensor, count: Int, tolerance: Tolerance? = nil,
    _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    expectResult(
      of: { tableGradient($0[0], indices: $0[1], count: count) },
      on: ["gradient": gradient, "indices": indices], and: ["count": count],
      equals: expectedGradient(gradient, indices, count: count), tolerance: tolerance, what,
      recognising: [
        "of the gradients of a row looked up more than once only the last is kept":
          lastOnly(gradient, indices, count: count)
      ], file: file, line: line)
  }

  private func lastOnly(_ gradient: Tensor, _ indices: Tensor, count: Int) -> Tensor {
    let size = gradient.shape[gradient.rank - 1]
    let result = Tensor.zeros(count, size, dtype: gradient.dtype)
    let rows = gradient.reshape([indices.elementCount, size])
    for (order, index) in indices.ints().enumerated() { result[index] = rows[order] }
    return result
  }

  func testGradientOfTheTable() {
    // torch.nn.functional.embedding(...).backward(gradient)
    let golden = Tensor([
      [[1.0, 2.0, 3.0], [-1.0, 0.5, 0.25]], [[0.5, -2.0, 1.0], [4.0, -3.0, 2.0]],
    ])
    expectClose(
      tableGradient(golden, indices: Tensor([[3, 1], [3, 0]]), count: 4),
      Tensor([[4.0, -3.0, 2.0], [-1.0, 0.5, 0.25], [0.0, 0.0, 0.0], [1.5, 0.0, 4.0]]),
      for: ["gradient": golden, "indices": Tensor([[3, 1], [3, 0]]), "count": 4], "beside PyTorch",
      recognising: [
        "of the gradients of a row looked up more than once only the last is kept":
          lastOnly(golden, Tensor([[3, 1], [3, 0]]), count: 4)
      ])
    for dtype in [DType.float32, .float64, .float16] {
      expectTableGradient(
        inputs.normal(3, 2, dtype: dtype), Tensor(Array(inputs.shuffled([0, 1, 2, 3, 4])[..<3])),
        count: 5, "\(dtype), every index once")
    }
    let exact = Tensor([[1.0 / 3, 1e-9], [2.0 / 3, 1e6]], dtype: .float64)
    expectTableGradient(exact, Tensor([1, 0]), count: 2, "float64, to the last digits")
    expectTableGradient(inputs.normal(1, 3), Tensor([1]), count: 2, "one index")
    expectTableGradient(inputs.normal(3), Tensor(1), count: 3, "an index of shape []")
    expectTableGradient(
      Tensor.zeros(0, 3), Tensor.zeros([0], dtype: .int64), count: 2, "no index")
    for dtype in [DType.float64, .float16] {
      expectTableGradient(
        Tensor.zeros(2, 0, 3, dtype: dtype), Tensor.zeros([2, 0], dtype: .int64), count: 2,
        "no index, \(dtype)")
    }
    expectTableGradient(inputs.normal(1, 1), Tensor([0]), count: 1, "a table of one number")
    expectTableGradient(inputs.normal(2, 4), Tensor([0, 0]), count: 1, "a table of one row")
    expectTableGradient(inputs.normal(2, 3), Tensor([0, 2]), count: 3, "a square table")
    expectTableGradient(
      inputs.normal(3, 3).stridedCopy, Tensor([2, 0, 1]), count: 4, "not contiguous")
    expectTableGradient(
      inputs.normal(2, 2, 3).stridedCopy, inputs.integers(4, in: 0..<4).view(2, 2).stridedCopy,
      count: 4, "two dimensions, not contiguous")
  }

  func testRepeatedIndicesAddUp() {
    let often = inputs.integers(7, in: 0..<3)
    for dtype in [DType.float32, .float64, .float16] {
      expectTableGradient(inputs.normal(7, 2, dtype: dtype), often, count: 4, "\(dtype)")
    }
    expectTableGradient(inputs.normal(3, 2), Tensor([1, 1, 1]), count: 3, "one index three times")
    expectTableGradient(
      inputs.normal(1, 2).expand(4, 2).clone(), Tensor([1, 2, 1, 1]), count: 3, "equal gradients")
    expectTableGradient(
      inputs.normal(2, 2, 3, 2), inputs.integers(12, in: 0..<2).view(2, 2, 3), count: 3,
      "three dimensions of indices")
    expectTableGradient(
      Tensor([[5000.0, -100.0], [-200.0, -300.0], [2500.0, -90.0]]), Tensor([1, 1, 1]), count: 2,
      "large and negative numbers")
  }

  func testIsTheTransposeOfALookUp() {
    let (table, gradient) = (
      inputs.normal(5, 3, dtype: .float64), inputs.normal(8, 3, dtype: .float64)
    )
    let indices = inputs.integers(8, in: 0..<5)
    // The same sum of products, gathered by the rows looked up or by the rows of the table.
    let there = (expectedRows(indices, in: table) * gradient).sum()
    let told: KeyValuePairs<String, Any> = [
      "gradient": gradient, "indices": indices, "count": 5, "table": table,
    ]
    announce(told)
    let slopes = tableGradient(gradient, indices: indices, count: 5)
    expectEqual(slopes.shape, [5, 3], for: told, "the shape")
    guard slopes.shape == [5, 3] else { return }
    expectClose(
      (table * slopes).sum(), there, for: told,
      "the sum of products with the table, and that of the rows looked up with their gradient")
    expectClose(
      tableGradient(gradient * 3, indices: indices, count: 5), slopes * 3, for: told,
      "three times the gradient")
    expectClose(
      slopes.sum(dim: 0), gradient.sum(dim: 0), for: told,
      "the sum of all rows, which looking up only spreads")
  }

  // MARK: cosineSimilarity

  private func expectCosine(
    _ a: Tensor, _ b: Tensor, _ what: String = "", file: StaticString = #filePath,
    line: UInt = #line
  ) {
    expectResult(
      of: { cosineSimilarity($0[0], $0[1]) }, on: ["a": a, "b": b], equals: expectedCosines(a, b),
      what,
      recognising: [
        "the product is not divided by the lengths": (a * b).sum(dim: -1),
        "the distance is taken": (a - b).norm(dim: -1),
      ], file: file, line: line)
  }

  func testCosineSimilarity() {
    // torch.nn.functional.cosine_similarity
    let a = Tensor([[2.3, 9.4, -5.5], [1.0, -2.0, 0.5]])
    let b = Tensor([[2.5, 9.1, 6.4], [-3.0, 1.0, 2.0]])
    expectClose(
      cosineSimilarity(a, b), Tensor([0.44192103, -0.46656942]), for: ["a": a, "b": b],
      "beside PyTorch")
    for dtype in [DType.float32, .float64] {
      let (a, b) = (
        inputs.awayFromZero(4, 3, dtype: dtype), inputs.awayFromZero(4, 3, dtype: dtype)
      )
      expectCosine(a[0], b[0], "\(dtype), two vectors")
      expectCosine(a, b, "\(dtype), row by row")
      expectCosine(a, b[1], "\(dtype), each row with one vector")
      expectCosine(a[2], b, "\(dtype), one vector with each row")
      expectCosine(a.stridedCopy, b.stridedCopy, "\(dtype), not contiguous")
      expectCosine(a[0..<1], b[0..<1], "\(dtype), one row")
      expectCosine(a[0..<1], b[0], "\(dtype), one row with one vector")
      expectCosine(a[0], b[0..<1], "\(dtype), one vector with one row")
    }
    let square = (inputs.awayFromZero(3, 3), inputs.awayFromZero(3, 3))
    expectCosine(square.0, square.1, "as many rows as columns")
    expectCosine(square.0, square.1[0], "as many rows as columns, with one vector")
    expectCosine(inputs.awayFromZero(1), inputs.awayFromZero(1), "vectors of one number")
    expectCosine(inputs.awayFromZero(1, 1), inputs.awayFromZero(1, 1), "one row of one number")
    expectCosine(inputs.awayFromZero(4, 1), inputs.awayFromZero(4, 1), "rows of one number")
    for dtype in [DType.float32, .float64] {
      let none = Tensor.zeros(0, 3, dtype: dtype)
      expectCosine(none, none.clone(), "no rows, \(dtype)")
    }
    expectCosine(Tensor.zeros(0, 3), inputs.awayFromZero(3), "no rows, with one vector")
    expectCosine(inputs.awayFromZero(2, 40), inputs.awayFromZero(2, 40), "forty numbers")
  }

  func testLengthsDoNotMatter() {
    for dtype in [DType.float32, .float64] {
      let (a, b) = (
        inputs.awayFromZero(5, 3, dtype: dtype), inputs.awayFromZero(5, 3, dtype: dtype)
      )
      expectCosine(a, b, "\(dtype)")
      let scales = Tensor([[1e8], [1e-8], [2000], [1e-4], [0.5]], dtype: dtype)
      expectCosine(a * scales, b, "\(dtype), long and short vectors")
      expectCosine(a * scales, b * scales, "\(dtype), both long, or both short")
      expectCosine(
        Tensor([3e-9, -4e-9], dtype: dtype), Tensor([[2e-9, 5e-9], [1, 0]], dtype: dtype),
        "\(dtype), very short vectors")
      expectCosine(
        Tensor([[7e-10, 8e-10], [1e-9, 0]], dtype: dtype), Tensor([8e-10, -7e-10], dtype: dtype),
        "\(dtype), the shortest vectors")
      expectCosine(a * 3, a, "\(dtype), one direction")
      expectCosine(a * -0.5, a, "\(dtype), opposite directions")
      expectCosine(a.abs() * -200, b.abs() * -300, "\(dtype), negative numbers")
      expectCosine(
        a * Tensor([[1.0], [0], [1], [0], [1]], dtype: dtype),
        b * Tensor([[1.0], [1], [0], [0], [1]], dtype: dtype), "\(dtype), some vectors of zeros")
      expectCosine(Tensor.zeros(3, dtype: dtype), b, "\(dtype), zeros with each row")
      expectCosine(
        Tensor.zeros(3, dtype: dtype), Tensor.zeros(3, dtype: dtype), "\(dtype), zeros with zeros")
    }
    let (a, b) = (inputs.awayFromZero(4, 2), inputs.awayFromZero(4, 2))
    expectClose(
      cosineSimilarity(a, b), cosineSimilarity(b, a), for: ["a": a, "b": b],
      "with a and b exchanged")
  }

  func testGradientsFlowThroughCosineSimilarity() {
    func reference(_ x: [Tensor]) -> Tensor {
      (x[0] * x[1]).sum(dim: -1) / (x[0].square().sum(dim: -1) * x[1].square().sum(dim: -1)).sqrt()
    }
    let rows = {
      (
        self.inputs.awayFromZero(3, 4, dtype: .float64),
        self.inputs.awayFromZero(3, 4, dtype: .float64)
      )
    }
    // Gradients here are sums of two terms that nearly cancel where vectors are nearly parallel.
    let digits = Tolerance(relative: 0x1p-44, absolute: 0x1p-44)
    for (a, b, what) in [
      (rows().0, rows().1, "row by row"), (rows().0, rows().1[0], "each row with one vector"),
      (rows().0[1], rows().1, "one vector with each row"),
      (rows().0[0], rows().1[2], "two vectors"),
      (rows().0.stridedCopy, rows().1.stridedCopy, "not contiguous"),
      (rows().0[0..<1], rows().1[0..<1], "one row"),
      (
        inputs.awayFromZero(3, 3, dtype: .float64), inputs.awayFromZero(3, 3, dtype: .float64),
        "square"
      ),
    ] {
      guard
        expectGradients(
          through: { cosineSimilarity($0[0], $0[1]) }, at: ["a": a, "b": b], as: reference,
          tolerance: digits, what)
      else { return }
    }
    // A vector meets vectors of zeros: their similarity to it is 0 wherever it points.
    let (some, none) = (rows().0, Tensor.zeros(1, 4, dtype: .float64))
    let mixed = Tensor.cat([some[0..<1], none, some[2..<3]])
    for (vectors, what) in [(rows().1, "row by row"), (rows().1[0], "one vector with each row")] {
      func masked(_ x: Tensor) -> Tensor {
        let lengths = mixed.norm(dim: -1) * x.norm(dim: -1)
        return (mixed * x).sum(dim: -1) / lengths.maskedFill(lengths .== 0, 1)
      }
      expectGradients(
        through: { cosineSimilarity(mixed.clone(), $0[0]) }, at: ["b": vectors], and: ["a": mixed],
        as: { masked($0[0]) }, tolerance: digits, "\(what), beside zeros")
      expectGradients(
        through: { cosineSimilarity($0[0], mixed.clone()) }, at: ["a": vectors], and: ["b": mixed],
        as: { masked($0[0]) }, tolerance: digits, "\(what), beside zeros")
    }
    // s.backward([1, -2]) of torch.nn.functional.cosine_similarity
    let a = Tensor([[2.3, 9.4, -5.5], [1.0, -2.0, 0.5]], dtype: .float64).requiringGradient()
    let b = Tensor([[2.5, 9.1, 6.4], [-3.0, 1.0, 2.0]], dtype: .float64)
    announce(["a": a, "b": b])
    cosineSimilarity(a, b).backward(gradient: Tensor([1.0, -2.0], dtype: .float64))
    expectClose(
      a.grad ?? Tensor.zeros(0),
      Tensor(
        [[0.01149342, 0.03816944, 0.07004139], [0.52211346, 0.12219677, -0.55543985]],
        dtype: .float64),
      tolerance: Tolerance(relative: 1e-6, absolute: 1e-8), for: ["a": a, "b": b],
      "the gradient for a, beside PyTorch")
  }
}
