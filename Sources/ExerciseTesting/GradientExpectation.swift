import Kindling
import XCTest

/// Fails unless the gradients that flow through an answer are those of a reference, to more digits
/// than differences of its values give.
///
/// The result is compared first, for gradients of another function are of no worth. Then the
/// gradients are asked for with random gradients of the result, for all inputs together, for each
/// by itself and for all but one, twice on the same tensors, and for inputs that were computed. The
/// inputs' numbers, `requiresGrad` and `grad` must come out as they were.
///
/// - Parameters:
///   - answer: calls the answer with tensors in the order of `inputs`.
///   - inputs: the tensors that a gradient is asked for, by name.
///   - others: what else the answer is called with, for the message.
///   - reference: the same function, made of the library's operations.
///   - tolerance: for gradients; by itself a few units in the last place.
///   - valueTolerance: for the result.
@discardableResult
public func expectGradients(
  through answer: ([Tensor]) -> Tensor, at inputs: KeyValuePairs<String, Tensor>,
  and others: KeyValuePairs<String, Any> = [:], as reference: ([Tensor]) -> Tensor,
  tolerance: Tolerance? = nil, valueTolerance: Tolerance? = nil, _ what: String = "",
  file: StaticString = #filePath, line: UInt = #line
) -> Bool {
  let right = inputs.map { $0.value.detach().clone().requiringGradient() }
  let expected = reference(right)
  return expectGradients(
    through: answer, at: inputs, and: others, value: expected.detach(),
    are: { cotangent in
      zip(right, grad(of: expected, withRespectTo: right, gradient: cotangent, retainGraph: true))
        .map { $1 ?? Tensor.zeros(like: $0.detach()) }
    }, tolerance: tolerance, valueTolerance: valueTolerance, what, file: file, line: line)
}

/// Fails unless the gradients that flow through an answer are those of a closed form; see the form
/// with a reference.
///
/// - Parameters:
///   - value: the right result.
///   - slopes: the right gradients, in the order of `inputs`, from the gradient of the result.
@discardableResult
public func expectGradients(
  through answer: ([Tensor]) -> Tensor, at inputs: KeyValuePairs<String, Tensor>,
  and others: KeyValuePairs<String, Any> = [:], value: Tensor,
  are slopes: (_ cotangent: Tensor) -> [Tensor], tolerance: Tolerance? = nil,
  valueTolerance: Tolerance? = nil, _ what: String = "",
  file: StaticString = #filePath, line: UInt = #line
) -> Bool {
  let shown = ShownInputs(inputs, others)
  var sets = [Array(inputs.indices)]
  if inputs.count > 1 { sets += inputs.indices.map { [$0] } }
  if inputs.count > 2 { sets += inputs.indices.map { one in inputs.indices.filter { $0 != one } } }
  return withoutActuallyEscaping(answer) { answer in
    let check = GradientCheck(
      answer: answer, inputs: inputs.map { ($0.key, $0.value) }, value: value,
      valueTolerance: valueTolerance,
      tolerance: tolerance ?? .gradient(value.dtype))
    for (round, leaves) in (sets + [sets[0]]).enumerated() {
      shown.announce(leaves: leaves)
      let cotangent = Cotangents.next(like: value, alternating: round.isMultiple(of: 2))
      let areComputed = round == sets.count
      if let problem = check.problem(
        leaves, areComputed: areComputed, cotangent, slopes(cotangent))
      {
        shown.fail(titled(what, problem), file: file, line: line)
        return false
      }
    }
    return true
  }
}

/// Fails unless a derivative written by hand agrees with finite differences of `function`.
public func expectDerivative(
  for inputs: KeyValuePairs<String, Tensor>, of function: ([Tensor]) -> Tensor,
  file: StaticString = #filePath, line: UInt = #line,
  is derivative: (_ inputs: [Tensor], _ gradient: Tensor) -> [Tensor]
) {
  let shown = ShownInputs(inputs)
  shown.announce()
  let result = gradCheck(inputs.map(\.value), function, derivative: derivative)
  if result.passed { return }
  var text = result.problem.map { "gradient check: \($0)" } ?? ""
  if let worst = result.worst {
    let (numeric, analytic) = shortPair(worst.numeric, worst.analytic)
    text =
      "gradient check: the gradient for \(inputs[worst.input].key) is wrong at element "
      + "\(worst.position):\nfinite differences give \(numeric), yours is \(analytic)"
    if let diagnosis = result.diagnosis { text += "\n" + diagnosis }
  }
  shown.fail(text, file: file, line: line)
}

/// Fails unless the gradients that flow through an answer's model reach each of its parameters and
/// are those of a reference.
///
/// - Parameters:
///   - model: the answer's.
///   - names: those of its parameters, in the order of `parameters()`.
///   - gradient: that of the result, of the result's shape.
///   - reference: the same model, made of the library's operations, from float64 parameters.
public func expectParameterGradients(
  of model: Module, _ names: [String], on input: Tensor, gradient: Tensor,
  as reference: (_ parameters: [Tensor]) -> Tensor,
  file: StaticString = #filePath, line: UInt = #line
) {
  let inputs: KeyValuePairs<String, Any> = ["input": input, "gradient of the result": gradient]
  let leaves = model.parameters().map { $0.detach().clone().to(.float64).requiringGradient() }
  announce(inputs)
  let result = model(input)
  guard result.shape == gradient.shape, result.requiresGrad else {
    let got = result.requiresGrad ? "shape \(result.shape)" : "no gradient function"
    return expect(
      false, "expected a result of shape \(gradient.shape) with a gradient function, got \(got)",
      for: inputs, file: file, line: line)
  }
  result.backward(gradient: gradient)
  reference(leaves).backward(gradient: gradient.to(.float64))
  for (name, (parameter, leaf)) in zip(names, zip(model.parameters(), leaves)) {
    let isRight = expectGradient(
      parameter.grad, of: name, is: leaf.grad!.to(parameter.dtype),
      tolerance: .rounding(near: gradient * 8), for: inputs, after: "backward()", file: file,
      line: line)
    if !isRight { return }
  }
}

