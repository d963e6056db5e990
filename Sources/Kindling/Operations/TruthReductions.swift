/// Counting what is not 0.
extension Tensor {
  /// Whether no element is false or 0. `torch.all`.
  public func all() -> Bool { bools().allSatisfy { $0 } }

  /// Whether some element is true or not 0. `torch.any`.
  public func any() -> Bool { bools().contains(true) }

  /// Where no element along `dim` is false or 0; true along an empty dimension. `torch.all`.
  public func all(dim: Int, keepDim: Bool = false) -> Tensor {
    (logicalNot().counted([dim], keepDim: keepDim, "all") .== 0).to(truth)
  }

  /// Where some element along `dim` is true or not 0; false along an empty dimension.
  /// `torch.any`.
  public func any(dim: Int, keepDim: Bool = false) -> Tensor {
    (counted([dim], keepDim: keepDim, "any") .> 0).to(truth)
  }

  /// The number of elements that are not 0, as int64 of rank 0. `torch.count_nonzero`.
  public func countNonzero() -> Tensor { counted([], keepDim: false, "countNonzero") }

  /// The number of elements along `dim` that are not 0, as int64. `torch.count_nonzero`.
  public func countNonzero(dim: Int) -> Tensor { counted([dim], keepDim: false, "countNonzero") }

  /// The dtype of truth about this tensor: bool, but uint8 of uint8, as in PyTorch.
  private var truth: DType { dtype == .uint8 ? .uint8 : .bool }

  private func counted(_ dims: [Int], keepDim: Bool, _ operation: String) -> Tensor {
    let dims = ReducedDims(dims, of: shape, operation)
    return sumKernel(cast(self, to: .bool), dims, keepDim: keepDim)
  }
}
