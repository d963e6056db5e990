import AnsweredParts
import ExerciseTesting
import Kindling
import Reproducibility
import XCTest

final class ReproducibilityTests: ExerciseTestCase {
  func testASeedForOneCall() throws {
    try skipUnlessAnswered("seeded(_:_:)", in: "Reproducibility")
    manualSeed(7)
    let expected = Tensor.randn(3)
    manualSeed(1)
    let undisturbed = Tensor.randn(3)
    manualSeed(1)
    expectClose(
      seeded(7) { Tensor.randn(3) }, expected,
      for: ["seed": 7, "body": Code("{ Tensor.randn(3) }")])
    expectClose(
      Tensor.randn(3), undisturbed, for: ["seed": 7], "the next numbers, after manualSeed(1)")
  }

  func testTheSameRunTwice() throws {
    try skipUnlessAnswered("repeated(_:_:)", in: "Reproducibility")
    let runs = repeated(2) { Tensor.rand(2) }
    expectEqual(runs.count, 2, for: ["count": 2], "how many results")
    guard runs.count == 2 else { return }
    expectClose(
      runs[1], runs[0], for: ["count": 2, "body": Code("{ Tensor.rand(2) }")], "the second run")
  }

  func testTheSeedsOfStreams() throws {
    try skipUnlessAnswered("streams(_:seed:)", in: "Reproducibility")
    expectEqual(
      streams(2, seed: 1).map(\.seed), [1_791_095_845, 4_282_876_139],
      for: ["count": 2, "seed": 1], "the seeds")
  }

  func testACheckpointHoldsACopy() throws {
    try skipUnlessAnswered("checkpoint(of:)", in: "Reproducibility")
    let model = Linear(2, 1)
    withoutGradients { model.weight.fill(3) }
    let saved = checkpoint(of: model)
    withoutGradients { model.weight.fill(4) }
    expectClose(
      saved.state["weight"] ?? Tensor.zeros(0), Tensor([[3.0, 3.0]]),
      for: ["model": Code("Linear(2, 1)")],
      "the weight in the checkpoint, after the model's has changed from 3 to 4")
  }

  func testGoingBack() throws {
    try skipUnlessAnswered("resume(_:from:)", in: "Reproducibility")
    let model = Linear(2, 1)
    let state = ["weight": Tensor([[1.0, 2.0]]), "bias": Tensor([3.0])]
    let saved = Checkpoint(state: state, generator: Generator(seed: 5).state)
    try resume(model, from: saved)
    expectClose(
      model.weight, Tensor([[1.0, 2.0]]), for: ["checkpoint": Code("saved")], "the weight")
    let drawn = Tensor.rand(2)
    manualSeed(5)
    expectClose(
      drawn, Tensor.rand(2), for: ["checkpoint": Code("saved, with the generator of seed 5")],
      "the next numbers")
  }
}
