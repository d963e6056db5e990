import RealModule

extension Generator {
  /// Fills memory with standard normal numbers, as PyTorch does for a tensor of that many elements.
  ///
  /// Fewer than 16 come one at a time. From 16 on, all elements become uniform numbers first; each
  /// block of 16 then turns into eight pairs by Box and Muller's method. A last block that is not
  /// full is the last 16 elements drawn again. Torch7 draws any number of them one at a time.
  mutating func fillNormal<T: FloatingElement>(_ numbers: UnsafeMutableBufferPointer<T>) {
    guard numbers.count >= 16 && dialect == .pyTorch else {
      for index in numbers.indices { numbers[index] = T(normal()) }
      return
    }
    for index in numbers.indices { numbers[index] = uniform() }
    for start in stride(from: 0, through: numbers.count - 16, by: 16) {
      Self.transform(numbers, from: start)
    }
    if numbers.count % 16 != 0 {
      let start = numbers.count - 16
      for index in start..<numbers.count { numbers[index] = uniform() }
      Self.transform(numbers, from: start)
    }
  }

  private mutating func uniform<T: FloatingElement>() -> T {
    T.dtype == .float64 ? T(uniformDouble()) : T(uniformFloat())
  }

  private static func transform<T: FloatingElement>(
    _ numbers: UnsafeMutableBufferPointer<T>, from start: Int
  ) {
    for j in start..<start + 8 {
      let radius = (-2 * T.log(1 - numbers[j])).squareRoot()
      let angle = 2 * T.pi * numbers[j + 8]
      numbers[j] = radius * .cos(angle)
      numbers[j + 8] = radius * .sin(angle)
    }
  }
}
