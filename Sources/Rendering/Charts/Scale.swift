import Figures
import Foundation

/// A stretch of numbers laid on a stretch of the drawing, with round numbers marked on it.
struct Scale {
  /// The values marked, ascending.
  let ticks: [Double]
  private let domain: ClosedRange<Double>
  private let range: (start: Double, end: Double)
  private let step: Double
  private let kind: AxisScale

  /// Covers `values`, widened to whole ticks where `isWidened`, and zero where `includingZero`.
  ///
  /// The ticks are multiples of 1, 2 or 5 times a power of ten, about `count` of them, and whole
  /// where `isWhole`.
  init(
    _ values: [Double], onto range: (start: Double, end: Double), count: Int = 5,
    includingZero: Bool = false, isWidened: Bool = true, isWhole: Bool = false
  ) {
    let finite = values.filter(\.isFinite) + (includingZero ? [0] : [])
    var low = finite.min() ?? 0
    var high = finite.max() ?? 1
    // Steps far below the numbers themselves would be lost in their rounding.
    if high - low <= max(abs(low), abs(high)) * 1e-9 {
      let margin = low == 0 ? 1 : abs(low) / 2
      (low, high) = (low - margin, high + margin)
    }
    let rough = max((high - low) / Double(count), isWhole ? 1 : 0)
    let power = pow(10, floor(log10(rough)))
    let step = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? 10 * power
    let first = isWidened ? floor(low / step + 1e-9) : ceil(low / step - 1e-9)
    let last = isWidened ? ceil(high / step - 1e-9) : floor(high / step + 1e-9)
    // Multiples of the step, not sums of it: sums would drift away from round numbers.
    ticks = stride(from: first, through: last, by: 1).map { $0 * step }
    self.step = step
    domain = isWidened ? (first * step)...(last * step) : low...high
    self.range = range
    kind = .linear
  }

  /// Covers `values`, which are above zero, so that equal factors are equally long.
  ///
  /// The ticks are powers of ten; where the values span less than two of them, also 2 and 5 times
  /// those.
  init(logarithmic values: [Double], onto range: (start: Double, end: Double)) {
    let logarithms = values.filter { $0.isFinite && $0 > 0 }.map { log10($0) }
    var low = logarithms.min() ?? 0
    var high = logarithms.max() ?? 1
    if high - low < 1e-9 { (low, high) = (low - 0.5, high + 0.5) }
    let factors = high - low < 2 ? [1.0, 2, 5] : [1.0]
    let marks = (Int(floor(low)) - 1...Int(ceil(high)) + 1).flatMap { power in
      factors.map { Double(power) + log10($0) }
    }
    // The axis ends at marks, so that the outermost values lie between two of them.
    let first = marks.last { $0 <= low + 1e-9 } ?? low
    let last = marks.first { $0 >= high - 1e-9 } ?? high
    let kept = marks.filter { $0 >= first - 1e-9 && $0 <= last + 1e-9 }
    let every = max(1, Int((Double(kept.count) / 8).rounded(.up)))
    ticks = kept.enumerated().filter { $0.offset % every == 0 }.map { pow(10, $0.element) }
    step = 1
    domain = first...last
    self.range = range
    kind = .log
  }

  /// Where a value lies in the drawing.
  func position(_ value: Double) -> Double {
    let place = kind == .log ? log10(value) : value
    let share = (place - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
    return range.start + share * (range.end - range.start)
  }

  /// How much the axis covers, in its own numbers.
  var span: Double { domain.upperBound - domain.lowerBound }

  /// A tick's number, with as many digits as the ticks need to differ.
  func label(_ tick: Double) -> String {
    if kind == .log {
      let isPlain = (1e-4...1e5).contains(tick * 1.0001)
      return typographic(String(format: isPlain ? "%.4g" : "%.0e", tick))
    }
    let size = max(abs(domain.lowerBound), abs(domain.upperBound))
    let decimals = max(0, -Int(floor(log10(step) + 1e-9)))
    if (1e-4..<1e6).contains(size), decimals <= 6 {
      return typographic(String(format: "%.\(decimals)f", tick == 0 ? 0 : tick))
    }
    let digits = Int(floor(log10(size) + 1e-9)) - Int(floor(log10(step) + 1e-9)) + 1
    return typographic(String(format: "%.\(max(digits, 3))g", tick))
  }
}

/// A number with a real minus sign and a short exponent: 3e7, not 3e+07.
func typographic(_ number: String) -> String {
  let parts = number.split(separator: "e", maxSplits: 1)
  guard parts.count == 2, let exponent = Int(parts[1]) else { return withMinus(number) }
  return withMinus(String(parts[0])) + "e" + withMinus("\(exponent)")
}

private func withMinus(_ number: String) -> String {
  number.hasPrefix("-") ? "\u{2212}" + number.dropFirst() : number
}

/// A coordinate in the fewest digits that place it within a hundredth.
package func coordinate(_ value: Double) -> String {
  var text = String(format: "%.2f", value)
  while text.hasSuffix("0") { text.removeLast() }
  if text.hasSuffix(".") { text.removeLast() }
  return text == "-0" ? "0" : text
}
