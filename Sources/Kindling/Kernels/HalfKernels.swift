import CKernels

// Half precision is a storage format. Kernels convert it piece by piece to single precision,
// compute on the piece in the first-level cache, and convert the results back: they are rounded
// once, and no slower to compute than in single precision.

/// The maximum number of elements converted at a time.
let halfPiece = 1024

/// Calls `body` with `count` numbers in single precision, a piece at a time, and stores the results
/// in `to`.
@inline(__always)
func inSingle(
  _ from: UnsafePointer<Float16>, _ to: UnsafeMutablePointer<Float16>, _ count: Int,
  _ body: (UnsafeMutablePointer<Float>, Int) -> Void
) {
  withUnsafeTemporaryAllocation(of: Float.self, capacity: min(count, halfPiece)) { buffer in
    guard let numbers = buffer.baseAddress else { return }
    for start in stride(from: 0, to: count, by: halfPiece) {
      let length = min(halfPiece, count - start)
      ck_from_half(from + start, numbers, length)
      body(numbers, length)
      ck_to_half(numbers, to + start, length)
    }
  }
}

/// Applies a function in single precision to each element of `x`.
@inline(__always)
func mapHalves(
  _ x: Tensor, _ result: Tensor, vector: VectorFunction?, _ function: (Float) -> Float
) {
  let source = x.isInOrder(with: result) ? x : laidOutCopy(of: x, to: .float16)
  let (from, to) = (source.pointer(Float16.self), result.pointer(Float16.self))
  inParallel(result.elementCount) { part in
    inSingle(from + part.lowerBound, to + part.lowerBound, part.count) { numbers, count in
      if let vector { return vector(numbers, numbers, count) }
      for i in 0..<count { numbers[i] = function(numbers[i]) }
    }
  }
  withExtendedLifetime(source) {}
}

/// Combines two operands in single precision.
@inline(__always)
func zipHalves(
  _ operands: borrowing Operands, vector: VectorBinaryFunction?,
  _ function: (Float, Float) -> Float
) {
  let target = operands.result.assumingMemoryBound(to: Float16.self)
  inSingle(operands) { left, right, count, start, step in
    // The results overwrite the left operand, or its single number.
    let results = left.numbers
    if let vector {
      vector(results, right.numbers, results, count, Int32(left.step), Int32(right.step))
    } else {
      let constant = results[0]
      for i in 0..<count {
        results[i] = function(
          left.step == 0 ? constant : results[i], right.numbers[i * right.step])
      }
    }
    if step == 1 { return ck_to_half(results, target + start, count) }
    for i in 0..<count { target[start + i * step] = Float16(results[i]) }
  }
}

/// Compares two operands in single precision.
@inline(__always)
func zipHalves(_ operands: borrowing Operands, _ function: (Float, Float) -> Bool) {
  let target = operands.result.assumingMemoryBound(to: Bool.self)
  inSingle(operands) { left, right, count, start, step in
    for i in 0..<count {
      target[start + i * step] = function(
        left.numbers[i * left.step], right.numbers[i * right.step])
    }
  }
}

/// A piece of an operand in single precision; a step of 0 repeats its first number.
private struct Piece {
  let numbers: UnsafeMutablePointer<Float>
  let step: Int

  @inline(__always)
  init(
    _ from: UnsafePointer<Float16>, step: Int, _ count: Int, in numbers: UnsafeMutablePointer<Float>
  ) {
    self.numbers = numbers
    self.step = min(abs(step), 1)
    switch step {
    case 0: numbers[0] = Float(from[0])
    case 1: ck_from_half(from, numbers, count)
    default: for i in 0..<count { numbers[i] = Float(from[i * step]) }
    }
  }
}

/// Calls `body` with pieces of both operands, their length, and where the results go: the index of
/// the first, and the step to the next.
@inline(__always)
private func inSingle(
  _ operands: borrowing Operands, _ body: (Piece, Piece, Int, _ start: Int, _ step: Int) -> Void
) {
  let left = operands.left.assumingMemoryBound(to: Float16.self)
  let right = operands.right.assumingMemoryBound(to: Float16.self)
  func row(
    _ l: UnsafePointer<Float16>, _ r: UnsafePointer<Float16>, _ first: Int, _ count: Int,
    _ leftStep: Int, _ rightStep: Int, _ step: Int
  ) {
    let most = min(count, halfPiece)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * most) { buffer in
      guard let numbers = buffer.baseAddress else { return }
      for start in stride(from: 0, to: count, by: halfPiece) {
        let length = min(halfPiece, count - start)
        body(
          Piece(l + start * leftStep, step: leftStep, length, in: numbers),
          Piece(r + start * rightStep, step: rightStep, length, in: numbers + most), length,
          first + start * step, step)
      }
    }
  }
  guard let walk = operands.walk else {
    let (leftStep, rightStep) = (operands.leftStep, operands.rightStep)
    return inParallel(operands.count) {
      let start = $0.lowerBound
      row(
        left + start * leftStep, right + start * rightStep, start, $0.count, leftStep, rightStep, 1)
    }
  }
  walk.forEachRowInParallel {
    row(
      left + $0.start[1], right + $0.start[2], $0.start[0], $0.count, $0.step[1], $0.step[2],
      $0.step[0])
  }
}

/// Converts half precision to single or back; does nothing and returns false for any other dtypes.
func convertHalves(_ source: Tensor, into target: Tensor) -> Bool {
  switch (source.dtype, target.dtype) {
  case (.float16, .float32), (.float32, .float16): break
  default: return false
  }
  if source.isInOrder(with: target) {
    convertInOrder(source, target)
    return true
  }
  // Elements are rearranged unconverted, then converted in order: converting one by one is slow.
  let packed = source.isDense ? source : laidOutCopy(of: source, to: source.dtype)
  let converted = Tensor(target.dtype, as: packed)
  convertInOrder(packed, converted)
  copyKernel(converted, into: target)
  return true
}

private func convertInOrder(_ source: Tensor, _ target: Tensor) {
  let (from, to) = (source.firstByte, target.firstByte)
  inParallel(target.elementCount) { part in
    let (start, count) = (part.lowerBound, part.count)
    if target.dtype == .float32 {
      ck_from_half(from + start * 2, to.assumingMemoryBound(to: Float.self) + start, count)
    } else {
      ck_to_half(from.assumingMemoryBound(to: Float.self) + start, to + start * 2, count)
    }
  }
  withExtendedLifetime((source, target)) {}
}
