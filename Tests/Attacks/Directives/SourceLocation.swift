// Attack: have the compiler place its messages, and a trap's line, in the hidden suite.
// Report: refused: `#sourceLocation` is not allowed

import Kindling

#sourceLocation(file:"AffineMapsHiddenTests.swift",line:1)
public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x + undefined }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
