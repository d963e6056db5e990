// 4.4 Indexing: a second solution. Places are counted by turning the last index like an odometer, and all
// copies go through places.

import Kindling

public final class Memory {
  public var numbers: [Double]
  public init(_ numbers: [Double]) { self.numbers = numbers }
}

public enum IndexProblem: Error, Equatable {
  case outside(index: Int, size: Int)
  case mismatch(Int, Int)
}

public struct Strided {
  public let memory: Memory
  public let offset: Int
  public let sizes: [Int]
  public let strides: [Int]

  public init(memory: Memory, offset: Int, sizes: [Int], strides: [Int]) {
    self.memory = memory
    self.offset = offset
    self.sizes = sizes
    self.strides = strides
  }

  public init(_ numbers: [Double], sizes: [Int]) {
    let strides = sizes.indices.map { sizes[($0 + 1)...].reduce(1, *) }
    self.init(memory: Memory(numbers), offset: 0, sizes: sizes, strides: strides)
  }

  public func places() -> [Int] {
    if sizes.contains(0) { return [] }
    var index = Array(repeating: 0, count: sizes.count)
    var result: [Int] = []
    while true {
      result.append(offset + zip(index, strides).reduce(0) { $0 + $1.0 * $1.1 })
      var dim = sizes.count - 1
      while dim >= 0, index[dim] == sizes[dim] - 1 {
        index[dim] = 0
        dim -= 1
      }
      if dim < 0 { return result }
      index[dim] += 1
    }
  }

  public func select(_ dim: Int, _ index: Int) throws -> Strided {
    let size = sizes[dim]
    guard index >= -size && index < size else {
      throw IndexProblem.outside(index: index, size: size)
    }
    return Strided(
      memory: memory, offset: offset + (index + size) % size * strides[dim],
      sizes: Array(sizes[..<dim] + sizes[(dim + 1)...]),
      strides: Array(strides[..<dim] + strides[(dim + 1)...]))
  }

  public func slice(_ dim: Int, from start: Int?, to end: Int?, step: Int) -> Strided {
    let size = sizes[dim]
    var (first, last) = (start ?? 0, end ?? size)
    if first < 0 { first += size }
    if last < 0 { last += size }
    let taken = Array(
      stride(from: Swift.max(first, 0), to: Swift.min(last, size), by: step))
    var (sizes, strides) = (sizes, strides)
    sizes[dim] = taken.count
    strides[dim] = taken.count > 1 ? strides[dim] * step : 1
    return Strided(
      memory: memory, offset: offset + (taken.first ?? 0) * self.strides[dim], sizes: sizes,
      strides: strides)
  }

  public func rows(_ indices: [Int]) throws -> Strided {
    let places = try indices.flatMap { try select(0, $0).places() }
    return Strided(places.map { memory.numbers[$0] }, sizes: [indices.count] + sizes[1...])
  }

  public func pairs(rows: [Int], columns: [Int]) throws -> Strided {
    if rows.count != columns.count { throw IndexProblem.mismatch(columns.count, rows.count) }
    var numbers: [Double] = []
    for (row, column) in zip(rows, columns) {
      numbers.append(memory.numbers[try select(0, row).select(0, column).offset])
    }
    return Strided(numbers, sizes: [rows.count])
  }

  public func masked(by mask: [Bool]) throws -> Strided {
    let places = places()
    if mask.count != places.count { throw IndexProblem.mismatch(mask.count, places.count) }
    let numbers = mask.indices.compactMap { mask[$0] ? memory.numbers[places[$0]] : nil }
    return Strided(numbers, sizes: [numbers.count])
  }
}

public func spread(_ gradient: [Double], from places: [Int], over count: Int) -> [Double] {
  zip(places, gradient).reduce(into: [Double](repeating: 0, count: count)) { $0[$1.0] += $1.1 }
}
