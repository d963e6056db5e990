// Mutant: the largest index outside is named, not the first. Caught by: testAnIndexOutsideIsAnError

import Kindling

public struct IndexOutsideTable: Error, Equatable, CustomStringConvertible {
  public let index: Int
  public let count: Int

  public var description: String { "index \(index) is outside 0..<\(count)" }
}

public func lookUp(_ indices: Tensor, in table: Tensor) throws -> Tensor {
  let count = table.shape[0]
  if let index = indices.ints().filter({ $0 < 0 || $0 >= count }).max() {
    throw IndexOutsideTable(index: index, count: count)
  }
  return table[indices]
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
