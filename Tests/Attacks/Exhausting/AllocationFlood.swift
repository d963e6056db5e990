// Attack: take memory without an end, touching all of it.
// Report: trapped: memory

import Kindling

private func swallow() -> Int {
  var hoard: [[UInt8]] = []
  while true { hoard.append([UInt8](repeating: UInt8(hoard.count % 255 + 1), count: 1 << 24)) }
  return hoard.count
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x * Double(swallow()) }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer * Double(swallow()) }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerBias * Double(swallow())
}
