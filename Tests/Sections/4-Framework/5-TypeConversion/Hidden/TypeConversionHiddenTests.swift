import ExerciseTesting
import Kindling
import TypeConversion
import XCTest

final class TypeConversionHiddenTests: ExerciseTestCase {
  // MARK: Bytes

  private func expectBytes(_ cases: [(Double, Int)], line: UInt = #line) {
    for (number, expected) in cases {
      for call in ["", "called again"] {
        expectEqual(Int(byte(number)), expected, for: ["number": number], call, line: line)
      }
    }
  }

  func testByte() {
    // torch.tensor(number, dtype=torch.float64).byte(), as Tests/Fixtures/make_conversions.py prints.
    let cases: [(Double, Int)] = [
      (0, 0), (-0.0, 0), (1, 1), (2.9, 2), (0.999, 0), (-0.999, 0), (-1, 255), (-1.2, 255),
      (-1.9, 255),
      (127.5, 127), (128, 128), (255, 255), (255.9, 255), (256, 0), (257.7, 1), (300, 44),
      (-255, 1),
      (-256, 0), (-257, 255), (-300, 212), (1e-9, 0), (65_536, 0), (65_537, 1), (1e6, 64),
      (2_147_483_648, 0), (2_147_483_649, 1), (4_294_967_301, 5), (-2_147_483_649, 255),
      (1e12, 0), (1_000_000_000_007, 7), (-1_000_000_000_007, 249), (9_007_199_254_740_991, 255),
      // Beyond 2^53 not every whole number is a double, but many that are no multiples of 256 are.
      (0x1p53 + 2, 2), (-0x1p53 - 2, 254), (0x1p54 + 4, 4), (0x1p60 + 0x1p10 - 256, 0),
      (-0x1p58 - 64, 192),
    ]
    expectBytes(cases)
    for _ in 0..<40 {
      let number = inputs.number(in: -2000...2000)
      let whole = Int(number)
      expectBytes([(number, (whole % 256 + 256) % 256)])
      // The last number before a whole one, and the first behind it.
      let step = inputs.integer(in: 1...2000)
      expectBytes([
        (Double(step).nextDown, (step - 1) % 256), (Double(step).nextUp, step % 256),
        (-Double(step).nextDown, (256 - (step - 1) % 256) % 256),
      ])
    }
  }

  func testByteOfNoNumber() {
    let nearest = 0x1p63 - 1024
    let cases: [(Double, Int)] = [
      (.nan, 0), (.infinity, 0), (-.infinity, 0), (1e19, 0), (-1e19, 0), (0x1p63, 0), (-0x1p63, 0),
      (1e300, 0), (-1e300, 0), (nearest, 0), (0x1p62, 0),
    ]
    expectBytes(cases)
  }

  // MARK: Numbers

  private func expectConverted(
    _ numbers: [Double], to dtype: DType, are expected: [Double], line: UInt = #line
  ) {
    for (number, right) in zip(numbers, expected) {
      let told: KeyValuePairs<String, Any> = ["number": number, "dtype": dtype]
      announce(told)
      for call in ["", "called again"] {
        let found = converted(number, to: dtype)
        if found == right, found.sign == right.sign { continue }
        if found.isNaN, right.isNaN { continue }
        return expect(
          false, "\(call.isEmpty ? "" : call + ": ")expected \(right), got \(found)", for: told,
          line: line)
      }
    }
  }

  /// Ordinary numbers, and all the ones that are not.
  private func numbers() -> [Double] {
    let nearest = 0x1p63 - 1024
    let third: Double = 1 / 3
    let special: [Double] = [
      0, -0.0, 0.1, -0.1, 0.5, -0.5, 0.999999, 1, -1, third, 2.5, -2.7, 255, 256, 300, -300, 1e-7,
      -1e-7,
      1e-40, 1e-46, 1e-310, 16_777_217, 9_007_199_254_740_993, 1e10, -1e10, 3.5e38, -3.5e38, 3.4e38,
      1e300,
      -1e300, 0x1p63, -0x1p63, nearest, 0x1p53 + 2, -0x1p54 - 4, 9.3e18, -9.3e18, .infinity,
      -.infinity, .nan, -100, -1000,
    ]
    let wholes = (0..<4).map { _ in Double(inputs.integer(in: -1000...1000)) }
    return (0..<20).map { _ in inputs.number(in: -1000...1000) } + special
      + wholes.flatMap { [$0.nextDown, $0.nextUp] }
  }

