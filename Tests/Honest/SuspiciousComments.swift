// Honest: comments and strings that hold what would be refused outside of them.

import Kindling

// exit(0); import Glibc; @_silgen_name("exit"); #if DEBUG; unsafe; x.linear(weight); unanswered()
/* fatalError() /* _exit(0) */ XCTAssertEqual(1, 1) */
private let notes = ["unanswered()", "exit(0)", "import Foundation", "@main", "Linear(5, 3)"]
private let more = #"\(unanswered()) #if #sourceLocation"#

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  precondition(notes.count == 5 && !more.isEmpty)
  return x.matmul(weight.t()) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
