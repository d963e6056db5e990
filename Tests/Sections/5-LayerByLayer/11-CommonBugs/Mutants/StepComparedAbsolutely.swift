// Mutant: what the step took may differ from the slopes by a thousandth, however small they are. Caught by: testFindsNothingWrong, testNamesWhatIsNotZeroed

import Layerwise

public typealias TrainingStep = (
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double

public enum Bug: String, CaseIterable, Sendable {
  case wrongDimension
  case notZeroed
  case wrongSign
  case wrongGradient
}

public func finiteDifferences(of loss: () -> Double, at tensor: Tensor, step: Double) -> Tensor {
  let numbers = tensor.doubles()
  func put(_ numbers: [Double]) {
    tensor.copy(from: Tensor(numbers, dtype: .float64).view(tensor.shape))
  }
  func value(moving index: Int, by distance: Double) -> Double {
    var moved = numbers
    moved[index] += distance
    put(moved)
    return loss()
  }
  let slopes = numbers.indices.map {
    (value(moving: $0, by: step) - value(moving: $0, by: -step)) / (2 * step)
  }
  put(numbers)
  return Tensor(slopes, dtype: .float64).view(tensor.shape)
}

public func diagnose(
  _ program: TrainingStep, network: Module, x: Tensor, y: Tensor, learningRate: Double
) -> Bug? {
  let parameters = network.parameters()
  let before = parameters.map { $0.weight.clone() }
  func loss() -> Double { MSECriterion().forward(network.forward(x.t()), y) }
  let rightLoss = loss()
  let slopes = parameters.map { finiteDifferences(of: loss, at: $0.weight, step: 1e-5) }
  // Something that the program has to forget: other numbers than the slopes, and of their size.
  let size = largest(slopes)
  for (index, parameter) in parameters.enumerated() {
    let numbers = (0..<parameter.gradient.elementCount).map { size * (1 + Double(index + $0) / 7) }
    parameter.gradient.copy(from: Tensor(numbers, dtype: .float64).view(parameter.gradient.shape))
  }
  let gathered = parameters.map { $0.gradient.clone() }

  let givenLoss = program(network, x, y, learningRate)
  // What the step took for the gradient.
  let taken = zip(before, parameters).map { ($0 - $1.weight) / learningRate }
  for (parameter, numbers) in zip(parameters, before) { parameter.weight.copy(from: numbers) }

  if abs(givenLoss - rightLoss) > 1e-3 * abs(rightLoss) { return .wrongDimension }
  func areTaken(_ expected: [Tensor]) -> Bool {
    largest(zip(taken, expected).map { $0 - $1 }) <= 1e-3
  }
  if areTaken(slopes) { return nil }
  if areTaken(zip(slopes, gathered).map { $0 + $1 }) { return .notZeroed }
  return areTaken(slopes.map { -$0 }) ? .wrongSign : .wrongGradient
}

public func firstProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double {
  let rows = x.t()
  let criterion = MSECriterion()
  network.zeroGradParameters()
  let predictions = network.forward(rows)
  let loss = criterion.forward(predictions, y)
  network.backward(rows, criterion.backward(predictions, y))
  network.updateParameters(learningRate)
  return loss
}

public func secondProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double {
  let rows = x.t()
  let criterion = MSECriterion()
  network.zeroGradParameters()
  let predictions = network.forward(rows)
  let loss = criterion.forward(predictions, y)
  network.backward(rows, criterion.backward(predictions, y))
  network.updateParameters(learningRate)
  return loss
}

public func thirdProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double {
  let rows = x.t()
  let criterion = MSECriterion()
  network.zeroGradParameters()
  let predictions = network.forward(rows)
  let loss = criterion.forward(predictions, y)
  network.backward(rows, criterion.backward(predictions, y))
  network.updateParameters(learningRate)
  return loss
}

public func fourthProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double {
  let rows = x.t()
  let criterion = MSECriterion()
  network.zeroGradParameters()
  let predictions = network.forward(rows)
  let loss = criterion.forward(predictions, y)
  network.backward(rows, criterion.backward(predictions, y))
  network.updateParameters(learningRate)
  return loss
}

private func largest(_ tensors: [Tensor]) -> Double {
  tensors.flatMap { $0.doubles() }.reduce(0) { max($0, abs($1)) }
}
