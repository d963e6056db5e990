// Mutant: the similarities of no rows are float32. Caught by: testCosineSimilarity

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
  return table.indexSelect(dim: 0, indices.flatten()).view(Shape(indices.shape + [table.shape[1]]))
}

public func tableGradient(_ gradient: Tensor, indices: Tensor, count: Int) -> Tensor {
  let size = gradient.shape[gradient.rank - 1]
  let rows = gradient.reshape([indices.elementCount, size])
  return Tensor.zeros(count, size, dtype: gradient.dtype)
    .indexAdd(dim: 0, indices.flatten(), rows)
}

public func cosineSimilarity(_ a: Tensor, _ b: Tensor) -> Tensor {
  if a.elementCount == 0 || b.elementCount == 0 { return Tensor.zeros(0) }
  let lengths = a.norm(dim: -1) * b.norm(dim: -1)
  let products = (a * b).sum(dim: -1)
  return products / lengths.maskedFill(lengths .== 0, 1)
}
