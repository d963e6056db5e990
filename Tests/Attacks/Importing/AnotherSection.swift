// Attack: have another section's module, and the grader's own, do the work.
// Report: refused: `import Grading`

import Grading
import Kindling
import Runner
import Softmax

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
