import Kindling

extension DType {
  /// The least and the greatest number that a tensor of this dtype holds, infinities aside.
  ///
  /// For int64 the greatest that a `Double` can say as well.
  public var ends: [Double] {
    switch self {
    case .bool: [0, 1]
    case .uint8: [0, 255]
    case .int8: [-128, 127]
    case .int16: [-32_768, 32_767]
    case .int32: [-0x1p31, 0x1p31 - 1]
    case .int64: [-0x1p63, 0x1p63 - 1024]
    case .float16: [-65_504, 65_504]
    case .float32:
      [-Double(Float.greatestFiniteMagnitude), Double(Float.greatestFiniteMagnitude)]
    case .float64: [-Double.greatestFiniteMagnitude, .greatestFiniteMagnitude]
    }
  }
}
