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

  func testMapsEachRow() {
    let (x, weight, bias) = randomMap()
    expectClose(
      affine(x, weight: weight, bias: bias), expectedAffine(x, weight, bias),
      for: ["x": x, "weight": weight, "bias": bias])
  }

  func testSquareWeight() {
    let (x, weight, bias) = (inputs.normal(3, 3), inputs.normal(3, 3), inputs.normal(3))
    let expected = expectedAffine(x, weight, bias)
    let given = ["x": x, "weight": weight, "bias": bias].mapValues { $0.clone() }
    expectClose(
      affine(x, weight: weight, bias: bias), expected,
      for: ["x": given["x"]!, "weight": given["weight"]!, "bias": given["bias"]!])
    expectUnchanged(["x": x, "weight": weight, "bias": bias], since: given)
  }

  func testRowsDoNotInfluenceEachOther() {
    let (x, weight, bias) = randomMap()
    let expected = expectedAffine(x, weight, bias)
    let all = affine(x, weight: weight, bias: bias)
    expectClose(all, expected, for: ["x": x, "weight": weight, "bias": bias])
    guard all.shape == expected.shape else { return }
    for row in 0..<x.shape[0] {
      let one = x[row..<row + 1]
      expectClose(
        all[row..<row + 1], affine(one, weight: weight, bias: bias),
        for: ["x": x, "weight": weight, "bias": bias], "row \(row) of the batch, and alone")
    }
  }

  func testSizesOneAndZero() {
    let (weight, bias) = (inputs.normal(1, 1), inputs.normal(1))
    for x in [inputs.normal(1, 1), Tensor.zeros(0, 1)] {
      expectClose(
        affine(x, weight: weight, bias: bias), expectedAffine(x, weight, bias),
        for: ["x": x, "weight": weight, "bias": bias])
    }
  }

  func testReadsViews() {
    let (x, weight, bias) = randomMap(dtype: .float64)
    expectClose(
      affine(x.stridedCopy, weight: weight.stridedCopy, bias: bias.stridedCopy),
      expectedAffine(x, weight, bias), for: ["x": x, "weight": weight, "bias": bias],
      "tensors that are not contiguous")
  }

  func testGradientsFlow() {
    let (x, weight, bias) = randomMap(dtype: .float64)
    // The gradients of another function are of no worth.
    expectClose(
      affine(x, weight: weight, bias: bias), expectedAffine(x, weight, bias),
      for: ["x": x, "weight": weight, "bias": bias])
    expectGradient(
      for: ["x": x, "weight": weight, "bias": bias],
      as: { linear($0[0], weight: $0[1], bias: $0[2]) }
    ) {
      affine($0[0], weight: $0[1], bias: $0[2])
    }
  }

  // The parts that follow are judged with the definition above, not with the student's `affine`.

  func testWeightOfTheComposition() {
    let (outer, inner) = (
      inputs.normal(2, 4, dtype: .float64), inputs.normal(4, 3, dtype: .float64)
    )
    let x = inputs.normal(5, 3, dtype: .float64)
    let (none, noneInside) = (Tensor.zeros(2, dtype: .float64), Tensor.zeros(4, dtype: .float64))
    let twice = expectedAffine(expectedAffine(x, inner, noneInside), outer, none)
    let weight = composedWeight(outer: outer, inner: inner)
    expectEqual(
      weight.shape, [2, 3], for: ["outer": outer, "inner": inner], "shape of the weight")
    guard weight.shape == [2, 3] else { return }
    expectClose(
      expectedAffine(x, weight, none), twice,
      for: ["outer": outer, "inner": inner, "x": x], "x mapped by the composed weight")
  }

  func testWeightOfSquareMaps() {
    let (outer, inner) = (inputs.normal(3, 3), inputs.normal(3, 3))
    let basis = Tensor.eye(3)
    let none = Tensor.zeros(3)
    // Row i of the result is where the two maps send unit vector i: column i of the weight.
    let expected = expectedAffine(expectedAffine(basis, inner, none), outer, none).t()
    let given = ["outer": outer, "inner": inner].mapValues { $0.clone() }
    expectClose(
      composedWeight(outer: outer, inner: inner), expected,
      for: ["outer": given["outer"]!, "inner": given["inner"]!])
    expectUnchanged(["outer": outer, "inner": inner], since: given)
  }

  func testBiasOfTheComposition() {
    let (outerWeight, outerBias) = (inputs.normal(2, 4), inputs.normal(2))
    let innerBias = inputs.normal(4)
    expectClose(
      composedBias(outerWeight: outerWeight, outerBias: outerBias, innerBias: innerBias),
      expectedAffine(innerBias.unsqueeze(0), outerWeight, outerBias).squeeze(0),
      for: ["outerWeight": outerWeight, "outerBias": outerBias, "innerBias": innerBias])
  }

  func testBiasOfSquareMaps() {
    let (outerWeight, outerBias) = (inputs.normal(3, 3), inputs.normal(3))
    let innerBias = inputs.normal(3)
    let expected = expectedAffine(innerBias.unsqueeze(0), outerWeight, outerBias).squeeze(0)
    let given = ["outerWeight": outerWeight, "outerBias": outerBias, "innerBias": innerBias]
      .mapValues { $0.clone() }
    expectClose(
      composedBias(outerWeight: outerWeight, outerBias: outerBias, innerBias: innerBias), expected,
      for: [
        "outerWeight": given["outerWeight"]!, "outerBias": given["outerBias"]!,
        "innerBias": given["innerBias"]!,
      ])
    expectUnchanged(
      ["outerWeight": outerWeight, "outerBias": outerBias, "innerBias": innerBias], since: given)
  }
}
