import ExerciseTesting
import Foundation
import Kindling
import NonLinearities
import XCTest

final class NonLinearitiesHiddenTests: ExerciseTestCase {
  /// Where exp of x, of -x or of both is infinite in float32.
  private let farOut = Tensor([-10_000.0, -100.0, 100.0, 10_000.0])

  // The definitions, one number at a time.

  private func positivePart(_ x: Double) -> Double { x.isNaN ? x : x > 0 ? x : 0 }
  private func logistic(_ x: Double) -> Double { 1 / (1 + Foundation.exp(-x)) }
  private func hyperbolicTangent(_ x: Double) -> Double { Foundation.tanh(x) }

  private func logisticSlope(_ x: Double) -> Double { logistic(x) * (1 - logistic(x)) }
  private func hyperbolicTangentSlope(_ x: Double) -> Double {
    1 - hyperbolicTangent(x) * hyperbolicTangent(x)
  }

  private func map(_ x: Tensor, _ definition: (Double) -> Double) -> Tensor {
    Tensor(x.doubles().map(definition), dtype: x.dtype).view(x.shape)
  }

  /// Holds an answer against its definition at random numbers, in every form a tensor may have.
  private func expectElementwise(
    _ answer: (Tensor) -> Tensor, _ definition: (Double) -> Double,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let batch = inputs.normal(3, 4, scale: 2)
    let original = batch.clone()
    expectClose(
      answer(batch), map(original, definition), for: ["x": original], file: file, line: line)
    expectClose(
      batch, original, for: ["x": original], "x after the call", file: file, line: line)
    let others: KeyValuePairs = [
      "a vector": inputs.normal(5), "three dimensions": inputs.normal(2, 3, 2),
      "float64": inputs.normal(2, 3, dtype: .float64),
      "float16": inputs.normal(2, 3, dtype: .float16), "one element": inputs.normal(1, 1),
      "rank 0": inputs.normal(1).view([]), "no element": Tensor.zeros(0, 3),
    ]
    for (form, x) in others {
      expectClose(answer(x), map(x, definition), for: ["x": x], form, file: file, line: line)
    }
    let view = inputs.normal(3, 2).stridedCopy
    expectClose(
      answer(view), map(view, definition), for: ["x": view], "a tensor that is not contiguous",
      file: file, line: line)
  }

  /// Checks that gradients flow through an answer, and that far from 0 they are `farSlopes`.
  ///
  /// The gradients of another function are of no worth, so the answer is held against its
  /// definition, too.
  private func expectGradients(
    through answer: (Tensor) -> Tensor, of definition: (Double) -> Double,
    as reference: (Tensor) -> Tensor, farSlopes: [Double],
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let near = Tensor.cat([
      inputs.awayFromZero(4, dtype: .float64), Tensor([-4.0, 4.0], dtype: .float64),
    ])
    expectClose(answer(near), map(near, definition), for: ["x": near], file: file, line: line)
    expectGradient(for: ["x": near], as: { reference($0[0]) }, file: file, line: line) {
      answer($0[0])
    }
    expectClose(
      recordedGradient(of: answer, at: farOut), Tensor(farSlopes), for: ["x": farOut],
      "the gradient for x, far from 0", file: file, line: line)
  }

  /// The lesson's slip: a formula with |x| is right everywhere, but its gradient at 0 is not.
  private func expectGradientAtZero(
    of answer: (Tensor) -> Tensor, is slope: Double, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let zero = Tensor([0.0])
    expectClose(
      recordedGradient(of: answer, at: zero), Tensor([slope]), for: ["x": zero],
      "the gradient for x, at 0", file: file, line: line)
  }

  /// The gradient of the sum of an answer; zeros when the answer recorded nothing.
  private func recordedGradient(of answer: (Tensor) -> Tensor, at x: Tensor) -> Tensor {
    let leaf = x.clone().requiringGradient()
    let sum = answer(leaf).sum()
    let found = sum.requiresGrad ? grad(of: sum, withRespectTo: [leaf])[0] : nil
    return found ?? Tensor.zeros(like: x)
  }

  // MARK: relu

  func testRelu() {
    // torch.relu(torch.tensor([-3.0, -0.25, 0.0, 0.5, 2.0]))
    let x = Tensor([-3.0, -0.25, 0.0, 0.5, 2.0])
    expectClose(relu(x), Tensor([0.0, 0.0, 0.0, 0.5, 2.0]), for: ["x": x])
    expectElementwise(relu, positivePart)
    expectClose(relu(farOut), map(farOut, positivePart), for: ["x": farOut], "far from 0")
    let missing = Tensor([Double.nan, -1.0])
    expectClose(relu(missing), map(missing, positivePart), for: ["x": missing], "NaN stays NaN")
    expectGradients(
      through: relu, of: positivePart, as: { $0.relu() }, farSlopes: [0, 0, 1, 1])
  }

  // MARK: sigmoid

  func testSigmoid() {
    // torch.sigmoid(torch.tensor([-8.0, -1.0, 0.0, 0.5, 2.0, 8.0]))
    let x = Tensor([-8.0, -1.0, 0.0, 0.5, 2.0, 8.0])
    let golden = [0.00033535, 0.26894142, 0.5, 0.62245933, 0.88079708, 0.99966465]
    expectClose(sigmoid(x), Tensor(golden), for: ["x": x])
    expectElementwise(sigmoid, logistic)
    expectClose(sigmoid(farOut), Tensor([0.0, 0.0, 1.0, 1.0]), for: ["x": farOut], "far from 0")
    let missing = Tensor([Double.nan, 0.0])
    expectClose(sigmoid(missing), Tensor([.nan, 0.5]), for: ["x": missing], "NaN stays NaN")
  }

