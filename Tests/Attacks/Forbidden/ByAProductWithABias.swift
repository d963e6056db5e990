// Attack: have product and bias from one call that is not called linear.
// Report: refused: `addmm` does what this exercise asks you to write

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  bias.addmm(x, weight.t())
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer.matmul(inner) }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerBias.unsqueeze(1).addmm(outerWeight, innerBias.unsqueeze(1)).squeeze(1)
}
