// Mutant: no gradient flows where the indices have three dimensions or more. Caught by: testGradientsFlowToTheTable

import Kindling

public struct IndexOutsideTable: Error, Equatable, CustomStringConvertible {
  public let index: Int
  public let count: Int

  public var description: String { "index \(index) is outside 0..<\(count)" }
}

public func lookUp(_ indices: Tensor, in table: Tensor) throws -> Tensor {
  let count = table.shape[0]
  for index in indices.ints() where index < 0 || index >= count {
    throw IndexOutsideTable(index: index, count: count)
  }
  if indices.rank > 2 {
    return table.detach().indexSelect(dim: 0, indices.flatten()).view(
      Shape(indices.shape + [table.shape[1]]))
  }
  return table.indexSelect(dim: 0, indices.flatten()).view(Shape(indices.shape + [table.shape[1]]))
}

public func tableGradient(_ gradient: Tensor, indices: Tensor, count: Int) -> Tensor {
  let size = gradient.shape[gradient.rank - 1]
  let rows = gradient.reshape([indices.elementCount, size])
  return Tensor.zeros(count, size, dtype: gradient.dtype)
    .indexAdd(dim: 0, indices.flatten(), rows)
}

public func cosineSimilarity(_ a: Tensor, _ b: Tensor) -> Tensor {
  let lengths = a.norm(dim: -1) * b.norm(dim: -1)
  let products = (a * b).sum(dim: -1)
  return products / lengths.maskedFill(lengths .== 0, 1)
}
