// Mutant: a mask of the memory's length is taken as well. Caught by: testMask

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
    sizes.indices.reduce([offset]) { places, dim in
      places.flatMap { place in (0..<sizes[dim]).map { place + $0 * strides[dim] } }
    }
  }

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

  public func rows(_ indices: [Int]) throws -> Strided {
    let all = places()
    let width = sizes.dropFirst().reduce(1, *)
    let numbers = try indices.flatMap { index in
      let position = try Self.position(index, size: sizes[0])
      return all[position * width..<(position + 1) * width].map { memory.numbers[$0] }
    }
    return Strided(numbers, sizes: [indices.count] + sizes.dropFirst())
  }

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

  public func masked(by mask: [Bool]) throws -> Strided {
    let all = places()
    guard mask.count == all.count || mask.count == memory.numbers.count else {
      throw IndexProblem.mismatch(mask.count, all.count)
    }
    let numbers = zip(all, mask).filter { $0.1 }.map { memory.numbers[$0.0] }
    return Strided(numbers, sizes: [numbers.count])
  }
}

public func spread(_ gradient: [Double], from places: [Int], over count: Int) -> [Double] {
  var result = Array(repeating: 0.0, count: count)
  for (number, place) in zip(gradient, places) { result[place] += number }
  return result
}
