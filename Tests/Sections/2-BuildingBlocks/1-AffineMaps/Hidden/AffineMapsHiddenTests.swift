import AffineMaps
import ExerciseTesting
import Kindling
import XCTest

final class AffineMapsHiddenTests: ExerciseTestCase {
  /// A batch, a weight and a bias that fit together; no two of the three sizes are equal.
  private func randomMap(dtype: DType = .float32) -> (x: Tensor, weight: Tensor, bias: Tensor) {
    let sizes = inputs.shuffled([2, 3, 4])
    return (
      inputs.normal(sizes[0], sizes[1], dtype: dtype),
      inputs.normal(sizes[2], sizes[1], dtype: dtype), inputs.normal(sizes[2], dtype: dtype)
    )
  }

  /// The definition, one number at a time.
  private func expectedAffine(_ x: Tensor, _ weight: Tensor, _ bias: Tensor) -> Tensor {
    let (rows, columns, outputs) = (x.shape[0], x.shape[1], weight.shape[0])
    let (xs, ws, bs) = (x.doubles(), weight.doubles(), bias.doubles())
    var result: [Double] = []
    for row in 0..<rows {
      for output in 0..<outputs {
        var sum = bs[output]
        for i in 0..<columns { sum += xs[row * columns + i] * ws[output * columns + i] }
        result.append(sum)
      }
    }
    return Tensor(result, dtype: x.dtype).view(rows, outputs)
  }

  // MARK: affine

  @discardableResult
  private func expectAffine(
    _ x: Tensor, _ weight: Tensor, _ bias: Tensor, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) -> Bool {
    expectResult(
      of: { affine($0[0], weight: $0[1], bias: $0[2]) },
      on: ["x": x, "weight": weight, "bias": bias], equals: expectedAffine(x, weight, bias), what,
      file: file, line: line)
  }

  func testMapsEachRow() {
    let (x, weight, bias) = randomMap()
    expectAffine(x, weight, bias)
    for dtype in [DType.float16, .float64] {
      let (x, weight, bias) = randomMap(dtype: dtype)
      expectAffine(x, weight, bias, "\(dtype)")
    }
    expectAffine(inputs.normal(2, 40), inputs.normal(3, 40), inputs.normal(3), "forty inputs")
    expectAffine(inputs.normal(40, 2), inputs.normal(3, 2), inputs.normal(3), "forty rows")
    expectAffine(inputs.normal(2, 3), inputs.normal(40, 3), inputs.normal(40), "forty outputs")
    // 300 times 300 is more than a float16 holds.
    let large = Tensor([[300.0, 1.0], [1.0, 2.0]], dtype: .float16)
    expectAffine(
      large, Tensor([[300.0, 0.5]], dtype: .float16), Tensor([1.0], dtype: .float16),
      "float16, where one result is infinite")
  }

  func testSquareWeight() {
    for (rows, size) in [(3, 3), (2, 2), (3, 2), (2, 4), (5, 5)] {
      expectAffine(inputs.normal(rows, size), inputs.normal(size, size), inputs.normal(size))
    }
  }

  func testRowsDoNotInfluenceEachOther() {
    let (x, weight, bias) = randomMap()
    guard expectAffine(x, weight, bias) else { return }
    for row in 0..<x.shape[0] { expectAffine(x[row..<row + 1], weight, bias, "one row") }
    let disturbed = x.clone()
    disturbed[0, 0] = Tensor(Double.nan)
    disturbed[1, 0] = Tensor(Double.infinity)
    expectAffine(
      Tensor.cat([disturbed, x]), weight, bias, "one row with NaN in it, one with infinity")
  }

  func testSizesOneAndZero() {
    for (rows, columns, outputs) in [(1, 1, 1), (3, 1, 2), (2, 3, 1), (1, 3, 2)] {
      expectAffine(
        inputs.normal(rows, columns), inputs.normal(outputs, columns), inputs.normal(outputs))
    }
    expectAffine(Tensor.zeros(0, 1), inputs.normal(1, 1), inputs.normal(1), "no rows")
    expectAffine(Tensor.zeros(0, 3), inputs.normal(2, 3), inputs.normal(2), "no rows")
    expectAffine(Tensor.zeros(2, 0), Tensor.zeros(3, 0), inputs.normal(3), "no inputs")
    let dtype = DType.float64
    expectAffine(
      Tensor.zeros(0, 3, dtype: dtype), inputs.normal(2, 3, dtype: dtype),
      inputs.normal(2, dtype: dtype), "no rows, float64")
  }

  func testReadsViews() {
    let (x, weight, bias) = randomMap(dtype: .float64)
    expectAffine(
      x.stridedCopy, weight.stridedCopy, bias.stridedCopy, "tensors that are not contiguous")
  }

