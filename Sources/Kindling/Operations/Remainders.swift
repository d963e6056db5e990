enum FloatRemainder: BinaryFloatFunction {
  static var onDevice: DeviceBinaryFloatFunction { .floatRemainder }
  // With the divisor's sign. The order of steps is PyTorch's, so that rounding is the same.
  static func apply<T: FloatingElement>(_ a: T, _ b: T) -> T {
    let rest = a.truncatingRemainder(dividingBy: b)
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest
  }
}
enum FloatTruncatedRemainder: BinaryFloatFunction {
  static var onDevice: DeviceBinaryFloatFunction { .floatTruncatedRemainder }
  static func apply<T: FloatingElement>(_ a: T, _ b: T) -> T {
    a.truncatingRemainder(dividingBy: b)
  }
}
enum FloatFloorQuotient: BinaryFloatFunction {
  static var onDevice: DeviceBinaryFloatFunction { .floatFloorQuotient }
  // Without the remainder, the quotient is nearly whole: a plain floor could be off by one.
  static func apply<T: FloatingElement>(_ a: T, _ b: T) -> T {
    if b == 0 { return a / b }
    let rest = a.truncatingRemainder(dividingBy: b)
    var quotient = (a - rest) / b
    if rest != 0 && (b < 0) != (rest < 0) { quotient -= 1 }
    if quotient == 0 { return T(signOf: a / b, magnitudeOf: 0) }
    let whole = quotient.rounded(.down)
    return quotient - whole > 0.5 ? whole + 1 : whole
  }
}

/// Division with remainder. Integers are divided in 64 bits; their divisor is known not to be 0.
enum WholeRemainder: BinaryFunction {
  static var onDevice: DeviceBinaryFunction { .wholeRemainder }
  static func apply<T: Element>(_ a: T, _ b: T) -> T {
    let (x, y) = (a.asInt64, b.asInt64)
    let rest = x.remainderReportingOverflow(dividingBy: y).partialValue
    return T(wrapping: rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest)
  }
}
enum WholeTruncatedRemainder: BinaryFunction {
  static var onDevice: DeviceBinaryFunction { .wholeTruncatedRemainder }
  static func apply<T: Element>(_ a: T, _ b: T) -> T {
    T(wrapping: a.asInt64.remainderReportingOverflow(dividingBy: b.asInt64).partialValue)
  }
}
enum WholeFloorQuotient: BinaryFunction {
  static var onDevice: DeviceBinaryFunction { .wholeFloorQuotient }
  static func apply<T: Element>(_ a: T, _ b: T) -> T {
    let (x, y) = (a.asInt64, b.asInt64)
    let quotient = x.dividedReportingOverflow(by: y).partialValue
    let rest = x.remainderReportingOverflow(dividingBy: y).partialValue
    return T(wrapping: rest != 0 && (rest < 0) != (y < 0) ? quotient - 1 : quotient)
  }
}

/// Elementwise division with remainder, with broadcasting.
///
/// Integers trap with `remainder: division by 0 (position [1])`; floating-point numbers give NaN or
/// infinity.
extension Tensor {
  /// a - b floor(a / b): the remainder, with the divisor's sign. `torch.remainder`.
  ///
  /// Derivatives: 1 of the dividend, -floor(a / b) of the divisor.
  public func remainder(_ divisor: Tensor) -> Tensor {
    rest(FloatRemainder.self, WholeRemainder.self, "remainder", divisor)
      .recording("RemainderBackward1", self, divisor, { $1 }) {
        -$1 * $0.left.floorDivide($0.right)
      }
  }

  /// Like ``remainder(_:)-(Tensor)``, with a number as the divisor. `torch.remainder`.
  public func remainder(_ divisor: some ScalarValue) -> Tensor {
    rest(
      FloatRemainder.self, WholeRemainder.self, "remainder", Tensor(divisor.scalar, beside: self)
    )
    .recording("RemainderBackward0", self) { $1 }
  }

  /// a - b trunc(a / b): the remainder, with the sign of `self`. `torch.fmod`.
  public func fmod(_ divisor: Tensor) -> Tensor {
    rest(FloatTruncatedRemainder.self, WholeTruncatedRemainder.self, "fmod", divisor)
      .recording("FmodBackward1", self, divisor, { $1 }) { -$1 * ($0.left / $0.right).trunc() }
  }

  /// Like ``fmod(_:)-(Tensor)``, with a number as the divisor. `torch.fmod`.
  public func fmod(_ divisor: some ScalarValue) -> Tensor {
    rest(
      FloatTruncatedRemainder.self, WholeTruncatedRemainder.self, "fmod",
      Tensor(divisor.scalar, beside: self)
    ).recording("FmodBackward0", self) { $1 }
  }

  /// floor(a / b). Derivative: 0. `torch.div(rounding_mode="floor")`.
  public func floorDivide(_ divisor: Tensor) -> Tensor {
    rest(FloatFloorQuotient.self, WholeFloorQuotient.self, "floorDivide", divisor)
      .recording(
        "DivBackward2", self, divisor, saving: .nothing, { Tensor.zeros(like: $1) },
        { Tensor.zeros(like: $1) })
  }

  /// floor(a / b), with a number as the divisor. Derivative: 0. `torch.div(rounding_mode="floor")`.
  public func floorDivide(_ divisor: some ScalarValue) -> Tensor {
    floorDivide(Tensor(divisor.scalar, beside: self))
  }

  private func rest<F: BinaryFloatFunction, W: BinaryFunction>(
    _ floating: F.Type, _ whole: W.Type, _ operation: String, _ divisor: Tensor
  ) -> Tensor {
    if promotedDType(self, divisor).isFloatingPoint {
      return binaryFloatKernel(floating, operation, self, divisor)
    }
    if elementCount > 0, let order = divisor.bools().firstIndex(of: false) {
      fail(operation, "division by 0 (position \(divisor.shape.position(of: order)))")
    }
    return binaryKernel(whole, operation, self, divisor)
  }
}
