import CKernels
import RealModule

extension Generator {
  /// Fills memory with standard normal numbers, as PyTorch does for a tensor of that many elements.
  ///
  /// Fewer than 16 numbers are drawn one at a time. For 16 or more, all elements are first filled
  /// with uniform numbers; the Box-Muller transform then turns each block of 16 into eight pairs.
  /// If the last block is not full, the last 16 elements are drawn again. Half precision is
  /// computed in single precision, drawing and transforming one block at a time. Torch7 draws any
  /// number of them one at a time.
  mutating func fillNormal<T: FloatingElement>(_ numbers: UnsafeMutableBufferPointer<T>) {
    guard numbers.count >= 16 && dialect == .pyTorch else {
      for index in numbers.indices { numbers[index] = T(normal()) }
      return
    }
    if T.isHalf { return fillByBlocks(numbers) }
    fillUniform(numbers)
    Self.transform(numbers, blocks: numbers.count / 16)
    if numbers.count % 16 != 0 {
      let last = UnsafeMutableBufferPointer(rebasing: numbers.suffix(16))
      fillUniform(last)
      Self.transform(last, blocks: 1)
    }
  }

  /// The numbers of a half-precision tensor of 16 or more elements, before rounding.
  mutating func halves(_ shape: Shape) -> Tensor {
    let result = Tensor(uninitialized: shape, .float32)
    let numbers = UnsafeMutableBufferPointer(
      start: result.pointer(Float.self), count: shape.elementCount)
    if dialect == .pyTorch { fillByBlocks(numbers) } else { fillNormal(numbers) }
    return result
  }

  private mutating func fillByBlocks<T: FloatingElement>(_ numbers: UnsafeMutableBufferPointer<T>) {
    var starts = Array(stride(from: 0, through: numbers.count - 16, by: 16))
    if numbers.count % 16 != 0 { starts.append(numbers.count - 16) }
    for start in starts {
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 16) { block in
        fillNormal(block)
        for index in block.indices { numbers[start + index] = T(block[index]) }
      }
    }
  }

  /// Fills memory with uniform numbers in [0, 1).
  mutating func fillUniform<T: FloatingElement>(_ numbers: UnsafeMutableBufferPointer<T>) {
    if numbers.isEmpty { return }
    if T.isSingle && dialect == .pyTorch {
      twister.fillUniform(.init(start: floats(numbers.baseAddress!), count: numbers.count))
    } else {
      for index in numbers.indices {
        numbers[index] = T.dtype == .float64 ? T(uniformDouble()) : T(uniformFloat())
      }
    }
  }

  private static func transform<T: FloatingElement>(
    _ numbers: UnsafeMutableBufferPointer<T>, blocks: Int
  ) {
    if T.isSingle {
      let first = floats(numbers.baseAddress!)
      return inParallel(blocks, grain: parallelGrain / 64) {
        ck_box_muller(first + $0.lowerBound * 16, $0.count)
      }
    }
    for block in 0..<blocks { transform(numbers, from: block * 16) }
  }

  private static func transform<T: FloatingElement>(
    _ numbers: UnsafeMutableBufferPointer<T>, from start: Int
  ) {
    for j in start..<start + 8 {
      let radius = (-2 * T.log(1 - numbers[j])).squareRoot()
      // Rounded to nearest: Swift's own pi is rounded towards 0.
      let angle = T(2 * Double.pi) * numbers[j + 8]
      numbers[j] = radius * .cos(angle)
      numbers[j + 8] = radius * .sin(angle)
    }
  }
}
