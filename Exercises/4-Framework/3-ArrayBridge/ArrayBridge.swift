// 4.3 The array bridge
//
// Lesson: docs/lessons/4-framework/3-array-bridge.md
// Try:    grade try 4.3
// Grade:  grade 4.3
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types. Each part is
// graded alone.
//
// The library's `load`, `save` and `npyBytes` are not allowed, nor are `NPZ` and
// `SafeTensors`.

import Kindling

/// Why something does not get over the bridge.
public enum BridgeProblem: Error, Equatable {
  /// A row has another number of elements than the first row, which is row 0.
  case ragged(row: Int, count: Int)
  /// The bytes do not begin like an `.npy` file of version 1.0, or end within its header.
  case notNPY
  /// The type of the elements, as the header gives it, is none of the four.
  case type(String)
  /// The number of bytes after the header is not what the shape and the type need.
  case length(expected: Int, found: Int)
}

/// Part 1, 1 point. A matrix from arrays of numbers, one for each row.
///
/// - Parameters:
///   - rows: the rows, at least one. A row may be empty.
///   - dtype: float32 or float64.
/// - Returns: a tensor of shape [number of rows, number of columns], with memory of its own.
/// - Throws: `BridgeProblem.ragged(row:count:)` for the first row whose length is not that of row 0.
///
/// Example:
/// ```
/// try matrix(from: [[1, 2], [3, 4]], dtype: .float64)
/// // tensor([[1., 2.],
/// //         [3., 4.]], dtype=torch.float64)
/// try matrix(from: [[1, 2], [3]], dtype: .float64)  // throws ragged(row: 1, count: 1)
/// ```
public func matrix(from rows: [[Double]], dtype: DType) throws -> Tensor {
  unanswered()
}

/// Part 1, 1 point. The way back: the rows of a matrix as arrays of numbers.
///
/// - Parameter matrix: a tensor of two dimensions and any dtype. It may be a view, such as a transpose.
/// - Returns: an array for each row.
///
/// Example:
/// ```
/// arrays(of: Tensor([[1, 2], [3, 4]]).t())  // [[1.0, 3.0], [2.0, 4.0]]
/// ```
public func arrays(of matrix: Tensor) -> [[Double]] {
  unanswered()
}

/// Part 2, 1 point. The columns of a matrix, without a copy.
///
/// Shared memory is required here: what is written to a column is written to the matrix, and
/// the other way round. Gradients flow through the columns, too.
///
/// - Parameter matrix: a tensor of two dimensions and any dtype.
/// - Returns: a tensor of one dimension for each column, from left to right, over the memory of the matrix.
///
/// Example:
/// ```
/// let matrix = Tensor([[1, 2], [3, 4]])
/// columns(of: matrix)[1].fill(0)  // matrix is now [[1, 0], [3, 0]]
/// ```
public func columns(of matrix: Tensor) -> [Tensor] {
  unanswered()
}

/// Part 3, 3 points. The bytes of an `.npy` file, one for one what `numpy.save` writes for an array that
/// lies row by row in memory.
///
/// They are, in this order:
///
/// - the signature: 0x93, then the letters NUMPY, then the version, 1 and 0;
/// - the length of the header in two bytes, the lower one first;
/// - the header: `{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }` in ASCII, then spaces, then
///   a line feed, 0x0a. There are as few spaces as make the number of all bytes before the elements a
///   multiple of 64. The type is `<f4` for float32, `<f8` for float64, `<i8` for int64, `|u1` for uint8. The
///   shape is Python's tuple: `()` for a single number, `(3,)` for a vector, `(2, 3)` for a matrix;
/// - the elements in row order, each with its lowest byte first.
///
/// - Parameter t: a tensor of one of these four dtypes and of any shape. It may be a view.
/// - Returns: all bytes of the file.
///
/// Example:
/// ```
/// npyFile(of: Tensor([258])).suffix(8)  // [2, 1, 0, 0, 0, 0, 0, 0]
/// ```
public func npyFile(of t: Tensor) -> [UInt8] {
  unanswered()
}
/// Part 4, 4 points. The array that the bytes of an `.npy` file hold.
///
/// The file is as in part 3, with two differences: the header may have any number of spaces at its end,
/// and `fortran_order` may be `True`. Then the elements are stored column by column, that is with the *first*
/// index running fastest. The result holds the same element at the same index either way.
///
/// - Parameter bytes: any bytes. Where they begin as in part 3, the header is written as there.
/// - Returns: a tensor of the header's shape and of the dtype of its type.
/// - Throws: `BridgeProblem`, in this order: `notNPY`; `type` with what the header says instead, such as
///   `<c16`; `length`, where more or fewer bytes follow than the elements need.
///
/// Example:
/// ```
/// try array(inFile: npyFile(of: Tensor([[1, 2], [3, 4]])))
/// // tensor([[1, 2],
/// //         [3, 4]])
/// ```
public func array(inFile bytes: [UInt8]) throws -> Tensor {
  unanswered()
}
