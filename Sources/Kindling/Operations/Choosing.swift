/// Elementwise selection.
extension Tensor {
  /// The elements of `a` where `condition` is true, else those of `b`, with broadcasting.
  /// `torch.where`.
  ///
  /// Derivative: the gradient goes to the tensor that was chosen. Traps with `where: the condition
  /// must be bool, this one is float32`.
  ///
  /// ```swift
  /// Tensor.where(Tensor([true, false]), Tensor([1, 2]), Tensor([3, 4]))  // tensor([1, 4])
  /// ```
  public static func `where`(_ condition: Tensor, _ a: Tensor, _ b: Tensor) -> Tensor {
    check(
      condition.dtype == .bool, "where",
      "the condition must be bool, this one is \(condition.dtype)")
    return choiceKernel(condition, a, b)
      .recording(
        "WhereBackward0", a, b, saving: .tensor(condition), { .where($0.kept, $1, 0) },
        { .where($0.kept, 0, $1) })
  }

  /// The elements of `a` where `condition` is true, else the number `b`. `torch.where`.
  public static func `where`(_ condition: Tensor, _ a: Tensor, _ b: some ScalarValue) -> Tensor {
    .where(condition, a, number(b.scalar, beside: a))
  }

  /// The number `a` where `condition` is true, else the elements of `b`. `torch.where`.
  public static func `where`(_ condition: Tensor, _ a: some ScalarValue, _ b: Tensor) -> Tensor {
    .where(condition, number(a.scalar, beside: b), b)
  }

  private static func number(_ number: Scalar, beside other: Tensor) -> Tensor {
    let dtype = number.promoted(with: other.dtype)
    return scalarTensor(number.fitting(dtype, "where"), dtype)
  }

  /// A copy with `value`, converted to this dtype, wherever `mask` is true. `torch.masked_fill`.
  ///
  /// Derivative: 0 where the mask holds. Traps with `maskedFill: the mask must be bool, this one is
  /// int64`, and if the two do not broadcast.
  public func maskedFill(_ mask: Tensor, _ value: some ScalarValue) -> Tensor {
    check(mask.dtype == .bool, "maskedFill", "the mask must be bool, this one is \(mask.dtype)")
    let result = Shape.broadcast(shape, mask.shape, "maskedFill")
    if result != shape { return expand(result).maskedFill(mask, value) }
    let number = scalarTensor(value.scalar.fitting(dtype, "maskedFill"), dtype)
    // Row-major, as in PyTorch, whose other elementwise results are not.
    return choiceKernel(mask, number, self, rowByRow: true)
      .recording("MaskedFillBackward0", self, saving: .tensor(mask)) { $1.maskedFill($0.kept, 0) }
  }
}
