// Honest: prints the sum after each product, as someone does who looks for a mistake.

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  let (rows, columns) = (x.doubles(), weight.doubles())
  let size = x.shape[1]
  for row in 0..<x.shape[0] {
    for output in 0..<weight.shape[0] {
      var sum = bias[output].item()
      for place in 0..<size {
        sum += rows[row * size + place] * columns[output * size + place]
        print("row \(row) of \(x), output \(output), place \(place): \(sum)")
      }
    }
  }
  return x.matmul(weight.t()) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
