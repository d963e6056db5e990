/// Parts of a tensor along one dimension, as views.
extension Tensor {
  /// One slice along `dim`, without that dimension. `torch.select`.
  ///
  /// Negative indices count from the end. Traps with `select: index 3 is outside 0..<3 in dim 0 of
  /// shape [3, 4]`.
  public func select(_ dim: Int, _ index: Int) -> Tensor {
    selected(dim, index, "SelectBackward0")
  }

  private func selected(_ dim: Int, _ index: Int, _ name: String) -> Tensor {
    let at = shape.dimension(dim, "select")
    check(rank > 0, "select", "a tensor of rank 0 has no dimension to select from")
    let size = shape[at]
    check(
      index >= -size && index < size, "select",
      "index \(index) is outside 0..<\(size) in dim \(at) of shape \(shape)")
    let position = index < 0 ? index + size : index
    let before = shape
    return alias(
      offset: offset + position * strides[at], shape: shape.removing(at),
      strides: strides.removing(at)
    ).recording(name, self) {
      $1.unsqueeze(at).padded(before, Positions(dim: at, start: position, length: 1))
    }
  }

  /// `length` slices along `dim`, starting at `start`; a negative one counts from the end.
  /// `torch.narrow`.
  public func narrow(_ dim: Int, start: Int, length: Int) -> Tensor {
    let at = shape.dimension(dim, "narrow")
    check(rank > 0, "narrow", "a tensor of rank 0 has no dimension to narrow")
    let (size, first) = (shape[at], start < 0 ? start + shape[at] : start)
    check(
      first >= 0 && length >= 0 && first <= size && length <= size - first, "narrow",
      "\(start)..<\(start &+ length) is outside 0..<\(size) in dim \(at) of shape \(shape)")
    return sliced(Positions(dim: at, start: first, length: length))
  }

  /// The slices at each index along `dim`, without that dimension, as views. `torch.unbind`.
  ///
  /// A slice must not be changed in place while a gradient is recorded for it or for what is
  /// written: that traps with `fill: a part that unbind, split or chunk gave cannot be changed in
  /// place while operations are recorded; ...`. Nor may it be used after this tensor was changed in
  /// place with a gradient recorded: `unbind: a part that unbind, split or chunk gave cannot be
  /// used after its tensor was changed in place; take it again`. Without a gradient both work as
  /// for any view.
  public func unbind(dim: Int = 0) -> [Tensor] {
    let at = shape.dimension(dim, "unbind")
    check(rank > 0, "unbind", "a tensor of rank 0 has no dimension to take apart")
    return (0..<shape[at]).map { selected(at, $0, "UnbindBackward0").asOneOfSeveral() }
  }

  /// Parts of `size` along `dim`, the last one smaller if necessary, as views. `torch.split`.
  ///
  /// The rules of ``unbind(dim:)`` for changes in place apply. Traps with `split: a size of 0
  /// divides nothing`.
  public func split(_ size: Int, dim: Int = 0) -> [Tensor] {
    let at = shape.dimension(dim, "split")
    check(rank > 0, "split", "a tensor of rank 0 has no dimension to split")
    check(
      size > 0 || (size == 0 && shape[at] == 0), "split", "a size of \(size) divides nothing")
    if shape[at] == 0 {
      return [
        sliced(Positions(dim: at, start: 0, length: 0), "SplitBackward0").asOneOfSeveral()
      ]
    }
    return stride(from: 0, to: shape[at], by: size).map {
      sliced(
        Positions(dim: at, start: $0, length: Swift.min(size, shape[at] - $0)), "SplitBackward0"
      ).asOneOfSeveral()
    }
  }

  /// Parts of the given sizes along `dim`, as views. `torch.split`.
  ///
  /// The rules of ``unbind(dim:)`` for changes in place apply. Traps with `split: [2, 2] adds up to
  /// 4, dim 0 of shape [5, 3] has 5`.
  public func split(_ sizes: [Int], dim: Int = 0) -> [Tensor] {
    let at = shape.dimension(dim, "split")
    check(rank > 0, "split", "a tensor of rank 0 has no dimension to split")
    check(sizes.allSatisfy { $0 >= 0 }, "split", "\(sizes) has a negative size")
    let total = sizes.reduce(0, +)
    check(
      total == shape[at], "split",
      "\(sizes) adds up to \(total), dim \(at) of shape \(shape) has \(shape[at])")
    var start = 0
    return sizes.map { length in
      defer { start += length }
      return sliced(Positions(dim: at, start: start, length: length), "SplitWithSizesBackward0")
        .asOneOfSeveral()
    }
  }

  /// This view, marked as one of several returned together.
  private func asOneOfSeveral() -> Tensor {
    isOneOfSeveral = true
    return self
  }

  /// At most `count` parts of equal size along `dim`, the last one smaller if necessary, as views.
  /// `torch.chunk`.
  ///
  /// The rules of ``unbind(dim:)`` for changes in place apply.
  public func chunk(_ count: Int, dim: Int = 0) -> [Tensor] {
    check(count > 0, "chunk", "\(count) parts cannot be made")
    let at = shape.dimension(dim, "chunk")
    check(rank > 0, "chunk", "a tensor of rank 0 has no dimension to split")
    // As in PyTorch, an empty dimension gives the requested number of parts, all of them empty.
    if shape[at] == 0 { return split([Int](repeating: 0, count: count), dim: at) }
    return split((shape[at] + count - 1) / count, dim: at)
  }

  /// `length` positions of a dimension, every `step`th from `start`.
  struct Positions {
    var dim: Int, start: Int, length: Int
    var step = 1
  }

  /// The elements at `positions`. `name` names the derivative.
  func sliced(_ positions: Positions, _ name: String = "SliceBackward0") -> Tensor {
    let before = shape
    return alias(
      offset: offset + positions.start * strides[positions.dim],
      shape: shape.replacing(positions.dim, with: positions.length),
      strides: strides.replacing(positions.dim, with: strides[positions.dim] * positions.step)
    ).recording(name, self) { $1.padded(before, positions) }
  }

  /// Zeros of shape `target` with this tensor written at `positions`, which undoes a slice.
  private func padded(_ target: Shape, _ positions: Positions) -> Tensor {
    let result = Tensor.zeros(target, dtype: dtype, on: home)
    copyKernel(self, into: result.sliced(positions))
    return result.recording("SliceBackward0", self) { $1.sliced(positions) }
  }
}
