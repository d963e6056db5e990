#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// PyTorch's format for the numbers of one tensor: all with the same number of decimals, all whole,
/// or all in scientific notation, and all equally wide.
struct NumberFormat {
  private enum Style { case whole, fixed, scientific, integer, truth }
  private var style: Style
  private var width = 1
  private let precision: Int

  /// Chooses the format for `values`, the elements that will be shown.
  init(for values: [Scalar], dtype: DType, _ options: PrintOptions) {
    precision = options.precision
    style = dtype == .bool ? .truth : dtype.isFloatingPoint ? .whole : .integer
    guard dtype.isFloatingPoint else {
      for value in values { width = max(width, text(value).utf8.count) }
      return
    }
    let telling = values.map(\.asDouble).filter { $0.isFinite && $0 != 0 }
    guard !telling.isEmpty else { return }
    let (low, high) = telling.reduce((Double.infinity, 0)) {
      (min($0.0, abs($1)), max($0.1, abs($1)))
    }
    if options.scientific ?? (high / low > 1000 || high > 1e8 || low < 1e-4) {
      style = .scientific
    } else if telling.contains(where: { $0 != $0.rounded() }) {
      style = .fixed
    }
    for value in telling { width = max(width, text(.double(value)).utf8.count) }
  }

  /// Returns the number, padded on the left to the common width.
  func callAsFunction(_ value: Scalar) -> String {
    let text = text(value)
    return String(repeating: " ", count: max(width - text.utf8.count, 0)) + text
  }

  /// The common width.
  var columnWidth: Int { width }

  private func text(_ scalar: Scalar) -> String {
    // Not converted to Double, which rounds integers above 2^53.
    if case .int(let whole) = scalar {
      return style == .truth ? (whole == 0 ? "False" : "True") : String(whole)
    }
    let value = scalar.asDouble
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    switch style {
    case .whole: return Self.formatted("%.0f.", value)
    case .fixed: return Self.formatted("%.\(precision)f", value)
    case .scientific: return Self.formatted("%.\(precision)e", value)
    case .integer, .truth: return "\(value)"
    }
  }

  private static func formatted(_ format: String, _ value: Double) -> String {
    withVaList([value]) { arguments in
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 2000) { buffer in
        vsnprintf(buffer.baseAddress!, buffer.count, format, arguments)
        return String(cString: buffer.baseAddress!)
      }
    }
  }
}
