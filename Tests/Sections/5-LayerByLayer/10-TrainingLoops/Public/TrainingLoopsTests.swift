import AnsweredParts
import ExerciseTesting
import Layerwise
import TrainingLoops
import XCTest

final class TrainingLoopsTests: ExerciseTestCase {
  func testOneStep() throws {
    try skipUnlessAnswered("step(_:learningRate:)", in: "TrainingLoops")
    let factors = CMul(2)
    factors.weight = Tensor([1, 2], dtype: .float64)
    factors.gradWeight.copy(from: Tensor([3, 4], dtype: .float64))
    step(factors, learningRate: 0.5)
    expectClose(
      factors.weight, Tensor([-0.5, 0], dtype: .float64),
      for: [
        "weight": Tensor([1, 2], dtype: .float64), "gradWeight": factors.gradWeight,
        "learningRate": 0.5,
      ])
  }

  /// One factor w, input 1 and target 0: the loss is w^2, and a step of 0.25 halves w.
  private var halving: CMul {
    let factor = CMul(1)
    factor.weight = Tensor([4], dtype: .float64)
    return factor
  }
  private let one = Tensor([1], dtype: .float64)
  private let zero = Tensor([0], dtype: .float64)

  func testTrainsByModule() throws {
    try skipUnlessAnswered(
      "train(_:criterion:on:_:epochs:learningRate:)", in: "TrainingLoops")
    let factor = halving
    factor.gradWeight.fill(100)
    let losses = train(
      factor, criterion: MSECriterion(), on: one, zero, epochs: 3, learningRate: 0.25)
    expectEqual(losses, [16, 4, 1], for: ["epochs": 3, "learningRate": 0.25], "losses")
    expectClose(factor.weight, Tensor([0.5], dtype: .float64), for: [:], "the weight afterwards")
  }

  func testFlattens() throws {
    try skipUnlessAnswered("flatten(_:)", in: "TrainingLoops")
    let (factors, layer) = (CMul(2), Linear(2, 1))
    factors.weight = Tensor([1, 2], dtype: .float64)
    (layer.weight, layer.bias) = (Tensor([[3, 4]], dtype: .float64), Tensor([5], dtype: .float64))
    let flat = flatten(Sequential(factors, layer))
    expectClose(
      flat.weights, Tensor([1, 2, 3, 4, 5], dtype: .float64), for: [:], "the flat weights")
    flat.weights.fill(7)
    expectClose(
      layer.weight, Tensor([[7, 7]], dtype: .float64), for: [:],
      "a weight after the flat weights were set to 7")
  }

  func testTrainsByFlatParameters() throws {
    try skipUnlessAnswered(
      "trainFlat(_:_:criterion:on:_:epochs:learningRate:)", in: "TrainingLoops")
    let factor = halving
    let flat = factor.getParameters()
    flat.gradients.fill(100)
    let losses = trainFlat(
      factor, flat, criterion: MSECriterion(), on: one, zero, epochs: 3, learningRate: 0.25)
    expectEqual(losses, [16, 4, 1], for: ["epochs": 3, "learningRate": 0.25], "losses")
    expectClose(flat.weights, Tensor([0.5], dtype: .float64), for: [:], "the weight afterwards")
  }
}
