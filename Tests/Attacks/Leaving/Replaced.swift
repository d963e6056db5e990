// Attack: replace the runner by a program that succeeds.
// Report: exitedEarly: with status 0
// Past: source, symbols

import Glibc
import Kindling

private func replace() -> Never {
  var arguments: [UnsafeMutablePointer<CChar>?] = unsafe [strdup("true"), nil]
  unsafe execv("/bin/true", &arguments)
  fatalError()
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { replace() }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { replace() }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  replace()
}
