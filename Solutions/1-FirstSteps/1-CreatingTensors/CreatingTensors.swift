// 1.1 Creating tensors: solution

import Kindling

/// Part 1, 2 points. A vector of whole numbers, as floating-point numbers.
///
/// - Parameter numbers: whole numbers, from minus a billion to a billion. There may be none.
/// - Returns: the numbers in their order, of shape [numbers.count] and dtype float32. Each is the
///   float32 number nearest to the whole one, as `Float(number)` is.
///
/// Example:
/// ```
/// vector([1, 2, 3])
/// // tensor([1., 2., 3.])
/// ```
public func vector(_ numbers: [Int]) -> Tensor {
  Tensor(numbers, dtype: .float32)
}

/// What is wrong with nested arrays that have gaps. This one is given: throw it in parts 2 and 3.
public struct RaggedData: Error, Equatable, CustomStringConvertible {
  /// Which array has a length that does not fit: one index for each level, from 0.
  public let place: [Int]
  /// Its length.
  public let count: Int
  /// The length that it should have.
  public let expected: Int

  public init(place: [Int], count: Int, expected: Int) {
    self.place = place
    self.count = count
    self.expected = expected
  }

  public var description: String { "the length at \(place) is \(count), not \(expected)" }
}

/// Part 2, 3 points. A matrix from its rows.
///
/// Every row must be as long as row 0. If one is not, throw `RaggedData` for the first such row:
/// its `place` is [r] for row r, its `expected` the length of row 0.
///
/// - Parameter rows: at least one row. All rows may be empty.
/// - Returns: the numbers, of shape [rows, columns] and dtype float32. Infinity and NaN stay what
///   they are.
/// - Throws: `RaggedData`.
///
/// Example:
/// ```
/// try matrix([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
/// // tensor([[1., 2., 3.],
/// //         [4., 5., 6.]])
/// try matrix([[1.0, 2.0], [3.0]])
/// // throws RaggedData(place: [1], count: 1, expected: 2)
/// ```
public func matrix(_ rows: [[Double]]) throws -> Tensor {
  for (place, row) in rows.enumerated() where row.count != rows[0].count {
    throw RaggedData(place: [place], count: row.count, expected: rows[0].count)
  }
  return Tensor(rows)
}

/// Part 3, 2 points. A tensor of three dimensions from its matrices.
///
/// Every matrix must have as many rows as matrix 0, and every row as many numbers as row 0 of
/// matrix 0. Look through the matrices in their order, at the number of rows first and then at each
/// row, and throw `RaggedData` for the first length that does not fit: its `place` is [m] for the
/// number of rows of matrix m, and [m, r] for the length of row r of matrix m.
///
/// It can be answered without part 2.
///
/// - Parameter matrices: at least one matrix. Matrix 0 has at least one row. All rows may be empty.
/// - Returns: the numbers, of shape [matrices, rows, columns] and dtype float32.
/// - Throws: `RaggedData`.
///
/// Example:
/// ```
/// try cube([[[1.0, 2.0], [3.0, 4.0]], [[5.0, 6.0], [7.0, 8.0]]])
/// // tensor([[[1., 2.],
/// //          [3., 4.]],
/// //
/// //         [[5., 6.],
/// //          [7., 8.]]])
/// try cube([[[1.0, 2.0]], [[3.0, 4.0], [5.0]]])
/// // throws RaggedData(place: [1], count: 2, expected: 1)
/// ```
public func cube(_ matrices: [[[Double]]]) throws -> Tensor {
  let (rows, columns) = (matrices[0].count, matrices[0][0].count)
  for (m, matrix) in matrices.enumerated() {
    if matrix.count != rows {
      throw RaggedData(place: [m], count: matrix.count, expected: rows)
    }
    for (r, row) in matrix.enumerated() where row.count != columns {
      throw RaggedData(place: [m, r], count: row.count, expected: columns)
    }
  }
  return Tensor(matrices)
}

/// Part 4, 3 points. A tensor from a rule: the element at an index is what the rule gives for it.
///
/// The rule is called once for each element and no more, in row order: the last index changes
/// fastest. For shape [2, 2] that is [0, 0], [0, 1], [1, 0], [1, 1].
///
/// - Parameters:
///   - shape: the sizes, up to four of them. With [] there is one element, whose index is [].
///     A size may be 0: then there is no element.
///   - dtype: the dtype of the result. The rule's numbers become what `Tensor(numbers, dtype: dtype)`
///     makes of them.
///   - rule: gives the number at an index, which has one position for each dimension, from 0.
/// - Returns: the numbers, of this shape and dtype.
///
/// Example:
/// ```
/// tensor(of: [2, 3], dtype: .float32) { index in Double(10 * index[0] + index[1]) }
/// // tensor([[ 0.,  1.,  2.],
/// //         [10., 11., 12.]])
/// ```
public func tensor(of shape: [Int], dtype: DType, rule: ([Int]) -> Double) -> Tensor {
  let numbers = (0..<shape.reduce(1, *)).map { place in
    var (rest, index) = (place, [Int]())
    for size in shape.reversed() {
      index.insert(rest % size, at: 0)
      rest /= size
    }
    return rule(index)
  }
  return Tensor(numbers, dtype: dtype).view(Shape(shape))
}
