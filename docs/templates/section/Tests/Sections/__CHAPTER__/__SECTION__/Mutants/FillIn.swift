// Mutant: FILL IN: a mistake that students make. Caught by: testFillIn

import Kindling

// FILL IN: the solution with that mistake, in a file named after it; five such files or more.

public func fillIn(_ x: Tensor) -> Tensor {
  unanswered()
}
