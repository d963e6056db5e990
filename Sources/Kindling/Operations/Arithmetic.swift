import CVectorMath

enum Add: BinaryFunction {
  static var vector: VectorBinaryFunction? { vm_add }
  static func apply<T: Element>(_ a: T, _ b: T) -> T { .add(a, b) }
}
enum Subtract: BinaryFunction {
  static var vector: VectorBinaryFunction? { vm_subtract }
  static func apply<T: Element>(_ a: T, _ b: T) -> T { .subtract(a, b) }
}
enum Multiply: BinaryFunction {
  static var vector: VectorBinaryFunction? { vm_multiply }
  static func apply<T: Element>(_ a: T, _ b: T) -> T { .multiply(a, b) }
}
enum Divide: BinaryFloatFunction {
  static var vector: VectorBinaryFunction? { vm_divide }
  static func apply<T: FloatingElement>(_ a: T, _ b: T) -> T { a / b }
}
private enum Negate: NumberFunction {
  static func apply<T: Element>(_ x: T) -> T { .subtract(T(wrapping: Int64(0)), x) }
}

/// Elementwise arithmetic. Shapes broadcast (``Shape/broadcast(_:_:)``), dtypes promote
/// (``DType/promote(_:_:)``); division of integers gives float32.
///
/// Traps with `add: [2, 3] and [2, 4] do not broadcast: 3 meets 4 in dim -1, and neither is 1`.
extension Tensor {
  /// The elementwise sum. `torch.add`.
  public static func + (a: Tensor, b: Tensor) -> Tensor {
    binaryKernel(Add.self, "add", a, b)
      .recording("AddBackward0", a, b, saving: .nothing, { $1 }, { $1 })
  }

  /// The elementwise difference. `torch.sub`.
  public static func - (a: Tensor, b: Tensor) -> Tensor {
    binaryKernel(Subtract.self, "subtract", a, b)
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
        "DivBackward0", a, b, { $1 / $0.right }, { -$1 * $0.left / ($0.right * $0.right) })
  }

  /// The elementwise negative. `torch.neg`.
  public static prefix func - (x: Tensor) -> Tensor {
    numberKernel(Negate.self, x).recording("NegBackward0", x) { -$1 }
  }
}

/// Arithmetic with a number, which takes the tensor's dtype if that can hold its kind.
extension Tensor {
  public static func + (a: Tensor, b: some ScalarValue) -> Tensor {
    a + Tensor(b.scalar, beside: a)
  }
  public static func - (a: Tensor, b: some ScalarValue) -> Tensor {
    a - Tensor(b.scalar, beside: a)
  }
  public static func * (a: Tensor, b: some ScalarValue) -> Tensor {
    a * Tensor(b.scalar, beside: a)
  }
  public static func / (a: Tensor, b: some ScalarValue) -> Tensor {
    a / Tensor(b.scalar, beside: a)
  }
  public static func + (a: some ScalarValue, b: Tensor) -> Tensor {
    Tensor(a.scalar, beside: b) + b
  }
  public static func - (a: some ScalarValue, b: Tensor) -> Tensor {
    binaryKernel(Subtract.self, "subtract", Tensor(a.scalar, beside: b), b)
      .recording("RsubBackward1", b) { -$1 }
  }
  public static func * (a: some ScalarValue, b: Tensor) -> Tensor {
    Tensor(a.scalar, beside: b) * b
  }
  public static func / (a: some ScalarValue, b: Tensor) -> Tensor {
    Tensor(a.scalar, beside: b) / b
  }

  /// A tensor of rank 0 in the dtype that an operation between `number` and `other` has.
  convenience init(_ number: Scalar, beside other: Tensor) {
    self.init(uninitialized: .scalar, number.promoted(with: other.dtype))
    fillKernel(self, number)
  }
}
