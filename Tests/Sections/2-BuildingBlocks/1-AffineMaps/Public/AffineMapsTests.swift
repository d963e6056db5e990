import AffineMaps
import AnsweredParts
import ExerciseTesting
import Kindling
import XCTest

final class AffineMapsTests: ExerciseTestCase {
  private let weight = Tensor([[1.0, 1.0], [2.0, 0.0], [0.0, -1.0]])
  private let bias = Tensor([10.0, 20.0, 30.0])

  func testMapsOneRow() throws {
    try skipUnlessAnswered("affine(_:weight:bias:)", in: "AffineMaps")
    let x = Tensor([[1.0, 2.0]])
    expectClose(
      affine(x, weight: weight, bias: bias), Tensor([[13.0, 22.0, 28.0]]),
      for: ["x": x, "weight": weight, "bias": bias])
  }

  func testMapsEachRowOfABatch() throws {
    try skipUnlessAnswered("affine(_:weight:bias:)", in: "AffineMaps")
    let x = Tensor([[1.0, 2.0], [0.0, 1.0], [0.0, 0.0]])
    expectClose(
      affine(x, weight: weight, bias: bias),
      Tensor([[13.0, 22.0, 28.0], [11.0, 20.0, 29.0], [10.0, 20.0, 30.0]]),
      for: ["x": x, "weight": weight, "bias": bias])
  }

  func testSquareWeightIsNotConfusedWithItsTranspose() throws {
    try skipUnlessAnswered("affine(_:weight:bias:)", in: "AffineMaps")
    let (x, weight) = (Tensor([[1.0, 0.0]]), Tensor([[1.0, 2.0], [3.0, 4.0]]))
    let bias = Tensor([0.0, 0.0])
    expectClose(
      affine(x, weight: weight, bias: bias), Tensor([[1.0, 3.0]]),
      for: ["x": x, "weight": weight, "bias": bias])
  }

  func testComposedWeight() throws {
    try skipUnlessAnswered("composedWeight(outer:inner:)", in: "AffineMaps")
    let (outer, inner) = (Tensor([[1.0, 0.0, 2.0]]), weight)
    expectClose(
      composedWeight(outer: outer, inner: inner), Tensor([[1.0, -1.0]]),
      for: ["outer": outer, "inner": inner])
  }

  func testComposedBias() throws {
    try skipUnlessAnswered("composedBias(outerWeight:outerBias:innerBias:)", in: "AffineMaps")
    let (outerWeight, outerBias) = (Tensor([[1.0, 0.0, 2.0]]), Tensor([5.0]))
    expectClose(
      composedBias(outerWeight: outerWeight, outerBias: outerBias, innerBias: bias),
      Tensor([75.0]),
      for: ["outerWeight": outerWeight, "outerBias": outerBias, "innerBias": bias])
  }
}
