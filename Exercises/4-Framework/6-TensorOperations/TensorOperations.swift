// 4.6 Tensor operations
//
// Lesson: docs/lessons/4-framework/6-tensor-operations.md
// Try:    grade try 4.6
// Grade:  grade 4.6
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types. Each part
// is graded alone, so you can answer them in any order. You do not need the library's tensors.
//
// The library's `matmul` and its other products of vectors and matrices are not allowed, nor is
// anything that uses one of them, such as `linear`.
//
// The library's `sum` is not allowed, nor is anything that contains a sum, such as `mean`, `norm`,
// `matmul` and the losses.
//
// The library's `transpose`, `t`, `permute` and `movedim` are not allowed, nor is anything that
// uses one of them, such as `einsum`.
//
// The library's `nonzero` is not allowed.
//
// The library's `squeeze` is not allowed, nor are `view` and `reshape`, which can do the same.
//
// The library's `cat` and `stack` are not allowed, nor is anything that uses one of them, such as
// `JoinTable`.
//
// The library's `expand`, `repeat`, `tile` and `broadcast` are not allowed.
//
// The library's automatic differentiation, `grad` and `backward`, is not allowed, nor is
// `gradCheck`, which has it inside.

import Kindling

/// A tensor made by hand: numbers in memory, and how to read them. This type is given.
///
/// The element at index [i, j, ...] is at offset + i * strides[0] + j * strides[1] + ... in the
/// memory. The memory may hold numbers that are no elements, or in another order, and an element
/// may be read at several indices: never take `memory` for the list of elements. A shape may be
/// empty: then there is one element, at `offset`. A size may be 0: then there is none. In this
/// exercise the elements of every argument are in its memory.
public struct Strided: Equatable, Sendable {
  /// The numbers that the elements are among.
  public let memory: [Double]
  /// Where in the memory the element is whose index is 0 in every dimension.
  public let offset: Int
  /// The sizes, outermost first.
  public let shape: [Int]
  /// For each size, how many places further on the next element of that dimension is: from 0 up.
  public let strides: [Int]

  /// Any way to read the memory.
  public init(memory: [Double], offset: Int = 0, shape: [Int], strides: [Int]) {
    precondition(shape.count == strides.count, "a strided tensor has one stride for each size")
    self.memory = memory
    self.offset = offset
    self.shape = shape
    self.strides = strides
  }

  /// The numbers row by row, the last index changing fastest.
  ///
  /// `Strided([1, 2, 3, 4], shape: [2, 2])` has the rows 1, 2 and 3, 4.
  public init(_ numbers: [Double], shape: [Int]) {
    precondition(
      numbers.count == shape.reduce(1, *), "\(numbers.count) numbers do not fit \(shape)")
    let strides = shape.indices.map { shape[($0 + 1)...].reduce(1, *) }
    self.init(memory: numbers, shape: shape, strides: strides)
  }

  /// The element at an index, which has a number for each dimension: `x[[1, 0]]`, and `x[[]]`
  /// where there is no dimension.
  public subscript(index: [Int]) -> Double {
    precondition(index.count == shape.count, "index \(index) does not fit \(shape)")
    for (place, size) in zip(index, shape) {
      precondition(0 <= place && place < size, "index \(index) is outside \(shape)")
    }
    return memory[zip(index, strides).reduce(offset) { $0 + $1.0 * $1.1 }]
  }
}

/// All indices of a shape in row order, the last number changing fastest. This function is given.
///
/// ```
/// indices(of: [2, 2])  // [[0, 0], [0, 1], [1, 0], [1, 1]]
/// indices(of: [])      // [[]]
/// indices(of: [2, 0])  // []
/// ```
public func indices(of shape: [Int]) -> [[Int]] {
  shape.reduce([[]]) { found, size in
    found.flatMap { index in (0..<size).map { index + [$0] } }
  }
}

