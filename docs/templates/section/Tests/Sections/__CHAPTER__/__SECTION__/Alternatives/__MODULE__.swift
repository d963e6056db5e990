// FILL IN: in a line, how this answer differs from the solution.

import Kindling

public func fillIn(_ x: Tensor) -> Tensor {
  unanswered()  // FILL IN: another way to the same result
}
