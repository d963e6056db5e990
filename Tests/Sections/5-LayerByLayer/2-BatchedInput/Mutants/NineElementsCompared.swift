// Mutant: only the first nine elements are compared. Caught by: testToleratesRoundingAlone

import Layerwise

public func repeatedRows(of x: Tensor, count: Int) -> Tensor {
  x.view(1, x.shape[0]).expand(count, x.shape[0])
}

public func forwardEachRow(_ module: Module, _ batch: Tensor) -> Tensor {
  Tensor.stack((0..<batch.shape[0]).map { module.forward(batch[$0]).clone() })
}

public final class Sum: Module {
  public let dimension: Int
  public let nInputDims: Int

  public init(_ dimension: Int, _ nInputDims: Int) {
    self.dimension = dimension
    self.nInputDims = nInputDims
  }

  public override func updateOutput(_ input: Tensor) -> Tensor {
    let isBatch = input.rank > nInputDims
    return input.sum(dim: isBatch ? dimension : dimension - 1, keepDim: input.rank == 1)
  }
}

public func takesBatches(_ module: Module, _ batch: Tensor) -> Bool {
  let whole = module.forward(batch).clone()
  let rows = Tensor.stack((0..<batch.shape[0]).map { module.forward(batch[$0]).clone() })
  return whole.shape == rows.shape
    && (whole - rows).flatten().narrow(0, start: 0, length: Swift.min(9, whole.elementCount)).abs()
      .max().item() <= 1e-9
}
