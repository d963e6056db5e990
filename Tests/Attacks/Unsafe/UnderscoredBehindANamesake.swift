// Attack: use the standard library's underscored entrances, behind a namesake of one's own.
// Report: refused: names that begin with _ are not

import Kindling

private func _typeByName(_ name: String) -> Any.Type? { nil }

private struct Own { var _base = 0 }

private func suite() -> Any.Type? {
  Swift._typeByName("AffineMapsHiddenTests.AffineMapsHiddenTests")
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  suite().map { x * Double("\($0)".count) } ?? x
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
