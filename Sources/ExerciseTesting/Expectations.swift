import Kindling
import XCTest

/// Fails unless the answer has the shape, dtype and, within rounding, the elements of `expected`.
///
/// The message gives the first element that differs, both tensors with that element marked, and
/// the inputs.
///
/// - Parameter inputs: what the answer was called with, by name.
public func expectClose(
  _ answer: @autoclosure () throws -> Tensor, _ expected: Tensor, tolerance: Tolerance? = nil,
  for inputs: KeyValuePairs<String, Any>, _ what: String = "",
  file: StaticString = #filePath, line: UInt = #line
) rethrows {
  Announcement.make(of: inputs)
  let got = try answer()
  let lead = what.isEmpty ? "" : what + ": "
  guard got.shape == expected.shape else {
    return fail(
      lead + "expected shape \(expected.shape), got \(got.shape)", inputs, file: file, line: line)
  }
  guard got.dtype == expected.dtype else {
    return fail(
      lead + "expected dtype \(expected.dtype), got \(got.dtype)", inputs, file: file, line: line)
  }
  let tolerance = tolerance ?? .rounding(expected.dtype)
  let pairs = zip(got.doubles(), expected.doubles())
  guard let order = pairs.enumerated().first(where: { !tolerance.accepts($1.0, $1.1) })?.offset
  else { return }
  let (wrong, right) = (got.doubles()[order], expected.doubles()[order])
  var lines: [String] = []
  if got.elementCount == 1 {
    lines.append(lead + "expected \(short(right)), got \(short(wrong))")
  } else {
    let place = position(order, in: expected.shape)
    lines.append(lead + "element \(place): expected \(short(right)), got \(short(wrong))")
    if got.elementCount <= 60 {
      lines += Comparison(expected: expected, got: got, differingAt: order).lines
    }
  }
  fail(lines.joined(separator: "\n"), inputs, file: file, line: line)
}

/// Fails when a call has written into one of its arguments, of which `given` holds copies.
public func expectUnchanged(
  _ arguments: KeyValuePairs<String, Tensor>, since given: [String: Tensor],
  file: StaticString = #filePath, line: UInt = #line
) {
  for (name, argument) in arguments {
    expectClose(
      argument, given[name]!, for: [:], "\(name) after the call, which is to leave it as it was",
      file: file, line: line)
  }
}

/// Fails unless two values are equal.
public func expectEqual<Value: Equatable>(
  _ answer: @autoclosure () throws -> Value, _ expected: Value,
  for inputs: KeyValuePairs<String, Any>, _ what: String = "",
  file: StaticString = #filePath, line: UInt = #line
) rethrows {
  Announcement.make(of: inputs)
  let got = try answer()
  if got == expected { return }
  let lead = what.isEmpty ? "" : what + ": "
  let (right, wrong) = (literal(expected), literal(got))
  let isShort = right.count + wrong.count <= 40 || right.contains("\n") || wrong.contains("\n")
  let text =
    isShort
    ? lead + "expected \(right), got \(wrong)"
    : ([lead + "not what was expected"] + Comparison(expected: right, got: wrong).lines)
      .joined(separator: "\n")
  fail(text, inputs, file: file, line: line)
}

/// Fails unless a property of the answer holds; `what` says which, in words.
public func expect(
  _ condition: @autoclosure () throws -> Bool, _ what: @autoclosure () -> String,
  for inputs: KeyValuePairs<String, Any>, file: StaticString = #filePath, line: UInt = #line
) rethrows {
  Announcement.make(of: inputs)
  if try !condition() { fail(what(), inputs, file: file, line: line) }
}

/// Fails unless the gradient that flows through an answer agrees with finite differences.
///
/// - Parameter function: calls the answer with tensors in the order of `inputs`, which are float64.
public func expectGradient(
  for inputs: KeyValuePairs<String, Tensor>, file: StaticString = #filePath, line: UInt = #line,
  _ function: ([Tensor]) -> Tensor
) {
  Announcement.make(of: inputs)
  report(gradCheck(inputs.map(\.value), function), inputs, file: file, line: line)
}

