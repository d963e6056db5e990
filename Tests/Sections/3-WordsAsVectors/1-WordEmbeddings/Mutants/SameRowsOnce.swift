// Mutant: equal gradients for one row count once. Caught by: testRepeatedIndicesAddUp

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
  var seen: Set<[Double]> = []
  let result = Tensor.zeros(count, size, dtype: gradient.dtype)
  for (n, index) in indices.ints().enumerated() {
    guard seen.insert([Double(index)] + rows[n].doubles()).inserted else { continue }
    result[index] += rows[n].detach()
  }
  return result
}

public func cosineSimilarity(_ a: Tensor, _ b: Tensor) -> Tensor {
  let lengths = a.norm(dim: -1) * b.norm(dim: -1)
  let products = (a * b).sum(dim: -1)
  return products / lengths.maskedFill(lengths .== 0, 1)
}
