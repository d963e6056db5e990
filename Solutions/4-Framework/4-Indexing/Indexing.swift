// 4.4 Indexing: solution

import Kindling

/// A block of numbers that tensors can share.
public final class Memory {
  public var numbers: [Double]
  public init(_ numbers: [Double]) { self.numbers = numbers }
}

/// An index that does not fit.
public enum IndexProblem: Error, Equatable {
  /// The index, as it was given, is not among the positions of a dimension of that size.
  case outside(index: Int, size: Int)
  /// Two counts that must be equal are not: the one given, and the one that it has to equal.
  case mismatch(Int, Int)
}

/// A tensor: a memory, and what of it is seen in which shape. What is written here is given; the parts
/// add to it.
public struct Strided {
  public let memory: Memory
  /// Where in the memory the first element is.
  public let offset: Int
  public let sizes: [Int]
  /// For each dimension, how far it is in the memory from an element to the next one along it. It may
  /// be 0 or negative.
  public let strides: [Int]

  public init(memory: Memory, offset: Int, sizes: [Int], strides: [Int]) {
    self.memory = memory
    self.offset = offset
    self.sizes = sizes
    self.strides = strides
  }

  /// A tensor with a memory of its own, in which the elements lie row by row.
  public init(_ numbers: [Double], sizes: [Int]) {
    let strides = sizes.indices.map { sizes[($0 + 1)...].reduce(1, *) }
    self.init(memory: Memory(numbers), offset: 0, sizes: sizes, strides: strides)
  }

  /// Part 1, 2 points. Where in the memory each element is, in row order: the last index runs fastest.
  ///
  /// The element with the index i_0, i_1, ... is at offset + i_0 strides[0] + i_1 strides[1] + ...
  ///
  /// - Returns: a position for each element; one position, the offset, for a tensor without dimensions,
  ///   and none where a size is 0.
  ///
  /// Example:
  /// ```
  /// let t = Strided([1, 2, 3, 4, 5, 6], sizes: [2, 3])
  /// t.places()  // [0, 1, 2, 3, 4, 5]
  /// let turned = Strided(memory: t.memory, offset: 0, sizes: [3, 2], strides: [1, 3])
  /// turned.places()  // [0, 3, 1, 4, 2, 5]
  /// ```
  public func places() -> [Int] {
    sizes.indices.reduce([offset]) { places, dim in
      places.flatMap { place in (0..<sizes[dim]).map { place + $0 * strides[dim] } }
    }
  }

  /// Part 2, 1 point. One position along a dimension, which goes: a row of a matrix, or a column.
  ///
  /// The result is a view: it has the same memory, and nothing is copied.
  ///
  /// - Parameters:
  ///   - dim: the dimension, from 0 up and below the number of dimensions.
  ///   - index: the position; a negative one counts from the end, -1 being the last.
  /// - Returns: the view, with the other dimensions in their order.
  /// - Throws: `IndexProblem.outside(index:size:)` if there is no such position.
  ///
  /// Example:
  /// ```
  /// let t = Strided([1, 2, 3, 4, 5, 6], sizes: [2, 3])
  /// try t.select(1, 0)   // the column of 1 and 4: offset 0, sizes [2], strides [3]
  /// try t.select(0, -1)  // the row of 4, 5 and 6: offset 3, sizes [3], strides [1]
  /// ```
  public func select(_ dim: Int, _ index: Int) throws -> Strided {
    let position = try Self.position(index, size: sizes[dim])
    var (sizes, strides) = (sizes, strides)
    sizes.remove(at: dim)
    let stride = strides.remove(at: dim)
    return Strided(
      memory: memory, offset: offset + position * stride, sizes: sizes, strides: strides)
  }

  private static func position(_ index: Int, size: Int) throws -> Int {
    let position = index < 0 ? index + size : index
    guard 0 <= position, position < size else {
      throw IndexProblem.outside(index: index, size: size)
    }
    return position
  }

  /// Part 2, 2 points. A range of positions along a dimension, which stays: Python's `start:end:step`.
  ///
  /// The result is a view. As in Python nothing is out of range here: a negative number counts from the
  /// end, and what is still below 0 or beyond the size is 0 or the size. Where the end does not lie
  /// behind the start, the dimension has the size 0.
  ///
  /// - Parameters:
  ///   - dim: the dimension, from 0 up and below the number of dimensions.
  ///   - start: the first position; nil is 0.
  ///   - end: the position where the range stops, which is left out; nil is the size.
  ///   - step: 1 or more: every `step`th position is taken, the first one among them.
  /// - Returns: the view.
  ///
  /// Example:
  /// ```
  /// let t = Strided([0, 1, 2, 3, 4, 5, 6], sizes: [7])
  /// t.slice(0, from: 1, to: 4, step: 1)     // 1, 2, 3: offset 1, sizes [3], strides [1]
  /// t.slice(0, from: -3, to: nil, step: 2)  // 4, 6: offset 4, sizes [2], strides [2]
  /// t.slice(0, from: 5, to: 100, step: 1)   // 5, 6
  /// ```
  public func slice(_ dim: Int, from start: Int?, to end: Int?, step: Int) -> Strided {
    let size = sizes[dim]
    func bound(_ position: Int?, _ standard: Int) -> Int {
      guard let position else { return standard }
      return min(max(position < 0 ? position + size : position, 0), size)
    }
    let first = bound(start, 0)
    let last = max(bound(end, size), first)
    var (sizes, strides) = (sizes, strides)
    sizes[dim] = (last - first + step - 1) / step
    strides[dim] *= step
    return Strided(
      memory: memory, offset: offset + first * self.strides[dim], sizes: sizes, strides: strides)
  }

