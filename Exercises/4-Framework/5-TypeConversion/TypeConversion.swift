// 4.5 Type conversion
//
// Lesson: docs/lessons/4-framework/5-type-conversion.md
// Try:    grade try 4.5
// Grade:  grade 4.5
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types. Each part is
// graded alone.
//
// Numbers are converted one by one here, as the library does it inside. Its tensors are of no use.

import Kindling

/// Part 1, 3 points. A number as a byte, as PyTorch's `byte()` makes one, and what cannot be a byte.
///
/// Take away the fraction, towards 0. Of the whole number that is left only the lowest 8 bits count: it
/// *wraps around*, so that 256 is 0, 257 is 1 and -1 is 255. Numbers from 2^63 on, -2^63 and below, the
/// infinities and NaN give 0.
///
/// - Parameter number: any number.
/// - Returns: the byte.
///
/// Example:
/// ```
/// byte(2.9)     // 2
/// byte(-1.2)    // 255
/// byte(300)     // 44
/// byte(.nan)    // 0
/// ```
public func byte(_ number: Double) -> UInt8 {
  unanswered()
}

/// Part 2, 3 points. The double that is nearest to a number among those that a dtype holds.
///
/// For float32 and float64 it is what a conversion gives: rounded to the nearest, and infinite where the
/// number is too large. For bool it is 0 for 0 and 1 for anything else, NaN too. For int64 the fraction
/// is taken away, towards 0; numbers from 2^63 on, below -2^63, the infinities and NaN give -2^63, as
/// Intel's and AMD's processors do. For uint8 it is as in part 1.
///
/// - Parameters:
///   - number: any number.
///   - dtype: float32, float64, int64, uint8 or bool.
/// - Returns: the number after conversion. -0 stays -0 in float32 and float64; elsewhere it is 0.
///
/// Example:
/// ```
/// converted(0.1, to: .float32)       // 0.10000000149011612
/// converted(-2.7, to: .int64)        // -2.0
/// converted(-0.5, to: .bool)         // 1.0
/// converted(.infinity, to: .int64)   // -9.223372036854775808e18
/// ```
public func converted(_ number: Double, to dtype: DType) -> Double {
  unanswered()
}

/// Part 3, 4 points. The dtype of an operation on two tensors: PyTorch's promotion.
///
/// Two equal dtypes give themselves. Otherwise:
///
/// - a floating-point dtype beside one that is not gives the floating-point one, however narrow;
/// - of two floating-point dtypes the one with more bits wins;
/// - of two integer dtypes the one with more bits wins, but uint8 beside int8 gives int16, since neither
///   holds all numbers of both;
/// - bool gives way to every other.
///
/// - Parameters:
///   - a: any dtype.
///   - b: any dtype.
/// - Returns: the dtype of the result. The order of a and b makes no difference.
///
/// Example:
/// ```
/// promoted(.int64, .float16)  // float16
/// promoted(.uint8, .int8)     // int16
/// promoted(.bool, .uint8)     // uint8
/// ```
public func promoted(_ a: DType, _ b: DType) -> DType {
  unanswered()
}
