import AnsweredParts
import ExerciseTesting
import GradientDescent
import Kindling
import XCTest

final class GradientDescentTests: ExerciseTestCase {
  func testOneStep() throws {
    try skipUnlessAnswered("sgdStep(_:learningRate:)", in: "GradientDescent")
    let weight = Tensor([1.0, 2.0]).requiringGradient()
    weight.grad = Tensor([2.0, -4.0])
    sgdStep([weight], learningRate: 0.5)
    expectClose(
      weight, Tensor([0.0, 4.0]),
      for: ["weight": Tensor([1.0, 2.0]), "its grad": Tensor([2.0, -4.0]), "learningRate": 0.5])
    expect(weight.requiresGrad, "the weight no longer requires a gradient", for: [:])
  }

  func testAParameterWithoutAGradientStays() throws {
    try skipUnlessAnswered("sgdStep(_:learningRate:)", in: "GradientDescent")
    let (first, second) = (
      Tensor([1.0]).requiringGradient(), Tensor([1.0]).requiringGradient()
    )
    second.grad = Tensor([1.0])
    let told: KeyValuePairs<String, Any> = [
      "parameters": [Tensor([1.0]), Tensor([1.0])],
      "their gradients": Code("[nil, Tensor([1.0])]"), "learningRate": 0.25,
    ]
    announce(told)
    sgdStep([first, second], learningRate: 0.25)
    expectClose(first, Tensor([1.0]), for: told, "the first, whose grad is nil")
    expectClose(second, Tensor([0.75]), for: told, "the second, whose grad is 1")
  }

  func testThreeStepsOnASquare() throws {
    try skipUnlessAnswered("minimize(_:from:learningRate:steps:)", in: "GradientDescent")
    let place = Tensor([4.0]).requiringGradient()
    let told: KeyValuePairs<String, Any> = [
      "loss": Code("{ ($0 * $0).sum() }"), "start": Tensor([4.0]), "learningRate": 0.25,
      "steps": 3,
    ]
    announce(told)
    let losses = minimize({ ($0 * $0).sum() }, from: place, learningRate: 0.25, steps: 3)
    expectEqual(losses, [16.0, 4.0, 1.0], for: told, "the loss before each step")
    expectClose(place, Tensor([0.5]), for: told, "start, after the steps")
  }

  func testALongStepRunsAway() throws {
    try skipUnlessAnswered("minimize(_:from:learningRate:steps:)", in: "GradientDescent")
    let place = Tensor([1.0]).requiringGradient()
    expectEqual(
      minimize({ ($0 * $0).sum() }, from: place, learningRate: 1.5, steps: 3), [1.0, 4.0, 16.0],
      for: [
        "loss": Code("{ ($0 * $0).sum() }"), "start": Tensor([1.0]), "learningRate": 1.5,
        "steps": 3,
      ],
      "the loss before each step")
  }

  func testTheSteepestDirectionSetsTheLimit() throws {
    try skipUnlessAnswered("largestStableLearningRate(curvatures:)", in: "GradientDescent")
    for (curvatures, limit) in [([4.0], 0.5), ([1.0, 8.0, 2.0], 0.25), ([0.0, 4.0], 0.5)] {
      expectEqual(
        largestStableLearningRate(curvatures: curvatures), limit, for: ["curvatures": curvatures])
    }
  }
}
