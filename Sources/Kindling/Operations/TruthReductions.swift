/// Testing for and counting nonzero elements.
extension Tensor {
  /// Whether all elements are true or nonzero. `torch.all`.
  public func all() -> Bool { bools().allSatisfy { $0 } }

  /// Whether any element is true or nonzero. `torch.any`.
  public func any() -> Bool { bools().contains(true) }

  /// Whether all elements along `dim` are true or nonzero; true along an empty dimension.
  /// `torch.all`.
  public func all(dim: Int, keepDim: Bool = false) -> Tensor {
    (logicalNot().counted([dim], keepDim: keepDim, "all") .== 0).to(truth)
  }

  /// Whether any element along `dim` is true or nonzero; false along an empty dimension.
  /// `torch.any`.
  public func any(dim: Int, keepDim: Bool = false) -> Tensor {
    (counted([dim], keepDim: keepDim, "any") .> 0).to(truth)
  }

  /// The number of nonzero elements, as int64 of rank 0. `torch.count_nonzero`.
  public func countNonzero() -> Tensor { counted([], keepDim: false, "countNonzero") }

  /// The number of nonzero elements along `dim`, as int64. `torch.count_nonzero`.
  public func countNonzero(dim: Int) -> Tensor { counted([dim], keepDim: false, "countNonzero") }

  /// The dtype of truth values for this tensor: bool, but uint8 for uint8, as in PyTorch.
  private var truth: DType { dtype == .uint8 ? .uint8 : .bool }

  private func counted(_ dims: [Int], keepDim: Bool, _ operation: String) -> Tensor {
    let dims = ReducedDims(dims, of: shape, operation)
    return sumKernel(cast(self, to: .bool), dims, keepDim: keepDim)
  }
}
