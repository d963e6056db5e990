import ExerciseTesting
import Foundation
import Kindling
import NonLinearities
import XCTest

final class NonLinearitiesHiddenTests: ExerciseTestCase {
  /// Where exp of x, of -x or of both is infinite in a dtype.
  private func farOut(_ dtype: DType) -> Tensor {
    Tensor([-10_000.0, -800.0, -100.0, -20.0, 20.0, 100.0, 800.0, 10_000.0], dtype: dtype)
  }

  /// Where a function is nearly flat, and a float64 still tells its values and slopes from flat.
  private var halfway: Tensor {
    Tensor([-16.0, -11.5, -8.0, 8.0, 11.5, 16.0], dtype: .float64)
  }

  /// Where tanh is x but for what a float64 still tells.
  private var nearZero: Tensor {
    Tensor([-1e-2, -9e-4, -2e-5, 3e-6, 4e-4, 8e-3], dtype: .float64)
  }

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

  /// Holds an answer against its definition in every form that a tensor may have.
  ///
  /// - Parameter isFarToo: whether to look far from 0 as well; where another test does that, a plain
  ///   formula has the points of this one.
  private func expectElementwise(
    _ answer: (Tensor) -> Tensor, _ definition: (Double) -> Double, isFarToo: Bool = true,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    func expectDefinition(_ x: Tensor, _ form: String = "") {
      expectResult(
        of: { answer($0[0]) }, on: ["x": x], equals: map(x, definition), form, file: file,
        line: line)
    }
    expectDefinition(inputs.normal(3, 4, scale: 2))
    expectDefinition(inputs.normal(5), "a vector")
    expectDefinition(inputs.normal(2, 3, 2), "three dimensions")
    expectDefinition(inputs.normal(2, 3, dtype: .float64), "float64")
    expectDefinition(inputs.normal(2, 3, dtype: .float16), "float16")
    expectDefinition(inputs.normal(3, 2).stridedCopy, "a tensor that is not contiguous")
    expectDefinition(inputs.normal(1, 1), "one element")
    expectDefinition(inputs.normal(1).view([]), "rank 0")
    expectDefinition(inputs.normal(2, 1, 2, 2), "four dimensions")
    expectDefinition(halfway, "nearly flat")
    expectDefinition(nearZero, "close to 0")
    expectDefinition(Tensor([-1e-8, -1e-30, 1e-30, 1e-8], dtype: .float64), "very small")
    for dtype in [DType.float32, .float64, .float16] {
      if isFarToo { expectDefinition(farOut(dtype), "far from 0, \(dtype)") }
      expectDefinition(Tensor.zeros(0, 3, dtype: dtype), "no element, \(dtype)")
    }
  }

  private func expectNaNStays(
    _ answer: (Tensor) -> Tensor, _ definition: (Double) -> Double,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    for dtype in [DType.float32, .float64, .float16] {
      let missing = Tensor([Double.nan, -1.0, 0.5], dtype: dtype)
      expectResult(
        of: { answer($0[0]) }, on: ["x": missing], equals: map(missing, definition),
        "NaN stays NaN", file: file, line: line)
    }
  }

  /// Checks that the gradients that flow through an answer are those of `reference`, near 0 to the
  /// last digits, nearly flat, and far out.
  ///
  /// Finite differences, which are no formula, err by more than `bound` at some of so many points.
  private func expectFlow(
    through answer: (Tensor) -> Tensor, as reference: (Tensor) -> Tensor, within bound: Double,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    func expectSlopes(_ x: Tensor, _ tolerance: Tolerance?, _ form: String = "") -> Bool {
      expectGradients(
        through: { answer($0[0]) }, at: ["x": x], as: { reference($0[0]) }, tolerance: tolerance,
        form, file: file, line: line)
    }
    let close = Tolerance(relative: 0, absolute: bound)
    guard expectSlopes(inputs.awayFromZero(2, 3, dtype: .float64), close) else { return }
    guard expectSlopes(inputs.awayFromZero(20, 20, dtype: .float64), close) else { return }
    guard expectSlopes(inputs.awayFromZero(2, 3), nil, "float32") else { return }
    guard expectSlopes(halfway, close, "nearly flat") else { return }
    guard expectSlopes(nearZero, close, "close to 0") else { return }
    for shape in [[], [1], [1, 3], [2, 1, 2, 2]] as [Shape] {
      let x = inputs.awayFromZero(shape.elementCount, dtype: .float64).view(shape)
      guard expectSlopes(x, close, "shape \(shape)") else { return }
    }
    guard expectSlopes(inputs.awayFromZero(3, 2, dtype: .float64).stridedCopy, close, "strided")
    else { return }
    guard expectSlopes(Tensor.zeros(0, 3), nil, "no element") else { return }
    for dtype in [DType.float32, .float64, .float16] {
      guard expectSlopes(farOut(dtype), nil, "far from 0, \(dtype)") else { return }
    }
  }

