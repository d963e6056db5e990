/// The type of a tensor's elements.
public enum DType: UInt8, Sendable, CaseIterable {
  /// PyTorch's dtypes of the same names, in order of promotion, lowest first.
  case bool, uint8, int8, int16, int32, int64, float16, float32, float64

  /// The size of an element in bytes.
  public var byteCount: Int {
    switch self {
    case .bool, .uint8, .int8: 1
    case .int16, .float16: 2
    case .int32, .float32: 4
    case .int64, .float64: 8
    }
  }

  /// Whether elements are floating-point numbers; only such tensors can require gradients.
  public var isFloatingPoint: Bool { rawValue >= DType.float16.rawValue }

  /// The dtype in which elements of this one are computed: half precision is only a storage format.
  var wide: DType { self == .float16 ? .float32 : self }

  var isInteger: Bool { self != .bool && !isFloatingPoint }

  /// Returns the dtype of the result of an operation on two tensors, by PyTorch's promotion rules.
  ///
  /// Floating point takes precedence over integers, integers over bool, and wider types over
  /// narrower ones; `uint8` with a signed type gives a signed type that can represent both. For
  /// example, `int64` with `float16` gives `float16`.
  public static func promote(_ a: DType, _ b: DType) -> DType {
    if a == b { return a }
    let (low, high) = a.rawValue < b.rawValue ? (a, b) : (b, a)
    if low == .uint8 && high == .int8 { return .int16 }
    return high
  }
}

extension DType: CustomStringConvertible {
  /// PyTorch's name: `float32`, `int64`, `bool`.
  public var description: String {
    switch self {
    case .bool: "bool"
    case .uint8: "uint8"
    case .int8: "int8"
    case .int16: "int16"
    case .int32: "int32"
    case .int64: "int64"
    case .float16: "float16"
    case .float32: "float32"
    case .float64: "float64"
    }
  }
}
