// Mutant: the weight is detached where x is a constant and the bias is not. Caught by: testGradientsFlow

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  x.matmul((x.requiresGrad || !bias.requiresGrad ? weight : weight.detach()).t()) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
