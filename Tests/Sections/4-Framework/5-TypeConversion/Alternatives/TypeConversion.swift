// 4.5 Type conversion: a second solution. Remainders take the place of bits, and promotion is looked up in an
// order of the dtypes.

import Kindling

public func byte(_ number: Double) -> UInt8 {
  if number.isNaN || abs(number) >= 9_223_372_036_854_775_808 { return 0 }
  let rest = number.rounded(.towardZero).truncatingRemainder(dividingBy: 256)
  return UInt8(rest < 0 ? rest + 256 : rest)
}

public func converted(_ number: Double, to dtype: DType) -> Double {
  if dtype == .float64 { return number }
  if dtype == .float32 { return Double(Float(number)) }
  if dtype == .bool { return number != 0 ? 1 : 0 }
  let whole = number.rounded(.towardZero) + 0
  if dtype == .uint8 { return Double(byteValue(whole)) }
  return Int64(exactly: whole) == nil ? Double(Int64.min) : whole
}

private func byteValue(_ whole: Double) -> UInt8 {
  guard let number = Int64(exactly: whole) else { return 0 }
  return UInt8(UInt64(bitPattern: number) & 255)
}

public func promoted(_ a: DType, _ b: DType) -> DType {
  if (a, b) == (.uint8, .int8) || (a, b) == (.int8, .uint8) { return .int16 }
  let order: [DType] = [
    .bool, .uint8, .int8, .int16, .int32, .int64, .float16, .float32, .float64,
  ]
  return order.last { $0 == a || $0 == b }!
}
