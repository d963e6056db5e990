// 5.10 Training loops: a second solution. It goes by the parameters as the modules hold them, builds
// the flat tensors by joining, and writes one loop for both ways.

import Layerwise

public func step(_ network: Module, learningRate: Double) {
  network.parameters().forEach { pair in
    pair.weight.copy(from: pair.weight + pair.gradient * -learningRate)
  }
}

public func train(
  _ network: Module, criterion: Criterion, on input: Tensor, _ target: Tensor, epochs: Int,
  learningRate: Double
) -> [Double] {
  loop(
    epochs, network, criterion, input, target,
    forget: { for (_, gradient) in network.parameters() { gradient.fill(0) } },
    move: { step(network, learningRate: learningRate) })
}

public func flatten(_ network: Module) -> (weights: Tensor, gradients: Tensor) {
  var seen: Set<ObjectIdentifier> = []
  let parts = network.learned().filter { seen.insert(ObjectIdentifier($0)).inserted }
  guard !parts.isEmpty else {
    return (Tensor.zeros(0, dtype: .float64), Tensor.zeros(0, dtype: .float64))
  }
  let weights = Tensor.cat(parts.map { $0.wrappedValue.reshape(-1) }).clone()
  let gradients = Tensor.cat(parts.map { $0.gradient.reshape(-1) }).clone()
  var end = 0
  for part in parts {
    let start = end
    end += part.wrappedValue.elementCount
    part.move(
      into: weights[start..<end].view(part.wrappedValue.shape),
      gradient: gradients[start..<end].view(part.wrappedValue.shape))
  }
  return (weights, gradients)
}

public func trainFlat(
  _ network: Module, _ flat: (weights: Tensor, gradients: Tensor), criterion: Criterion,
  on input: Tensor, _ target: Tensor, epochs: Int, learningRate: Double
) -> [Double] {
  let (weights, gradients) = flat
  return loop(
    epochs, network, criterion, input, target, forget: { gradients.zero() },
    move: { weights += gradients * -learningRate })
}

private func loop(
  _ epochs: Int, _ network: Module, _ criterion: Criterion, _ input: Tensor, _ target: Tensor,
  forget: () -> Void, move: () -> Void
) -> [Double] {
  var losses: [Double] = []
  while losses.count < epochs {
    forget()
    losses.append(criterion.forward(network.forward(input), target))
    network.backward(input, criterion.backward(network.output.tensor, target))
    move()
  }
  return losses
}
