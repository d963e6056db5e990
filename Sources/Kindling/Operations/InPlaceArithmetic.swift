/// Arithmetic in place: the left operand's memory is overwritten, so every view of it changes too.
///
/// A leaf that requires gradients can be changed only inside ``withoutGradients(_:)``. Traps with
/// `add: the result has shape [2, 3] and does not fit in place into [3]`.
///
/// Each operator has two versions. A tensor is a reference, so the left side need not be a
/// variable; but if it can be assigned to, as in `x[mask] += 1`, the assignment carries the change
/// of a copy back into `x`.
extension Tensor {
  /// Adds another tensor elementwise, in place. `torch.Tensor.add_`.
  public static func += (a: inout Tensor, b: Tensor) {
    let target = a
    target += b
  }
  /// Adds a number to each element, in place. `torch.Tensor.add_`.
  public static func += (a: inout Tensor, b: some ScalarValue) {
    let target = a
    target += b
  }
  /// Subtracts another tensor elementwise, in place. `torch.Tensor.sub_`.
  public static func -= (a: inout Tensor, b: Tensor) {
    let target = a
    target -= b
  }
  /// Subtracts a number from each element, in place. `torch.Tensor.sub_`.
  public static func -= (a: inout Tensor, b: some ScalarValue) {
    let target = a
    target -= b
  }
  /// Multiplies by another tensor elementwise, in place. `torch.Tensor.mul_`.
  public static func *= (a: inout Tensor, b: Tensor) {
    let target = a
    target *= b
  }
  /// Multiplies each element by a number, in place. `torch.Tensor.mul_`.
  public static func *= (a: inout Tensor, b: some ScalarValue) {
    let target = a
    target *= b
  }
  /// Divides by another tensor elementwise, in place. `torch.Tensor.div_`.
  public static func /= (a: inout Tensor, b: Tensor) {
    let target = a
    target /= b
  }
  /// Divides each element by a number, in place. `torch.Tensor.div_`.
  public static func /= (a: inout Tensor, b: some ScalarValue) {
    let target = a
    target /= b
  }
}

extension Tensor {
  /// Adds another tensor elementwise, in place. `torch.Tensor.add_`.
  @_disfavoredOverload
  public static func += (a: Tensor, b: Tensor) {
    a.changeInPlace("add", b, { $0 + $1 }) { binaryKernel(Add.self, "add", $0, $1, into: $0) }
  }
  /// Adds a number to each element, in place. `torch.Tensor.add_`.
  @_disfavoredOverload
  public static func += (a: Tensor, b: some ScalarValue) {
    if !a.changePlainly(Add.self, b.scalar) { a += Tensor(b.scalar, beside: a) }
  }
  /// Subtracts another tensor elementwise, in place. `torch.Tensor.sub_`.
  @_disfavoredOverload
  public static func -= (a: Tensor, b: Tensor) {
    checkSubtraction(a.dtype, b.dtype)
    a.changeInPlace("subtract", b, { $0 - $1 }) {
      binaryKernel(Subtract.self, "subtract", $0, $1, into: $0)
    }
  }
  /// Subtracts a number from each element, in place. `torch.Tensor.sub_`.
  @_disfavoredOverload
  public static func -= (a: Tensor, b: some ScalarValue) {
    checkSubtraction(a.dtype, b.scalar.dtype)
    if !a.changePlainly(Subtract.self, b.scalar) { a -= Tensor(b.scalar, beside: a) }
  }
  /// Multiplies by another tensor elementwise, in place. `torch.Tensor.mul_`.
  @_disfavoredOverload
  public static func *= (a: Tensor, b: Tensor) {
    a.changeInPlace("multiply", b, { $0 * $1 }) {
      binaryKernel(Multiply.self, "multiply", $0, $1, into: $0)
    }
  }
  /// Multiplies each element by a number, in place. `torch.Tensor.mul_`.
  @_disfavoredOverload
  public static func *= (a: Tensor, b: some ScalarValue) {
    if !a.changePlainly(Multiply.self, b.scalar) { a *= Tensor(b.scalar, beside: a) }
  }
  /// Divides by another tensor elementwise, in place. `torch.Tensor.div_`.
  @_disfavoredOverload
  public static func /= (a: Tensor, b: Tensor) {
    a.changeInPlace("divide", b, { $0 / $1 }) {
      binaryFloatKernel(Divide.self, "divide", $0, $1, into: $0)
    }
  }
  /// Divides each element by a number, in place. `torch.Tensor.div_`.
  @_disfavoredOverload
  public static func /= (a: Tensor, b: some ScalarValue) { a /= Tensor(b.scalar, beside: a) }
}
