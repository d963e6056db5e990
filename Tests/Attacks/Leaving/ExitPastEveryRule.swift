// Attack: leave with status 0, were every rule to miss it: the run is still incomplete.
// Report: exitedEarly: the program ended during this test, with status 0
// Past: source, symbols

import Glibc
import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { exit(0) }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { _exit(0) }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  exit(0)
}
