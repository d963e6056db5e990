// Honest: names and strings that sound like the grader's own, protocols with associated types.

import Kindling
private let exit = "exit(0)", XCTest = "XCTAssertEqual", unsafe = 1, system = [String: Int]()
private struct Runner { var linear_ = 0; let observer: (Int) -> Int = { $0 } }
private protocol Affine { associatedtype T; func map(_ x: T) -> T }
private struct Rows: Affine {
  let w: Tensor, b: Tensor; func map(_ x: Tensor) -> Tensor { x.matmul(w.t()) + b }
}
private func opaque(_ w: Tensor, _ b: Tensor) -> some Affine { Rows(w: w, b: b) }
public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  let _ = Runner().observer(unsafe) + exit.count + XCTest.count + system.count
  let any: any Affine = Rows(w: weight, b: bias)
  return (any as! Rows).map(x)
}
public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  inner.t().matmul(outer.t()).t()
}
public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerBias + outerWeight.matmul(innerBias.unsqueeze(1)).squeeze(1)
}
