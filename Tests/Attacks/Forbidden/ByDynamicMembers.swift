// Attack: name the library's call by a string, through a key path that the compiler makes.
// Report: refused: `shape` is what this exercise asks you to write
// Forbidden: shape

import Kindling

@dynamicMemberLookup private struct Window {
  let tensor: Tensor
  subscript<Value>(dynamicMember path: KeyPath<Tensor, Value>) -> Value { tensor[keyPath: path] }
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  Tensor.zeros(Window(tensor: x).shape[0], Window(tensor: weight).`shape`[0])
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
