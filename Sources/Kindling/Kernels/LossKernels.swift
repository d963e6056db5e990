/// The sum of the squared differences of two contiguous tensors, over a divisor.
struct SquaredDistance: FloatingVisitor {
  let x: Tensor, y: Tensor, divisor: Double, result: Tensor
  func visit<T: FloatingElement>(_ type: T.Type) {
    let (a, b) = (x.pointer(T.self), y.pointer(T.self))
    // Four sums in double precision, so that no addition waits for the previous one.
    var sums = SIMD4<Double>.zero
    for i in 0..<x.elementCount {
      let distance = Double(a[i] - b[i])
      sums[i & 3] += distance * distance
    }
    result.pointer(T.self)[0] = T(sums.sum() / divisor)
  }
}

/// The derivative of ``SquaredDistance``: the differences times a factor.
struct SquaredDistanceSlope: FloatingVisitor {
  let x: Tensor, y: Tensor, factor: Double, result: Tensor
  func visit<T: FloatingElement>(_ type: T.Type) {
    let (a, b, share) = (x.pointer(T.self), y.pointer(T.self), result.pointer(T.self))
    let factor = T(factor)
    for i in 0..<x.elementCount { share[i] = factor * (a[i] - b[i]) }
  }
}

/// The negative sum of each row's element at its target, over a divisor.
struct ChosenSum: FloatingVisitor {
  let logProbabilities: Tensor, targets: Tensor, divisor: Double, result: Tensor
  func visit<T: FloatingElement>(_ type: T.Type) {
    let classes = logProbabilities.shape.sizes[1]
    let (rows, chosen) = (logProbabilities.pointer(T.self), targets.pointer(Int64.self))
    var total: Double = 0
    for row in 0..<targets.elementCount { total -= Double(rows[row * classes + Int(chosen[row])]) }
    result.pointer(T.self)[0] = T(total / divisor)
  }
}

/// The derivative of ``ChosenSum``: minus the share at each row's target.
struct ChosenSpread: FloatingVisitor {
  let share: Tensor, targets: Tensor, divisor: Double, result: Tensor
  func visit<T: FloatingElement>(_ type: T.Type) {
    let classes = result.shape.sizes[1]
    let (rows, chosen) = (result.pointer(T.self), targets.pointer(Int64.self))
    let value = -share.pointer(T.self)[0] / T(divisor)
    for row in 0..<targets.elementCount { rows[row * classes + Int(chosen[row])] = value }
  }
}
