// 5.11 Common bugs: a second solution. Slopes are taken one parameter number at a time in place, the
// diagnosis takes two steps and goes by cosines and lengths, and the programs share one right step.

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
  let slopes = Tensor.zeros(tensor.shape, dtype: .float64)
  let original = tensor.clone()
  for index in 0..<tensor.elementCount {
    var mark = Array(repeating: 0.0, count: tensor.elementCount)
    mark[index] = 1
    let here = Tensor(mark, dtype: .float64).view(tensor.shape)
    tensor.copy(from: original + here * step)
    let above = loss()
    tensor.copy(from: original - here * step)
    slopes += here * ((above - loss()) / 2 / step)
  }
  tensor.copy(from: original)
  return slopes
}

public func diagnose(
  _ program: TrainingStep, network: Module, x: Tensor, y: Tensor, learningRate: Double
) -> Bug? {
  let parameters = network.parameters()
  let start = numbers(parameters.map(\.weight))
  func put(_ numbers: [Double]) {
    var rest = numbers[...]
    for (weight, _) in parameters {
      let own = Array(rest.prefix(weight.elementCount))
      rest = rest.dropFirst(own.count)
      weight.copy(from: Tensor(own, dtype: .float64).view(weight.shape))
    }
  }
  func loss() -> Double {
    let differences = network.forward(x.t()).reshape(-1) - y
    return (differences * differences).mean().item()
  }
  let before = loss()
  let slopes = numbers(
    parameters.map { finiteDifferences(of: loss, at: $0.weight, step: 1e-6) })
  // Twice from the same place: first with nothing gathered, then with what the first step left and
  // something more.
  func taken(gathered: Double) -> (loss: Double, change: [Double]) {
    for (_, gradient) in parameters { gradient.fill(gathered) }
    let given = program(network, x, y, learningRate)
    let after = numbers(parameters.map(\.weight))
    put(start)
    return (given, zip(start, after).map { ($0 - $1) / learningRate })
  }
  let clean = taken(gathered: 0)
  if abs(clean.loss - before) > 0.001 * before { return .wrongDimension }
  let more = 1 + length(slopes)
  let loaded = taken(gathered: more)
  if close(clean.change, slopes) {
    return close(loaded.change, slopes) ? nil : .notZeroed
  }
  return close(clean.change, slopes.map { -$0 }) ? .wrongSign : .wrongGradient
}

private func numbers(_ tensors: [Tensor]) -> [Double] { tensors.flatMap { $0.doubles() } }

private func length(_ numbers: [Double]) -> Double {
  numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
}

private func close(_ a: [Double], _ b: [Double]) -> Bool {
  length(zip(a, b).map { $0 - $1 }) <= 0.002 * length(b)
}

public func firstProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double { rightStep(network, x, y, learningRate) }

public func secondProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double { rightStep(network, x, y, learningRate) }

public func thirdProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double { rightStep(network, x, y, learningRate) }

public func fourthProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double { rightStep(network, x, y, learningRate) }

private func rightStep(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double {
  let rows = Tensor.stack((0..<x.shape[1]).map { x.select(1, $0) })
  let predictions = network.forward(rows)
  let differences = predictions - y.reshape(predictions.shape)
  for (_, gradient) in network.parameters() { gradient.fill(0) }
  network.backward(rows, differences * (2 / Double(y.elementCount)))
  for (weight, gradient) in network.parameters() { weight -= gradient * learningRate }
  return (differences * differences).mean().item()
}
