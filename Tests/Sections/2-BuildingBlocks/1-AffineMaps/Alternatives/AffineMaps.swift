// 2.1 Affine maps: a second solution, built from loops over numbers and from sums of products.

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  // Every row beside every row of the weight: [rows, 1, inputs] * [outputs, inputs].
  let products = x.unsqueeze(1) * weight
  return products.sum(dim: 2) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  var rows: [Tensor] = []
  for output in 0..<outer.shape[0] {
    rows.append((outer[output].unsqueeze(1) * inner).sum(dim: 0))
  }
  return Tensor.stack(rows)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  // The bias is where the composition sends a row of zeros.
  affine(innerBias.unsqueeze(0), weight: outerWeight, bias: outerBias).squeeze(0)
}
