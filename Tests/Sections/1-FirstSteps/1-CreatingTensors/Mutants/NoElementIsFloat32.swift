// Mutant: without an element the dtype is float32. Caught by: testEveryDType

import Kindling

public func vector(_ numbers: [Int]) -> Tensor {
  Tensor(numbers, dtype: .float32)
}

public struct RaggedData: Error, Equatable, CustomStringConvertible {
  public let place: [Int]
  public let count: Int
  public let expected: Int

  public init(place: [Int], count: Int, expected: Int) {
    self.place = place
    self.count = count
    self.expected = expected
  }

  public var description: String { "the length at \(place) is \(count), not \(expected)" }
}

public func matrix(_ rows: [[Double]]) throws -> Tensor {
  for (place, row) in rows.enumerated() where row.count != rows[0].count {
    throw RaggedData(place: [place], count: row.count, expected: rows[0].count)
  }
  return Tensor(rows)
}

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

public func tensor(of shape: [Int], dtype: DType, rule: ([Int]) -> Double) -> Tensor {
  let numbers = (0..<shape.reduce(1, *)).map { place in
    var (rest, index) = (place, [Int]())
    for size in shape.reversed() {
      index.insert(rest % size, at: 0)
      rest /= size
    }
    return rule(index)
  }
  return numbers.isEmpty
    ? Tensor.zeros(Shape(shape)) : Tensor(numbers, dtype: dtype).view(Shape(shape))
}
