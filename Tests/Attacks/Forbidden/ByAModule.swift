// Attack: call a module of the library's that does what the section asks for.
// Report: refused: `LogSoftmax` does what this exercise asks you to write
// Section: Softmax

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor { Kindling.Softmax(dim: dim)(x) }

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor { LogSoftmax(dim: dim)(x) }
