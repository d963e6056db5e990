/// A number for one element, or for all that the indices choose: `t[0, 1] = 5`.
///
/// A number in a variable says that it is one: `t[0, 1] = value.scalar`, or `t[0, 1].fill(value)`. What
/// is read is a tensor, whose ``Tensor/item()`` is the number. Traps with `subscript: 300 does not fit
/// in uint8` where the number cannot be held.
extension Tensor {
  /// The number of the element that an index chooses; one assigned goes to all of them.
  @_disfavoredOverload
  public subscript(_ first: some TensorIndexConvertible) -> Scalar {
    get { self[at: [first.tensorIndex]].number }
    set { assign(newValue, [first.tensorIndex]) }
  }

  /// The number of the element that an index for each of the first two dimensions chooses; one assigned goes to all of them.
  @_disfavoredOverload
  public subscript(
    _ first: some TensorIndexConvertible, _ second: some TensorIndexConvertible
  ) -> Scalar {
    get { self[at: [first.tensorIndex, second.tensorIndex]].number }
    set { assign(newValue, [first.tensorIndex, second.tensorIndex]) }
  }

  /// The number of the element that an index for each of the first three dimensions chooses; one assigned goes to all of them.
  @_disfavoredOverload
  public subscript(
    _ first: some TensorIndexConvertible, _ second: some TensorIndexConvertible,
    _ third: some TensorIndexConvertible
  ) -> Scalar {
    get { self[at: [first.tensorIndex, second.tensorIndex, third.tensorIndex]].number }
    set { assign(newValue, [first.tensorIndex, second.tensorIndex, third.tensorIndex]) }
  }

  /// The number of the element that an index for each of the first four dimensions chooses; one assigned goes to all of them.
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

/// `...` between the brackets is one whole dimension, Python's `:`, as in Swift's own collections:
/// `m[..., 0]` is the first column of a matrix. Python's `...`, all dimensions left over, is `.rest`.
extension Tensor {
  /// The whole tensor.
  public subscript(_ first: UnboundedRange) -> Tensor {
    get { self[at: [.all]] }
    set { self[at: [.all]] = newValue }
  }

  /// The part that the indices choose, `...` being a whole dimension.
  public subscript(_ first: some TensorIndexConvertible, _ second: UnboundedRange) -> Tensor {
    get { self[at: [first.tensorIndex, .all]] }
    set { self[at: [first.tensorIndex, .all]] = newValue }
  }

  /// The part that the indices choose, `...` being a whole dimension.
  public subscript(_ first: UnboundedRange, _ second: some TensorIndexConvertible) -> Tensor {
    get { self[at: [.all, second.tensorIndex]] }
    set { self[at: [.all, second.tensorIndex]] = newValue }
  }

  /// The part that the indices choose, `...` being a whole dimension.
  public subscript(_ first: UnboundedRange, _ second: UnboundedRange) -> Tensor {
    get { self[at: [.all, .all]] }
    set { self[at: [.all, .all]] = newValue }
  }

  /// The part that the indices choose, `...` being a whole dimension.
  public subscript(
    _ first: some TensorIndexConvertible, _ second: some TensorIndexConvertible,
    _ third: UnboundedRange
  ) -> Tensor {
    get { self[at: [first.tensorIndex, second.tensorIndex, .all]] }
    set { self[at: [first.tensorIndex, second.tensorIndex, .all]] = newValue }
  }

  /// The part that the indices choose, `...` being a whole dimension.
  public subscript(
    _ first: some TensorIndexConvertible, _ second: UnboundedRange,
    _ third: some TensorIndexConvertible
  ) -> Tensor {
    get { self[at: [first.tensorIndex, .all, third.tensorIndex]] }
    set { self[at: [first.tensorIndex, .all, third.tensorIndex]] = newValue }
  }

  /// The part that the indices choose, `...` being a whole dimension.
  public subscript(
    _ first: some TensorIndexConvertible, _ second: UnboundedRange,
    _ third: UnboundedRange
  ) -> Tensor {
    get { self[at: [first.tensorIndex, .all, .all]] }
    set { self[at: [first.tensorIndex, .all, .all]] = newValue }
  }

  /// The part that the indices choose, `...` being a whole dimension.
  public subscript(
    _ first: UnboundedRange, _ second: some TensorIndexConvertible,
    _ third: some TensorIndexConvertible
  ) -> Tensor {
    get { self[at: [.all, second.tensorIndex, third.tensorIndex]] }
    set { self[at: [.all, second.tensorIndex, third.tensorIndex]] = newValue }
  }

  /// The part that the indices choose, `...` being a whole dimension.
  public subscript(
    _ first: UnboundedRange, _ second: some TensorIndexConvertible,
    _ third: UnboundedRange
  ) -> Tensor {
    get { self[at: [.all, second.tensorIndex, .all]] }
    set { self[at: [.all, second.tensorIndex, .all]] = newValue }
  }

  /// The part that the indices choose, `...` being a whole dimension.
  public subscript(
    _ first: UnboundedRange, _ second: UnboundedRange,
    _ third: some TensorIndexConvertible
  ) -> Tensor {
    get { self[at: [.all, .all, third.tensorIndex]] }
    set { self[at: [.all, .all, third.tensorIndex]] = newValue }
  }

  /// The part that the indices choose, `...` being a whole dimension.
  public subscript(
    _ first: UnboundedRange, _ second: UnboundedRange,
    _ third: UnboundedRange
  ) -> Tensor {
    get { self[at: [.all, .all, .all]] }
    set { self[at: [.all, .all, .all]] = newValue }
  }
}
