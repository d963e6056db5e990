extension Tensor: CustomStringConvertible {
  /// The tensor in PyTorch's layout: four decimals, aligned columns, `...` past 1000 elements, then
  /// whatever differs from the default: device, dtype, size of an empty tensor, `requires_grad`,
  /// `grad_fn`.
  ///
  /// ```
  /// tensor([[ 0.1755, -0.3268, -0.5069],
  ///         [-0.6602,  0.2260,  0.1089]], grad_fn=<AddmmBackward0>)
  /// ```
  ///
  /// ``PrintOptions`` changes what is shown.
  public var description: String { describe(.current) }

  func describe(_ options: PrintOptions) -> String {
    check(
      (0...PrintOptions.mostDigits).contains(options.precision), "PrintOptions",
      "a precision of \(options.precision) is outside 0...\(PrintOptions.mostDigits)")
    check(
      options.edgeItems >= 0, "PrintOptions", "\(options.edgeItems) edge items are fewer than none")
    let prefix = "tensor("
    let numbers: String
    if elementCount == 0 {
      numbers = "[]"
    } else {
      let here = brought(to: nil)
      numbers = withoutGradients { TensorText(here, options).text(here, indent: prefix.count) }
    }
    let text = prefix + numbers
    return text + suffixes(after: text, indent: prefix.count, options.lineWidth) + ")"
  }

  private func suffixes(after text: String, indent: Int, _ lineWidth: Int) -> String {
    var parts: [String] = []
    if isOnDevice { parts.append("device='\(device.label)'") }
    if elementCount == 0 && rank != 1 {
      parts.append("size=(" + shape.map(String.init).joined(separator: ", ") + ")")
    }
    let isUsual = dtype == .default || (elementCount > 0 && (dtype == .int64 || dtype == .bool))
    if !isUsual { parts.append("dtype=torch.\(dtype)") }
    if let gradientFunction {
      parts.append("grad_fn=<\(gradientFunction)>")
    } else if requiresGrad {
      parts.append("requires_grad=True")
    }
    // PyTorch counts the last line from its line break, one more than its characters.
    var length = (text.split(separator: "\n").last?.count ?? 0) + 2
    var result = ""
    for part in parts {
      if length + part.count + 2 > lineWidth {
        result += ",\n" + String(repeating: " ", count: indent) + part
        length = indent + part.count
      } else {
        result += ", " + part
        length += part.count + 2
      }
    }
    return result
  }
}

/// The numbers between the parentheses, in nested brackets.
private struct TensorText {
  private let format: NumberFormat
  /// The number of elements shown at each end of a dimension; nil if all are.
  private let edge: Int?
  private let lineWidth: Int

  init(_ tensor: Tensor, _ options: PrintOptions) {
    edge = tensor.elementCount > options.threshold ? options.edgeItems : nil
    lineWidth = options.lineWidth
    var shown: [Scalar] = []
    Self.collect(tensor, edge, into: &shown)
    format = NumberFormat(for: shown, dtype: tensor.dtype, options)
  }

  /// Returns the positions shown along a dimension; nil is `...`.
  private static func positions(_ count: Int, _ edge: Int?) -> [Int?] {
    guard let edge, count > 2 * edge else { return Array(0..<count) }
    return Array(0..<edge) + [nil] + Array(count - edge..<count)
  }

  private static func collect(_ tensor: Tensor, _ edge: Int?, into shown: inout [Scalar]) {
    if tensor.rank == 0 { return shown += numbers(of: tensor) }
    for case let position? in positions(tensor.shape[0], edge) {
      collect(tensor.select(0, position), edge, into: &shown)
    }
  }

  private static func numbers(of tensor: Tensor) -> [Scalar] {
    tensor.dtype.isFloatingPoint
      ? tensor.doubles().map { .double($0) } : tensor.ints().map { .int(Int64($0)) }
  }

  func text(_ tensor: Tensor, indent: Int) -> String {
    switch tensor.rank {
    case 0: return format(Self.numbers(of: tensor)[0])
    case 1: return vector(tensor, indent: indent)
    default:
      let parts = Self.positions(tensor.shape[0], edge).map { position in
        position.map { text(tensor.select(0, $0), indent: indent + 1) } ?? "..."
      }
      let separator =
        "," + String(repeating: "\n", count: tensor.rank - 1)
        + String(repeating: " ", count: indent + 1)
      return "[" + parts.joined(separator: separator) + "]"
    }
  }

  private func vector(_ tensor: Tensor, indent: Int) -> String {
    let perLine = max(1, (lineWidth - indent) / (format.columnWidth + 2))
    let numbers = Self.numbers(of: tensor)
    let words = Self.positions(numbers.count, edge).map { position in
      position.map { format(numbers[$0]) } ?? " ..."
    }
    let lines = stride(from: 0, to: words.count, by: perLine).map {
      words[$0..<min($0 + perLine, words.count)].joined(separator: ", ")
    }
    return "["
      + lines.joined(separator: ",\n" + String(repeating: " ", count: indent + 1)) + "]"
  }
}
