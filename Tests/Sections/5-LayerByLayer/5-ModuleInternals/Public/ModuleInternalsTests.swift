import AnsweredParts
import ExerciseTesting
import Layerwise
import ModuleInternals
import XCTest

private typealias CMul = ModuleInternals.CMul

final class ModuleInternalsTests: ExerciseTestCase {
  private let weight = Tensor([2.0, -1.0], dtype: .float64)
  private let input = Tensor([10.0, 20.0], dtype: .float64)
  private let batch = Tensor([[10.0, 20.0], [1.0, 2.0]], dtype: .float64)
  private let gradOutputs = Tensor([[1.0, 3.0], [2.0, 0.0]], dtype: .float64)

  private func module() -> CMul {
    let module = CMul([2])
    module.weight = weight
    return module
  }

  func testOutput() throws {
    try skipUnlessAnswered("CMul.updateOutput(_:)", in: "ModuleInternals")
    let module = module()
    expectClose(
      module.forward(input), Tensor([20.0, -20.0], dtype: .float64),
      for: ["input": input, "weight": weight], "output")
    expectClose(
      module.forward(batch), Tensor([[20.0, -20.0], [2.0, -2.0]], dtype: .float64),
      for: ["input": batch, "weight": weight], "output of a batch")
  }

  func testGradInput() throws {
    try skipUnlessAnswered("CMul.updateGradInput(_:_:)", in: "ModuleInternals")
    expectClose(
      module().updateGradInput(batch, gradOutputs),
      Tensor([[2.0, -3.0], [4.0, 0.0]], dtype: .float64),
      for: ["input": batch, "gradOutput": gradOutputs, "weight": weight], "gradient of the input")
  }

  func testGradWeightOfOneExample() throws {
    try skipUnlessAnswered("CMul.accGradParameters(_:_:scale:)", in: "ModuleInternals")
    let module = module()
    let gradOutput = Tensor([1.0, 3.0], dtype: .float64)
    for (calls, expected) in [(1, [5.0, 30.0]), (2, [10.0, 60.0])] {
      module.accGradParameters(input, gradOutput, scale: 0.5)
      expectClose(
        module.gradWeight, Tensor(expected, dtype: .float64),
        for: ["input": input, "gradOutput": gradOutput, "scale": 0.5, "calls": calls],
        "gradient of the weight")
    }
  }

  func testGradWeightOfABatch() throws {
    try skipUnlessAnswered("CMul.accGradParameters(_:_:scale:)", in: "ModuleInternals")
    let module = module()
    module.accGradParameters(batch, gradOutputs, scale: 1)
    // 10 * 1 + 1 * 2 and 20 * 3 + 2 * 0
    expectClose(
      module.gradWeight, Tensor([12.0, 60.0], dtype: .float64),
      for: ["input": batch, "gradOutput": gradOutputs, "scale": 1.0], "gradient of the weight")
  }

  func testMeanOfTwoExamples() throws {
    try skipUnlessAnswered("gatherMean(of:over:)", in: "ModuleInternals")
    // The library's own module, so that this part can be tried without the others.
    let module = Layerwise.CMul(2)
    module.gradWeight.fill(100)
    let gradOutput = Tensor([1.0, 1.0], dtype: .float64)
    gatherMean(of: module, over: [(input, gradOutput), (input, gradOutput * 5)])
    expectClose(
      module.gradWeight, Tensor([30.0, 60.0], dtype: .float64),
      for: ["inputs": [input, input], "gradOutputs": [gradOutput, gradOutput * 5]],
      "mean of the gradients of the weight")
  }
}
