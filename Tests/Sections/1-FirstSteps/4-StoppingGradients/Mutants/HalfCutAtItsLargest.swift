// Mutant: a float16 distance beyond its range is its largest number. Caught by: testDistanceIsASumOfSquares

import Kindling

public func peek(at tensor: Tensor) -> Tensor {
  tensor.detach()
}

public func snapshot(of tensor: Tensor) -> Tensor {
  tensor.detach().clone()
}

public func evaluate(_ model: (Tensor) -> Tensor, on inputs: [Tensor]) -> [Tensor] {
  withoutGradients { inputs.map { model($0).detach() } }
}

public func distance(from prediction: Tensor, to target: Tensor) -> Tensor {
  let sum = (prediction - target.detach()).square().sum()
  return prediction.dtype == .float16 ? sum.clamp(max: 65504) : sum
}

public func withFrozen(_ parameters: [Tensor], _ body: () throws -> Void) rethrows {
  let before = parameters.map { (requiresGrad: $0.requiresGrad, grad: $0.grad) }
  for parameter in parameters { parameter.requiresGrad = false }
  defer {
    for (parameter, state) in zip(parameters, before) {
      parameter.requiresGrad = state.requiresGrad
      parameter.grad = state.grad
    }
  }
  try body()
}
