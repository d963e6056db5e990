// Attack: reach exit through the modules that Kindling itself imports.
// Report: doesNotCompile: cannot find 'exit' in scope

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { exit(0) }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { Kindling.exit(0) }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  abort()
}
