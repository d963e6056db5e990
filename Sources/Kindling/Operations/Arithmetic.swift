import CKernels

enum Subtract: BinaryFunction {
  static var onDevice: DeviceBinaryFunction { .subtract }
  static var vector: VectorBinaryFunction? { ck_subtract }
  static func apply<T: Element>(_ a: T, _ b: T) -> T { .subtract(a, b) }
}
enum Multiply: BinaryFunction {
  static var onDevice: DeviceBinaryFunction { .multiply }
  static var vector: VectorBinaryFunction? { ck_multiply }
  static func apply<T: Element>(_ a: T, _ b: T) -> T { .multiply(a, b) }
}
enum Divide: BinaryFloatFunction {
  static var onDevice: DeviceBinaryFloatFunction { .divide }
  static var vector: VectorBinaryFunction? { ck_divide }
  static func apply<T: FloatingElement>(_ a: T, _ b: T) -> T { a / b }
}
enum Negate: NumberFunction {
  static var onDevice: DeviceNumberFunction { .negate }
  // Not 0 - x, which gives 0 for 0, whose negative is -0.
  static func apply<T: Element>(_ x: T) -> T { .multiply(x, T(wrapping: Int64(-1))) }
}

/// Elementwise arithmetic. Shapes broadcast (``Shape/broadcast(_:_:)``) and dtypes are promoted
/// (``DType/promote(_:_:)``); dividing integers gives float32.
///
/// Traps with `add: [2, 3] and [2, 4] do not broadcast: 3 meets 4 in dim -1, and neither is 1`.
extension Tensor {
  /// The elementwise sum. `torch.add`.
  public static func + (a: Tensor, b: Tensor) -> Tensor {
    binaryKernel(Add.self, "add", a, b)
      .recording("AddBackward0", a, b, saving: .nothing, { $1 }, { $1 })
  }

  /// The elementwise difference. `torch.sub`.
  ///
  /// Neither operand may be bool. Traps with `subtract: bool - bool has no meaning; use ^ for where
  /// two bools differ, ~ for the opposite, or convert with to(.int64)`.
  public static func - (a: Tensor, b: Tensor) -> Tensor {
    checkSubtraction(a.dtype, b.dtype)
    return binaryKernel(Subtract.self, "subtract", a, b)
      .recording("SubBackward0", a, b, saving: .nothing, { $1 }, { -$1 })
  }

  /// The elementwise product. `torch.mul`.
  public static func * (a: Tensor, b: Tensor) -> Tensor {
    binaryKernel(Multiply.self, "multiply", a, b)
      .recording("MulBackward0", a, b, { $1 * $0.right }, { $1 * $0.left })
  }

  /// The elementwise quotient. `torch.div`.
  public static func / (a: Tensor, b: Tensor) -> Tensor {
    binaryFloatKernel(Divide.self, "divide", a, b)
      .recording(
        "DivBackward0", a, b, { $1 / $0.right }, { -$1 * ($0.left / $0.right / $0.right) })
  }

  /// The elementwise negative. `torch.neg`.
  ///
  /// Traps with
  /// `negate: a bool has no negative; use ~ for the opposite, or convert with to(.int64)`.
  public static prefix func - (x: Tensor) -> Tensor {
    check(
      x.dtype != .bool, "negate",
      "a bool has no negative; use ~ for the opposite, or convert with to(.int64)")
    return numberKernel(Negate.self, x).recording("NegBackward0", x) { -$1 }
  }
}

/// Arithmetic with a number, which takes the tensor's dtype if that dtype can represent its kind.
extension Tensor {
  /// The sum of each element and a number. `torch.add`.
  public static func + (a: Tensor, b: some ScalarValue) -> Tensor {
    let number = b.scalar
    guard let sum = scalarKernel(Add.self, a, number) else { return a + Tensor(number, beside: a) }
    return sum.recording("AddBackward0", a) { $1 }
  }
  /// Each element minus a number. `torch.sub`.
  public static func - (a: Tensor, b: some ScalarValue) -> Tensor {
    let number = b.scalar
    checkSubtraction(a.dtype, number.dtype)
    guard let difference = scalarKernel(Subtract.self, a, number) else {
      return a - Tensor(number, beside: a)
    }
    return difference.recording("SubBackward0", a) { $1 }
  }
  /// The product of each element and a number. `torch.mul`.
  public static func * (a: Tensor, b: some ScalarValue) -> Tensor { a.scaled(by: b.scalar) }
  /// Each element divided by a number. `torch.div`.
  public static func / (a: Tensor, b: some ScalarValue) -> Tensor {
    a / Tensor(b.scalar.real, beside: a)
  }
  /// The sum of a number and each element. `torch.add`.
  public static func + (a: some ScalarValue, b: Tensor) -> Tensor { b + a }
  /// A number minus each element. `torch.rsub`.
  public static func - (a: some ScalarValue, b: Tensor) -> Tensor {
    let number = a.scalar
    checkSubtraction(number.dtype, b.dtype)
    return binaryKernel(Subtract.self, "subtract", Tensor(number, beside: b), b)
      .recording("RsubBackward1", b) { -$1 }
  }
  /// The product of a number and each element. `torch.mul`.
  public static func * (a: some ScalarValue, b: Tensor) -> Tensor { b.scaled(by: a.scalar) }
  /// A number divided by each element, computed as its product with the reciprocal, as in PyTorch.
  public static func / (a: some ScalarValue, b: Tensor) -> Tensor {
    b.reciprocal().scaled(by: a.scalar.real)
  }

  private func scaled(by number: Scalar) -> Tensor {
    guard let product = scalarKernel(Multiply.self, self, number) else {
      return self * Tensor(number, beside: self)
    }
    return product.recording("MulBackward0", self) { $1.scaled(by: number) }
  }

  /// Creates a tensor of rank 0 for an operation between `number` and `other`, of the result's
  /// dtype, or of float32 next to half precision, which it does not widen.
  convenience init(_ number: Scalar, beside other: Tensor) {
    let dtype = number.promoted(with: other.dtype)
    self.init(uninitialized: .scalar, dtype == .float16 && other.rank > 0 ? .float32 : dtype)
    fillKernel(self, number)
  }
}

/// Traps for dtypes that PyTorch refuses to subtract.
func checkSubtraction(_ a: DType, _ b: DType) {
  check(
    a != .bool && b != .bool, "subtract",
    "\(a) - \(b) has no meaning; use ^ for where two bools differ, ~ for the opposite, or convert "
      + "with to(.int64)")
}