  func testGradientsFlow() {
    let (x, weight, bias) = randomMap(dtype: .float64)
    let call: ([Tensor]) -> Tensor = { affine($0[0], weight: $0[1], bias: $0[2]) }
    let reference: ([Tensor]) -> Tensor = { linear($0[0], weight: $0[1], bias: $0[2]) }
    guard
      expectGradients(
        through: call, at: ["x": x, "weight": weight, "bias": bias], as: reference)
    else { return }
    let (small, smallWeight, smallBias) = randomMap()
    expectGradients(
      through: call, at: ["x": small, "weight": smallWeight, "bias": smallBias], as: reference,
      "float32")
    for rows in [1, 0] {
      expectGradients(
        through: call, at: ["x": x[0..<rows], "weight": weight, "bias": bias], as: reference,
        rows == 1 ? "one row" : "no rows")
    }
    expectGradients(
      through: { affine($0[0], weight: $0[0], bias: $0[1]) },
      at: ["x": inputs.normal(3, 3, dtype: .float64), "bias": inputs.normal(3, dtype: .float64)],
      and: ["weight": Code("x")], as: { linear($0[0], weight: $0[0], bias: $0[1]) },
      "x and the weight are one tensor")
    // One argument alone requires a gradient, or all but one.
    let all = [x, weight, bias]
    for (place, name) in ["x", "weight", "bias"].enumerated() {
      expectGradients(
        through: { given in call(all.indices.map { $0 == place ? given[0] : all[$0].clone() }) },
        at: ["the argument": all[place]], and: ["which is": Code(name)],
        as: { given in reference(all.indices.map { $0 == place ? given[0] : all[$0] }) },
        "\(name) alone")
      let others = all.indices.filter { $0 != place }
      func filled(_ given: [Tensor]) -> [Tensor] {
        all.indices.map { others.firstIndex(of: $0).map { given[$0] } ?? all[$0].clone() }
      }
      expectGradients(
        through: { call(filled($0)) },
        at: ["the first": all[others[0]], "the second": all[others[1]]],
        and: ["which are": Code("all but \(name)")], as: { reference(filled($0)) },
        "all but \(name)")
    }
    // The gradient for x does not depend on x, not even where that is infinite.
    let infinite = x.clone()
    infinite[0, 0] = Tensor(Double.infinity)
    expectGradients(
      through: { affine($0[0], weight: weight.clone(), bias: bias.clone()) }, at: ["x": infinite],
      and: ["weight": weight, "bias": bias],
      as: { linear($0[0], weight: weight, bias: bias) }, "an infinite input")
  }

  // The parts that follow are judged with the definition above, not with the student's `affine`.

  // MARK: composedWeight

  /// Row i of the result is where the two maps send unit vector i: column i of the weight.
  private func expectWeight(
    _ outer: Tensor, _ inner: Tensor, _ what: String = "", file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let basis = Tensor.eye(inner.shape[1]).to(inner.dtype)
    let noneInside = Tensor.zeros([inner.shape[0]], dtype: inner.dtype)
    let none = Tensor.zeros([outer.shape[0]], dtype: outer.dtype)
    let expected = expectedAffine(expectedAffine(basis, inner, noneInside), outer, none).t()
    expectResult(
      of: { composedWeight(outer: $0[0], inner: $0[1]) }, on: ["outer": outer, "inner": inner],
      equals: expected, what, file: file, line: line)
  }

  func testWeightOfTheComposition() {
    for dtype in [DType.float64, .float32] {
      let sizes = inputs.shuffled([2, 3, 4])
      for map in ["one map", "another map of the same shapes"] {
        expectWeight(
          inputs.normal(sizes[0], sizes[1], dtype: dtype),
          inputs.normal(sizes[1], sizes[2], dtype: dtype), "\(dtype), \(map)")
      }
    }
    for (outputs, middle, columns) in [
      (1, 1, 1), (1, 3, 1), (3, 1, 2), (1, 2, 3), (2, 0, 3), (4, 4, 4),
    ] {
      expectWeight(inputs.normal(outputs, middle), inputs.normal(middle, columns))
    }
  }

  func testWeightOfSquareMaps() {
    let (outer, inner) = (inputs.normal(3, 3), inputs.normal(3, 3))
    expectWeight(outer, inner)
    expectWeight(outer.stridedCopy, inner.stridedCopy, "tensors that are not contiguous")
  }

  // MARK: composedBias

  private func expectBias(
    _ outerWeight: Tensor, _ outerBias: Tensor, _ innerBias: Tensor, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    expectResult(
      of: { composedBias(outerWeight: $0[0], outerBias: $0[1], innerBias: $0[2]) },
      on: ["outerWeight": outerWeight, "outerBias": outerBias, "innerBias": innerBias],
      equals: expectedAffine(innerBias.unsqueeze(0), outerWeight, outerBias).squeeze(0), what,
      file: file, line: line)
  }

  func testBiasOfTheComposition() {
    for dtype in [DType.float32, .float64] {
      let sizes = inputs.shuffled([2, 4])
      for map in ["one map", "another map of the same shapes"] {
        expectBias(
          inputs.normal(sizes[0], sizes[1], dtype: dtype), inputs.normal(sizes[0], dtype: dtype),
          inputs.normal(sizes[1], dtype: dtype), "\(dtype), \(map)")
      }
    }
    for (outputs, middle) in [(1, 1), (1, 3), (3, 1)] {
      expectBias(inputs.normal(outputs, middle), inputs.normal(outputs), inputs.normal(middle))
    }
  }

  func testBiasOfSquareMaps() {
    let (outerWeight, outerBias) = (inputs.normal(3, 3), inputs.normal(3))
    let innerBias = inputs.normal(3)
    expectBias(outerWeight, outerBias, innerBias)
    expectBias(
      outerWeight.stridedCopy, outerBias.stridedCopy, innerBias.stridedCopy,
      "tensors that are not contiguous")
  }
}
