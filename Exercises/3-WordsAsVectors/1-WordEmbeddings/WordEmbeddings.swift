// 3.1 Word embeddings
//
// Lesson: docs/lessons/3-words-as-vectors/1-word-embeddings.md
// Try:    grade try 3.1
// Grade:  grade 3.1
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types of the
// functions. The arguments are left as they were.
//
// The library's `embedding` is not allowed, nor are the modules `Embedding` and `LookupTable`.
//
// The library's automatic differentiation, `grad` and `backward`, is not allowed, nor is
// `gradCheck`, which has it inside.

import Kindling

/// An index that names no row of a table. This one is given: throw it in part 1.
public struct IndexOutsideTable: Error, Equatable, CustomStringConvertible {
  public let index: Int
  public let count: Int

  public var description: String { "index \(index) is outside 0..<\(count)" }
}

/// Part 1, 4 points. Look up rows of a table, one for each index.
///
/// The numbers are copied as they are, infinite ones and NaN too, and a row that no index names has
/// no part in the result. It is a copy: writing into it leaves the table as it was. Gradients flow
/// back to the table, and are zeros for a row that was not looked up: for all of them where there is
/// no index.
///
/// - Parameters:
///   - indices: which rows, int64, of any shape S: a single index has the shape []. An index may
///     come up any number of times, and there may be none.
///   - table: one row for each word, of shape [count, size], of any floating-point dtype.
/// - Returns: the rows, of the shape of S with `size` added at its end, of the dtype of the table.
/// - Throws: `IndexOutsideTable` with the first index, in row order, that is not in 0..<count. A
///   negative index is outside, too.
///
/// Example:
/// ```
/// let table = Tensor([[0.5, 1.0], [2.0, 3.0], [4.0, 6.0]])
/// try lookUp(Tensor([[2, 0], [2, 1]]), in: table)
/// // tensor([[[4.0000, 6.0000],
/// //          [0.5000, 1.0000]],
/// //
/// //         [[4.0000, 6.0000],
/// //          [2.0000, 3.0000]]])
/// ```
public func lookUp(_ indices: Tensor, in table: Tensor) throws -> Tensor {
  unanswered()
}

/// Part 2, 3 points. The gradient of the table, from the gradient of the rows looked up.
///
/// Each row of `gradient` belongs to the row of the table that it was copied from, and is added
/// there. A row that was looked up twice gets both; one that was not looked up gets zeros. It can be
/// answered without part 1, and no gradient needs to flow through it.
///
/// - Parameters:
///   - gradient: the gradient of what `lookUp` returned: finite numbers, of the shape of S with
///     `size` added at its end, of any floating-point dtype.
///   - indices: what was looked up, int64, of any shape S, each in 0..<count. There may be none: then
///     every row gets zeros.
///   - count: how many rows the table has, at least one.
/// - Returns: the gradient of the table, of shape [count, size], of the dtype of `gradient`.
///
/// Example:
/// ```
/// let gradient = Tensor([[1.0, 2.0], [10.0, 20.0], [100.0, 200.0]])
/// tableGradient(gradient, indices: Tensor([2, 0, 2]), count: 4)
/// // tensor([[ 10.,  20.],
/// //         [  0.,   0.],
/// //         [101., 202.],
/// //         [  0.,   0.]])
/// ```
public func tableGradient(_ gradient: Tensor, indices: Tensor, count: Int) -> Tensor {
  unanswered()
}

/// Part 3, 3 points. The cosine of the angle between two vectors, a . b / (|a| |b|).
///
/// It is 1 for vectors of one direction, 0 for a right angle and -1 for opposite directions, however
/// long or short the vectors are. A vector of zeros has no direction: its similarity to every vector
/// is 0. Gradients flow to a and to b, and are numbers beside a vector of zeros, too; that vector's own
/// gradient is not asked for.
///
/// - Parameters:
///   - a: vectors of n >= 1 numbers, of shape [n] or [rows, n], float32 or float64. A vector's length
///     is 0 or between 1e-9 and 1e9. There may be no rows.
///   - b: as a and of its dtype; of the same shape, or one of the two is [n] and meets every row of
///     the other.
/// - Returns: the similarity of each pair, of shape [] for two vectors and else [rows], of the dtype
///   of a.
///
/// Example:
/// ```
/// cosineSimilarity(Tensor([[2.0, 0.0], [3.0, 3.0], [0.0, 0.0]]), Tensor([5.0, 0.0]))
/// // tensor([1.0000, 0.7071, 0.0000])
/// ```
public func cosineSimilarity(_ a: Tensor, _ b: Tensor) -> Tensor {
  unanswered()
}
