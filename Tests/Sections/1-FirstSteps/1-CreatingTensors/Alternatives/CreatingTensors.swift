// 1.1 Creating tensors: a second solution. The numbers are written into tensors that are there
// already, place by place, and a rule's indices come from a list of all of them.

import Kindling

public func vector(_ numbers: [Int]) -> Tensor {
  let result = Tensor.zeros(numbers.count)
  for (place, number) in numbers.enumerated() { result[place] = Tensor(Float(number)) }
  return result
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
  try checkLengths(rows, expected: rows[0].count, under: [])
  return Tensor.stack(rows.map { Tensor($0) })
}

public func cube(_ matrices: [[[Double]]]) throws -> Tensor {
  for (m, rows) in matrices.enumerated() {
    guard rows.count == matrices[0].count else {
      throw RaggedData(place: [m], count: rows.count, expected: matrices[0].count)
    }
    try checkLengths(rows, expected: matrices[0][0].count, under: [m])
  }
  return Tensor.stack(matrices.map { rows in Tensor.stack(rows.map { Tensor($0) }) })
}

private func checkLengths(_ rows: [[Double]], expected: Int, under place: [Int]) throws {
  guard let wrong = rows.firstIndex(where: { $0.count != expected }) else { return }
  throw RaggedData(place: place + [wrong], count: rows[wrong].count, expected: expected)
}

public func tensor(of shape: [Int], dtype: DType, rule: ([Int]) -> Double) -> Tensor {
  let result = Tensor.zeros(Shape(shape), dtype: dtype)
  for index in indices(of: shape) {
    // A view with one dimension less for each position.
    let element = index.reduce(result) { part, position in part.select(0, position) }
    element.fill(rule(index))
  }
  return result
}

private func indices(of shape: [Int]) -> [[Int]] {
  guard let first = shape.first else { return [[]] }
  let rest = indices(of: Array(shape.dropFirst()))
  return (0..<first).flatMap { position in rest.map { [position] + $0 } }
}
