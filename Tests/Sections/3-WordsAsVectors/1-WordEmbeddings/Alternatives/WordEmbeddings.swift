// 3.1 Word embeddings: a second solution, row by row instead of by index tensors, and with the
// lengths from squares.

import Kindling

public struct IndexOutsideTable: Error, Equatable, CustomStringConvertible {
  public let index: Int
  public let count: Int

  public var description: String { "index \(index) is outside 0..<\(count)" }
}

public func lookUp(_ indices: Tensor, in table: Tensor) throws -> Tensor {
  let (count, size) = (table.shape[0], table.shape[1])
  let numbers = indices.ints()
  if let wrong = numbers.first(where: { !(0..<count).contains($0) }) {
    throw IndexOutsideTable(index: wrong, count: count)
  }
  guard !numbers.isEmpty else { return table[0..<0].clone().view(Shape(indices.shape + [size])) }
  return Tensor.stack(numbers.map { table[$0] }).view(Shape(indices.shape + [size]))
}

public func tableGradient(_ gradient: Tensor, indices: Tensor, count: Int) -> Tensor {
  let size = gradient.shape.last!
  let result = Tensor.zeros(count, size, dtype: gradient.dtype)
  let rows = gradient.detach().reshape([indices.elementCount, size])
  for (order, index) in indices.ints().enumerated() {
    result[index] += rows[order]
  }
  return result
}

public func cosineSimilarity(_ a: Tensor, _ b: Tensor) -> Tensor {
  let (x, y) = (unit(a), unit(b))
  return (x * y).sum(dim: -1)
}

/// The vectors with length 1; those of zeros stay as they are.
private func unit(_ x: Tensor) -> Tensor {
  let length = x.square().sum(dim: -1, keepDim: true).sqrt()
  return x / (length + (length .== 0).to(x.dtype))
}
