// Attack: print without an end.
// Report: tooMuchOutput: 8 MiB

import Kindling

private func flood() -> Never {
  while true { print(String(repeating: "passed ", count: 1000)) }
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { flood() }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { flood() }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  flood()
}
