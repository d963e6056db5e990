/// Arithmetic in place: the left operand's memory is overwritten, so every view of it changes too.
///
/// A leaf that requires gradients can be changed only inside ``withoutGradients(_:)``. Traps with
/// `add: the result has shape [2, 3] and does not fit in place into [3]`.
///
/// Each operator comes twice. A tensor is a reference, so the left side need not be a variable; but
/// where something can be assigned to it, as in `x[mask] += 1`, that carries the change of a copy back
/// into `x`.
extension Tensor {
  /// Adds those of another tensor to the elements, in place. `torch.Tensor.add_`.
  public static func += (a: inout Tensor, b: Tensor) {
    let target = a
    target += b
  }
  /// Adds a number to the elements, in place. `torch.Tensor.add_`.
  public static func += (a: inout Tensor, b: some ScalarValue) {
    let target = a
    target += b
  }
  /// Subtracts those of another tensor from the elements, in place. `torch.Tensor.sub_`.
  public static func -= (a: inout Tensor, b: Tensor) {
    let target = a
    target -= b
  }
  /// Subtracts a number from the elements, in place. `torch.Tensor.sub_`.
  public static func -= (a: inout Tensor, b: some ScalarValue) {
    let target = a
    target -= b
  }
  /// Multiplies the elements by those of another tensor, in place. `torch.Tensor.mul_`.
  public static func *= (a: inout Tensor, b: Tensor) {
    let target = a
    target *= b
  }
  /// Multiplies the elements by a number, in place. `torch.Tensor.mul_`.
  public static func *= (a: inout Tensor, b: some ScalarValue) {
    let target = a
    target *= b
  }
  /// Divides the elements by those of another tensor, in place. `torch.Tensor.div_`.
  public static func /= (a: inout Tensor, b: Tensor) {
    let target = a
    target /= b
  }
  /// Divides the elements by a number, in place. `torch.Tensor.div_`.
  public static func /= (a: inout Tensor, b: some ScalarValue) {
    let target = a
    target /= b
  }
}

extension Tensor {
  /// Adds those of another tensor to the elements, in place. `torch.Tensor.add_`.
  @_disfavoredOverload
  public static func += (a: Tensor, b: Tensor) {
    a.changeInPlace("add", b, { $0 + $1 }) { binaryKernel(Add.self, "add", $0, $1, into: $0) }
  }
  /// Adds a number to the elements, in place. `torch.Tensor.add_`.
  @_disfavoredOverload
  public static func += (a: Tensor, b: some ScalarValue) {
    if !a.changePlainly(Add.self, b.scalar) { a += Tensor(b.scalar, beside: a) }
  }
  /// Subtracts those of another tensor from the elements, in place. `torch.Tensor.sub_`.
  @_disfavoredOverload
  public static func -= (a: Tensor, b: Tensor) {
    checkSubtraction(a.dtype, b.dtype)
    a.changeInPlace("subtract", b, { $0 - $1 }) {
      binaryKernel(Subtract.self, "subtract", $0, $1, into: $0)
    }
  }
  /// Subtracts a number from the elements, in place. `torch.Tensor.sub_`.
  @_disfavoredOverload
  public static func -= (a: Tensor, b: some ScalarValue) {
    checkSubtraction(a.dtype, b.scalar.dtype)
    if !a.changePlainly(Subtract.self, b.scalar) { a -= Tensor(b.scalar, beside: a) }
  }
  /// Multiplies the elements by those of another tensor, in place. `torch.Tensor.mul_`.
  @_disfavoredOverload
  public static func *= (a: Tensor, b: Tensor) {
    a.changeInPlace("multiply", b, { $0 * $1 }) {
      binaryKernel(Multiply.self, "multiply", $0, $1, into: $0)
    }
  }
  /// Multiplies the elements by a number, in place. `torch.Tensor.mul_`.
  @_disfavoredOverload
  public static func *= (a: Tensor, b: some ScalarValue) {
    if !a.changePlainly(Multiply.self, b.scalar) { a *= Tensor(b.scalar, beside: a) }
  }
  /// Divides the elements by those of another tensor, in place. `torch.Tensor.div_`.
  @_disfavoredOverload
  public static func /= (a: Tensor, b: Tensor) {
    a.changeInPlace("divide", b, { $0 / $1 }) {
      binaryFloatKernel(Divide.self, "divide", $0, $1, into: $0)
    }
  }
  /// Divides the elements by a number, in place. `torch.Tensor.div_`.
  @_disfavoredOverload
  public static func /= (a: Tensor, b: some ScalarValue) { a /= Tensor(b.scalar, beside: a) }
}
