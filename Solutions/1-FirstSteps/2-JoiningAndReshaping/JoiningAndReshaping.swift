// 1.2 Joining and reshaping: solution

import Kindling

/// Part 1, 2 points. The strides of a tensor whose elements lie row by row.
///
/// A stride says how many places in memory you step over when that index grows by one.
///
/// - Parameter shape: the sizes, outermost first, each at least 1. There may be none.
/// - Returns: a stride for each size, in their order.
///
/// Example:
/// ```
/// strides(of: [2, 3, 4])
/// // [12, 4, 1]
/// ```
public func strides(of shape: [Int]) -> [Int] {
  shape.indices.map { shape[($0 + 1)...].reduce(1, *) }
}

/// A tensor that cannot be joined. This one is given: throw it in part 2.
public struct ShapesDoNotFit: Error, Equatable, CustomStringConvertible {
  /// Which of the tensors it is, from 0.
  public let position: Int
  /// Its shape.
  public let shape: [Int]
  /// The shape of tensor 0.
  public let first: [Int]

  public init(position: Int, shape: [Int], first: [Int]) {
    self.position = position
    self.shape = shape
    self.first = first
  }

  public var description: String { "tensor \(position) of shape \(shape) does not fit \(first)" }
}

/// Part 2, 3 points. Tensors one after the other along a dimension.
///
/// A tensor fits when it has as many dimensions as tensor 0, and the same size in each of them but
/// `dim`. If one does not fit, throw `ShapesDoNotFit` for the first of those that do not. Sizes
/// that could be repeated, as a 1 beside a 3, do not fit.
///
/// Gradients flow through it, back to every tensor, so use tensor operations.
///
/// - Parameters:
///   - tensors: at least one, each with at least one dimension, all of one dtype, whichever. Some
///     may have no element.
///   - dim: the dimension to join along, one that tensor 0 has; negative counts from the last, -1.
/// - Returns: the joined tensor, of the same dtype. It has its own memory, even where there is only
///   one tensor: changing it changes none of them.
/// - Throws: `ShapesDoNotFit`.
///
/// Example:
/// ```
/// try concatenate([Tensor([[1.0, 2.0]]), Tensor([[3.0, 4.0], [5.0, 6.0]])], dim: 0)
/// // tensor([[1., 2.],
/// //         [3., 4.],
/// //         [5., 6.]])
/// ```
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

/// Elements that a shape has too little or too much room for. This one is given: throw it in part
/// 3.
public struct ElementsDoNotFit: Error, Equatable, CustomStringConvertible {
  /// How many elements there are.
  public let count: Int
  /// The shape that was asked for.
  public let shape: [Int]

  public init(count: Int, shape: [Int]) {
    self.count = count
    self.shape = shape
  }

  public var description: String { "\(count) elements do not fit \(shape)" }
}

/// Part 3, 3 points. The elements of a tensor, in row order, in another shape.
///
/// One size may be -1: it becomes the size that makes the elements fit. Throw `ElementsDoNotFit`
///
/// - where there is no -1, and the shape has another number of elements than x;
/// - where there is one, and no size, or more than one size, makes the elements fit;
/// - where there is more than one -1.
///
/// Gradients flow through it, back to x, so use tensor operations.
///
/// - Parameters:
///   - x: of any shape and dtype, even with no dimension or no element.
///   - shape: the sizes, none of them below -1. There may be none, which is room for one element.
/// - Returns: the elements of x in row order, the last index changing fastest, in a tensor of this
///   shape and the dtype of x. It has memory of its own: changing it does not change x.
/// - Throws: `ElementsDoNotFit`, with `shape` as it was given.
///
/// Example:
/// ```
/// try reshape(Tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), to: [3, -1])
/// // tensor([[1., 2.],
/// //         [3., 4.],
/// //         [5., 6.]])
/// try reshape(Tensor([1.0, 2.0, 3.0]), to: [2, -1])
/// // throws ElementsDoNotFit(count: 3, shape: [2, -1])
/// ```
public func reshape(_ x: Tensor, to shape: [Int]) throws -> Tensor {
  let holes = shape.count { $0 == -1 }
  let known = shape.filter { $0 != -1 }.reduce(1, *)
  let missing = holes == 1 && known > 0 ? x.elementCount / known : 1
  // Beside a 0, a -1 could be any size.
  guard holes <= 1, holes == 0 || known > 0, known * missing == x.elementCount else {
    throw ElementsDoNotFit(count: x.elementCount, shape: shape)
  }
  let result = Tensor.zeros(Shape(shape.map { $0 == -1 ? missing : $0 }), dtype: x.dtype)
  for (place, element) in zip(elements(of: result), elements(of: x)) { place.copy(from: element) }
  return result
}

/// Part 4, 2 points. Whether a tensor can be seen in another shape without copying, and how.
///
/// The elements of the tensor lie somewhere in memory, as its strides say. In row order they must
/// be the elements of the view, too. Are there strides with which they are?
///
/// - Parameters:
///   - shape: the tensor's sizes, each at least 1. There may be none.
///   - strides: the tensor's strides, one for each size, whole numbers from 0 up. They need not be
///     those of part 1.
///   - target: the sizes of the view, each at least 1, with as many elements as the tensor.
/// - Returns: the strides of the view, one for each size of `target`; nil where the elements would
///   have to be copied. Which stride a size of 1 is given does not matter: no step is taken there.
///
/// Example:
/// ```
/// viewStrides(of: [2, 3], strides: [3, 1], as: [6])  // [1]
/// viewStrides(of: [3, 2], strides: [1, 3], as: [6])  // nil
/// ```
public func viewStrides(of shape: [Int], strides: [Int], as target: [Int]) -> [Int]? {
  let places = indexPlaces(of: shape, strides)
  // In row order, a neighbour along a dimension comes as many elements later as rows would put it.
  let steps = target.indices.map { target[($0 + 1)...].reduce(1, *) }
  let result = zip(target, steps).map { size, step in size == 1 ? 0 : places[step] - places[0] }
  return indexPlaces(of: target, result) == places ? result : nil
}

/// The elements in row order, each a view of rank 0.
private func elements(of x: Tensor) -> [Tensor] {
  x.rank == 0 ? [x] : (0..<x.shape[0]).flatMap { elements(of: x[$0]) }
}

/// Where the elements lie in memory, in row order.
private func indexPlaces(of shape: [Int], _ strides: [Int]) -> [Int] {
  zip(shape, strides).reduce([0]) { places, dimension in
    let (size, stride) = dimension
    return places.flatMap { place in (0..<size).map { place + $0 * stride } }
  }
}
