import AnsweredParts
import ExerciseTesting
import Kindling
import TypeConversion
import XCTest

final class TypeConversionTests: ExerciseTestCase {
  func testBytesWrapAround() throws {
    try skipUnlessAnswered("byte(_:)", in: "TypeConversion")
    for (number, expected) in [(2.9, 2), (-1.2, 255), (300, 44)] as [(Double, UInt8)] {
      expectEqual(byte(number), expected, for: ["number": number])
    }
  }

  func testNaNIsNoByte() throws {
    try skipUnlessAnswered("byte(_:)", in: "TypeConversion")
    expectEqual(byte(.nan), 0, for: ["number": Double.nan])
  }

  func testConvertedNumbers() throws {
    try skipUnlessAnswered("converted(_:to:)", in: "TypeConversion")
    expectEqual(
      converted(0.1, to: .float32), 0.10000000149011612,
      for: ["number": 0.1, "dtype": DType.float32])
    expectEqual(converted(-2.7, to: .int64), -2, for: ["number": -2.7, "dtype": DType.int64])
    expectEqual(converted(-0.5, to: .bool), 1, for: ["number": -0.5, "dtype": DType.bool])
  }

  func testPromotionOfThreePairs() throws {
    try skipUnlessAnswered("promoted(_:_:)", in: "TypeConversion")
    for (a, b, expected) in [
      (.int64, .float16, .float16), (.uint8, .int8, .int16), (.bool, .uint8, .uint8),
    ] as [(DType, DType, DType)] {
      expectEqual(promoted(a, b), expected, for: ["a": a, "b": b])
    }
  }
}
