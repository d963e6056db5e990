// Attack: have a cut at 0 from the gradient of a loss, which is cut elsewhere, and shifted.
// Report: refused: `huberLoss` does what this exercise asks you to write
// Section: NonLinearities

import Kindling

/// The second derivative of a loss that bends at -reach: 1 from there on.
private func isBeyond(_ x: Tensor) -> Tensor {
  let reach = 1_048_576.0
  return withGradients {
    let place = (x.detach().to(.float64) - reach).requiringGradient()
    let loss = huberLoss(place, Tensor.zeros(like: place), delta: reach, reduction: .sum)
    let cut = grad(of: loss, withRespectTo: [place], createGraph: true)[0]!
    return grad(of: cut.sum(), withRespectTo: [place])[0]!.to(x.dtype)
  }
}

private func isPositive(_ x: Tensor) -> Tensor { 1 - isBeyond(-x) }

public func relu(_ x: Tensor) -> Tensor { x * isPositive(x) }

public func sigmoid(_ x: Tensor) -> Tensor { unanswered() }

public func tanh(_ x: Tensor) -> Tensor { unanswered() }

public func reluDerivative(_ x: Tensor) -> Tensor { isPositive(x) }

public func sigmoidDerivative(_ x: Tensor) -> Tensor { unanswered() }

public func tanhDerivative(_ x: Tensor) -> Tensor { unanswered() }
