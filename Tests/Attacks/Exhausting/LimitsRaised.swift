// Attack: raise the limits that the runner took from itself, were every rule to miss it.
// Report: failed: expected
// Past: source, symbols

import Glibc
import Kindling

private func raised() -> Int {
  var limit = rlimit(rlim_cur: .max, rlim_max: .max)
  let isRaised = unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0
  precondition(!isRaised, "the limits are gone")
  return 1
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { Tensor.zeros(raised()) }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { Tensor.zeros(raised()) }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  Tensor.zeros(raised())
}
