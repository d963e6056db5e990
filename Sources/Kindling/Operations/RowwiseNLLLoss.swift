/// The negative log likelihood in the form most common in training: the rows of a matrix, all
/// weighted equally. One pass over the targets; nil for anything else, including a mistake by the
/// caller, which the general implementation then handles.
func rowwiseNLLLoss(
  _ logProbabilities: Tensor, _ targets: Tensor, ignoreIndex: Int, _ reduction: Reduction
) -> Tensor? {
  guard reduction != .none, !logProbabilities.isOnDevice, !targets.isOnDevice,
    logProbabilities.rank == 2,
    logProbabilities.isContiguous,
    logProbabilities.dtype.isFloatingPoint, targets.dtype == .int64, targets.rank == 1,
    targets.isContiguous, targets.elementCount == logProbabilities.shape.sizes[0],
    targets.elementCount > 0
  else { return nil }
  let classes = logProbabilities.shape.sizes[1]
  let chosen = targets.pointer(Int64.self)
  for row in 0..<targets.elementCount {
    let target = Int(chosen[row])
    if target < 0 || target >= classes || target == ignoreIndex { return nil }
  }
  let divisor = reduction.divisor(for: targets.shape)
  let result = Tensor(uninitialized: .scalar, logProbabilities.dtype)
  logProbabilities.dtype.visitFloating(
    ChosenSum(logProbabilities, at: targets, divisor: divisor, into: result), "nllLoss")
  let shape = logProbabilities.shape
  return result.recording("NllLossBackward0", logProbabilities, saving: .tensor(targets)) {
    let (spread, targets) = (Tensor.zeros(shape, dtype: $1.dtype, on: nil), $0.kept)
    if gradientsEnabled {
      let share = ($1 / -divisor).expand(targets.shape).unsqueeze(1)
      return spread.scatterAdd(dim: 1, targets.unsqueeze(1), share)
    }
    $1.dtype.visitFloating(
      ChosenSpread($1, at: targets, divisor: divisor, into: spread), "nllLoss")
    return spread
  }
}
