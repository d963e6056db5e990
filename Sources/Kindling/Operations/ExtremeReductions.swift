/// The largest and smallest elements. NaN counts as both.
///
/// Traps with `max: a tensor of shape [0] has no elements`, and along a dimension with
/// `max: dim 0 of shape [0, 3] is empty and has no extreme`.
extension Tensor {
  /// The largest element, of rank 0. Derivative: shared evenly by the elements that equal it.
  /// `torch.max`.
  public func max() -> Tensor { extreme(over: [], keepDim: false, .max, "MaxBackward1") }

  /// The smallest element, of rank 0. Derivative: shared evenly by the elements that equal it.
  /// `torch.min`.
  public func min() -> Tensor { extreme(over: [], keepDim: false, .min, "MinBackward1") }

  /// The largest elements along `dim` and their indices; of equal elements the first, which alone
  /// receives the gradient. `torch.max(dim=)`.
  public func max(dim: Int, keepDim: Bool = false) -> (values: Tensor, indices: Tensor) {
    located(dim, keepDim: keepDim, .max, "MaxBackward0")
  }

  /// The smallest elements along `dim` and their indices; of equal elements the first, which alone
  /// receives the gradient. `torch.min(dim=)`.
  public func min(dim: Int, keepDim: Bool = false) -> (values: Tensor, indices: Tensor) {
    located(dim, keepDim: keepDim, .min, "MinBackward0")
  }

  /// The largest elements along several dimensions, or along all if none are given. Derivative:
  /// shared evenly by the elements that equal it. `torch.amax`.
  public func amax(dims: [Int] = [], keepDim: Bool = false) -> Tensor {
    extreme(over: dims, keepDim: keepDim, .amax, "AmaxBackward0")
  }

  /// The smallest elements along several dimensions, or along all if none are given. Derivative:
  /// shared evenly by the elements that equal it. `torch.amin`.
  public func amin(dims: [Int] = [], keepDim: Bool = false) -> Tensor {
    extreme(over: dims, keepDim: keepDim, .amin, "AminBackward0")
  }

  /// The row-major index of the largest element; the first if several are equal. `torch.argmax`.
  public func argmax() -> Tensor { detach().flatten().position(dim: 0, keepDim: false, .argmax) }

  /// The index of the largest element along `dim`; the first if several are equal. `torch.argmax`.
  public func argmax(dim: Int, keepDim: Bool = false) -> Tensor {
    position(dim: dim, keepDim: keepDim, .argmax)
  }

  /// The row-major index of the smallest element; the first if several are equal. `torch.argmin`.
  public func argmin() -> Tensor { detach().flatten().position(dim: 0, keepDim: false, .argmin) }

  /// The index of the smallest element along `dim`; the first if several are equal. `torch.argmin`.
  public func argmin(dim: Int, keepDim: Bool = false) -> Tensor {
    position(dim: dim, keepDim: keepDim, .argmin)
  }

  /// The operations of this file; the case name appears in messages.
  private enum Extreme: String {
    case max, min, amax, amin, argmax, argmin
    var isLargest: Bool { self == .max || self == .amax || self == .argmax }
  }

  private func extreme(
    over dims: [Int], keepDim: Bool, _ kind: Extreme, _ name: String
  ) -> Tensor {
    let dims = ReducedDims(dims, of: shape, kind.rawValue)
    check(dims.count > 0, kind.rawValue, "a tensor of shape \(shape) has no elements to compare")
    // Reduced dimensions are moved last and merged, so that each slice is one search.
    let (outer, inner) = (
      shape.indices.filter { !dims.reduced[$0] }, shape.indices.filter { dims.reduced[$0] }
    )
    let values = withoutGradients {
      let slices = permute(outer + inner).reshape(Shape(Array(dims.left) + [dims.count]))
      let indices = argExtremeKernel(slices, dim: outer.count, largest: kind.isLargest)
      return gatherKernel(slices, indices, dim: outer.count)
    }
    let best = copyKernel(dims.shaped(values, keepDim: true))
    // As in PyTorch, where NaN wins, the whole gradient of amax and amin is NaN.
    let sharesNaN = kind == .max || kind == .min
    return dims.shaped(values, keepDim: keepDim)
      .recording(name, [self], saving: [self, best]) {
        let (x, best) = ($0.saved(0), $0.saved(1))
        let winners = sharesNaN ? (x .== best) | x.isNaN() : x .== best
        let share = $1.view(dims.kept) / winners.sum(dims: inner, keepDim: true).to($1.dtype)
        if sharesNaN { return [.where(winners, share, 0)] }
        let nothing = Tensor.where(best.isNaN(), Double.nan, Tensor.zeros(like: best))
        return [.where(winners, share, nothing)]
      }
  }

  private func located(
    _ dim: Int, keepDim: Bool, _ kind: Extreme, _ name: String
  ) -> (values: Tensor, indices: Tensor) {
    let at = shape.dimension(dim, kind.rawValue)
    let indices = position(dim: at, keepDim: true, kind)
    let (values, before) = (gatherKernel(self, indices, dim: at), shape)
    let dims = ReducedDims([at], of: shape, kind.rawValue)
    let result = dims.shaped(values, keepDim: keepDim)
      .recording(name, self, saving: .tensor(indices)) {
        Tensor.zeros(before, dtype: $1.dtype, on: $1.home)
          .scatterAdd(dim: at, $0.kept, $1.view(dims.kept))
      }
    return (result, dims.shaped(indices, keepDim: keepDim))
  }

  private func position(dim: Int, keepDim: Bool, _ kind: Extreme) -> Tensor {
    let at = shape.dimension(dim, kind.rawValue)
    check(
      rank == 0 || shape[at] > 0, kind.rawValue,
      "dim \(dim) of shape \(shape) is empty and has no extreme")
    let indices = argExtremeKernel(self, dim: at, largest: kind.isLargest)
    return keepDim || rank == 0 ? indices : indices.squeeze(at)
  }
}