  func testGradientsFlowThroughSigmoid() {
    expectGradients(
      through: sigmoid, of: logistic, as: { $0.sigmoid() }, farSlopes: [0, 0, 0, 0])
    expectGradientAtZero(of: sigmoid, is: 0.25)
  }

  // MARK: tanh

  func testTanh() {
    // torch.tanh(torch.tensor([-4.0, -1.0, 0.0, 0.5, 2.0, 4.0]))
    let x = Tensor([-4.0, -1.0, 0.0, 0.5, 2.0, 4.0])
    let golden = [-0.99932930, -0.76159416, 0.0, 0.46211716, 0.96402758, 0.99932930]
    expectClose(tanh(x), Tensor(golden), for: ["x": x])
    expectElementwise(tanh, hyperbolicTangent)
    expectClose(tanh(farOut), Tensor([-1.0, -1.0, 1.0, 1.0]), for: ["x": farOut], "far from 0")
    let missing = Tensor([Double.nan, 0.0])
    expectClose(tanh(missing), Tensor([.nan, 0.0]), for: ["x": missing], "NaN stays NaN")
  }

  func testGradientsFlowThroughTanh() {
    expectGradients(
      through: tanh, of: hyperbolicTangent, as: { $0.tanh() }, farSlopes: [0, 0, 0, 0])
    expectGradientAtZero(of: tanh, is: 1)
  }

  // MARK: Derivatives
  // They are judged with the definitions above, not with the student's own functions.

  /// Holds a derivative written by hand against finite differences of the definition.
  private func expectSlopes(
    of definition: (Double) -> Double, are derivative: (Tensor) -> Tensor,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let x = inputs.awayFromZero(2, 3, dtype: .float64)
    expectDerivative(for: ["x": x], of: { map($0[0], definition) }, file: file, line: line) {
      inputs, gradient in [gradient * derivative(inputs[0])]
    }
  }

  /// Zeros far out are of worth only beside the right numbers near 0.
  ///
  /// The usual formulas err by 0.2 and 0.8 times 2^-50; finite differences, which are no formula, by
  /// more than either bound.
  private func expectNear(
    _ answer: (Tensor) -> Tensor, _ definition: (Double) -> Double, within bound: Double,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let x = inputs.awayFromZero(3, 4, dtype: .float64)
    expectClose(
      answer(x), map(x, definition), tolerance: Tolerance(relative: 0, absolute: bound),
      for: ["x": x], "near 0, to the last digits", file: file, line: line)
  }

  func testReluDerivative() {
    // x.grad after torch.relu(x).sum().backward() with x = [-3.0, -0.25, 0.0, 0.5, 2.0]
    let x = Tensor([-3.0, -0.25, 0.0, 0.5, 2.0])
    expectClose(reluDerivative(x), Tensor([0.0, 0.0, 0.0, 1.0, 1.0]), for: ["x": x])
    expectElementwise(reluDerivative) { $0 > 0 ? 1 : 0 }
    expectSlopes(of: positivePart, are: reluDerivative)
    expectClose(
      reluDerivative(farOut), Tensor([0.0, 0.0, 1.0, 1.0]), for: ["x": farOut], "far from 0")
  }

  func testSigmoidDerivative() {
    // x.grad after torch.sigmoid(x).sum().backward() with x = [-3.0, -1.0, 0.0, 0.5, 2.0]
    let x = Tensor([-3.0, -1.0, 0.0, 0.5, 2.0])
    let golden = [0.04517666, 0.19661193, 0.25, 0.23500371, 0.10499359]
    expectClose(sigmoidDerivative(x), Tensor(golden), for: ["x": x])
    expectElementwise(sigmoidDerivative, logisticSlope)
    expectNear(sigmoidDerivative, logisticSlope, within: 0x1p-50)
    expectSlopes(of: logistic, are: sigmoidDerivative)
  }

  func testSigmoidDerivativeFarOut() {
    expectNear(sigmoidDerivative, logisticSlope, within: 0x1p-50)
    expectClose(sigmoidDerivative(farOut), Tensor.zeros(4), for: ["x": farOut])
    let far = inputs.awayFromZero(2, 3, distance: 900, dtype: .float64)
    expectClose(sigmoidDerivative(far), Tensor.zeros(2, 3, dtype: .float64), for: ["x": far])
  }

  func testTanhDerivative() {
    // x.grad after torch.tanh(x).sum().backward() with x = [-3.0, -1.0, 0.0, 0.5, 2.0]
    let x = Tensor([-3.0, -1.0, 0.0, 0.5, 2.0])
    let golden = [0.00986604, 0.41997434, 1.0, 0.78644773, 0.07065082]
    expectClose(tanhDerivative(x), Tensor(golden), for: ["x": x])
    expectElementwise(tanhDerivative, hyperbolicTangentSlope)
    expectNear(tanhDerivative, hyperbolicTangentSlope, within: 0x1p-49)
    expectSlopes(of: hyperbolicTangent, are: tanhDerivative)
  }

  func testTanhDerivativeFarOut() {
    expectNear(tanhDerivative, hyperbolicTangentSlope, within: 0x1p-49)
    expectClose(tanhDerivative(farOut), Tensor.zeros(4), for: ["x": farOut])
    let far = inputs.awayFromZero(2, 3, distance: 900, dtype: .float64)
    expectClose(tanhDerivative(far), Tensor.zeros(2, 3, dtype: .float64), for: ["x": far])
  }
}
