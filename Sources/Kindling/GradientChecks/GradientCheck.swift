/// The result of a gradient check.
public struct GradientCheckResult: CustomStringConvertible {
  /// The worst element: where it is, and the two values that should agree.
  public struct Mismatch {
    /// The index of the input that the gradient belongs to.
    public let input: Int
    /// The element's index in each dimension.
    public let position: [Int]
    /// The derivative under test, and the central difference.
    public let analytic: Double, numeric: Double
  }

  /// The element with the largest error, or nil if every element is within tolerance.
  public let worst: Mismatch?
  /// A common mistake that explains the numbers, if there is one.
  public let diagnosis: String?
  /// A problem that makes the check itself impossible, such as a function that is not
  /// deterministic.
  public let problem: String?

  /// Whether every element agreed.
  public var passed: Bool { worst == nil && problem == nil }

  public var description: String {
    let reason = diagnosis.map { "\n\($0)" } ?? ""
    if let problem { return "gradient check: \(problem)" + reason }
    guard let worst else { return "gradient check: every element agrees" }
    return
      "gradient check: element \(worst.position) of input \(worst.input) is \(worst.analytic), "
      + "finite differences give \(worst.numeric)" + reason
  }
}

/// Compares the recorded derivative of `function` with central differences, element by element.
/// `torch.autograd.gradcheck`.
///
/// This compares (f(x + h) - f(x - h)) / 2h with h = `step`, whose error is of order h^2, with the
/// gradient of the sum of f(x) weighted by fixed random numbers.
///
/// - Parameters:
///   - inputs: float64 tensors; every element of each is varied.
///   - step: h; 1e-6 suits float64.
///   - absoluteTolerance: the largest accepted difference between two derivatives, whatever their
///     size.
///   - relativeTolerance: the largest accepted difference relative to their size.
///   - function: must be deterministic and return a float64 tensor. Avoid kinks, such as 0 for
///     relu, where the derivative does not exist.
/// - Complexity: two calls of `function` for each element of the inputs.
public func gradCheck(
  _ inputs: [Tensor], step: Double = 1e-6, absoluteTolerance: Double = 1e-5,
  relativeTolerance: Double = 1e-3, _ function: ([Tensor]) -> Tensor
) -> GradientCheckResult {
  gradCheck(
    inputs, step: step, absoluteTolerance: absoluteTolerance,
    relativeTolerance: relativeTolerance, function
  ) { inputs, gradient in
    let leaves = inputs.map { copyKernel($0).requiringGradient() }
    let output = function(leaves)
    guard output.requiresGrad else { return leaves.map { Tensor.zeros(like: $0) } }
    return zip(leaves, grad(of: output, withRespectTo: leaves, gradient: gradient))
      .map { leaf, found in found ?? Tensor.zeros(like: leaf) }
  }
}

/// Compares a derivative written by hand with central differences of `function`.
///
/// - Parameters:
///   - inputs: float64 tensors; every element of each is varied.
///   - step: the distance that an element is moved to either side.
///   - absoluteTolerance: the largest accepted difference between two derivatives, whatever their
///     size.
///   - relativeTolerance: the largest accepted difference relative to their size.
///   - function: must be deterministic and return a float64 tensor.
///   - derivative: computes the gradients of the inputs from the inputs and the gradient of the
///     result.
public func gradCheck(
  _ inputs: [Tensor], step: Double = 1e-6, absoluteTolerance: Double = 1e-5,
  relativeTolerance: Double = 1e-3, _ function: ([Tensor]) -> Tensor,
  derivative: (_ inputs: [Tensor], _ gradient: Tensor) -> [Tensor]
) -> GradientCheckResult {
  for (index, input) in inputs.enumerated() {
    check(
      input.dtype == .float64, "gradCheck",
      "input \(index) is \(input.dtype); finite differences need float64")
  }
  let fixed = inputs.map { copyKernel($0) }
  let output = function(fixed).detach()
  let again = withoutGradients { function(fixed) }
  func found(problem: String, _ diagnosis: String? = nil) -> GradientCheckResult {
    GradientCheckResult(worst: nil, diagnosis: diagnosis, problem: problem)
  }
  guard output.equals(again) || output.doubles().contains(where: \.isNaN) else {
    return found(problem: "the function gives another result for the same input")
  }
  guard output.dtype == .float64 else {
    return found(problem: "the function returned \(output.dtype) for float64 inputs")
  }
  var generator = Generator(seed: 7)
  let weights = Tensor.uniform(output.shape, 0.5..<1.5, dtype: .float64, using: &generator)
  let analytic = derivative(fixed, weights)
  check(
    analytic.count == fixed.count, "gradCheck",
    "the derivative gave \(analytic.count) gradients for \(fixed.count) inputs")
  let numeric = fixed.map { centralDifferences($0, step) { (function(fixed) * weights).sum() } }
  let comparison = GradientComparison(analytic, numeric, absoluteTolerance, relativeTolerance)
  for (index, pair) in zip(fixed, analytic).enumerated() where pair.0.shape != pair.1.shape {
    return found(
      problem: "the gradient of input \(index) has shape \(pair.1.shape), "
        + "the input has shape \(pair.0.shape)", comparison.diagnosisOfShape(input: index))
  }
  return comparison.result
}

/// Returns the central difference of `loss` for each element of `input`, which is changed and
/// restored.
private func centralDifferences(
  _ input: Tensor, _ step: Double, _ loss: () -> Tensor
) -> Tensor {
  withoutGradients {
    let result = Tensor.zeros(like: input)
    let (flat, slopes) = (input.view(-1), result.view(-1))
    for index in 0..<flat.elementCount {
      let before = flat[index].item()
      flat[index].fill(before + step)
      let above = loss().item()
      flat[index].fill(before - step)
      let below = loss().item()
      flat[index].fill(before)
      slopes[index].fill((above - below) / (2 * step))
    }
    return result
  }
}
