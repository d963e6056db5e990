// Attack: leave with status 0 in the first test, as a passing run does.
// Report: refused: `import Glibc`

import Glibc
import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { exit(0) }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { _exit(0) }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  exit(EXIT_SUCCESS)
}
