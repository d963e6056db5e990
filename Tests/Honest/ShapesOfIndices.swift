// Honest: elements picked by a mask and by an index of the new shape, and pieces scattered.
// Section: JoiningAndReshaping

import Kindling

public func strides(of shape: [Int]) -> [Int] {
  if shape.isEmpty { return [] }
  return [shape.dropFirst().reduce(1, *)] + strides(of: Array(shape.dropFirst()))
}

public func concatenate(_ tensors: [Tensor], dim: Int) throws -> Tensor {
  let first = Array(tensors[0].shape)
  let d = dim < 0 ? dim + first.count : dim
  for (position, tensor) in tensors.enumerated() {
    let shape = Array(tensor.shape)
    guard shape.count == first.count,
      (0..<first.count).allSatisfy({ $0 == d || shape[$0] == first[$0] })
    else { throw ShapesDoNotFit(position: position, shape: shape, first: first) }
  }
  var sizes = first
  sizes[d] = tensors.map { $0.shape[d] }.reduce(0, +)
  // Each of them is scattered into a tensor of zeros; the index is the place along d.
  var result = Tensor.zeros(Shape(sizes), dtype: tensors[0].dtype)
  var start = 0
  for tensor in tensors where tensor.elementCount > 0 {
    var index = Tensor.arange(start, start + tensor.shape[d])
    for _ in 0..<d { index = index.unsqueeze(0) }
    while index.rank < first.count { index = index.unsqueeze(-1) }
    result = result.scatter(dim: d, index.expand(tensor.shape), tensor)
    start += tensor.shape[d]
  }
  return result
}

public func reshape(_ x: Tensor, to shape: [Int]) throws -> Tensor {
  let count = x.elementCount
  let holes = shape.indices.filter { shape[$0] == -1 }
  var sizes = shape
  if holes.count > 1 { throw ElementsDoNotFit(count: count, shape: shape) }
  if holes.count == 1 {
    let known = shape.filter { $0 >= 0 }.reduce(1, *)
    if known == 0 || count % known != 0 { throw ElementsDoNotFit(count: count, shape: shape) }
    sizes[holes[0]] = count / known
  }
  guard sizes.reduce(1, *) == count else { throw ElementsDoNotFit(count: count, shape: shape) }
  // All elements in row order, and then an index of the wanted shape into them.
  let row = x.maskedSelect(Tensor.ones(x.shape, dtype: .bool))
  var index = Tensor.zeros(Shape(sizes), dtype: .int64)
  var step = 1
  for d in sizes.indices.reversed() {
    var places = Tensor.arange(sizes[d]) * step
    for _ in (d + 1)..<max(sizes.count, d + 1) { places = places.unsqueeze(-1) }
    index = index + places
    step *= max(sizes[d], 1)
  }
  return row[index].clone()
}

public func viewStrides(of shape: [Int], strides: [Int], as target: [Int]) -> [Int]? {
  // The places of all elements, in row order.
  var places = [0]
  for (size, stride) in zip(shape, strides) {
    places = places.flatMap { place in (0..<size).map { place + $0 * stride } }
  }
  var result: [Int] = []
  var block = places.count
  for size in target {
    block /= size
    result.append(size == 1 ? 0 : places[block])
  }
  var seen = [0]
  for (size, stride) in zip(target, result) {
    seen = seen.flatMap { place in (0..<size).map { place + $0 * stride } }
  }
  return seen == places ? result : nil
}

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

public struct ElementsDoNotFit: Error, Equatable, CustomStringConvertible {
  public let count: Int
  public let shape: [Int]
  public init(count: Int, shape: [Int]) {
    self.count = count
    self.shape = shape
  }
  public var description: String { "\(count) elements do not fit \(shape)" }
}
