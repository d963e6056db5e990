/// Elements selected by index tensors and masks.
extension Tensor {
  /// The slices at the positions in `index` along `dim`, as a copy. `torch.index_select`.
  ///
  /// Derivative: each gradient is added to the slice it came from. Traps with
  /// `indexSelect: index 7 is outside 0..<5 in dim 0 of shape [5, 2]`, and unless `index` is a
  /// vector of integers.
  public func indexSelect(dim: Int, _ index: Tensor) -> Tensor {
    indexed(
      by: vectorIndex(dim, index, "indexSelect"), watching: [index], "IndexSelectBackward0")
  }

  /// A copy with the slices of `source` added at the positions in `index` along `dim`; repeated
  /// positions accumulate. `torch.index_add`.
  ///
  /// Traps with `indexAdd: a source of shape [1, 4] does not fit; [2, 4] would`, because the source
  /// is not broadcast.
  public func indexAdd(dim: Int, _ index: Tensor, _ source: Tensor) -> Tensor {
    let chosen = vectorIndex(dim, index, "indexAdd")
    let target = chosen.picked(from: shape)
    check(
      source.shape == target, "indexAdd",
      "a source of shape \(source.shape) does not fit; \(target) would")
    return putting(
      source, at: chosen, watching: [index], .add, "indexAdd", "IndexAddBackward0")
  }

  /// A copy with `values` written, or added if `accumulate`, at the indexed positions: the first
  /// tensor indexes dimension 0, and so on; a mask takes as many dimensions as it has.
  /// `torch.index_put`.
  ///
  /// Traps with `indexPut: a tensor of shape [3] does not fit the [2] elements chosen`.
  public func indexPut(_ indices: [Tensor], _ values: Tensor, accumulate: Bool = false) -> Tensor {
    check(!indices.isEmpty, "indexPut", "there are no index tensors")
    let named = indices.reduce(0) { $0 + ($1.dtype == .bool ? $1.rank : 1) }
    check(
      named <= rank, "indexPut", "\(indices.count) index tensors are too many for shape \(shape)")
    var positions: [(dim: Int, tensor: Tensor)] = []
    for tensor in indices {
      positions += tensor.positions(in: shape, from: positions.count, "indexPut")
    }
    let index = AdvancedIndex(positions, of: shape, "indexPut")
    return putting(
      values, at: index, watching: indices, accumulate ? .add : .write, "indexPut",
      "IndexPutBackward0")
  }

  /// The elements where `mask` is true, in row-major order, as a vector. `torch.masked_select`.
  ///
  /// The tensor and the mask broadcast together. Derivative: each gradient goes back to its
  /// element. Traps with `maskedSelect: the mask must be bool, this one is int64`.
  public func maskedSelect(_ mask: Tensor) -> Tensor {
    check(mask.dtype == .bool, "maskedSelect", "the mask must be bool, this one is \(mask.dtype)")
    let shape = Shape.broadcast(shape, mask.shape, "maskedSelect")
    let (whole, flags) = (expand(shape), mask.expand(shape))
    if shape.isEmpty { return whole.unsqueeze(0).maskedSelect(flags.unsqueeze(0)) }
    let index = AdvancedIndex(flags.truePositions(from: 0), of: shape, "maskedSelect")
    return whole.indexed(by: index, watching: [mask], "MaskedSelectBackward0")
  }

  /// The positions of the nonzero elements, one per row, in row-major order: int64 `[count, rank]`.
  /// `torch.nonzero`.
  ///
  /// ```swift
  /// Tensor([[0, 5], [7, 0]]).nonzero()  // tensor([[0, 1], [1, 0]])
  /// ```
  public func nonzero() -> Tensor {
    let (flags, steps) = (bools(), shape.contiguousStrides)
    let places = flags.indices.filter { flags[$0] }
    var positions: [Int] = []
    positions.reserveCapacity(places.count * rank)
    for place in places {
      for dim in shape.indices { positions.append(place / steps[dim] % shape[dim]) }
    }
    return Tensor(positions, device: device).view([places.count, rank])
  }

