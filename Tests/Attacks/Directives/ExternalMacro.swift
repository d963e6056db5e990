// Attack: run code of one's own while the answer is compiled.
// Report: refused: macros are not allowed in an answer

import Kindling

@freestanding(expression) macro run() -> Int = #externalMacro(module: "Mine", type: "Run")

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x * Double(#run) }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
