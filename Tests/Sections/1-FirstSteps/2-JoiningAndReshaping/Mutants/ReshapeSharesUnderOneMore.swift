// Mutant: a size of 1 in front shares the memory. Caught by: testElementsKeepTheirOrder

import Kindling

public func strides(of shape: [Int]) -> [Int] {
  shape.indices.map { shape[($0 + 1)...].reduce(1, *) }
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

public func concatenate(_ tensors: [Tensor], dim: Int) throws -> Tensor {
  let first = Array(tensors[0].shape)
  let at = dim < 0 ? dim + first.count : dim
  var sizes = first
  sizes[at] = 0
  for (position, tensor) in tensors.enumerated() {
    var others = Array(tensor.shape)
    if others.count == first.count {
      sizes[at] += others[at]
      others[at] = first[at]
    }
    guard others == first else {
      throw ShapesDoNotFit(position: position, shape: Array(tensor.shape), first: first)
    }
  }
  let result = Tensor.zeros(Shape(sizes), dtype: tensors[0].dtype)
  var start = 0
  for tensor in tensors {
    result.narrow(at, start: start, length: tensor.shape[at]).copy(from: tensor)
    start += tensor.shape[at]
  }
  return result
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

public func reshape(_ x: Tensor, to shape: [Int]) throws -> Tensor {
  let holes = shape.count { $0 == -1 }
  let known = shape.filter { $0 != -1 }.reduce(1, *)
  let missing = holes == 1 && known > 0 ? x.elementCount / known : 1
  // Beside a 0, a -1 could be any size.
  guard holes <= 1, holes == 0 || known > 0, known * missing == x.elementCount else {
    throw ElementsDoNotFit(count: x.elementCount, shape: shape)
  }
  if shape == [1] + Array(x.shape) { return x.unsqueeze(0) }
  let result = Tensor.zeros(Shape(shape.map { $0 == -1 ? missing : $0 }), dtype: x.dtype)
  for (place, element) in zip(elements(of: result), elements(of: x)) { place.copy(from: element) }
  return result
}

public func viewStrides(of shape: [Int], strides: [Int], as target: [Int]) -> [Int]? {
  let places = indexPlaces(of: shape, strides)
  // In row order, a neighbour along a dimension comes as many elements later as rows would put it.
  let steps = target.indices.map { target[($0 + 1)...].reduce(1, *) }
  let result = zip(target, steps).map { size, step in size == 1 ? 0 : places[step] - places[0] }
  return indexPlaces(of: target, result) == places ? result : nil
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