/// Fails unless the gradient that flows through an answer agrees with finite differences, and with
/// the gradient of `reference` to more digits than finite differences have.
///
/// - Parameters:
///   - reference: the same function, made of the library's operations.
///   - function: calls the answer with tensors in the order of `inputs`, which are float64.
public func expectGradient(
  for inputs: KeyValuePairs<String, Tensor>, as reference: ([Tensor]) -> Tensor,
  file: StaticString = #filePath, line: UInt = #line, _ function: ([Tensor]) -> Tensor
) {
  Announcement.make(of: inputs)
  let result = gradCheck(inputs.map(\.value), function)
  report(result, inputs, file: file, line: line)
  guard result.passed else { return }
  let found = gradients(of: function, at: inputs.map(\.value))
  let expected = gradients(of: reference, at: inputs.map(\.value))
  for (name, (got, right)) in zip(inputs.map(\.key), zip(found, expected)) {
    expectClose(
      got, right, for: ["inputs in order": inputs.map(\.value)],
      "the gradient for \(name), to the last digits, which finite differences do not give",
      file: file, line: line)
  }
}

/// The gradients of a sum of a function's elements, each with a weight of its own; zeros where
/// nothing was recorded.
private func gradients(of function: ([Tensor]) -> Tensor, at inputs: [Tensor]) -> [Tensor] {
  let leaves = inputs.map { $0.detach().clone().requiringGradient() }
  let result = function(leaves)
  guard result.requiresGrad else { return leaves.map { Tensor.zeros(like: $0) } }
  let weights = Tensor.linspace(0.5, 1.5, count: result.elementCount, dtype: .float64)
  let sum = (result * weights.view(result.shape)).sum()
  return zip(leaves, grad(of: sum, withRespectTo: leaves))
    .map { $1 ?? Tensor.zeros(like: $0) }
}

/// Fails unless a derivative written by hand agrees with finite differences of `function`.
public func expectDerivative(
  for inputs: KeyValuePairs<String, Tensor>, of function: ([Tensor]) -> Tensor,
  file: StaticString = #filePath, line: UInt = #line,
  is derivative: (_ inputs: [Tensor], _ gradient: Tensor) -> [Tensor]
) {
  Announcement.make(of: inputs)
  report(
    gradCheck(inputs.map(\.value), function, derivative: derivative), inputs, file: file,
    line: line)
}

private func report(
  _ result: GradientCheckResult, _ inputs: KeyValuePairs<String, Tensor>, file: StaticString,
  line: UInt
) {
  if result.passed { return }
  var text = result.problem.map { "gradient check: \($0)" } ?? ""
  if let worst = result.worst {
    let input = inputs[worst.input].key
    text =
      "gradient check: the gradient for \(input) is wrong at element \(worst.position):\n"
      + "finite differences give \(short(worst.numeric)), yours is \(short(worst.analytic))"
    if let diagnosis = result.diagnosis { text += "\n" + diagnosis }
  }
  XCTFail(text + "\n" + describe(inputs.map { ($0.key, $0.value) }), file: file, line: line)
}

private func fail(
  _ text: String, _ inputs: KeyValuePairs<String, Any>, file: StaticString, line: UInt
) {
  let description = describe(inputs.map { ($0.key, $0.value) })
  XCTFail(description.isEmpty ? text : text + "\n" + description, file: file, line: line)
}

func describe(_ inputs: [(name: String, value: Any)]) -> String {
  guard !inputs.isEmpty else { return "" }
  let indent = "\n     "
  return "for  "
    + inputs.map { "\($0.name) = \(literal($0.value))" }.joined(separator: "\n")
    .split(separator: "\n").joined(separator: indent)
}

private func short(_ number: Double) -> String {
  if number.isNaN { return "nan" }
  let rounded = (number * 1e6).rounded() / 1e6
  return rounded != 0 && abs(number) < 1e6 ? "\(rounded)" : "\(number)"
}

private func position(_ order: Int, in shape: Shape) -> [Int] {
  var (rest, position) = (order, [Int]())
  for size in shape.reversed() {
    position.insert(rest % size, at: 0)
    rest /= size
  }
  return position
}
