// Attack: have an exit handler turn a crash's status into success.
// Report: trapped: composed
// Past: source, symbols

import Glibc
import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  atexit { _exit(0) }
  signal(SIGILL) { _ in _exit(0) }
  signal(SIGTRAP) { _ in _exit(0) }
  fatalError("affine")
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  atexit { _exit(0) }
  fatalError("composed weight")
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  fatalError("composed bias")
}