  /// Part 3, 1 point. The rows with the given indices: positions along dimension 0.
  ///
  /// They may come in any order and more than once, so no strides can describe the result: it is a copy.
  /// It has a new memory, in which its elements lie row by row, as `Strided(numbers, sizes:)` makes it.
  ///
  /// - Parameter indices: as many as you like; a negative one counts from the end. This tensor has at
  ///   least one dimension.
  /// - Returns: a tensor whose first size is the number of indices, and whose others are as here.
  /// - Throws: `IndexProblem.outside(index:size:)` for the first index that is none.
  ///
  /// Example:
  /// ```
  /// let t = Strided([1, 2, 3, 4, 5, 6], sizes: [3, 2])
  /// try t.rows([2, 0, 2])  // sizes [3, 2], with the numbers 5, 6, 1, 2, 5, 6
  /// ```
  public func rows(_ indices: [Int]) throws -> Strided {
    let all = places()
    let width = sizes.dropFirst().reduce(1, *)
    let numbers = try indices.flatMap { index in
      let position = try Self.position(index, size: sizes[0])
      return all[position * width..<(position + 1) * width].map { memory.numbers[$0] }
    }
    return Strided(numbers, sizes: [indices.count] + sizes.dropFirst())
  }

  /// Part 3, 1 point. Single elements of a matrix: a row and a column for each. Result number k is the
  /// element in row `rows[k]` and column `columns[k]`: pairs, not every row with every column. A copy.
  ///
  /// - Parameters:
  ///   - rows: indices along dimension 0; a negative one counts from the end. This tensor has two
  ///     dimensions.
  ///   - columns: as many indices along dimension 1.
  /// - Returns: a tensor of one dimension, with a new memory.
  /// - Throws: `IndexProblem.mismatch(columns.count, rows.count)` where the counts differ, whatever the
  ///   indices are; else `outside` for the first pair with an index that is none, its row first.
  ///
  /// Example:
  /// ```
  /// let t = Strided([1, 2, 3, 4, 5, 6], sizes: [2, 3])
  /// try t.pairs(rows: [0, 1], columns: [2, -3])  // sizes [2], with the numbers 3 and 4
  /// ```
  public func pairs(rows: [Int], columns: [Int]) throws -> Strided {
    guard rows.count == columns.count else {
      throw IndexProblem.mismatch(columns.count, rows.count)
    }
    let numbers = try zip(rows, columns).map { row, column in
      let i = try Self.position(row, size: sizes[0])
      let j = try Self.position(column, size: sizes[1])
      return memory.numbers[offset + i * strides[0] + j * strides[1]]
    }
    return Strided(numbers, sizes: [numbers.count])
  }

  /// Part 3, 1 point. The elements at which a mask holds, in row order. A copy.
  ///
  /// - Parameter mask: a flag for each element of this tensor, of any shape, in row order.
  /// - Returns: a tensor of one dimension, with a new memory.
  /// - Throws: `IndexProblem.mismatch(mask.count, n)` if this tensor has n elements, and the mask another
  ///   number of flags.
  ///
  /// Example:
  /// ```
  /// let t = Strided([1, 2, 3, 4], sizes: [2, 2])
  /// try t.masked(by: [true, false, false, true])  // sizes [2], with the numbers 1 and 4
  /// ```
  public func masked(by mask: [Bool]) throws -> Strided {
    let all = places()
    guard mask.count == all.count else { throw IndexProblem.mismatch(mask.count, all.count) }
    let numbers = zip(all, mask).filter { $0.1 }.map { memory.numbers[$0.0] }
    return Strided(numbers, sizes: [numbers.count])
  }
}

/// Part 4, 2 points. The gradient of a memory, from that of a tensor whose elements were read from it.
///
/// Whatever the index was, a column, a range, rows or a mask, each element of the result was read from one
/// place. So its gradient goes to that place. A place that was read several times gets the sum; one that
/// was not read gets 0.
///
/// - Parameters:
///   - gradient: a number for each element of the result.
///   - places: for each of these elements, the place that it was read from: from 0 up and below `count`.
///   - count: how many places the memory has.
/// - Returns: a number for each place.
///
/// Example:
/// ```
/// spread([1, 10, 100], from: [2, 0, 2], over: 4)  // [10, 0, 101, 0]
/// ```
public func spread(_ gradient: [Double], from places: [Int], over count: Int) -> [Double] {
  var result = Array(repeating: 0.0, count: count)
  for (number, place) in zip(gradient, places) { result[place] += number }
  return result
}
