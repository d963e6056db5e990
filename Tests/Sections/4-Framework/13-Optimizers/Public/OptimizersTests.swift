import AnsweredParts
import ExerciseTesting
import Kindling
import Optimizers
import XCTest

final class OptimizersTests: ExerciseTestCase {
  /// Gives a parameter that starts at 1 one gradient a step, and compares where it is after each.
  private func expectPlaces(
    _ text: String, _ make: ([Tensor]) -> Optimizer, gradients: [Double], _ expected: [Double],
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let weight = Tensor([1.0], dtype: .float64).requiringGradient()
    let optimizer = make([weight])
    var places: [Double] = []
    for gradient in gradients {
      weight.grad = Tensor([gradient], dtype: .float64)
      optimizer.step()
      places += weight.doubles()
    }
    expectClose(
      Tensor(places, dtype: .float64), Tensor(expected, dtype: .float64),
      tolerance: Tolerance(relative: 0, absolute: 5e-5),
      for: ["optimizer": Code(text), "weight": Tensor([1.0]), "its gradients": gradients],
      "weight after each step", file: file, line: line)
  }

  func testMomentum() throws {
    try skipUnlessAnswered("OwnSGD.update(_:gradient:state:options:)", in: "Optimizers")
    expectPlaces(
      "OwnSGD([weight], learningRate: 0.1, momentum: 0.5)",
      { OwnSGD($0, learningRate: 0.1, momentum: 0.5) }, gradients: [1, 1, 1], [0.9, 0.75, 0.575])
  }

  func testNesterov() throws {
    try skipUnlessAnswered("OwnSGD.update(_:gradient:state:options:)", in: "Optimizers")
    expectPlaces(
      "OwnSGD([weight], learningRate: 0.1, momentum: 0.5, nesterov: true)",
      { OwnSGD($0, learningRate: 0.1, momentum: 0.5, nesterov: true) }, gradients: [1, 1, 1],
      [0.85, 0.675, 0.4875])
  }

  func testAdagrad() throws {
    try skipUnlessAnswered("OwnAdagrad.update(_:gradient:state:options:)", in: "Optimizers")
    expectPlaces(
      "OwnAdagrad([weight], learningRate: 0.1)", { OwnAdagrad($0, learningRate: 0.1) },
      gradients: [3, 4], [0.9, 0.82])
  }

  func testRmsprop() throws {
    try skipUnlessAnswered("OwnRMSprop.update(_:gradient:state:options:)", in: "Optimizers")
    expectPlaces(
      "OwnRMSprop([weight], learningRate: 0.1, alpha: 0.75)",
      { OwnRMSprop($0, learningRate: 0.1, alpha: 0.75) }, gradients: [1, 1, 1],
      [0.8, 0.6488, 0.5173])
  }

  func testAdadelta() throws {
    try skipUnlessAnswered("OwnAdadelta.update(_:gradient:state:options:)", in: "Optimizers")
    expectPlaces(
      "OwnAdadelta([weight], rho: 0.5, epsilon: 0.01)",
      { OwnAdadelta($0, rho: 0.5, epsilon: 0.01) },
      gradients: [1, 1, 1], [0.86, 0.6985, 0.5209])
  }

  func testAdam() throws {
    try skipUnlessAnswered("OwnAdam.update(_:gradient:state:options:)", in: "Optimizers")
    expectPlaces(
      "OwnAdam([weight], learningRate: 0.1, betas: (0.5, 0.75))",
      { OwnAdam($0, learningRate: 0.1, betas: (0.5, 0.75)) }, gradients: [1, 1, -1],
      [0.9, 0.8, 0.8143])
  }

  func testAdamax() throws {
    try skipUnlessAnswered("OwnAdamax.update(_:gradient:state:options:)", in: "Optimizers")
    expectPlaces(
      "OwnAdamax([weight], learningRate: 0.1, betas: (0.5, 0.75))",
      { OwnAdamax($0, learningRate: 0.1, betas: (0.5, 0.75)) }, gradients: [1, 4, 1],
      [0.9, 0.825, 0.7631])
  }
}
