/// Compares the second derivative of `function` with central differences of its first derivative.
/// `torch.autograd.gradgradcheck`.
///
/// The derivative is taken with respect to the inputs and to the gradient of the result, as in a
/// second backward pass.
///
/// - Parameters:
///   - inputs: float64 tensors; every element of each is varied. In the check's result, the index
///     after the last input refers to the gradient of the function's result.
///   - step: the distance that an element is moved to either side.
///   - absoluteTolerance: the largest accepted difference between two derivatives, whatever their
///     size.
///   - relativeTolerance: the largest accepted difference relative to their size.
///   - function: must be deterministic and return a float64 tensor.
/// - Complexity: two calls of `function`, each with a backward pass, for each element of the inputs
///   and of the result.
public func gradGradCheck(
  _ inputs: [Tensor], step: Double = 1e-6, absoluteTolerance: Double = 1e-5,
  relativeTolerance: Double = 1e-3, _ function: ([Tensor]) -> Tensor
) -> GradientCheckResult {
  let shape = withoutGradients { function(inputs.map { $0.detach().clone() }) }.shape
  var generator = Generator(seed: 8)
  let weights = Tensor.uniform(
    shape, 0.5..<1.5, dtype: .float64, device: inputs.first?.device ?? .cpu, using: &generator)
  return gradCheck(
    inputs + [weights], step: step, absoluteTolerance: absoluteTolerance,
    relativeTolerance: relativeTolerance
  ) { all in
    withGradients {
      let leaves = all.dropLast().map { $0.requiresGrad ? $0 : $0.detach().requiringGradient() }
      let output = function(leaves)
      guard output.requiresGrad else {
        return Tensor.zeros([1], dtype: .float64, on: all.last!.home)
      }
      let found = grad(
        of: output, withRespectTo: leaves, gradient: all.last!, createGraph: true)
      return .cat(
        zip(leaves, found).map { ($1 ?? Tensor.zeros(like: $0)).flatten() })
    }
  }
}