  /// One-hot rows for classes: int64 `[..., classes]`, 1 at each element's class and 0 elsewhere.
  /// `torch.nn.functional.one_hot`.
  ///
  /// Without `classes`, there are as many as the largest element needs, which is what -1 says in
  /// PyTorch. Traps with `oneHot: class 5 is outside 0..<3`, and where there is no element either.
  public func oneHot(classes: Int? = nil) -> Tensor {
    check(dtype == .int64, "oneHot", "classes must be int64, these are \(dtype)")
    let numbers = ints()
    check(
      classes != nil || !numbers.isEmpty, "oneHot",
      "without elements there is no telling how many classes there are; pass classes")
    let count = classes ?? numbers.max()! + 1
    check(
      count >= 0, "oneHot",
      "a count of \(count) classes is negative; leave classes out for as many as the elements need")
    for number in numbers where number < 0 || number >= count {
      fail("oneHot", "class \(number) is outside 0..<\(count)")
    }
    return Tensor.zeros(shape.inserting(count, at: rank), dtype: .int64, on: home)
      .scatter(dim: -1, unsqueeze(-1), 1)
  }

  /// This index from dimension `dim` of a tensor of shape `whole` on: itself, or the positions
  /// where a mask is true.
  func positions(
    in whole: Shape, from dim: Int, _ operation: String
  ) -> [(dim: Int, tensor: Tensor)] {
    guard dtype == .bool else { return [(dim, self)] }
    let masked = Shape(whole[dim..<dim + rank])
    check(
      rank > 0 && shape == masked, operation,
      "a mask of shape \(shape) does not fit dims \(masked) of shape \(whole)")
    return truePositions(from: dim)
  }

  /// The positions where a mask is true, as one index tensor per dimension, the first being `dim`.
  func truePositions(from dim: Int) -> [(dim: Int, tensor: Tensor)] {
    // On the CPU, because the callers read them at once.
    let positions = brought(to: nil).nonzero()
    return shape.indices.map { (dim + $0, positions.select(1, $0)) }
  }

  /// The elements that the index selects, as a copy. `watched` are the tensors that the index was
  /// read from: the derivative already has their values but, as in PyTorch, fails if they were
  /// changed since.
  func indexed(by index: AdvancedIndex, watching watched: [Tensor], _ name: String) -> Tensor {
    let result = Tensor(uninitialized: index.picked(from: shape), dtype, on: home)
    index.move(.read, self, result)
    let before = shape
    return result.recording(name, [self], saving: watched) {
      $0.checkSaved()
      return [
        Tensor.zeros(before, dtype: $1.dtype, on: $1.home)
          .putting($1, at: index, watching: [], .add, name, "IndexPutBackward0")
      ]
    }
  }

  /// A copy with `values`, which broadcast, written or added at the index.
  func putting(
    _ values: Tensor, at index: AdvancedIndex, watching watched: [Tensor],
    _ direction: SliceTransfer, _ operation: String, _ name: String
  ) -> Tensor {
    let result = copyKernel(self)
    result.put(values, at: index, direction, operation)
    return result.recording(name, [self, values], saving: watched) {
      $0.checkSaved()
      let cleared =
        direction == .add
        ? $1
        : $1.putting(
          scalarTensor(.int(0), $1.dtype), at: index, watching: [], .write, name, name)
      return [
        $0.wants(0) ? cleared : nil,
        $0.wants(1) ? $1.indexed(by: index, watching: [], name) : nil,
      ]
    }
  }

  /// Writes or adds `values`, which broadcast, at the index. Records nothing.
  func put(
    _ values: Tensor, at index: AdvancedIndex, _ direction: SliceTransfer,
    _ operation: String
  ) {
    let target = index.picked(from: shape)
    check(
      (try? Shape.broadcast(values.shape, target)) == target, operation,
      "a tensor of shape \(values.shape) does not fit the \(target) elements chosen")
    let source = Tensor(uninitialized: target, dtype, on: home)
    copyKernel(values, into: source)
    index.move(direction, self, source)
  }

  private func vectorIndex(_ dim: Int, _ index: Tensor, _ operation: String) -> AdvancedIndex {
    let at = shape.dimension(dim, operation)
    check(rank > 0, operation, "a tensor of rank 0 has no dimension to index")
    check(
      index.rank <= 1, operation,
      "the index must be a vector, this one has shape \(index.shape)")
    return AdvancedIndex(
      [(at, index.rank == 0 ? index.unsqueeze(0) : index)], of: shape, operation, isSubscript: false
    )
  }
}
