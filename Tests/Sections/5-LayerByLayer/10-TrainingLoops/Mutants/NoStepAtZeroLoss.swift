// Mutant: no step is taken where the loss is 0. Caught by: testFlatTrainingWhateverTheLossDoes

import Layerwise

public func step(_ network: Module, learningRate: Double) {
  for (weight, gradient) in network.parameters() { weight -= gradient * learningRate }
}

public func train(
  _ network: Module, criterion: Criterion, on input: Tensor, _ target: Tensor, epochs: Int,
  learningRate: Double
) -> [Double] {
  (0..<epochs).map { _ in
    network.zeroGradParameters()
    let predictions = network.forward(input)
    let loss = criterion.forward(predictions, target)
    network.backward(input, criterion.backward(predictions, target))
    step(network, learningRate: learningRate)
    return loss
  }
}

public func flatten(_ network: Module) -> (weights: Tensor, gradients: Tensor) {
  var parts: [Learned] = []
  for part in network.learned() where !parts.contains(where: { $0 === part }) {
    parts.append(part)
  }
  let count = parts.reduce(0) { $0 + $1.wrappedValue.elementCount }
  let weights = Tensor.zeros(count, dtype: .float64)
  let gradients = Tensor.zeros(count, dtype: .float64)
  var start = 0
  for part in parts {
    let (shape, length) = (part.wrappedValue.shape, part.wrappedValue.elementCount)
    func room(in flat: Tensor) -> Tensor {
      flat.narrow(0, start: start, length: length).view(shape)
    }
    part.move(into: room(in: weights), gradient: room(in: gradients))
    start += length
  }
  return (weights, gradients)
}

public func trainFlat(
  _ network: Module, _ flat: (weights: Tensor, gradients: Tensor), criterion: Criterion,
  on input: Tensor, _ target: Tensor, epochs: Int, learningRate: Double
) -> [Double] {
  var losses: [Double] = []
  for _ in 0..<epochs {
    flat.gradients.fill(0)
    let predictions = network.forward(input)
    losses.append(criterion.forward(predictions, target))
    if losses.last! == 0 { continue }
    network.backward(input, criterion.backward(predictions, target))
    flat.weights -= flat.gradients * learningRate
  }
  return losses
}
