import AnsweredParts
import ExerciseTesting
import Layerwise
import ParameterModules
import XCTest

private typealias Add = ParameterModules.Add
private typealias Linear = ParameterModules.Linear
private typealias LookupTable = ParameterModules.LookupTable

final class ParameterModulesTests: ExerciseTestCase {
  func testAdd() throws {
    try skipUnlessAnswered(
      "Add.updateOutput(_:)", "Add.updateGradInput(_:_:)", "Add.accGradParameters(_:_:scale:)",
      in: "ParameterModules")
    let module = Add(2)
    module.bias = Tensor([1.0, -1.0], dtype: .float64)
    let input = Tensor([[10.0, 20.0], [30.0, 40.0]], dtype: .float64)
    let gradOutput = Tensor([[1.0, 2.0], [3.0, 4.0]], dtype: .float64)
    let told: KeyValuePairs<String, Any> = [
      "input": input, "gradOutput": gradOutput, "bias": module.bias,
    ]
    expectClose(
      module.forward(input), Tensor([[11.0, 19.0], [31.0, 39.0]], dtype: .float64), for: told,
      "output")
    expectClose(module.backward(input, gradOutput), gradOutput, for: told, "gradient of the input")
    expectClose(
      module.gradBias, Tensor([4.0, 6.0], dtype: .float64), for: told, "gradient of the bias")
  }

  func testAddOfOneBias() throws {
    try skipUnlessAnswered(
      "Add.updateOutput(_:)", "Add.updateGradInput(_:_:)", "Add.accGradParameters(_:_:scale:)",
      in: "ParameterModules")
    let module = Add(2, scalar: true)
    module.bias = Tensor([5.0], dtype: .float64)
    let input = Tensor([[10.0, 20.0], [30.0, 40.0]], dtype: .float64)
    let gradOutput = Tensor([[1.0, 2.0], [3.0, 4.0]], dtype: .float64)
    let told: KeyValuePairs<String, Any> = [
      "input": input, "gradOutput": gradOutput, "bias": module.bias, "scalar": true,
    ]
    expectClose(module.forward(input), input + 5, for: told, "output")
    module.backward(input, gradOutput)
    expectClose(module.gradBias, Tensor([10.0], dtype: .float64), for: told, "gradient of the bias")
  }

  private func map() -> Linear {
    let module = Linear(3, 2)
    module.weight = Tensor([[1.0, 2.0, 0.0], [0.0, 1.0, -1.0]], dtype: .float64)
    module.bias = Tensor([10.0, 20.0], dtype: .float64)
    return module
  }

  func testLinearOfOneExample() throws {
    try skipUnlessAnswered(
      "Linear.updateOutput(_:)", "Linear.updateGradInput(_:_:)",
      "Linear.accGradParameters(_:_:scale:)", in: "ParameterModules")
    let module = map()
    let input = Tensor([1.0, 2.0, 3.0], dtype: .float64)
    let gradOutput = Tensor([1.0, 5.0], dtype: .float64)
    let told: KeyValuePairs<String, Any> = [
      "input": input, "gradOutput": gradOutput, "weight": module.weight, "bias": module.bias,
    ]
    expectClose(module.forward(input), Tensor([15.0, 19.0], dtype: .float64), for: told, "output")
    expectClose(
      module.backward(input, gradOutput), Tensor([1.0, 7.0, -5.0], dtype: .float64), for: told,
      "gradient of the input")
    expectClose(
      module.gradWeight, Tensor([[1.0, 2.0, 3.0], [5.0, 10.0, 15.0]], dtype: .float64), for: told,
      "gradient of the weight")
    expectClose(module.gradBias, gradOutput, for: told, "gradient of the bias")
  }

  func testLinearOfABatch() throws {
    try skipUnlessAnswered(
      "Linear.updateOutput(_:)", "Linear.updateGradInput(_:_:)",
      "Linear.accGradParameters(_:_:scale:)", in: "ParameterModules")
    let module = map()
    let input = Tensor([[1.0, 2.0, 3.0], [0.0, 1.0, 0.0]], dtype: .float64)
    let gradOutput = Tensor([[1.0, 5.0], [2.0, 0.0]], dtype: .float64)
    let told: KeyValuePairs<String, Any> = [
      "input": input, "gradOutput": gradOutput, "weight": module.weight, "bias": module.bias,
    ]
    expectClose(
      module.forward(input), Tensor([[15.0, 19.0], [12.0, 21.0]], dtype: .float64), for: told,
      "output")
    module.backward(input, gradOutput)
    expectClose(
      module.gradWeight, Tensor([[1.0, 4.0, 3.0], [5.0, 10.0, 15.0]], dtype: .float64), for: told,
      "gradient of the weight")
    expectClose(
      module.gradBias, Tensor([3.0, 5.0], dtype: .float64), for: told, "gradient of the bias")
  }

  func testLookupTable() throws {
    try skipUnlessAnswered(
      "LookupTable.updateOutput(_:)", "LookupTable.updateGradInput(_:_:)",
      "LookupTable.accGradParameters(_:_:scale:)", in: "ParameterModules")
    let module = LookupTable(3, 2)
    module.weight = Tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], dtype: .float64)
    let input = Tensor([3, 1, 3])
    let gradOutput = Tensor([[1.0, 2.0], [10.0, 20.0], [100.0, 200.0]], dtype: .float64)
    let told: KeyValuePairs<String, Any> = [
      "input": input, "gradOutput": gradOutput, "weight": module.weight,
    ]
    expectClose(
      module.forward(input), Tensor([[5.0, 6.0], [1.0, 2.0], [5.0, 6.0]], dtype: .float64),
      for: told, "output")
    module.backward(input, gradOutput)
    expectClose(
      module.gradWeight, Tensor([[10.0, 20.0], [0.0, 0.0], [101.0, 202.0]], dtype: .float64),
      for: told, "gradient of the weight")
  }

  func testLookupTableOfABatch() throws {
    try skipUnlessAnswered("LookupTable.updateOutput(_:)", in: "ParameterModules")
    let module = LookupTable(3, 2)
    module.weight = Tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], dtype: .float64)
    let input = Tensor([[1, 2], [2, 3]])
    expectClose(
      module.forward(input),
      Tensor([[[1.0, 2.0], [3.0, 4.0]], [[3.0, 4.0], [5.0, 6.0]]], dtype: .float64),
      for: ["input": input, "weight": module.weight], "output")
  }
}
