import Kindling
import XCTest

/// Fails unless a call of the answer gives the expected tensor and leaves its arguments alone,
/// again when it is called again.
///
/// Every call gets tensors of its own. After each, shape, dtype and elements of the result are
/// compared, and the arguments with what they were: their numbers, `requiresGrad` and `grad`. The
/// answer is called a second time on the same tensors and a third time on new ones, so that neither
/// what it did to them nor anything that it kept can make a difference, and then on tensors that
/// require a gradient, with and without one in `grad`. A result requires a gradient only where an
/// argument does, or where the answer `hasParameters`.
///
/// ```swift
/// expectResult(
///   of: { affine($0[0], weight: $0[1], bias: $0[2]) },
///   on: ["x": x, "weight": weight, "bias": bias], equals: expected)
/// ```
///
/// - Parameters:
///   - answer: calls the answer with tensors in the order of `inputs`.
///   - inputs: the tensors by name; the calls get copies, laid out in memory as they are.
///   - others: what else the answer is called with, for the message.
///   - hasParameters: whether results require a gradient whatever the arguments do.
///   - what: what is special about the case, for the message.
///   - mistakes: what the usual mistakes lead to, by words that follow "when".
/// - Returns: whether everything was as expected.
@discardableResult
public func expectResult(
  of answer: ([Tensor]) throws -> Tensor, on inputs: KeyValuePairs<String, Tensor>,
  and others: KeyValuePairs<String, Any> = [:], equals expected: Tensor,
  tolerance: Tolerance? = nil, hasParameters: Bool = false, _ what: String = "",
  recognising mistakes: KeyValuePairs<String, Tensor> = [:],
  file: StaticString = #filePath, line: UInt = #line
) rethrows -> Bool {
  let shown = ShownInputs(inputs, others)
  shown.announce()
  func makeArguments() -> [Argument] { inputs.map { Argument($0.key, like: $0.value) } }
  func fails(_ lead: String, _ text: String) -> Bool {
    shown.fail(titled(what, titled(lead, text)), file: file, line: line)
    return false
  }
  func problem(_ result: Tensor) -> String? {
    Difference(
      result, expected, tolerance, from: shown.pairs,
      mistakes: mistakes.map { ($0.key, $0.value) })?.lines.joined(separator: "\n")
  }
  let arguments = makeArguments()
  let first = try answer(arguments.map(\.tensor))
  if let problem = problem(first) { return fails("", problem) }
  if first.requiresGrad, !hasParameters {
    return fails("", "the result requires a gradient, though no argument does")
  }
  if let change = arguments.lazy.compactMap(\.change).first { return fails("", change) }

  let again = try answer(arguments.map(\.tensor))
  if let problem = problem(again) {
    return fails("called a second time, on the same tensors", problem)
  }
  if let change = arguments.lazy.compactMap(\.change).first {
    return fails("called a second time", change)
  }
  if let problem = problem(try answer(makeArguments().map(\.tensor))) {
    return fails("called again, on new tensors of the same numbers", problem)
  }
  if let problem = problem(first) {
    return fails("the result of the first call, after others", problem)
  }
  shown.announce(leaves: inputs.indices.filter { inputs[$0].value.dtype.isFloatingPoint })
  for holdsGradient in [false, true] {
    let leaves = inputs.map {
      Argument($0.key, like: $0.value, isLeaf: true, holdsGradient: holdsGradient)
    }
    let lead = "called on tensors that require a gradient"
    if let problem = problem(try answer(leaves.map(\.tensor)).detach()) {
      return fails(lead, problem)
    }
    if let change = leaves.lazy.compactMap(\.change).first { return fails(lead, change) }
  }
  return true
}

/// Fails unless calls of the answer give what a definition gives; see the form with `equals`.
///
/// - Parameter definition: the result, computed from the inputs in their order.
@discardableResult
public func expectResult(
  of answer: ([Tensor]) throws -> Tensor, on inputs: KeyValuePairs<String, Tensor>,
  and others: KeyValuePairs<String, Any> = [:], is definition: ([Tensor]) -> Tensor,
  tolerance: Tolerance? = nil, _ what: String = "",
  file: StaticString = #filePath, line: UInt = #line
) rethrows -> Bool {
  try expectResult(
    of: answer, on: inputs, and: others,
    equals: definition(inputs.map { $0.value.detach().clone() }), tolerance: tolerance, what,
    file: file, line: line)
}
