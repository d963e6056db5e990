import Foundation
import Kindling

/// A number as messages show it: six decimals where they say enough.
func short(_ number: Double) -> String {
  if number.isNaN { return "nan" }
  let rounded = (number * 1e6).rounded() / 1e6
  return rounded != 0 && abs(number) < 1e6 ? "\(rounded)" : "\(number)"
}

/// The number with the fewest decimals that a dtype does not tell from the given one.
func decimal(_ number: Double, _ dtype: DType) -> Double {
  guard number.isFinite else { return number }
  switch dtype {
  case .float32: return Double("\(Float(number))") ?? number
  case .float16: return Double("\(Float16(number))") ?? number
  default: return number
  }
}

/// Two numbers that differ, each with as many digits as tell them apart.
func shortPair(_ first: Double, _ second: Double) -> (String, String) {
  let texts = (short(first), short(second))
  guard texts.0 == texts.1, first != second, first.isFinite, second.isFinite else { return texts }
  for digits in 7...16 {
    let longer = (digits.significant(first), digits.significant(second))
    if longer.0 != longer.1 { return longer }
  }
  return ("\(first)", "\(second)")
}

/// A number that was expected and the one that came, and how far apart they are where that takes a
/// close look.
func expectedAndGot(_ expected: Double, _ got: Double) -> String {
  let (right, wrong) = shortPair(expected, got)
  let isClose = short(expected) == short(got) && !right.isEmpty && expected != got
  guard isClose, expected.isFinite, got.isFinite else {
    return "expected \(right), got \(wrong)"
  }
  let gap = String(format: "%.1e", abs(got - expected))
  return "expected \(right), got \(wrong), which is off by \(gap)"
}

extension Int {
  /// A number with this many significant digits.
  fileprivate func significant(_ number: Double) -> String {
    String(format: "%.\(self)g", number)
  }
}
