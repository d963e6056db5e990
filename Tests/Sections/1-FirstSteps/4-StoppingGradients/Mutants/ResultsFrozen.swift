// Mutant: a leaf that the model returns is frozen itself. Caught by: testResultsOfAllKinds

import Kindling

public func peek(at tensor: Tensor) -> Tensor {
  tensor.detach()
}

public func snapshot(of tensor: Tensor) -> Tensor {
  tensor.detach().clone()
}

public func evaluate(_ model: (Tensor) -> Tensor, on inputs: [Tensor]) -> [Tensor] {
  withoutGradients {
    inputs.map { input in
      let result = model(input)
      result.requiresGrad = false
      return result
    }
  }
}

public func distance(from prediction: Tensor, to target: Tensor) -> Tensor {
  (prediction - target.detach()).square().sum()
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
