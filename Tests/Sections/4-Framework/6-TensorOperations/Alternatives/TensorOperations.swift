// 4.6 Tensor operations: a second solution. The places in memory are listed once and worked on as
// lists, results may be views with odd strides, and products and gradients are made of views.

import Kindling

public struct Strided: Equatable, Sendable {
  public let memory: [Double]
  public let offset: Int
  public let shape: [Int]
  public let strides: [Int]

  public init(memory: [Double], offset: Int = 0, shape: [Int], strides: [Int]) {
    precondition(shape.count == strides.count, "a strided tensor has one stride for each size")
    self.memory = memory
    self.offset = offset
    self.shape = shape
    self.strides = strides
  }

  public init(_ numbers: [Double], shape: [Int]) {
    precondition(
      numbers.count == shape.reduce(1, *), "\(numbers.count) numbers do not fit \(shape)")
    let strides = shape.indices.map { shape[($0 + 1)...].reduce(1, *) }
    self.init(memory: numbers, shape: shape, strides: strides)
  }

  public subscript(index: [Int]) -> Double {
    precondition(index.count == shape.count, "index \(index) does not fit \(shape)")
    for (place, size) in zip(index, shape) {
      precondition(0 <= place && place < size, "index \(index) is outside \(shape)")
    }
    return memory[zip(index, strides).reduce(offset) { $0 + $1.0 * $1.1 }]
  }

  /// The elements in row order.
  fileprivate var elements: [Double] {
    zip(shape, strides).reduce([offset]) { places, dimension in
      places.flatMap { place in (0..<dimension.0).map { place + $0 * dimension.1 } }
    }.map { memory[$0] }
  }

  /// The same memory, read in another way.
  fileprivate func read(_ dimensions: [(size: Int, stride: Int)], from offset: Int) -> Strided {
    Strided(
      memory: memory, offset: offset, shape: dimensions.map(\.size),
      strides: dimensions.map(\.stride))
  }

  fileprivate var dimensions: [(size: Int, stride: Int)] {
    zip(shape, strides).map { (size: $0, stride: $1) }
  }

  /// The parts along a dimension, as views.
  fileprivate func parts(_ dim: Int) -> [Strided] {
    var rest = dimensions
    let (size, stride) = rest.remove(at: dim)
    return (0..<size).map { read(rest, from: offset + $0 * stride) }
  }
}

public func indices(of shape: [Int]) -> [[Int]] {
  shape.reduce([[]]) { found, size in
    found.flatMap { index in (0..<size).map { index + [$0] } }
  }
}

public func transpose(_ x: Strided, _ first: Int, _ second: Int) -> Strided {
  let rank = x.shape.count
  var dimensions = x.dimensions
  let kept = dimensions[(first + rank) % rank]
  dimensions[(first + rank) % rank] = dimensions[(second + rank) % rank]
  dimensions[(second + rank) % rank] = kept
  return x.read(dimensions, from: x.offset)
}

public func squeeze(_ x: Strided) -> Strided {
  x.read(x.dimensions.filter { $0.size != 1 }, from: x.offset)
}

public func nonzero(_ x: Strided) -> [[Int]] {
  x.elements.indices.filter { !x.elements[$0].isZero }.map { order in
    var (rest, index) = (order, [Int]())
    for size in x.shape.reversed() {
      index.insert(rest % size, at: 0)
      rest /= size
    }
    return index
  }
}

public func sum(_ x: Strided, dim: Int) -> Strided {
  let dim = (dim + x.shape.count) % x.shape.count
  var shape = x.shape
  shape.remove(at: dim)
  var totals = [Double](repeating: 0, count: shape.reduce(1, *))
  for part in x.parts(dim) {
    for (place, number) in part.elements.enumerated() { totals[place] += number }
  }
  return Strided(totals, shape: shape)
}

/// The tensors one after the other in memory, with the new dimension seen where it is asked for.
public func stack(_ tensors: [Strided], dim: Int) -> Strided {
  let dim = dim < 0 ? dim + tensors[0].shape.count + 1 : dim
  let rows = Strided(tensors.flatMap(\.elements), shape: [tensors.count] + tensors[0].shape)
  var dimensions = rows.dimensions
  dimensions.insert(dimensions.removeFirst(), at: dim)
  return rows.read(dimensions, from: 0)
}

