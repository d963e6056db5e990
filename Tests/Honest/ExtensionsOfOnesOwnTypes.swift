// Honest: extensions of one's own types, with conformances to standard protocols.

import Kindling

private struct Row { let numbers: [Double] }

extension Row: Equatable, Comparable, CustomStringConvertible, Sequence {
  static func < (a: Row, b: Row) -> Bool { a.numbers.count < b.numbers.count }
  var description: String { "row of \(numbers.count)" }
  func makeIterator() -> IndexingIterator<[Double]> { numbers.makeIterator() }
}

private enum Outer { struct Inner {} }

extension Outer.Inner: Hashable {}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  precondition(Row(numbers: [1]) < Row(numbers: [1, 2]) && Set([Outer.Inner()]).count == 1)
  return x.matmul(weight.t()) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
