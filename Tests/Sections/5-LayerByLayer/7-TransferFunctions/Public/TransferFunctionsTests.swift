import AnsweredParts
import ExerciseTesting
import Layerwise
import TransferFunctions
import XCTest

final class TransferFunctionsTests: ExerciseTestCase {
  /// Fails unless a module's output and gradient are those expected.
  private func expectModule(
    _ module: Module, _ call: String, on input: Tensor, output: Tensor, for gradOutput: Tensor,
    gradInput: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = [
      "module": Code(call), "input": input, "gradOutput": gradOutput,
    ]
    expectClose(module.forward(input), output, for: told, "output", file: file, line: line)
    expectClose(
      module.backward(input, gradOutput), gradInput, for: told, "gradient of the input",
      file: file, line: line)
  }

  private func skipUnlessModuleAnswered(_ type: String) throws {
    try skipUnlessAnswered(
      "\(type).updateOutput(_:)", "\(type).updateGradInput(_:_:)", in: "TransferFunctions")
  }

  func testSigmoid() throws {
    try skipUnlessModuleAnswered("Sigmoid")
    // At 0 the sigmoid is 1/2, and its slope 1/4. Far out it is flat.
    expectModule(
      TransferFunctions.Sigmoid(), "Sigmoid()", on: Tensor([0.0, 1000.0], dtype: .float64),
      output: Tensor([0.5, 1.0], dtype: .float64), for: Tensor([8.0, 8.0], dtype: .float64),
      gradInput: Tensor([2.0, 0.0], dtype: .float64))
  }

  func testTanh() throws {
    try skipUnlessModuleAnswered("Tanh")
    expectModule(
      TransferFunctions.Tanh(), "Tanh()", on: Tensor([0.0, -1000.0], dtype: .float64),
      output: Tensor([0.0, -1.0], dtype: .float64), for: Tensor([8.0, 8.0], dtype: .float64),
      gradInput: Tensor([8.0, 0.0], dtype: .float64))
  }

  func testReLU() throws {
    try skipUnlessModuleAnswered("ReLU")
    expectModule(
      TransferFunctions.ReLU(), "ReLU()", on: Tensor([-2.0, 0.0, 3.0], dtype: .float64),
      output: Tensor([0.0, 0.0, 3.0], dtype: .float64),
      for: Tensor([1.0, 10.0, 100.0], dtype: .float64),
      gradInput: Tensor([0.0, 0.0, 100.0], dtype: .float64))
  }

  func testAbs() throws {
    try skipUnlessModuleAnswered("Abs")
    expectModule(
      TransferFunctions.Abs(), "Abs()", on: Tensor([-2.0, 0.0, 3.0], dtype: .float64),
      output: Tensor([2.0, 0.0, 3.0], dtype: .float64),
      for: Tensor([1.0, 10.0, 100.0], dtype: .float64),
      gradInput: Tensor([-1.0, 10.0, 100.0], dtype: .float64))
  }

  func testView() throws {
    try skipUnlessModuleAnswered("View")
    let numbers = Tensor.arange(1, 7, dtype: .float64)
    expectModule(
      TransferFunctions.View(2, 3), "View(2, 3)", on: numbers.view(3, 2),
      output: numbers.view(2, 3), for: numbers.view(2, 3) * 2, gradInput: numbers.view(3, 2) * 2)
    expectModule(
      TransferFunctions.View(3), "View(3)", on: numbers.view(2, 3, 1), output: numbers.view(2, 3),
      for: numbers.view(2, 3) * 2, gradInput: numbers.view(2, 3, 1) * 2)
  }

  func testMean() throws {
    try skipUnlessModuleAnswered("Mean")
    let input = Tensor([[1.0, 2.0], [3.0, 8.0]], dtype: .float64)
    let gradOutput = Tensor([10.0, 20.0], dtype: .float64)
    expectModule(
      TransferFunctions.Mean(1), "Mean(1)", on: input, output: Tensor([2.0, 5.0], dtype: .float64),
      for: gradOutput, gradInput: Tensor([[5.0, 10.0], [5.0, 10.0]], dtype: .float64))
    expectModule(
      TransferFunctions.Mean(1, 1), "Mean(1, 1)", on: input,
      output: Tensor([1.5, 5.5], dtype: .float64), for: gradOutput,
      gradInput: Tensor([[5.0, 5.0], [10.0, 10.0]], dtype: .float64))
  }

  func testMax() throws {
    try skipUnlessModuleAnswered("Max")
    let input = Tensor([[1.0, 7.0], [5.0, 7.0]], dtype: .float64)
    expectModule(
      TransferFunctions.Max(1), "Max(1)", on: input, output: Tensor([5.0, 7.0], dtype: .float64),
      for: Tensor([10.0, 20.0], dtype: .float64),
      gradInput: Tensor([[0.0, 20.0], [10.0, 0.0]], dtype: .float64))
    expectModule(
      TransferFunctions.Max(1), "Max(1)", on: Tensor([1.0, 4.0, 2.0], dtype: .float64),
      output: Tensor([4.0], dtype: .float64), for: Tensor([10.0], dtype: .float64),
      gradInput: Tensor([0.0, 10.0, 0.0], dtype: .float64))
  }

  func testLogSoftMax() throws {
    try skipUnlessModuleAnswered("LogSoftMax")
    let half = -0.6931471805599453
    expectModule(
      TransferFunctions.LogSoftMax(), "LogSoftMax()",
      on: Tensor([[5.0, 5.0], [10_000.0, 0.0]], dtype: .float64),
      output: Tensor([[half, half], [0.0, -10_000.0]], dtype: .float64),
      for: Tensor([[-1.0, 0.0], [0.0, -1.0]], dtype: .float64),
      gradInput: Tensor([[-0.5, 0.5], [1.0, -1.0]], dtype: .float64))
  }
}
