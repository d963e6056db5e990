// Honest: everything where nobody would put it.
// swift-format-ignore-file

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  ({ ( x ) -> Tensor   in
        x . matmul ( weight
      . t ( ) )
             +
   bias ; }) ( x )
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  return(outer.matmul(



  inner));
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
