// Attack: take the slopes from differences of nine points each, which err by little.
// Report: failed: to the last digits
// Section: NonLinearities

import Kindling
import RealModule

private func logistic(_ x: Double) -> Double { 1 / (1 + Double.exp(-x)) }

private func slope(_ f: (Double) -> Double, _ x: Double, step: Double) -> Double {
  let weights = [4.0 / 5, -1.0 / 5, 4.0 / 105, -1.0 / 280]
  return weights.enumerated().reduce(0) { sum, term in
    let distance = Double(term.offset + 1) * step
    return sum + term.element * (f(x + distance) - f(x - distance)) / step
  }
}

private func map(_ x: Tensor, _ body: (Double) -> Double) -> Tensor {
  Tensor(x.doubles().map(body), dtype: x.dtype).view(x.shape)
}

public func relu(_ x: Tensor) -> Tensor { unanswered() }

public func sigmoid(_ x: Tensor) -> Tensor { unanswered() }

public func tanh(_ x: Tensor) -> Tensor { unanswered() }

public func reluDerivative(_ x: Tensor) -> Tensor { unanswered() }

public func sigmoidDerivative(_ x: Tensor) -> Tensor {
  map(x) { slope(logistic, $0, step: 0.02) }
}

public func tanhDerivative(_ x: Tensor) -> Tensor {
  map(x) { slope({ 2 * logistic(2 * $0) - 1 }, $0, step: 0.01) }
}
