// Mutant: a single number gets one gradient of a batch. Caught by: testGradientsOfASum

import Kindling

public struct Strided: Equatable, Sendable {
  public let memory: [Double]
  public let offset: Int
  public let shape: [Int]
  public let strides: [Int]

  public init(memory: [Double], offset: Int = 0, shape: [Int], strides: [Int]) {
    precondition(shape.count == strides.count, "a strided tensor has one stride for each size")
    self.memory = memory
    self.offset = offset
    self.shape = shape
    self.strides = strides
  }

  public init(_ numbers: [Double], shape: [Int]) {
    precondition(
      numbers.count == shape.reduce(1, *), "\(numbers.count) numbers do not fit \(shape)")
    let strides = shape.indices.map { shape[($0 + 1)...].reduce(1, *) }
    self.init(memory: numbers, shape: shape, strides: strides)
  }

  public subscript(index: [Int]) -> Double {
    precondition(index.count == shape.count, "index \(index) does not fit \(shape)")
    for (place, size) in zip(index, shape) {
      precondition(0 <= place && place < size, "index \(index) is outside \(shape)")
    }
    return memory[zip(index, strides).reduce(offset) { $0 + $1.0 * $1.1 }]
  }
}

public func indices(of shape: [Int]) -> [[Int]] {
  shape.reduce([[]]) { found, size in
    found.flatMap { index in (0..<size).map { index + [$0] } }
  }
}

public func transpose(_ x: Strided, _ first: Int, _ second: Int) -> Strided {
  let a = first < 0 ? first + x.shape.count : first
  let b = second < 0 ? second + x.shape.count : second
  var (shape, strides) = (x.shape, x.strides)
  shape.swapAt(a, b)
  strides.swapAt(a, b)
  return Strided(memory: x.memory, offset: x.offset, shape: shape, strides: strides)
}

public func squeeze(_ x: Strided) -> Strided {
  let kept = x.shape.indices.filter { x.shape[$0] != 1 }
  return Strided(
    memory: x.memory, offset: x.offset, shape: kept.map { x.shape[$0] },
    strides: kept.map { x.strides[$0] })
}

public func nonzero(_ x: Strided) -> [[Int]] {
  indices(of: x.shape).filter { x[$0] != 0 }
}

public func sum(_ x: Strided, dim: Int) -> Strided {
  let dim = dim < 0 ? dim + x.shape.count : dim
  var shape = x.shape
  let size = shape.remove(at: dim)
  let sums = indices(of: shape).map { index in
    (0..<size).reduce(0.0) { total, place in
      var full = index
      full.insert(place, at: dim)
      return total + x[full]
    }
  }
  return Strided(sums, shape: shape)
}

public func stack(_ tensors: [Strided], dim: Int) -> Strided {
  let dim = dim < 0 ? dim + tensors[0].shape.count + 1 : dim
  var shape = tensors[0].shape
  shape.insert(tensors.count, at: dim)
  let numbers = indices(of: shape).map { index in
    var inner = index
    let place = inner.remove(at: dim)
    return tensors[place][inner]
  }
  return Strided(numbers, shape: shape)
}

public func broadcast(_ x: Strided, to shape: [Int]) -> Strided? {
  let lead = shape.count - x.shape.count
  if lead < 0 { return nil }
  var strides = [Int](repeating: 0, count: shape.count)
  for dim in x.shape.indices {
    if x.shape[dim] == shape[dim + lead] {
      strides[dim + lead] = x.strides[dim]
    } else if x.shape[dim] != 1 {
      return nil
    }
  }
  return Strided(memory: x.memory, offset: x.offset, shape: shape, strides: strides)
}

public func matmul(_ a: Strided, _ b: Strided) -> Strided? {
  let isRow = a.shape.count == 1
  let isColumn = b.shape.count == 1
  let rows = isRow ? 1 : a.shape[a.shape.count - 2]
  let columns = isColumn ? 1 : b.shape[b.shape.count - 1]
  let inner = a.shape[a.shape.count - 1]
  guard inner == b.shape[b.shape.count - (isColumn ? 1 : 2)] else { return nil }
  let left = Array(a.shape.dropLast(2))
  let right = Array(b.shape.dropLast(2))

  var batch: [Int] = []
  for back in (0..<max(left.count, right.count)).reversed() {
    let sizes = (
      back < left.count ? left[left.count - 1 - back] : 1,
      back < right.count ? right[right.count - 1 - back] : 1
    )
    guard sizes.0 == sizes.1 || sizes.0 == 1 || sizes.1 == 1 else { return nil }
    batch.append(sizes.0 == 1 ? sizes.1 : sizes.0)
  }
  // Where a batch has the size 1, its one matrix is read again and again.
  func place(_ index: [Int], in sizes: [Int]) -> [Int] {
    zip(index.suffix(sizes.count), sizes).map { $1 == 1 ? 0 : $0 }
  }

  var numbers: [Double] = []
  for index in indices(of: batch) {
    let (first, second) = (place(index, in: left), place(index, in: right))
    for row in 0..<rows {
      for column in 0..<columns {
        var total = 0.0
        for p in 0..<inner {
          total +=
            a[isRow ? [p] : first + [row, p]] * b[isColumn ? [p] : second + [p, column]]
        }
        numbers.append(total)
      }
    }
  }
  return Strided(
    numbers, shape: batch + (isRow ? [] : [rows]) + (isColumn ? [] : [columns]))
}

public func sumGradients(
  a: [Int], b: [Int], gradient: Strided
) -> (a: Strided, b: Strided) {
  (gathered(gradient, into: a), gathered(gradient, into: b))
}

private func gathered(_ gradient: Strided, into shape: [Int]) -> Strided {
  let strides = Strided([Double](repeating: 0, count: shape.reduce(1, *)), shape: shape).strides
  var numbers = [Double](repeating: 0, count: shape.reduce(1, *))
  for index in indices(of: gradient.shape) {
    var place = 0
    for (dim, number) in index.suffix(shape.count).enumerated() where shape[dim] != 1 {
      place += number * strides[dim]
    }
    if shape.isEmpty, gradient.shape.count > 2 {
      numbers[place] = gradient[index]
    } else {
      numbers[place] += gradient[index]
    }
  }
  return Strided(numbers, shape: shape)
}

public func matmulGradients(
  a: Strided, b: Strided, gradient: Strided
) -> (a: Strided, b: Strided) {
  let (n, k, m) = (a.shape[0], a.shape[1], b.shape[1])
  var forA = [Double](repeating: 0, count: n * k)
  var forB = [Double](repeating: 0, count: k * m)
  for i in 0..<n {
    for p in 0..<k {
      for j in 0..<m {
        forA[i * k + p] += gradient[[i, j]] * b[[p, j]]
        forB[p * m + j] += a[[i, p]] * gradient[[i, j]]
      }
    }
  }
  return (Strided(forA, shape: [n, k]), Strided(forB, shape: [k, m]))
}
