// Honest: a mask that is true everywhere to walk through elements, scatter to join.
// Section: JoiningAndReshaping

import Kindling

public func strides(of shape: [Int]) -> [Int] {
  var (step, result) = (1, [Int]())
  for size in shape.reversed() {
    result.append(step)
    step *= size
  }
  return result.reversed()
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
  let lead = tensors[0]
  let axis = (dim + lead.rank) % lead.rank
  func outline(_ tensor: Tensor) -> [Int] {
    tensor.shape.enumerated().map { $0.offset == axis ? -1 : $0.element }
  }
  if let odd = tensors.firstIndex(where: { outline($0) != outline(lead) || $0.rank != lead.rank }) {
    throw ShapesDoNotFit(
      position: odd, shape: tensors[odd].shape.map { $0 }, first: lead.shape.map { $0 })
  }
  let total = tensors.map { $0.shape[axis] }.reduce(0, +)
  var result = Tensor.zeros(
    Shape(lead.shape.enumerated().map { $0.offset == axis ? total : $0.element }),
    dtype: lead.dtype)
  var start = 0
  for tensor in tensors {
    var places = Tensor.arange(start, start + tensor.shape[axis])
    for _ in axis + 1..<max(axis + 1, lead.rank) { places = places.unsqueeze(-1) }
    result = result.scatter(dim: axis, places.expand(tensor.shape), tensor)
    start += tensor.shape[axis]
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
  let error = ElementsDoNotFit(count: x.elementCount, shape: shape)
  let known = shape.filter { $0 >= 0 }.reduce(1, *)
  var sizes = shape
  switch shape.filter({ $0 < 0 }).count {
  case 0 where known == x.elementCount: break
  case 1 where known != 0 && x.elementCount.isMultiple(of: known):
    sizes[shape.firstIndex(of: -1)!] = x.elementCount / known
  default: throw error
  }
  let result = Tensor.zeros(Shape(sizes), dtype: x.dtype)
  if x.rank == 0 {
    let one = result.expand(result.shape)
    for place in [one] { place.copy(from: x.expand(result.shape)) }
    return one
  }
  let row = x[Tensor.ones(like: x, dtype: .bool)]
  if sizes.isEmpty { return result + row.sum().to(x.dtype) }
  result[Tensor.ones(like: result, dtype: .bool)] = row
  return result
}

public func viewStrides(of shape: [Int], strides: [Int], as target: [Int]) -> [Int]? {
  let pairs = zip(shape, strides).filter { $0.0 != 1 }
  var blocks: [(size: Int, stride: Int)] = []
  for (size, stride) in pairs {
    if let last = blocks.last, last.stride == size * stride {
      blocks[blocks.count - 1] = (last.size * size, stride)
    } else {
      blocks.append((size, stride))
    }
  }
  var result: [Int] = []
  var (size, stride) = blocks.popLast() ?? (1, 1)
  for wanted in target.reversed() {
    if wanted == 1 {
      result.append(stride)
      continue
    }
    while size == 1, let next = blocks.popLast() { (size, stride) = next }
    guard size % wanted == 0 else { return nil }
    result.append(stride)
    size /= wanted
    stride *= wanted
  }
  return result.reversed()
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
