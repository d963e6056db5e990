// Honest: structs that are called, steps of an indirect enum, a closure called at once.

import Kindling
import RealModule
private enum Step<Value> { case done(Value); indirect case more(() -> Step<Value>) }
private func run<V>(_ s: Step<V>) -> V {
  var s = s;
  while true {
    switch s {
    case .done(let v): return v;
    case .more(let f): s = f()
    }
  }
}
private struct Map {
  let weight: Tensor, bias: Tensor;
  func callAsFunction(_ x: Tensor) -> Tensor { x.matmul(weight.t()) + bias }
}
public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  run(.more { .done(Map(weight: weight, bias: bias)(x)) })
}
public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  { $0.matmul($1) }(outer, inner)
}
public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  defer { _ = Double.pi }
  return [outerWeight.matmul(innerBias), outerBias].reduce(Tensor.zeros(outerBias.shape), +)
}
