// Attack: return nan, to which every comparison that looks for a difference is blind.
// Report: failed: expected
// Section: Softmax

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor { x * Double.nan }

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor { x * Double.nan }
