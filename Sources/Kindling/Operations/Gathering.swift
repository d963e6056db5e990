extension Tensor {
  /// Elements picked along `dim` by an int64 tensor of the same rank: `result[i][j] =
  /// self[index[i][j]][j]` for dim 0. Derivative: scatter-add. `torch.gather`.
  ///
  /// Traps with `gather: index 7 is outside 0..<5 (position [1, 0])`.
  public func gather(dim: Int, _ index: Tensor) -> Tensor {
    let at = shape.dimension(dim, "gather")
    checkIndex(index, dim: at, "gather")
    let before = shape
    return gatherKernel(self, index, dim: at)
      .recording("GatherBackward0", self, saving: .tensor(index)) {
        Tensor.zeros(before, dtype: $1.dtype, on: $1.home).scatterAdd(dim: at, $0.kept, $1)
      }
  }

  /// A copy with the elements of `source` added at the positions in `index` along `dim`; repeated
  /// positions accumulate. Derivative: gather. `torch.scatter_add`.
  ///
  /// As for ``scatter(dim:_:_:)-(_,_,Tensor)``, `source` may be larger than `index`.
  public func scatterAdd(dim: Int, _ index: Tensor, _ source: Tensor) -> Tensor {
    let (at, source) = (shape.dimension(dim, "scatterAdd"), source.covered(by: index))
    return scattered(at, index, source, adds: true, "scatterAdd")
      .recording("ScatterAddBackward0", self, source, saving: .tensor(index), { $1 }) {
        $1.gather(dim: at, $0.kept)
      }
  }

  /// A copy with the elements of `source` written at the positions in `index` along `dim`:
  /// `result[index[i][j]][j] = source[i][j]` for dim 0. `torch.scatter`.
  ///
  /// What `source` has beyond the sizes of `index` is not used.
  ///
  /// Derivatives: 0 where something was put, and gather for the source; as in PyTorch, right only
  /// if no position is named twice. Traps with
  /// `scatter: index 7 is outside 0..<5 (position [1, 0])`.
  public func scatter(dim: Int, _ index: Tensor, _ source: Tensor) -> Tensor {
    let (at, source) = (shape.dimension(dim, "scatter"), source.covered(by: index))
    return scattered(at, index, source, adds: false, "scatter")
      .recording(
        "ScatterBackward0", self, source, saving: .tensor(index),
        { $1.scatter(dim: at, $0.kept, 0) }, { $1.gather(dim: at, $0.kept) })
  }

  /// A copy with `value` written at the positions in `index` along `dim`. `torch.scatter(value=)`.
  public func scatter(dim: Int, _ index: Tensor, _ value: some ScalarValue) -> Tensor {
    let at = shape.dimension(dim, "scatter")
    let number = scalarTensor(value.scalar.fitting(dtype, "scatter"), dtype, on: home)
    let source = number.expand(index.shape)
    return scattered(at, index, source, adds: false, "scatter")
      .recording("ScatterBackward1", self, saving: .tensor(index)) {
        $1.scatter(dim: at, $0.kept, 0)
      }
  }

  /// The part that an index of the same rank has elements for.
  private func covered(by index: Tensor) -> Tensor {
    guard rank == index.rank else { return self }
    return shape.indices.reduce(self) { part, dim in
      let length = index.shape[dim]
      return length < part.shape[dim] ? part.narrow(dim, start: 0, length: length) : part
    }
  }

  private func scattered(
    _ dim: Int, _ index: Tensor, _ source: Tensor, adds: Bool, _ operation: String
  ) -> Tensor {
    checkIndex(index, dim: dim, operation)
    check(
      source.shape == index.shape && source.dtype == dtype, operation,
      "the source, \(source.dtype) \(source.shape), must have at least the index's shape "
        + "\(index.shape) and this tensor's dtype \(dtype)")
    _ = commonHome(operation, [self, index, source])
    let result = copyKernel(self)
    scatterKernel(source, index, dim: dim, into: result, adds: adds)
    return result
  }

  private func checkIndex(_ index: Tensor, dim: Int, _ operation: String) {
    check(index.dtype == .int64, operation, "the index must be int64, this one is \(index.dtype)")
    check(
      index.rank == rank, operation,
      "an index of shape \(index.shape) has another rank than shape \(shape)")
    for d in 0..<rank where d != dim {
      check(
        index.shape[d] <= shape[d], operation,
        "an index of shape \(index.shape) is longer than shape \(shape) in dim \(d)")
    }
    let size = rank == 0 ? 1 : shape[dim]
    if index.isWithin(size) { return }
    for (order, position) in index.ints().enumerated() where position < 0 || position >= size {
      fail(
        operation,
        "index \(position) is outside 0..<\(size) (position \(index.shape.position(of: order)))")
    }
  }

  /// Whether all positions are in 0..<size. A loop without a branch, which the compiler vectorizes.
  private func isWithin(_ size: Int) -> Bool {
    let here = brought(to: nil)
    let rows = here.isContiguous ? here : copyKernel(here)
    let (positions, last) = (rows.pointer(Int64.self), Int64(size) - 1)
    // The sign of a number below 0, or of what is left of the last one after a number above it.
    var signs: Int64 = 0
    for i in 0..<elementCount { signs |= positions[i] | (last &- positions[i]) }
    return withExtendedLifetime(rows) { signs >= 0 }
  }
}
