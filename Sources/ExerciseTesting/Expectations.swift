import Kindling
import XCTest

/// Fails unless the answer has the shape, dtype and, within rounding, the elements of `expected`.
///
/// The message gives the first element that differs, both tensors with that element marked, and
/// the inputs. It does not look at what the call does to its arguments: `expectResult` does.
///
/// - Parameters:
///   - inputs: what the answer was called with, by name.
///   - mistakes: what the usual mistakes lead to, by words that follow "when".
/// - Returns: whether it has.
@discardableResult
public func expectClose(
  _ answer: @autoclosure () throws -> Tensor, _ expected: Tensor, tolerance: Tolerance? = nil,
  for inputs: KeyValuePairs<String, Any>, _ what: String = "",
  recognising mistakes: KeyValuePairs<String, Tensor> = [:],
  file: StaticString = #filePath, line: UInt = #line
) rethrows -> Bool {
  let shown = ShownInputs(inputs)
  shown.announce()
  let difference = Difference(
    try answer(), expected, tolerance, from: shown.pairs,
    mistakes: mistakes.map { ($0.key, $0.value) })
  guard let difference else { return true }
  shown.fail(
    titled(what, difference.lines.joined(separator: "\n")), file: file, line: line)
  return false
}

/// Fails unless two values are equal; `advice` are lines that are said then, too.
public func expectEqual<Value: Equatable>(
  _ answer: @autoclosure () throws -> Value, _ expected: Value,
  for inputs: KeyValuePairs<String, Any>, _ what: String = "", advice: [String] = [],
  file: StaticString = #filePath, line: UInt = #line
) rethrows {
  let shown = ShownInputs(inputs)
  shown.announce()
  let got = try answer()
  if got == expected { return }
  let (right, wrong) = (literal(expected), literal(got))
  let isShort = right.count + wrong.count <= 40 || right.contains("\n") || wrong.contains("\n")
  let lines =
    isShort
    ? [titled(what, "expected \(right), got \(wrong)")]
    : [titled(what, firstDifference(got, from: expected) ?? "not what was expected")]
      + Comparison(expected: right, got: wrong).lines
  shown.fail((lines + advice).joined(separator: "\n"), file: file, line: line)
}

/// Where a list differs first from the expected one, at any depth, or a text of several lines; nil
/// for what is neither, or reads the same.
func firstDifference(_ got: Any, from expected: Any, at place: [Int] = []) -> String? {
  if place.isEmpty, let got = got as? String, let expected = expected as? String {
    return firstLine(of: got, thatIsNotIn: expected)
  }
  let (wrong, right) = (Mirror(reflecting: got), Mirror(reflecting: expected))
  let element = place.isEmpty ? "" : "element \(place): "
  guard wrong.displayStyle == .collection, right.displayStyle == .collection else {
    let (found, wanted) = (literal(got), literal(expected))
    return place.isEmpty || found == wanted ? nil : element + "expected \(wanted), got \(found)"
  }
  guard wrong.children.count == right.children.count else {
    return element
      + "expected \(counted(right.children.count, "element")), got \(wrong.children.count)"
  }
  return zip(wrong.children, right.children).enumerated().lazy
    .compactMap { firstDifference($1.0.value, from: $1.1.value, at: place + [$0]) }.first
}

/// The first line of a text that is not the expected one's; nil for texts of one line.
private func firstLine(of got: String, thatIsNotIn expected: String) -> String? {
  let found = got.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  let right = expected.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  guard max(found.count, right.count) > 1 else { return nil }
  guard let line = zip(found, right).enumerated().first(where: { $1.0 != $1.1 })?.offset else {
    return "expected \(counted(right.count, "line")), got \(found.count)"
  }
  return "line \(line + 1): expected \(literal(right[line])), got \(literal(found[line]))"
}

/// Fails unless a property of the answer holds; `what` says which, in words.
public func expect(
  _ condition: @autoclosure () throws -> Bool, _ what: @autoclosure () -> String,
  for inputs: KeyValuePairs<String, Any>, file: StaticString = #filePath, line: UInt = #line
) rethrows {
  let shown = ShownInputs(inputs)
  shown.announce()
  if try !condition() { shown.fail(what(), file: file, line: line) }
}

/// A text with what it is about before it.
func titled(_ what: String, _ text: String) -> String { what.isEmpty ? text : what + ": " + text }