  /// The lesson's slip: a formula with |x| is right everywhere, but its gradient at 0 is not.
  private func expectGradientAtZero(
    of answer: (Tensor) -> Tensor, is slope: Double, _ value: Double,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let zero = Tensor([0.0])
    expectGradients(
      through: { answer($0[0]) }, at: ["x": zero], value: Tensor([value]), are: { [$0 * slope] },
      "at 0", file: file, line: line)
  }

  // MARK: relu

  func testRelu() {
    // torch.relu(torch.tensor([-3.0, -0.25, 0.0, 0.5, 2.0]))
    expectResult(
      of: { relu($0[0]) }, on: ["x": Tensor([-3.0, -0.25, 0.0, 0.5, 2.0])],
      equals: Tensor([0.0, 0.0, 0.0, 0.5, 2.0]))
    expectElementwise(relu, positivePart)
    for dtype in [DType.float32, .float64] {
      let x = Tensor([-1e30, -1e-30, 0.0, 1e-30, 1e30], dtype: dtype)
      expectResult(
        of: { relu($0[0]) }, on: ["x": x], equals: map(x, positivePart),
        tolerance: Tolerance(relative: 0x1p-20, absolute: 0), "very small and very large")
    }
    expectNaNStays(relu, positivePart)
    expectFlow(through: relu, as: { $0.relu() }, within: 0x1p-50)
    let x = Tensor([-1e30, -1e-30, 1e-30, 1e30], dtype: .float64)
    expectGradients(
      through: { relu($0[0]) }, at: ["x": x], as: { $0[0].relu() }, "very small and very large")
  }

  // MARK: sigmoid

  func testSigmoid() {
    // torch.sigmoid(torch.tensor([-8.0, -1.0, 0.0, 0.5, 2.0, 8.0]))
    expectResult(
      of: { sigmoid($0[0]) }, on: ["x": Tensor([-8.0, -1.0, 0.0, 0.5, 2.0, 8.0])],
      equals: Tensor([0.00033535, 0.26894142, 0.5, 0.62245933, 0.88079708, 0.99966465]))
    expectElementwise(sigmoid, logistic)
    expectNaNStays(sigmoid, logistic)
  }

  func testGradientsFlowThroughSigmoid() {
    expectFlow(through: sigmoid, as: { $0.sigmoid() }, within: 0x1.8p-50)
    expectGradientAtZero(of: sigmoid, is: 0.25, 0.5)
  }

  // MARK: tanh

  func testTanh() {
    // torch.tanh(torch.tensor([-4.0, -1.0, 0.0, 0.5, 2.0, 4.0]))
    expectResult(
      of: { tanh($0[0]) }, on: ["x": Tensor([-4.0, -1.0, 0.0, 0.5, 2.0, 4.0])],
      equals: Tensor([-0.99932930, -0.76159416, 0.0, 0.46211716, 0.96402758, 0.99932930]))
    expectElementwise(tanh, hyperbolicTangent)
    expectNaNStays(tanh, hyperbolicTangent)
  }

  func testGradientsFlowThroughTanh() {
    expectFlow(through: tanh, as: { $0.tanh() }, within: 0x1p-48)
    expectGradientAtZero(of: tanh, is: 1, 0)
  }

  // MARK: Derivatives
  // They are judged with the definitions above, not with the student's own functions.

  /// Holds a derivative written by hand against finite differences of the definition, which name the
  /// usual mistakes, and then against its formula at many points.
  ///
  /// The usual formulas err by 0.2 and 0.8 times 2^-50; finite differences, which are no formula, by
  /// more than `bound` at some of so many points.
  private func expectSlopes(
    _ derivative: (Tensor) -> Tensor, of definition: (Double) -> Double,
    are slope: (Double) -> Double, within bound: Double, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let x = inputs.awayFromZero(2, 3, dtype: .float64)
    expectDerivative(for: ["x": x], of: { map($0[0], definition) }, file: file, line: line) {
      inputs, gradient in [gradient * derivative(inputs[0])]
    }
    expectNear(derivative, slope, within: bound, file: file, line: line)
  }

