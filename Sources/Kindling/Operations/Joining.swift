extension Tensor {
  /// Tensors joined along an existing dimension. `torch.cat`.
  ///
  /// A tensor of shape `[0]` can be joined to any other and adds nothing, so a result can be built
  /// up starting from `Tensor.zeros(0)`.
  ///
  /// Traps with `cat: tensor 1 has shape [3, 4], which does not fit [2, 5] outside dim 0`.
  public static func cat(_ tensors: [Tensor], dim: Int = 0) -> Tensor {
    guard let first = tensors.first(where: { $0.shape != [0] }) ?? tensors.first else {
      fail("cat", "there are no tensors to join")
    }
    check(
      first.rank > 0, "cat", "tensors of rank 0 have no dimension to be joined along; use stack")
    let at = first.shape.dimension(dim, "cat")
    var (length, dtype) = (0, first.dtype)
    for (order, tensor) in tensors.enumerated() {
      dtype = DType.promote(dtype, tensor.dtype)
      if tensor.shape == [0] { continue }
      check(
        tensor.rank == first.rank
          && tensor.shape.replacing(at, with: 0) == first.shape.replacing(at, with: 0), "cat",
        "tensor \(order) has shape \(tensor.shape), which does not fit \(first.shape) outside dim "
          + "\(at)")
      length += tensor.shape[at]
    }
    let result = Tensor(
      uninitialized: first.shape.replacing(at, with: length), dtype, on: commonHome("cat", tensors))
    var start = 0
    for tensor in tensors where tensor.shape != [0] {
      let part = result.alias(offset: start * result.strides[at], shape: tensor.shape)
      copyKernel(tensor, into: part)
      start += tensor.shape[at]
    }
    let shapes = tensors.map(\.shape)
    return result.recording("CatBackward0", tensors) { node, gradient in
      var start = 0
      return shapes.map { shape in
        if shape == [0] && gradient.rank != 1 {
          return Tensor.zeros([0], dtype: gradient.dtype, on: gradient.home)
        }
        defer { start += shape[at] }
        return gradient.narrow(at, start: start, length: shape[at])
      }
    }
  }

  /// Tensors of the same shape joined along a new dimension. `torch.stack`.
  ///
  /// Traps with `stack: tensor 1 has shape [3], not [2] as the first`.
  public static func stack(_ tensors: [Tensor], dim: Int = 0) -> Tensor {
    guard let first = tensors.first else { fail("stack", "there are no tensors to join") }
    check(
      dim >= -first.rank - 1 && dim <= first.rank, "stack",
      "dim \(dim) is outside \(-first.rank - 1)...\(first.rank) for shape \(first.shape)")
    for (order, tensor) in tensors.enumerated() {
      check(
        tensor.shape == first.shape, "stack",
        "tensor \(order) has shape \(tensor.shape), not \(first.shape) as the first")
    }
    let (at, count) = (dim < 0 ? dim + first.rank + 1 : dim, tensors.count)
    return withoutGradients { cat(tensors.map { $0.unsqueeze(at) }, dim: at) }
      .recording("StackBackward0", tensors) { _, gradient in
        (0..<count).map { gradient.select(at, $0) }
      }
  }
}
