import AnsweredParts
import ExerciseTesting
import Kindling
import Modules
import XCTest

final class ModulesTests: ExerciseTestCase {
  func testFindsTheParametersOfTwoLayers() throws {
    try skipUnlessAnswered(
      "FeedForward.init(inputs:hidden:outputs:)", "FeedForward.forward(_:)", in: "Modules")
    let model = FeedForward(inputs: 3, hidden: 4, outputs: 2)
    let told: KeyValuePairs<String, Any> = ["inputs": 3, "hidden": 4, "outputs": 2]
    expectEqual(
      model.namedParameters().map(\.name), ["w.weight", "w.bias", "u.weight", "u.bias"], for: told,
      "names")
    expectEqual(model.parameters().map(\.shape), [[4, 3], [4], [2, 4], [2]], for: told, "shapes")
  }

  func testReluBetweenTheMaps() throws {
    try skipUnlessAnswered(
      "FeedForward.init(inputs:hidden:outputs:)", "FeedForward.forward(_:)", in: "Modules")
    let model = FeedForward(inputs: 1, hidden: 2, outputs: 1)
    let numbers = [
      Tensor([[1.0], [-1.0]]), Tensor([0.0, 0]), Tensor([[1.0, 1]]), Tensor([-3.0]),
    ]
    withoutGradients {
      for (parameter, values) in zip(model.parameters(), numbers) { parameter.copy(from: values) }
    }
    // relu(x) + relu(-x) - 3
    let x = Tensor([[2.0], [-5.0]])
    expectClose(model(x).detach(), Tensor([[-1.0], [2.0]]), for: ["input": x])
  }

  func testNamesOfNestedBlocks() throws {
    try skipUnlessAnswered("namedParameters(of:)", "parameterCount(of:)", in: "Modules")
    let map = Block(parameters: ["weight": Tensor.ones(2, 3), "bias": Tensor.ones(2)])
    let model = Block(
      parameters: ["scale": Tensor.ones(1)], blocks: ["first": map, "again": map])
    let told: KeyValuePairs<String, Any> = [
      "root": Code(
        "Block(parameters: [\"scale\": scale], blocks: [\"first\": map, \"again\": map]), where map "
          + "has a weight [2, 3] and a bias [2]")
    ]
    expectEqual(
      namedParameters(of: model).map { $0.name }, ["scale", "first.weight", "first.bias"],
      for: told,
      "names")
    expectEqual(parameterCount(of: model), 9, for: told, "how many numbers")
  }

  func testSwitchesTheMode() throws {
    try skipUnlessAnswered("setTraining(_:of:)", in: "Modules")
    let inner = Block()
    let root = Block(blocks: ["inner": inner])
    setTraining(false, of: root)
    expectEqual([root.isTraining, inner.isTraining], [false, false], for: [:], "root and inner")
    setTraining(true, of: root)
    expectEqual([root.isTraining, inner.isTraining], [true, true], for: [:], "root and inner")
  }

  func testThereAndBack() throws {
    try skipUnlessAnswered("state(of:)", "load(_:into:)", in: "Modules")
    let weight = Tensor([1.0, 2.0]).requiringGradient()
    let root = Block(blocks: ["map": Block(parameters: ["weight": weight])])
    let saved = state(of: root)
    withoutGradients { weight.fill(0) }
    try load(saved, into: root)
    expectClose(
      weight.detach(), Tensor([1.0, 2.0]), for: ["the names of the state": saved.keys.sorted()],
      "map.weight, after it was 0 and its state was loaded")
  }

  func testNamesWhatIsMissing() throws {
    try skipUnlessAnswered("load(_:into:)", in: "Modules")
    let root = Block(parameters: ["weight": Tensor.ones(2), "bias": Tensor.ones(1)])
    XCTAssertThrowsError(
      try load(["weight": Tensor.zeros(2)], into: root), "expected missing(\"bias\")"
    ) { error in
      expectEqual(
        error as? StateError, .missing("bias"), for: ["state": Code("[\"weight\": ...]")])
    }
    expectClose(
      root.parameters[0].tensor, Tensor([1.0, 1.0]), for: ["state": Code("[\"weight\": ...]")],
      "weight, which stays as it was")
  }
}