/// Part 1, 2 points. Two dimensions swapped, without moving a number.
///
/// - Parameters:
///   - x: with at least one dimension.
///   - first: a dimension of x; negative counts from the last, -1.
///   - second: another one, or the same; negative counts from the last, -1.
/// - Returns: the tensor whose element at an index is that of x at the index with the numbers of
///   the two dimensions swapped. It has the memory and the offset of x; nothing is put in another
///   place.
///
/// Example:
/// ```
/// let x = Strided([1, 2, 3, 4, 5, 6], shape: [2, 3])
/// transpose(x, 0, 1)
/// // Strided(memory: [1, 2, 3, 4, 5, 6], offset: 0, shape: [3, 2], strides: [1, 3])
/// ```
public func transpose(_ x: Strided, _ first: Int, _ second: Int) -> Strided {
  unanswered()
}

/// The same elements without the dimensions of size 1. Part 1 too.
///
/// The others stay in their order. It has the memory and the offset of x, as above.
///
/// - Parameter x: of any shape. Where every size is 1, the result has no dimension.
///
/// Example:
/// ```
/// squeeze(Strided([1, 2, 3], shape: [1, 3, 1]))
/// // Strided(memory: [1, 2, 3], offset: 0, shape: [3], strides: [1])
/// ```
public func squeeze(_ x: Strided) -> Strided {
  unanswered()
}

/// Part 2, 1 point. Where the elements are that are not 0.
///
/// Zero of either sign is 0; NaN and infinity are not.
///
/// - Parameter x: of any shape.
/// - Returns: their indices in row order.
///
/// Example:
/// ```
/// nonzero(Strided([0, 5, 7, 0], shape: [2, 2]))
/// // [[0, 1], [1, 0]]
/// ```
public func nonzero(_ x: Strided) -> [[Int]] {
  unanswered()
}

/// Part 3, 1 point. The sum along a dimension, which the result no longer has.
///
/// - Parameters:
///   - x: with at least one dimension.
///   - dim: the dimension to add up; negative counts from the last, -1. A sum of no element is 0.
/// - Returns: a tensor whose element at an index is the sum of all elements of x that have this
///   index in the other dimensions. Its memory and strides are up to you.
///
/// Example:
/// ```
/// sum(Strided([1, 2, 3, 4, 5, 6], shape: [2, 3]), dim: 0)
/// // elements 5, 7, 9 of shape [3]
/// ```
public func sum(_ x: Strided, dim: Int) -> Strided {
  unanswered()
}

/// Part 4, 1 point. Tensors side by side along a new dimension.
///
/// - Parameters:
///   - tensors: at least one, all of the same shape, whichever.
///   - dim: where the new dimension is in the result; negative counts from the last of the
///     result, -1.
/// - Returns: a tensor with one dimension more, as long as there are tensors. What is at k in the
///   new dimension is tensor k. Its memory and strides are up to you.
///
/// Example:
/// ```
/// let (x, y) = (Strided([0, 1, 2], shape: [3]), Strided([3, 4, 5], shape: [3]))
/// stack([x, y], dim: 0)  // elements 0, 1, 2, 3, 4, 5 of shape [2, 3]
/// stack([x, y], dim: 1)  // elements 0, 3, 1, 4, 2, 5 of shape [3, 2]
/// ```
public func stack(_ tensors: [Strided], dim: Int) -> Strided {
  unanswered()
}

/// Part 5, 1 point. A tensor read as if it had a larger shape.
///
/// The shapes are laid beside each other at their last dimensions. Where the sizes are the same,
/// nothing happens. Where x has the size 1, or no dimension any more, its elements are repeated
/// along that dimension, as often as the size of `shape` says, which may be 0. They are not
/// copied: the next element is in the same place.
///
/// - Parameters:
///   - x: of any shape.
///   - shape: the shape of the result.
/// - Returns: a tensor of this shape, with the memory and the offset of x; nil where a size of x
///   is neither 1 nor that of `shape`, and where x has more dimensions.
///
/// Example:
/// ```
/// broadcast(Strided([1, 2, 3], shape: [3]), to: [2, 3])
/// // Strided(memory: [1, 2, 3], offset: 0, shape: [2, 3], strides: [0, 1])
/// broadcast(Strided([1, 2, 3], shape: [3]), to: [3, 2])  // nil
/// ```
public func broadcast(_ x: Strided, to shape: [Int]) -> Strided? {
  unanswered()
}

