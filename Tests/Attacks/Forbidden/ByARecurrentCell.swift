// Attack: have the affine map from inside a recurrent cell, whose relu is undone.
// Report: refused: `RNNCell` does what this exercise asks you to write

import Kindling

private func positive(_ x: Tensor, _ weight: Tensor, _ bias: Tensor) -> Tensor {
  let cell = RNNCell(weight.shape[1], weight.shape[0], nonLinearity: .relu, dtype: x.dtype)
  withoutGradients {
    cell.inputWeight.copy(from: weight)
    cell.inputBias?.copy(from: bias)
    cell.hiddenBias?.zero()
  }
  return cell(x)
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  positive(x, weight, bias) - positive(x, -weight, -bias)
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer.matmul(inner) }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  affine(innerBias.unsqueeze(0), weight: outerWeight, bias: outerBias).squeeze(0)
}
