// 1.2 Joining and reshaping: a second solution. Joining copies slice by slice, reshaping works out the
// index of each element from its place, and views merge the dimensions that lie together.

import Kindling

public func strides(of shape: [Int]) -> [Int] {
  var (result, step) = ([Int](), 1)
  for size in shape.reversed() {
    result.insert(step, at: 0)
    step *= size
  }
  return result
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
  let at = (dim + first.count) % first.count
  func others(_ shape: [Int]) -> [Int] { Array(shape[..<at] + shape[(at + 1)...]) }
  for (position, tensor) in tensors.enumerated() {
    let shape = Array(tensor.shape)
    if shape.count != first.count || others(shape) != others(first) {
      throw ShapesDoNotFit(position: position, shape: shape, first: first)
    }
  }
  let slices = tensors.flatMap { $0.unbind(dim: at) }
  var sizes = first
  sizes[at] = slices.count
  let result = Tensor.empty(Shape(sizes), dtype: tensors[0].dtype)
  for (place, slice) in slices.enumerated() { result.select(at, place).copy(from: slice) }
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
  let misfit = ElementsDoNotFit(count: x.elementCount, shape: shape)
  guard shape.count(where: { $0 == -1 }) <= 1 else { throw misfit }
  var sizes = shape
  if let hole = sizes.firstIndex(of: -1) {
    sizes[hole] = 1
    let known = sizes.reduce(1, *)
    guard known > 0, x.elementCount % known == 0 else { throw misfit }
    sizes[hole] = x.elementCount / known
  }
  guard sizes.reduce(1, *) == x.elementCount else { throw misfit }
  let result = Tensor.zeros(Shape(sizes), dtype: x.dtype)
  let (own, other) = (strides(of: sizes), strides(of: Array(x.shape)))
  func element(_ tensor: Tensor, _ place: Int, _ strides: [Int]) -> Tensor {
    zip(strides, Array(tensor.shape)).reduce(tensor) { part, dimension in
      part.select(0, place / dimension.0 % dimension.1)
    }
  }
  for place in 0..<x.elementCount {
    element(result, place, own).copy(from: element(x, place, other))
  }
  return result
}

public func viewStrides(of shape: [Int], strides: [Int], as target: [Int]) -> [Int]? {
  // Dimensions, innermost first, with those that lie together in memory made one.
  var blocks: [(size: Int, step: Int)] = []
  for (size, step) in zip(shape, strides).reversed() where size > 1 {
    if let last = blocks.last, step == last.size * last.step {
      blocks[blocks.count - 1].size *= size
    } else {
      blocks.append((size, step))
    }
  }
  var result = Array(repeating: 1, count: target.count)
  var (block, covered) = (0, 1)
  for dim in target.indices.reversed() where target[dim] > 1 {
    if covered == blocks[block].size { (block, covered) = (block + 1, 1) }
    result[dim] = covered * blocks[block].step
    covered *= target[dim]
    if blocks[block].size % covered != 0 { return nil }
  }
  return result
}
