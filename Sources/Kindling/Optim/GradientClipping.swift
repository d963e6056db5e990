/// Scales the gradients of all parameters together so that their norm is at most `maximum`.
/// `torch.nn.utils.clip_grad_norm_`.
///
/// - Parameters:
///   - parameters: the tensors whose gradients are scaled in place; tensors without a gradient are
///     skipped.
///   - maximum: the largest norm allowed.
///   - p: the kind of norm: 2 for the Euclidean norm, 1 for the sum of magnitudes, infinity for the
///     largest magnitude.
/// - Returns: the norm before clipping, over all elements of all gradients as one vector.
///
/// Traps with `clipGradientNorm: a maximum of -1.0 is negative`.
@discardableResult
public func clipGradientNorm(
  _ parameters: [Tensor], maximum: Double, p: Double = 2
) -> Double {
  check(maximum >= 0, "clipGradientNorm", "a maximum of \(maximum) is negative")
  check(p > 0, "clipGradientNorm", "there is no norm for p = \(p)")
  return withoutGradients {
    let gradients = parameters.compactMap(\.grad).filter { $0.elementCount > 0 }
    guard !gradients.isEmpty else { return 0 }
    let norm = Tensor.stack(gradients.map { $0.norm(p) }).norm(p).item()
    // The bound on the factor leaves small gradients unchanged; 1e-6 is PyTorch's guard against 0.
    let factor = min(maximum / (norm + 1e-6), 1)
    if factor < 1 || norm.isNaN {
      for gradient in gradients { gradient *= factor }
    }
    return norm
  }
}

/// Clamps every element of every gradient to -maximum...maximum. `torch.nn.utils.clip_grad_value_`.
///
/// Traps with `clipGradientValues: a maximum of -1.0 is negative`.
public func clipGradientValues(_ parameters: [Tensor], maximum: Double) {
  check(maximum >= 0, "clipGradientValues", "a maximum of \(maximum) is negative")
  withoutGradients {
    for gradient in parameters.compactMap(\.grad) {
      gradient.copy(from: gradient.clamp(min: -maximum, max: maximum))
    }
  }
}
