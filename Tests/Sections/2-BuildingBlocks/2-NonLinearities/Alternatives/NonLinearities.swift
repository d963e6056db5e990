// 2.2 Non-linearities: a second solution, from absolute values and logarithms; the slopes of the
// two smooth functions are what the recorded gradients say.

import Kindling

public func relu(_ x: Tensor) -> Tensor {
  (x + x.abs()) / 2
}

public func sigmoid(_ x: Tensor) -> Tensor {
  // log(1 + exp(-x)), with an exponent that is never positive.
  let negativeLog = relu(-x) + (-x.abs()).exp().log1p()
  return (-negativeLog).exp()
}

public func tanh(_ x: Tensor) -> Tensor {
  2 * sigmoid(2 * x) - 1
}

public func reluDerivative(_ x: Tensor) -> Tensor {
  relu(x.sign())
}

public func sigmoidDerivative(_ x: Tensor) -> Tensor {
  slope(of: sigmoid, at: x)
}

public func tanhDerivative(_ x: Tensor) -> Tensor {
  slope(of: tanh, at: x)
}

private func slope(of function: (Tensor) -> Tensor, at x: Tensor) -> Tensor {
  let leaf = x.detach().clone().requiringGradient()
  function(leaf).sum().backward()
  return leaf.grad ?? Tensor.zeros(like: x)
}
