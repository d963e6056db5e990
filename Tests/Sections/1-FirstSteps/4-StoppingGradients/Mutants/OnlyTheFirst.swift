// Mutant: only the first is run without recording. Caught by: testNothingIsRecorded

import Kindling

public func peek(at tensor: Tensor) -> Tensor {
  tensor.detach()
}

public func snapshot(of tensor: Tensor) -> Tensor {
  tensor.detach().clone()
}

public func evaluate(_ model: (Tensor) -> Tensor, on inputs: [Tensor]) -> [Tensor] {
  inputs.enumerated().map { index, input in
    index == 0 ? withoutGradients { model(input).detach() } : model(input).detach()
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
