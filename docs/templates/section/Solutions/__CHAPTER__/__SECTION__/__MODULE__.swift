// __NUMBER__ __TITLE__: solution

import Kindling

// FILL IN: the exercise's comments and declarations, answered.

public func fillIn(_ x: Tensor) -> Tensor {
  unanswered()
}
