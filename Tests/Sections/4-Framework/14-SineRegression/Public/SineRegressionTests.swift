import AnsweredParts
import ExerciseTesting
import Kindling
import SineRegression
import XCTest

final class SineRegressionTests: ExerciseTestCase {
  func testTheLastBatchIsShort() throws {
    try skipUnlessAnswered("batches(_:_:size:shuffled:)", in: "SineRegression")
    let (x, y) = (Tensor([[1.0], [2.0], [3.0]]), Tensor([[10.0], [20.0], [30.0]]))
    let all = batches(x, y, size: 2, shuffled: false)
    expectEqual(
      all.map { $0.x.doubles() }, [[1, 2], [3]], for: ["x": x, "size": 2], "x of the batches")
    expectEqual(
      all.map { $0.y.doubles() }, [[10, 20], [30]], for: ["y": y, "size": 2], "y of the batches")
  }

  func testPairsStayTogether() throws {
    try skipUnlessAnswered("batches(_:_:size:shuffled:)", in: "SineRegression")
    let x = Tensor([[1.0], [2.0], [3.0], [4.0]])
    let all = batches(x, x * 10, size: 3, shuffled: true)
    expectEqual(
      all.flatMap { $0.y.doubles() }, all.flatMap { $0.x.doubles() }.map { $0 * 10 },
      for: ["x": x, "y": x * 10, "shuffled": true], "the targets")
    expectEqual(
      all.flatMap { $0.x.doubles() }.sorted(), [1, 2, 3, 4], for: ["x": x, "shuffled": true],
      "the inputs, sorted")
  }

  func testParametersOfTheModel() throws {
    try skipUnlessAnswered("sineModel()", in: "SineRegression")
    expectEqual(sineModel().parameterCount, 76, for: [:], "how many numbers the model has")
  }

  func testTwoEpochs() throws {
    try skipUnlessAnswered("train(_:on:optimizer:epochs:)", in: "SineRegression")
    let model = Linear(1, 1)
    withoutGradients {
      model.weight.fill(0)
      model.bias.fill(0)
    }
    let batch = (x: Tensor([[1.0]]), y: Tensor([[1.0]]))
    let losses = train(
      model, on: { [batch] }, optimizer: SGD(model.parameters(), learningRate: 0.125), epochs: 2)
    expectEqual(
      losses, [1, 0.25],
      for: ["model": Code("a Linear(1, 1) of zeros"), "x": batch.x, "y": batch.y, "epochs": 2],
      "the loss of each epoch")
  }

  func testMeanOfUnequalBatches() throws {
    try skipUnlessAnswered("evaluate(_:on:)", in: "SineRegression")
    let model = Linear(1, 1)
    withoutGradients {
      model.weight.fill(1)
      model.bias.fill(0)
    }
    let first = (x: Tensor([[1.0], [2.0]]), y: Tensor([[1.0], [2.0]]))
    let second = (x: Tensor([[1.0]]), y: Tensor([[4.0]]))
    expectEqual(
      evaluate(model, on: [first, second]), 3,
      for: ["batches": Code("two rows that are right, and one that is off by 3")])
  }
}
