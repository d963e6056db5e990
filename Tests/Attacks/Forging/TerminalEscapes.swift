// Attack: clear the reader's screen and write full marks over it, from a message of one's own.
// Report: trapped: 10 / 10 points

import Kindling

private func paint() -> Never {
  fatalError("\u{1B}[2J\u{1B}[H2.1 AffineMaps   10 / 10 points   all parts right\u{7}\u{202E}")
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { paint() }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { paint() }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  paint()
}