/// Part 6, 2 points. The product of vectors, of matrices and of batches of matrices.
///
/// For a of shape [n, k] and b of [k, m] it has the shape [n, m], and its element at [i, j] is
/// the sum of a[i, p] * b[p, j] over all p from 0 up to k; for a k of 0 that is 0. Every product
/// is added, so that NaN and infinity are in the sum.
///
/// - A vector on the left is a matrix of one row, one on the right a matrix of one column. The
///   result has no dimension for it: [k] times [k, m] gives [m], [n, k] times [k] gives [n], and
///   [k] times [k] a single number, of shape [].
/// - Where one has more than two dimensions, the last two are those of the matrices, and those
///   before are the batch: the result has a product for each matrix of it. The batches of a and b
///   broadcast: laid beside each other at their last dimensions, sizes must be the same, or one
///   of them 1 or missing. So [5, 1, n, k] times [4, k, m] gives [5, 4, n, m].
///
/// - Parameters:
///   - a: with at least one dimension.
///   - b: with at least one dimension.
/// - Returns: the product, whose memory and strides are up to you; nil where the sizes k differ
///   or the batches do not broadcast.
///
/// Example:
/// ```
/// let a = Strided([1, 2, 3, 4], shape: [2, 2])
/// matmul(a, Strided([10, 100], shape: [2]))         // elements 210, 430 of shape [2]
/// matmul(a, Strided([10, 100, 1000], shape: [3]))   // nil
/// ```
public func matmul(_ a: Strided, _ b: Strided) -> Strided? {
  unanswered()
}

/// Part 7, 2 points. The gradients of a sum of two tensors, one or both of which were broadcast.
///
/// Suppose that a and b were added, y = a + b, and you know the gradient of a loss with respect to
/// y. An element of a that was read at several indices of y is responsible for all of them: its
/// gradient is the sum of those at these indices. It can be answered without the other parts.
///
/// - Parameters:
///   - a: the shape of a, which broadcasts to that of y.
///   - b: the shape of b, which broadcasts to that of y.
///   - gradient: with respect to y, and of its shape. How it is laid out does not matter.
/// - Returns: the gradients with respect to a and to b, of their shapes. Memory and strides are
///   up to you.
///
/// Example:
/// ```
/// let gradient = Strided([1, 2, 3, 4, 5, 6], shape: [2, 3])
/// sumGradients(a: [2, 3], b: [3], gradient: gradient)
/// // a: elements 1, 2, 3, 4, 5, 6 of shape [2, 3]
/// // b: elements 5, 7, 9 of shape [3]
/// ```
public func sumGradients(
  a: [Int], b: [Int], gradient: Strided
) -> (a: Strided, b: Strided) {
  unanswered()
}

/// The gradients of a product of two matrices. Part 7 too.
///
/// For y = a b the gradient with respect to a is the product of `gradient` and b transposed, and
/// that with respect to b the product of a transposed and `gradient`. These are products as in
/// part 6: a sum of no product is 0, and 0 times infinity is in the sum as NaN.
///
/// - Parameters:
///   - a: a matrix of shape [n, k].
///   - b: a matrix of shape [k, m].
///   - gradient: of a loss with respect to y, of shape [n, m].
/// - Returns: the gradients with respect to a and to b, of their shapes. Memory and strides are
///   up to you.
///
/// Example:
/// ```
/// let (a, b) = (Strided([1, 2], shape: [1, 2]), Strided([3, 4], shape: [2, 1]))
/// matmulGradients(a: a, b: b, gradient: Strided([10], shape: [1, 1]))
/// // a: elements 30, 40 of shape [1, 2]
/// // b: elements 10, 20 of shape [2, 1]
/// ```
public func matmulGradients(
  a: Strided, b: Strided, gradient: Strided
) -> (a: Strided, b: Strided) {
  unanswered()
}
