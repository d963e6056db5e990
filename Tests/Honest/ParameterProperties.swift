// Honest: a module of one's own with @Parameter properties.

import Kindling

private final class Map: Module {
  @Parameter var weight: Tensor
  @Parameter var bias = Tensor.zeros(1)

  init(_ weight: Tensor) {
    _weight = Parameter(wrappedValue: weight.detach().clone())
    super.init()
  }

  override func forward(_ x: Tensor) -> Tensor { x.matmul(self._weight.wrappedValue.t()) }
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  x.matmul(weight.t()) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  Map(outer.detach()).parameters().count == 2 ? outer.matmul(inner) : outer
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
