// Attack: ignore the signals of the time limits and loop, were every rule to miss it.
// Report: timedOut: stopped after
// Past: source, symbols

import Glibc
import Kindling

private func forever() -> Never {
  for number in 1..<32 { signal(Int32(number), SIG_IGN) }
  while true {}
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { forever() }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { forever() }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  forever()
}
