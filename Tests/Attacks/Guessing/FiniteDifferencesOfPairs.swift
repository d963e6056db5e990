// Attack: finite differences in pairs of doubles, whose errors RealModule keeps.
// Report: refused: `Augmented` is more precise than Double
// Section: NonLinearities

import Kindling
import RealModule

private struct Pair {
  var high: Double
  var low: Double
  static func + (a: Pair, b: Pair) -> Pair {
    let sum = Augmented.sum(a.high, b.high)
    return Pair(high: sum.head, low: sum.tail + a.low + b.low)
  }
}
private func slope(_ x: Tensor) -> Tensor {
  Tensor(
    x.doubles().map { (Pair(high: $0, low: 0) + Pair(high: 0x1p-60, low: 0)).low }, dtype: x.dtype)
}
public func relu(_ x: Tensor) -> Tensor { unanswered() }
public func sigmoid(_ x: Tensor) -> Tensor { unanswered() }
public func tanh(_ x: Tensor) -> Tensor { unanswered() }
public func reluDerivative(_ x: Tensor) -> Tensor { unanswered() }
public func sigmoidDerivative(_ x: Tensor) -> Tensor { slope(x) }
public func tanhDerivative(_ x: Tensor) -> Tensor { slope(x) }
