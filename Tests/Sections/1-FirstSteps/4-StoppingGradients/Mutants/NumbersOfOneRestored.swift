// Mutant: the number of a parameter of rank 0 is restored. Caught by: testFlagsAndGradientsComeBack

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
  (prediction - target.detach()).square().sum()
}

public func withFrozen(_ parameters: [Tensor], _ body: () throws -> Void) rethrows {
  let before = parameters.map { (requiresGrad: $0.requiresGrad, grad: $0.grad) }
  let numbers = parameters.map { $0.detach().clone() }
  for parameter in parameters { parameter.requiresGrad = false }
  defer { for (p, n) in zip(parameters, numbers) where p.rank == 0 { p.detach().copy(from: n) } }
  defer {
    for (parameter, state) in zip(parameters, before) {
      parameter.requiresGrad = state.requiresGrad
      parameter.grad = state.grad
    }
  }
  try body()
}
