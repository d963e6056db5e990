import AnsweredParts
import ExerciseTesting
import Kindling
import SequentialModels
import XCTest

final class SequentialModelsTests: ExerciseTestCase {
  func testOneAfterAnother() throws {
    try skipUnlessAnswered("Chain.init(_:)", "Chain.forward(_:)", in: "SequentialModels")
    let x = Tensor([1.0, -2.0])
    expectClose(
      Chain([Times(2), Plus(1)])(x), Tensor([3.0, -3.0]),
      for: ["modules": Code("[times 2, plus 1]"), "input": x])
    expectClose(
      Chain([Plus(1), Times(2)])(x), Tensor([4.0, -2.0]),
      for: ["modules": Code("[plus 1, times 2]"), "input": x])
    expectClose(Chain([])(x), x, for: ["modules": Code("[]"), "input": x])
  }

  func testFindsTheParametersOfAll() throws {
    try skipUnlessAnswered("Chain.init(_:)", "Chain.forward(_:)", in: "SequentialModels")
    let chain = Chain([Linear(3, 4), ReLU(), Linear(4, 2)])
    expectEqual(
      chain.parameters().map(\.shape), [[4, 3], [4], [2, 4], [2]],
      for: ["modules": Code("[Linear(3, 4), ReLU(), Linear(4, 2)]")], "shapes of the parameters")
  }

  func testMask() throws {
    try skipUnlessAnswered("dropoutMask(_:p:dtype:)", in: "SequentialModels")
    let mask = dropoutMask([10, 100], p: 0.5, dtype: .float32)
    let told: KeyValuePairs<String, Any> = [
      "shape": Code("[10, 100]"), "p": 0.5, "dtype": Code(".float32"),
    ]
    expectEqual(mask.shape, [10, 100], for: told, "shape")
    expectEqual(Set(mask.doubles()), [0, 2], for: told, "the numbers in the mask")
    let zeros = mask.doubles().count { $0 == 0 }
    expect((400...600).contains(zeros), "\(zeros) of 1000 elements are 0", for: told)
    expectClose(
      dropoutMask([3], p: 1, dtype: .float32), Tensor([0.0, 0, 0]), for: ["p": 1.0], "p = 1")
  }

  func testDropoutInBothModes() throws {
    try skipUnlessAnswered("Drop.init(_:)", "Drop.forward(_:)", in: "SequentialModels")
    let layer = Drop(0.5)
    let x = Tensor.ones(1000)
    let told: KeyValuePairs<String, Any> = ["p": 0.5, "input": Code("Tensor.ones(1000)")]
    expectEqual(Set(layer(x).doubles()), [0, 2], for: told, "the numbers in training")
    layer.eval()
    expectEqual(Set(layer(x).doubles()), [1], for: told, "the numbers in evaluation")
  }

  func testProbabilities() throws {
    try skipUnlessAnswered(
      "deepClassifier(inputs:hidden:classes:keep:)", in: "SequentialModels")
    let model = deepClassifier(inputs: 3, hidden: 4, classes: 2, keep: 0.7)
    let told: KeyValuePairs<String, Any> = ["inputs": 3, "hidden": 4, "classes": 2, "keep": 0.7]
    expectEqual(
      model.parameters().map(\.shape), [[4, 3], [4], [8, 4], [8], [2, 8], [2]], for: told,
      "shapes of the parameters")
    expectClose(
      model(Tensor.ones(5, 3)).sum(dim: 1).detach(), Tensor.ones(5), for: told,
      "the sum of each row's probabilities")
  }
}

private final class Times: Module {
  private let factor: Double
  init(_ factor: Double) { self.factor = factor }
  override func forward(_ input: Tensor) -> Tensor { input * factor }
}

private final class Plus: Module {
  private let number: Double
  init(_ number: Double) { self.number = number }
  override func forward(_ input: Tensor) -> Tensor { input + number }
}