  func testConvertedToFloat() {
    let numbers = numbers()
    expectConverted(numbers, to: .float64, are: numbers)
    expectConverted(numbers, to: .float32, are: numbers.map { Double(Float($0)) })
    // Beyond the greatest float32, first nearer to it than to what would be next, then halfway.
    let middle = 0x1.ffffffp127
    let edge = [middle.nextDown, -middle.nextDown, middle, -middle]
    expectConverted(edge, to: .float32, are: edge.map { Double(Float($0)) })
    expectConverted(
      [0.1, 16_777_217, 1e39, 1e-46], to: .float32,
      are: [0.10000000149011612, 16_777_216, .infinity, 0])
  }

  /// The library's own conversions, which PyTorch's are held against.
  func testConvertedToWhole() {
    let numbers = numbers()
    for dtype in [DType.int64, .bool, .uint8] {
      expectConverted(
        numbers, to: dtype, are: Tensor(numbers, dtype: .float64).to(dtype).doubles().map { $0 + 0 }
      )
    }
    expectConverted([-2.7, 2.7, -0.5], to: .int64, are: [-2, 2, 0])
    expectConverted([-0.5, 0, -0.0, .nan, 1e-310], to: .bool, are: [1, 0, 0, 1, 1])
    expectConverted(
      [.infinity, -.infinity, .nan, 1e19], to: .int64, are: [-0x1p63, -0x1p63, -0x1p63, -0x1p63])
    expectConverted([300, -1, .nan, -0.3, 1e19], to: .uint8, are: [44, 255, 0, 0, 0])
  }

  // MARK: Promotion

  /// torch.promote_types of each pair, row by row.
  private let dtypes: [DType] = [
    .bool, .uint8, .int8, .int16, .int32, .int64, .float16, .float32, .float64,
  ]
  private let table: [[DType]] = [
    [.bool, .uint8, .int8, .int16, .int32, .int64, .float16, .float32, .float64],
    [.uint8, .uint8, .int16, .int16, .int32, .int64, .float16, .float32, .float64],
    [.int8, .int16, .int8, .int16, .int32, .int64, .float16, .float32, .float64],
    [.int16, .int16, .int16, .int16, .int32, .int64, .float16, .float32, .float64],
    [.int32, .int32, .int32, .int32, .int32, .int64, .float16, .float32, .float64],
    [.int64, .int64, .int64, .int64, .int64, .int64, .float16, .float32, .float64],
    [.float16, .float16, .float16, .float16, .float16, .float16, .float16, .float32, .float64],
    [.float32, .float32, .float32, .float32, .float32, .float32, .float32, .float32, .float64],
    [.float64, .float64, .float64, .float64, .float64, .float64, .float64, .float64, .float64],
  ]

  func testPromotion() {
    for (a, row) in zip(dtypes, table) {
      for (b, expected) in zip(dtypes, row) {
        for call in ["", "called again"] {
          expectEqual(promoted(a, b), expected, for: ["a": a, "b": b], call)
        }
      }
    }
  }

  func testFloatingPointWins() {
    for (a, row) in zip(dtypes, table) where !a.isFloatingPoint {
      for (b, expected) in zip(dtypes, row) where b.isFloatingPoint {
        expectEqual(promoted(a, b), expected, for: ["a": a, "b": b])
        expectEqual(promoted(b, a), expected, for: ["a": b, "b": a])
      }
    }
  }
}