public func broadcast(_ x: Strided, to shape: [Int]) -> Strided? {
  guard x.shape.count <= shape.count else { return nil }
  var own = x.dimensions
  var dimensions: [(size: Int, stride: Int)] = []
  for size in shape.reversed() {
    let (old, stride) = own.popLast() ?? (size: 1, stride: 0)
    guard old == size || old == 1 else { return nil }
    dimensions.insert((size: size, stride: old == size ? stride : 0), at: 0)
  }
  return x.read(dimensions, from: x.offset)
}

public func matmul(_ a: Strided, _ b: Strided) -> Strided? {
  if a.shape.count == 1 {
    let row = a.read([(size: 1, stride: 0)] + a.dimensions, from: a.offset)
    return matmul(row, b).map { dropping($0, fromTheEnd: b.shape.count == 1 ? 1 : 2) }
  }
  if b.shape.count == 1 {
    let column = b.read(b.dimensions + [(size: 1, stride: 0)], from: b.offset)
    return matmul(a, column).map { dropping($0, fromTheEnd: 1) }
  }
  if a.shape.count > 2 || b.shape.count > 2 { return batches(a, b) }
  guard a.shape[1] == b.shape[0] else { return nil }
  let columns = b.parts(1).map(\.elements)
  let numbers = a.parts(0).map(\.elements).flatMap { row in
    columns.map { zip(row, $0).reduce(0) { $0 + $1.0 * $1.1 } }
  }
  return Strided(numbers, shape: [a.shape[0], b.shape[1]])
}

/// Takes the outermost batch apart, and puts the products together again.
private func batches(_ a: Strided, _ b: Strided) -> Strided? {
  let rank = max(a.shape.count, b.shape.count)
  let sizeOfA = a.shape.count == rank ? a.shape[0] : 1
  let sizeOfB = b.shape.count == rank ? b.shape[0] : 1
  guard sizeOfA == sizeOfB || sizeOfA == 1 || sizeOfB == 1 else { return nil }
  let size = sizeOfA == 1 ? sizeOfB : sizeOfA
  func part(_ x: Strided, _ place: Int) -> Strided {
    if x.shape.count < rank { return x }
    let stride = x.shape[0] == 1 ? 0 : x.strides[0]
    return x.read(Array(x.dimensions.dropFirst()), from: x.offset + place * stride)
  }
  if size > 0 {
    var products: [Strided] = []
    for place in 0..<size {
      guard let product = matmul(part(a, place), part(b, place)) else { return nil }
      products.append(product)
    }
    return stack(products, dim: 0)
  }
  // No product at all, but the sizes must fit, and say what the shape is.
  func emptied(_ x: Strided) -> Strided {
    let sizes = x.shape.count == rank ? Array(x.shape.dropFirst()) : x.shape
    return Strided([Double](repeating: 0, count: sizes.reduce(1, *)), shape: sizes)
  }
  return matmul(emptied(a), emptied(b)).map { Strided([], shape: [0] + $0.shape) }
}

/// A dimension of size 1 taken away.
private func dropping(_ x: Strided, fromTheEnd place: Int) -> Strided {
  var dimensions = x.dimensions
  dimensions.remove(at: dimensions.count - place)
  return x.read(dimensions, from: x.offset)
}

public func sumGradients(
  a: [Int], b: [Int], gradient: Strided
) -> (a: Strided, b: Strided) {
  func reduced(to shape: [Int]) -> Strided {
    var result = gradient
    while result.shape.count > shape.count { result = sum(result, dim: 0) }
    for dim in shape.indices where shape[dim] == 1 && result.shape[dim] != 1 {
      var dimensions = sum(result, dim: dim).dimensions
      let total = sum(result, dim: dim)
      dimensions.insert((size: 1, stride: 0), at: dim)
      result = total.read(dimensions, from: total.offset)
    }
    return result
  }
  return (reduced(to: a), reduced(to: b))
}

public func matmulGradients(
  a: Strided, b: Strided, gradient: Strided
) -> (a: Strided, b: Strided) {
  (matmul(gradient, transpose(b, 0, 1))!, matmul(transpose(a, 0, 1), gradient)!)
}
