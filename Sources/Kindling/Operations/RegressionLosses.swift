/// Losses that compare numbers element by element. The input and the target must have the same
/// shape: a target `[N]` against an input `[N, 1]` would broadcast to N x N pairs.
///
/// Traps with `mseLoss: an input of shape [3, 1] and a target of shape [3] differ`.

/// The squared difference: (x - y)^2. `torch.nn.functional.mse_loss`.
///
/// - Parameters:
///   - input: floating point, of any shape.
///   - target: the same shape as the input.
///   - reduction: how the losses are reduced; `.none` gives the shape of the input.
public func mseLoss(_ input: Tensor, _ target: Tensor, reduction: Reduction = .mean) -> Tensor {
  let (x, y) = pair(input, target, "mseLoss")
  if reduction != .none && x.isContiguous && y.isContiguous && !x.isOnDevice && !y.isOnDevice {
    return squaredDistance(x, y, divisor: reduction.divisor(for: x.shape))
  }
  return pairLoss("MseLossBackward0", x, y, reduction) {
    ($0 - $1).square()
  } slope: {
    2 * ($0 - $1)
  }
}

/// The sum of the squared differences over a divisor, in one forward and one backward pass.
private func squaredDistance(_ x: Tensor, _ y: Tensor, divisor: Double) -> Tensor {
  let result = Tensor(uninitialized: .scalar, x.dtype)
  x.dtype.visitFloating(SquaredDistance(x, y, divisor: divisor, into: result), "mseLoss")
  return result.recording(
    "MseLossBackward0", x, y, { distanceSlope($1, $0.left, $0.right, 2, divisor) },
    { distanceSlope($1, $0.left, $0.right, -2, divisor) })
}

/// The derivative of ``squaredDistance(_:_:divisor:)``: with respect to `x` for a factor of 2, to
/// `y` for -2.
private func distanceSlope(
  _ gradient: Tensor, _ x: Tensor, _ y: Tensor, _ factor: Double, _ divisor: Double
) -> Tensor {
  if gradientsEnabled { return gradient * (factor / divisor) * (x - y) }
  let result = Tensor(uninitialized: x.shape, x.dtype)
  x.dtype.visitFloating(
    SquaredDistanceSlope(x, y, factor: gradient.item() * factor / divisor, into: result),
    "mseLoss")
  return result
}

/// The absolute difference: |x - y|. `torch.nn.functional.l1_loss`.
///
/// - Parameters:
///   - input: floating point, of any shape.
///   - target: the same shape as the input.
///   - reduction: how the losses are reduced; `.none` gives the shape of the input.
public func l1Loss(_ input: Tensor, _ target: Tensor, reduction: Reduction = .mean) -> Tensor {
  let (x, y) = pair(input, target, "l1Loss")
  return reduction((x - y).abs())
}

/// Half the square of small differences, the absolute value of large ones: with d = |x - y|, d^2 /
/// (2 beta) below beta, else d - beta / 2. `torch.nn.functional.smooth_l1_loss`.
///
/// - Parameters:
///   - input: floating point, of any shape.
///   - target: the same shape as the input.
///   - beta: the difference at which the loss changes from quadratic to linear; 0 gives
///     ``l1Loss(_:_:reduction:)``.
///   - reduction: how the losses are reduced; `.none` gives the shape of the input.
///
/// Traps with `smoothL1Loss: beta of -1.0 is negative`.
public func smoothL1Loss(
  _ input: Tensor, _ target: Tensor, beta: Double = 1, reduction: Reduction = .mean
) -> Tensor {
  check(beta >= 0, "smoothL1Loss", "beta of \(beta) is negative")
  if beta == 0 { return l1Loss(input, target, reduction: reduction) }
  let (x, y) = pair(input, target, "smoothL1Loss")
  return pairLoss("SmoothL1LossBackward0", x, y, reduction) {
    let distance = ($0 - $1).abs()
    let bent = distance.clamp(max: beta)
    return bent * (distance - bent / 2) / beta
  } slope: {
    ($0 - $1).clamp(min: -beta, max: beta) / beta
  }
}

/// Like ``smoothL1Loss(_:_:beta:reduction:)`` times delta: with d = |x - y|, d^2 / 2 below delta,
/// else delta (d - delta / 2). `torch.nn.functional.huber_loss`.
///
/// - Parameters:
///   - input: floating point, of any shape.
///   - target: the same shape as the input.
///   - delta: the difference at which the loss changes from quadratic to linear.
///   - reduction: how the losses are reduced; `.none` gives the shape of the input.
///
/// Traps with `huberLoss: delta of 0.0 is not positive`.
public func huberLoss(
  _ input: Tensor, _ target: Tensor, delta: Double = 1, reduction: Reduction = .mean
) -> Tensor {
  check(delta > 0, "huberLoss", "delta of \(delta) is not positive")
  let (x, y) = pair(input, target, "huberLoss")
  return pairLoss("HuberLossBackward0", x, y, reduction) {
    let distance = ($0 - $1).abs()
    let bent = distance.clamp(max: delta)
    return bent * (distance - bent / 2)
  } slope: {
    ($0 - $1).clamp(min: -delta, max: delta)
  }
}

/// Both tensors in their common dtype. Traps if their shapes differ.
func pair(_ input: Tensor, _ target: Tensor, _ name: String) -> (Tensor, Tensor) {
  check(
    input.shape == target.shape, name,
    "an input of shape \(input.shape) and a target of shape \(target.shape) differ")
  let dtype = DType.promote(input.dtype, target.dtype)
  check(dtype.isFloatingPoint, name, "needs a floating-point input, not \(dtype)")
  return (input.to(dtype), target.to(dtype))
}

/// A loss of the differences, recorded as one operation.
///
/// - Parameter slope: the derivative of the loss with respect to the input; with respect to the
///   target it is the negative.
private func pairLoss(
  _ name: String, _ x: Tensor, _ y: Tensor, _ reduction: Reduction,
  value: (Tensor, Tensor) -> Tensor, slope: @escaping @Sendable (Tensor, Tensor) -> Tensor
) -> Tensor {
  let divisor = reduction.divisor(for: x.shape)
  return withoutGradients { reduction(value(x, y)) }.recording(
    name, x, y, { $1 / divisor * slope($0.left, $0.right) },
    { -($1 / divisor * slope($0.left, $0.right)) })
}
