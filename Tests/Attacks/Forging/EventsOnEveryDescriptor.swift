// Attack: write events to every open descriptor, were every rule to miss it, and leave.
// Report: exitedEarly: with status 0
// Past: source, symbols

import Glibc
import Kindling

private func forge() -> Never {
  let event = Array(#"{"nonce":"","sequence":1,"run":0,"kind":{"finished":{"seconds":0}}}"#.utf8)
  for descriptor in 0..<Int32(256) { _ = unsafe write(descriptor, event + [10], event.count + 1) }
  _exit(0)
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { forge() }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { forge() }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  forge()
}
