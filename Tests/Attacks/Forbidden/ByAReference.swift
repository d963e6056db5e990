// Attack: take the function, not its call.
// Report: refused: `softmax` does what this exercise asks you to write
// Section: Softmax

import Kindling

private let shares = Tensor.softmax(dim:)

private let logShares = [Tensor.logSoftmax(dim:)]

public func softmax(_ x: Tensor, dim: Int) -> Tensor { shares(x)(dim) }

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor { logShares[0](x)(dim) }
