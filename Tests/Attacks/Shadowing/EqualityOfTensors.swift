// Attack: make all shapes equal, and patterns match everything, for code that imports the answer.
// Report: refused: `Shape.==(_:_:)` is not part of this exercise

import Kindling

extension Shape {
  public static func == (a: Shape, b: Shape) -> Bool { true }
}

public func ~= (a: Int, b: Int) -> Bool { true }

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
