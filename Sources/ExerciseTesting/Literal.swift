import Kindling

/// Swift source for an input, short enough to read and, if it is small, complete enough to paste.
public func literal(_ value: Any) -> String {
  // An optional shows its value as a debugger does, with the names of modules.
  let mirror = Mirror(reflecting: value)
  if mirror.displayStyle == .optional, let wrapped = mirror.children.first {
    return literal(wrapped.value)
  }
  switch value {
  case let tensor as Tensor: return tensorLiteral(tensor)
  case let tensors as [Tensor]: return list(tensors.map(tensorLiteral))
  case let code as Code: return code.text
  case let text as String: return quoted(text)
  case let words as [String]: return line(words.map(quoted))
  case let sentences as [[String]]: return list(sentences.map { line($0.map(quoted)) })
  case let number as Double: return numberText(number)
  case let numbers as [Double]: return line(numbers.map(numberText))
  case let numbers as [String: Int]:
    // A dictionary has no order of its own; by number, two runs read the same.
    return "["
      + numbers.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
      .map { "\(quoted($0.key)): \($0.value)" }.joined(separator: ", ") + "]"
  default: return "\(value)"
  }
}

/// What a message shows as it is written here: a name or an expression, rather than a string.
public struct Code {
  let text: String

  public init(_ text: String) { self.text = text }
}

/// A string literal. What describes it for a debugger has a backslash before an apostrophe, too.
private func quoted(_ text: String) -> String { text.debugDescription.replacing("\\'", with: "'") }

private let mostElements = 30

private func line(_ elements: [String]) -> String {
  "[" + elements.joined(separator: ", ") + "]"
}

/// A list on one line or, where that is long, with lines of its own for each element.
private func list(_ elements: [String]) -> String {
  let short = line(elements)
  guard short.count > Comparison.width - 12 || short.contains("\n") else { return short }
  let rows = elements.map { "  " + $0.replacing("\n", with: "\n  ") + ",\n" }
  return "[\n" + rows.joined() + "]"
}

private func tensorLiteral(_ tensor: Tensor) -> String {
  let dtype = tensor.dtype
  if tensor.elementCount == 0 { return "Tensor.zeros(\(tensor.shape), dtype: .\(dtype))" }
  if tensor.elementCount > mostElements { return "a \(dtype) tensor \(tensor.shape)" }
  let suffix = dtype == .float32 || dtype == .int64 || dtype == .bool ? "" : ", dtype: .\(dtype)"
  let line = "Tensor(\(nested(tensor))\(suffix))"
  guard line.count > Comparison.width - 12, tensor.rank > 1 else { return line }
  let rows = (0..<tensor.shape[0]).map { "  " + nested(tensor.select(0, $0)) + "," }
  return "Tensor([\n" + rows.joined(separator: "\n") + "\n]\(suffix))"
}

private func nested(_ tensor: Tensor) -> String {
  if tensor.rank > 0 {
    let rows = (0..<tensor.shape[0]).map { nested(tensor.select(0, $0)) }
    return "[" + rows.joined(separator: ", ") + "]"
  }
  let number: Double = tensor.item()
  switch tensor.dtype {
  case .bool: return number == 0 ? "false" : "true"
  // Few digits tell a float16 from its neighbours.
  case .float16 where number.isFinite: return "\(Float16(number))"
  case .float32 where number.isFinite && abs(number) >= 1e6: return "\(Float(number))"
  case .float16, .float32, .float64: return numberText(number)
  default:
    // Not by way of Double, which rounds numbers above 2^53 and cannot give back the largest.
    let whole: Int = tensor.item()
    return String(whole)
  }
}

/// The number with as many digits as tell it from its neighbours in a lesson, and no more.
func numberText(_ number: Double) -> String {
  if !number.isFinite { return number.isNaN ? ".nan" : number < 0 ? "-.infinity" : ".infinity" }
  let hundredths = (number * 1e6).rounded() / 1e6
  return abs(hundredths - number) <= abs(number) * 1e-7 ? "\(hundredths)" : "\(number)"
}
