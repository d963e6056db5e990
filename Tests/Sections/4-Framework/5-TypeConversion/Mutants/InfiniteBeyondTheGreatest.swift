// Mutant: all beyond the greatest float32 is infinite. Caught by: testConvertedToFloat

import Kindling

public func byte(_ number: Double) -> UInt8 {
  guard number.magnitude < 0x1p63 else { return 0 }
  return UInt8(truncatingIfNeeded: Int64(number))
}

public func converted(_ number: Double, to dtype: DType) -> Double {
  switch dtype {
  case .float64: return number
  case .float32:
    return number.magnitude > Double(Float.greatestFiniteMagnitude)
      ? number * .infinity : Double(Float(number))
  case .bool: return number == 0 ? 0 : 1
  case .int64: return number.magnitude < 0x1p63 ? Double(Int64(number)) : -0x1p63
  default: return number.magnitude < 0x1p63 ? Double(UInt8(truncatingIfNeeded: Int64(number))) : 0
  }
}

public func promoted(_ a: DType, _ b: DType) -> DType {
  if a == b || b == .bool { return a }
  if a == .bool { return b }
  if a.isFloatingPoint != b.isFloatingPoint { return a.isFloatingPoint ? a : b }
  if a.byteCount == b.byteCount { return .int16 }
  return a.byteCount > b.byteCount ? a : b
}
