// The visitors hold addresses: a visitor that held the tensors would count references to each.

/// The sum of the squared differences of two contiguous tensors of one dtype, over a divisor.
struct SquaredDistance: FloatingVisitor {
  private let x: UnsafeMutableRawPointer, y: UnsafeMutableRawPointer
  private let result: UnsafeMutableRawPointer
  private let count: Int, divisor: Double

  init(_ x: borrowing Tensor, _ y: borrowing Tensor, divisor: Double, into result: borrowing Tensor)
  {
    (self.x, self.y, self.result) = (x.firstLocalByte, y.firstLocalByte, result.firstLocalByte)
    (count, self.divisor) = (x.elementCount, divisor)
  }

  func visit<T: FloatingElement>(_ type: T.Type) {
    let (a, b) = (x.assumingMemoryBound(to: T.self), y.assumingMemoryBound(to: T.self))
    // Four sums in double precision, so that no addition waits for the previous one.
    var sums = SIMD4<Double>.zero
    for i in 0..<count {
      let distance = Double(a[i] - b[i])
      sums[i & 3] += distance * distance
    }
    result.assumingMemoryBound(to: T.self)[0] = T(sums.sum() / divisor)
  }
}

/// The derivative of ``SquaredDistance``: the differences times a factor.
struct SquaredDistanceSlope: FloatingVisitor {
  private let x: UnsafeMutableRawPointer, y: UnsafeMutableRawPointer
  private let result: UnsafeMutableRawPointer
  private let count: Int, factor: Double

  init(_ x: borrowing Tensor, _ y: borrowing Tensor, factor: Double, into result: borrowing Tensor)
  {
    (self.x, self.y, self.result) = (x.firstLocalByte, y.firstLocalByte, result.firstLocalByte)
    (count, self.factor) = (x.elementCount, factor)
  }

  func visit<T: FloatingElement>(_ type: T.Type) {
    let (a, b) = (x.assumingMemoryBound(to: T.self), y.assumingMemoryBound(to: T.self))
    let share = result.assumingMemoryBound(to: T.self)
    let factor = T(factor)
    for i in 0..<count { share[i] = factor * (a[i] - b[i]) }
  }
}

/// The negative sum of each row's element at its target, over a divisor.
struct ChosenSum: FloatingVisitor {
  private let rows: UnsafeMutableRawPointer, chosen: UnsafeMutablePointer<Int64>
  private let result: UnsafeMutableRawPointer
  private let rowCount: Int, classes: Int, divisor: Double

  init(
    _ logProbabilities: borrowing Tensor, at targets: borrowing Tensor, divisor: Double,
    into result: borrowing Tensor
  ) {
    (rows, chosen) = (logProbabilities.firstLocalByte, targets.pointer())
    self.result = result.firstLocalByte
    (rowCount, classes) = (targets.elementCount, logProbabilities.shape.sizes[1])
    self.divisor = divisor
  }

  func visit<T: FloatingElement>(_ type: T.Type) {
    let rows = rows.assumingMemoryBound(to: T.self)
    var total: Double = 0
    for row in 0..<rowCount { total -= Double(rows[row * classes + Int(chosen[row])]) }
    result.assumingMemoryBound(to: T.self)[0] = T(total / divisor)
  }
}

/// The derivative of ``ChosenSum``: minus the share at each row's target.
struct ChosenSpread: FloatingVisitor {
  private let share: UnsafeMutableRawPointer, chosen: UnsafeMutablePointer<Int64>
  private let result: UnsafeMutableRawPointer
  private let rowCount: Int, classes: Int, divisor: Double

  init(
    _ share: borrowing Tensor, at targets: borrowing Tensor, divisor: Double,
    into result: borrowing Tensor
  ) {
    (self.share, chosen) = (share.firstLocalByte, targets.pointer())
    self.result = result.firstLocalByte
    (rowCount, classes) = (targets.elementCount, result.shape.sizes[1])
    self.divisor = divisor
  }

  func visit<T: FloatingElement>(_ type: T.Type) {
    let rows = result.assumingMemoryBound(to: T.self)
    let value = -share.assumingMemoryBound(to: T.self)[0] / T(divisor)
    for row in 0..<rowCount { rows[row * classes + Int(chosen[row])] = value }
  }
}