/// Fails unless there is a gradient, and it is the expected one.
///
/// - Parameters:
///   - name: what it is the gradient of.
///   - when: what should have made it.
/// - Returns: whether it is.
@discardableResult
public func expectGradient(
  _ gradient: Tensor?, of name: String, is expected: Tensor, tolerance: Tolerance? = nil,
  for inputs: KeyValuePairs<String, Any>, after when: String,
  file: StaticString = #filePath, line: UInt = #line
) -> Bool {
  guard let gradient else {
    expect(
      false, "the gradient of \(name) is nil after \(when)", for: inputs, file: file, line: line)
    return false
  }
  return expectClose(
    gradient, expected, tolerance: tolerance, for: inputs, "the gradient of \(name) after \(when)",
    file: file, line: line)
}

/// One comparison of the gradients through an answer with the right ones.
private struct GradientCheck {
  let answer: ([Tensor]) -> Tensor
  let inputs: [(name: String, tensor: Tensor)]
  let value: Tensor
  let valueTolerance: Tolerance?
  let tolerance: Tolerance

  /// What is wrong when the inputs at `leaves` require a gradient; nil when nothing is.
  ///
  /// - Parameter areComputed: whether the answer is given results of the leaves, as a layer is given
  ///   those of the layer before it.
  func problem(
    _ leaves: [Int], areComputed: Bool, _ cotangent: Tensor, _ expected: [Tensor]
  ) -> String? {
    let arguments = inputs.enumerated().map { index, input in
      Argument(input.name, like: input.tensor, isLeaf: leaves.contains(index))
    }
    let tensors = arguments.map(\.tensor)
    let names = leaves.map { inputs[$0].name }.joined(separator: ", ")
    let given = areComputed ? tensors.map(\.computedAlike) : tensors
    let calls =
      areComputed
      ? ["called with tensors that were computed"]
      : ["", "called a second time, on the same tensors"]
    for call in calls {
      let result = answer(given)
      if let difference = Difference(
        result.detach(), value, valueTolerance, from: inputs.map { ($0.name, $0.tensor) })
      {
        return titled(call, difference.lines.joined(separator: "\n"))
      }
      guard result.requiresGrad else {
        return titled(
          areComputed ? call : "",
          "the result is cut off from \(names): it requires no gradient, though "
            + (leaves.count == 1 ? "\(names) does" : "they do"))
      }
      let found = grad(of: result, withRespectTo: leaves.map { tensors[$0] }, gradient: cotangent)
      for (index, gradient) in zip(leaves, found) {
        if let problem = self.problem(gradient, expected[index], of: index, cotangent) {
          return titled(call, problem)
        }
      }
      if let change = arguments.lazy.compactMap(\.change).first { return change }
    }
    return nil
  }

  private func problem(
    _ gradient: Tensor?, _ expected: Tensor, of index: Int, _ cotangent: Tensor
  ) -> String? {
    let name = inputs[index].name
    let found = gradient ?? Tensor.zeros(like: expected)
    guard
      let difference = Difference(
        found, expected, tolerance, from: [(name, inputs[index].tensor)])
    else { return nil }
    var lines = difference.lines
    lines[0] = "the gradient for \(name): " + lines[0]
    if let diagnosis { lines.insert(diagnosis, at: 1) }
    if value.elementCount > 1 {
      lines.append("when the gradient of the result is \(literal(cotangent))")
    }
    return lines.joined(separator: "\n")
  }

  /// The usual mistake that explains the gradients, where finite differences tell.
  private var diagnosis: String? {
    let tensors = inputs.map(\.tensor)
    guard tensors.allSatisfy({ $0.dtype == .float64 && $0.elementCount > 0 }) else { return nil }
    let result = gradCheck(tensors, answer)
    if !result.passed { return result.diagnosis }
    return
      "It is close to the right one, but not to the last digits, as a difference of two values "
      + "is; the rule of the derivative is exact."
  }
}

extension Tensor {
  /// The same elements, as a view that was computed from this tensor.
  fileprivate var computedAlike: Tensor { unsqueeze(rank).select(rank, 0) }
}

/// The random gradients of results that gradients are asked for with.
enum Cotangents {
  /// Starts from the test's seed, set up with it.
  nonisolated(unsafe) static var random = RandomInputs(seed: 1)

  /// Numbers from 0.5 to 2, of either sign when they alternate, of the dtype and shape of a result.
  static func next(like value: Tensor, alternating: Bool) -> Tensor {
    let numbers = (0..<value.elementCount).map { _ in
      unsafe random.number(in: 0.5...2) * (alternating && random.integer(in: 0...1) == 0 ? -1 : 1)
    }
    return Tensor(numbers, dtype: value.dtype).view(value.shape)
  }
}
