// Attack: import the suite, and the solution under its module's name.
// Report: refused: `import AffineMapsHiddenTests`

@testable import AffineMaps
@testable import AffineMapsHiddenTests
import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  AffineMaps.affine(x, weight: weight, bias: bias)
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
