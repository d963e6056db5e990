// Honest: raw and multi-line strings, regular expressions, and literals of the place.

import Kindling

private let text = """
  import Glibc \
  exit(0)
  """
private let raw = ##"a "quoted" \#(text) \##(1 + 1)"##

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  precondition(
    "abc".contains(/unanswered\(\)|(?<name>\w+)/) && !raw.isEmpty && #line > 0 && !#function.isEmpty
  )
  return x.matmul(weight.t()) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
