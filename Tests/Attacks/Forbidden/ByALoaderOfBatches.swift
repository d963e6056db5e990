// Attack: have tensors joined by the loader of batches, which stacks rows.
// Report: refused: `DataLoader` does what this exercise asks you to write
// Section: JoiningAndReshaping

import Kindling

public func strides(of shape: [Int]) -> [Int] { unanswered() }

public struct ShapesDoNotFit: Error, Equatable, CustomStringConvertible {
  public let position: Int
  public let shape: [Int]
  public let first: [Int]

  public init(position: Int, shape: [Int], first: [Int]) {
    self.position = position
    self.shape = shape
    self.first = first
  }

  public var description: String { "tensor \(position) of shape \(shape) does not fit \(first)" }
}

public func concatenate(_ tensors: [Tensor], dim: Int) throws -> Tensor {
  let first = Array(tensors[0].shape)
  let at = dim < 0 ? dim + first.count : dim
  for (position, tensor) in tensors.enumerated() {
    var others = Array(tensor.shape)
    if others.count == first.count { others[at] = first[at] }
    guard others == first else {
      throw ShapesDoNotFit(position: position, shape: Array(tensor.shape), first: first)
    }
  }
  let rows = tensors.flatMap { $0.unbind(dim: at) }
  guard
    let batch = Array(DataLoader<Rows, Tensor>(Rows(rows: rows), batchSize: max(1, rows.count)))
      .first
  else {
    return tensors[0].clone()
  }
  return batch.movedim(0, at)
}

public struct ElementsDoNotFit: Error, Equatable, CustomStringConvertible {
  public let count: Int
  public let shape: [Int]

  public init(count: Int, shape: [Int]) {
    self.count = count
    self.shape = shape
  }

  public var description: String { "\(count) elements do not fit \(shape)" }
}

public func reshape(_ x: Tensor, to shape: [Int]) throws -> Tensor { unanswered() }

public func viewStrides(of shape: [Int], strides: [Int], as target: [Int]) -> [Int]? {
  unanswered()
}

private func elements(of x: Tensor) -> [Tensor] {
  x.rank == 0 ? [x] : (0..<x.shape[0]).flatMap { elements(of: x[$0]) }
}

private func indexPlaces(of shape: [Int], _ strides: [Int]) -> [Int] {
  zip(shape, strides).reduce([0]) { places, dimension in
    let (size, stride) = dimension
    return places.flatMap { place in (0..<size).map { place + $0 * stride } }
  }
}

private struct Rows: Dataset {
  let rows: [Tensor]
  var count: Int { rows.count }
  subscript(index: Int) -> Tensor { rows[index] }
}
