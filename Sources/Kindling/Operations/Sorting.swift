/// Sorting along a dimension. NaN counts as the largest; equal elements keep their order.
extension Tensor {
  /// The elements sorted along `dim`, and the index that each came from. `torch.sort(stable=True)`.
  ///
  /// Derivative: each gradient goes back to where its element came from.
  ///
  /// - Complexity: O(n log n) for a slice of n elements; on a device O(n^2), side by side.
  public func sort(
    dim: Int = -1, descending: Bool = false
  ) -> (values: Tensor, indices: Tensor) {
    let indices = argsort(dim: dim, descending: descending)
    return (sorted(by: indices, dim: shape.dimension(dim, "sort"), "SortBackward0"), indices)
  }

  /// The indices that sort the elements along `dim`, as int64. `torch.argsort(stable=True)`.
  ///
  /// - Complexity: as that of ``sort(dim:descending:)``.
  public func argsort(dim: Int = -1, descending: Bool = false) -> Tensor {
    sortOrderKernel(self, dim: shape.dimension(dim, "sort"), descending: descending)
  }

  /// The `count` largest elements along `dim`, largest first, and their indices; the smallest if
  /// `largest` is false. `torch.topk`.
  ///
  /// Traps with `topk: 5 elements asked for, dim 1 of shape [2, 3] has 3`.
  ///
  /// - Complexity: O(n + count log count) for a slice of n elements, on average; on a device
  ///   O(n^2), side by side.
  public func topk(
    _ count: Int, dim: Int = -1, largest: Bool = true
  ) -> (values: Tensor, indices: Tensor) {
    let at = shape.dimension(dim, "topk")
    let size = rank == 0 ? 1 : shape[at]
    check(
      count >= 0 && count <= size, "topk",
      "\(count) elements asked for, dim \(at) of shape \(shape) has \(size)")
    let indices = sortOrderKernel(self, dim: at, descending: largest, count: count)
    return (sorted(by: indices, dim: at, "TopkBackward0"), indices)
  }

  private func sorted(by indices: Tensor, dim: Int, _ name: String) -> Tensor {
    let before = shape
    return gatherKernel(self, indices, dim: dim).recording(name, self, saving: .tensor(indices)) {
      Tensor.zeros(before, dtype: $1.dtype, on: $1.home).scatterAdd(dim: dim, $0.kept, $1)
    }
  }
}
