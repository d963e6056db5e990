// 1.4 Stopping gradients: a second solution. Whole steps are computed without recording, and frozen
// parameters are taken one after the other, each with those after it frozen inside.

import Kindling

public func peek(at tensor: Tensor) -> Tensor {
  withoutGradients { tensor.unsqueeze(0).detach() }.squeeze(0)
}

public func snapshot(of tensor: Tensor) -> Tensor {
  let copy = Tensor.empty(tensor.shape, dtype: tensor.dtype)
  withoutGradients { copy.copy(from: tensor) }
  return copy
}

public func evaluate(_ model: (Tensor) -> Tensor, on inputs: [Tensor]) -> [Tensor] {
  var results: [Tensor] = []
  for input in inputs {
    let result = withoutGradients { model(input) }
    results.append(result.requiresGrad ? result.detach() : result)
  }
  return results
}

public func distance(from prediction: Tensor, to target: Tensor) -> Tensor {
  let fixed = withoutGradients { target.clone() }
  let difference = prediction - fixed
  return (difference * difference).sum()
}

public func withFrozen(_ parameters: [Tensor], _ body: () throws -> Void) rethrows {
  guard let first = parameters.first else { return try body() }
  let (required, gradient) = (first.requiresGrad, first.grad)
  first.requiresGrad = false
  defer {
    first.requiresGrad = required
    first.grad = gradient
  }
  try withFrozen(Array(parameters.dropFirst()), body)
}