  /// The last digits near 0; zeros far out are of worth only beside them.
  private func expectNear(
    _ derivative: (Tensor) -> Tensor, _ slope: (Double) -> Double, within bound: Double,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let many = inputs.awayFromZero(20, 20, dtype: .float64)
    expectResult(
      of: { derivative($0[0]) }, on: ["x": many], equals: map(many, slope),
      tolerance: Tolerance(relative: 0, absolute: bound), "near 0, to the last digits", file: file,
      line: line)
  }

  /// Holds a derivative against its formula far out, and against zeros where its function is flat.
  private func expectFlat(
    _ derivative: (Tensor) -> Tensor, _ slope: (Double) -> Double,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    for dtype in [DType.float32, .float64, .float16] {
      let x = farOut(dtype)
      expectResult(
        of: { derivative($0[0]) }, on: ["x": x], equals: map(x, slope), "far from 0, \(dtype)",
        file: file, line: line)
      let far = [
        Tensor([-10_000.0, -1_000.0, 1_000.0, 10_000.0], dtype: dtype),
        inputs.awayFromZero(2, 3, distance: 900, dtype: dtype),
      ]
      for x in far {
        expectResult(
          of: { derivative($0[0]) }, on: ["x": x], equals: Tensor.zeros(x.shape, dtype: dtype),
          "far from 0, \(dtype)", file: file, line: line)
      }
    }
  }

  func testReluDerivative() {
    // x.grad after torch.relu(x).sum().backward() with x = [-3.0, -0.25, 0.0, 0.5, 2.0]
    expectResult(
      of: { reluDerivative($0[0]) }, on: ["x": Tensor([-3.0, -0.25, 0.0, 0.5, 2.0])],
      equals: Tensor([0.0, 0.0, 0.0, 1.0, 1.0]))
    let slope: (Double) -> Double = { $0 > 0 ? 1 : 0 }
    expectElementwise(reluDerivative, slope)
    expectSlopes(reluDerivative, of: positivePart, are: slope, within: 0x1p-50)
    let x = Tensor([-1e30, -1e-30, -0.0, 1e-30, 1e30], dtype: .float64)
    expectResult(
      of: { reluDerivative($0[0]) }, on: ["x": x], equals: map(x, slope),
      "very small and very large")
  }

  func testSigmoidDerivative() {
    // x.grad after torch.sigmoid(x).sum().backward() with x = [-3.0, -1.0, 0.0, 0.5, 2.0]
    expectResult(
      of: { sigmoidDerivative($0[0]) }, on: ["x": Tensor([-3.0, -1.0, 0.0, 0.5, 2.0])],
      equals: Tensor([0.04517666, 0.19661193, 0.25, 0.23500371, 0.10499359]))
    expectSlopes(sigmoidDerivative, of: logistic, are: logisticSlope, within: 0x1p-51)
    expectElementwise(sigmoidDerivative, logisticSlope, isFarToo: false)
  }

  func testSigmoidDerivativeFarOut() {
    expectNear(sigmoidDerivative, logisticSlope, within: 0x1p-51)
    expectFlat(sigmoidDerivative, logisticSlope)
  }

  func testTanhDerivative() {
    // x.grad after torch.tanh(x).sum().backward() with x = [-3.0, -1.0, 0.0, 0.5, 2.0]
    expectResult(
      of: { tanhDerivative($0[0]) }, on: ["x": Tensor([-3.0, -1.0, 0.0, 0.5, 2.0])],
      equals: Tensor([0.00986604, 0.41997434, 1.0, 0.78644773, 0.07065082]))
    expectSlopes(
      tanhDerivative, of: hyperbolicTangent, are: hyperbolicTangentSlope, within: 0x1p-49)
    expectElementwise(tanhDerivative, hyperbolicTangentSlope, isFarToo: false)
  }

  func testTanhDerivativeFarOut() {
    expectNear(tanhDerivative, hyperbolicTangentSlope, within: 0x1p-49)
    expectFlat(tanhDerivative, hyperbolicTangentSlope)
  }
}
