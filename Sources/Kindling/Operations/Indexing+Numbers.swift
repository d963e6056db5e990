/// Assigning a number to one element, or to all that the indices select: `t[0, 1] = 5`.
///
/// For a number in a variable, write `t[0, 1] = value.scalar` or `t[0, 1].fill(value)`. Reading
/// gives a tensor, whose ``Tensor/item()`` is the number. Traps with `subscript: 300 does not fit
/// in uint8` if the dtype cannot represent the number.
extension Tensor {
  /// The element that an index selects, as a number; assigning sets all selected elements.
  @_disfavoredOverload
  public subscript(_ first: some TensorIndexConvertible) -> Scalar {
    get { self[at: [first.tensorIndex]].number }
    set { assign(newValue, [first.tensorIndex]) }
  }

  /// The element selected by indices of the first two dimensions, as a number; assigning sets all
  /// selected elements.
  @_disfavoredOverload
  public subscript(
    _ first: some TensorIndexConvertible, _ second: some TensorIndexConvertible
  ) -> Scalar {
    get { self[at: [first.tensorIndex, second.tensorIndex]].number }
    set { assign(newValue, [first.tensorIndex, second.tensorIndex]) }
  }

  /// The element selected by indices of the first three dimensions, as a number; assigning sets all
  /// selected elements.
  @_disfavoredOverload
  public subscript(
    _ first: some TensorIndexConvertible, _ second: some TensorIndexConvertible,
    _ third: some TensorIndexConvertible
  ) -> Scalar {
    get { self[at: [first.tensorIndex, second.tensorIndex, third.tensorIndex]].number }
    set { assign(newValue, [first.tensorIndex, second.tensorIndex, third.tensorIndex]) }
  }

  /// The element selected by indices of the first four dimensions, as a number; assigning sets all
  /// selected elements.
  @_disfavoredOverload
  public subscript(
    _ first: some TensorIndexConvertible, _ second: some TensorIndexConvertible,
    _ third: some TensorIndexConvertible, _ fourth: some TensorIndexConvertible
  ) -> Scalar {
    get {
      self[at: [first.tensorIndex, second.tensorIndex, third.tensorIndex, fourth.tensorIndex]]
        .number
    }
    set {
      assign(
        newValue, [first.tensorIndex, second.tensorIndex, third.tensorIndex, fourth.tensorIndex])
    }
  }

  private func assign(_ number: Scalar, _ indices: [TensorIndex]) {
    self[at: indices] = scalarTensor(number.fitting(dtype, "subscript"), dtype)
  }
}

extension Scalar: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral
{
  /// A whole number.
  public init(integerLiteral value: Int64) { self = .int(value) }
  /// A floating-point number.
  public init(floatLiteral value: Double) { self = .double(value) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

/// `...` between the brackets selects one whole dimension, like Python's `:`, as in Swift's own
/// collections: `m[..., 0]` is the first column of a matrix. Python's `...`, all remaining
/// dimensions, is `.rest`.
extension Tensor {
  /// The whole tensor.
  public subscript(_ first: UnboundedRange) -> Tensor {
    get { self[at: [.all]] }
    set { self[at: [.all]] = newValue }
  }

  /// The part of the tensor that the indices select; `...` is a whole dimension.
  public subscript(_ first: some TensorIndexConvertible, _ second: UnboundedRange) -> Tensor {
    get { self[at: [first.tensorIndex, .all]] }
    set { self[at: [first.tensorIndex, .all]] = newValue }
  }

  /// The part of the tensor that the indices select; `...` is a whole dimension.
  public subscript(_ first: UnboundedRange, _ second: some TensorIndexConvertible) -> Tensor {
    get { self[at: [.all, second.tensorIndex]] }
    set { self[at: [.all, second.tensorIndex]] = newValue }
  }

  /// The part of the tensor that the indices select; `...` is a whole dimension.
  public subscript(_ first: UnboundedRange, _ second: UnboundedRange) -> Tensor {
    get { self[at: [.all, .all]] }
    set { self[at: [.all, .all]] = newValue }
  }

  /// The part of the tensor that the indices select; `...` is a whole dimension.
  public subscript(
    _ first: some TensorIndexConvertible, _ second: some TensorIndexConvertible,
    _ third: UnboundedRange
  ) -> Tensor {
    get { self[at: [first.tensorIndex, second.tensorIndex, .all]] }
    set { self[at: [first.tensorIndex, second.tensorIndex, .all]] = newValue }
  }

  /// The part of the tensor that the indices select; `...` is a whole dimension.
  public subscript(
    _ first: some TensorIndexConvertible, _ second: UnboundedRange,
    _ third: some TensorIndexConvertible
  ) -> Tensor {
    get { self[at: [first.tensorIndex, .all, third.tensorIndex]] }
    set { self[at: [first.tensorIndex, .all, third.tensorIndex]] = newValue }
  }

  /// The part of the tensor that the indices select; `...` is a whole dimension.
  public subscript(
    _ first: some TensorIndexConvertible, _ second: UnboundedRange,
    _ third: UnboundedRange
  ) -> Tensor {
    get { self[at: [first.tensorIndex, .all, .all]] }
    set { self[at: [first.tensorIndex, .all, .all]] = newValue }
  }

  /// The part of the tensor that the indices select; `...` is a whole dimension.
  public subscript(
    _ first: UnboundedRange, _ second: some TensorIndexConvertible,
    _ third: some TensorIndexConvertible
  ) -> Tensor {
    get { self[at: [.all, second.tensorIndex, third.tensorIndex]] }
    set { self[at: [.all, second.tensorIndex, third.tensorIndex]] = newValue }
  }

  /// The part of the tensor that the indices select; `...` is a whole dimension.
  public subscript(
    _ first: UnboundedRange, _ second: some TensorIndexConvertible,
    _ third: UnboundedRange
  ) -> Tensor {
    get { self[at: [.all, second.tensorIndex, .all]] }
    set { self[at: [.all, second.tensorIndex, .all]] = newValue }
  }

  /// The part of the tensor that the indices select; `...` is a whole dimension.
  public subscript(
    _ first: UnboundedRange, _ second: UnboundedRange,
    _ third: some TensorIndexConvertible
  ) -> Tensor {
    get { self[at: [.all, .all, third.tensorIndex]] }
    set { self[at: [.all, .all, third.tensorIndex]] = newValue }
  }

  /// The part of the tensor that the indices select; `...` is a whole dimension.
  public subscript(
    _ first: UnboundedRange, _ second: UnboundedRange,
    _ third: UnboundedRange
  ) -> Tensor {
    get { self[at: [.all, .all, .all]] }
    set { self[at: [.all, .all, .all]] = newValue }
  }
}
