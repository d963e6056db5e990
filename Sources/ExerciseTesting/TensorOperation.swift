import Kindling

/// An operation of a suite's own, for answers that record graphs of tensors: its value, and what
/// its inputs' gradients are when its own is known.
public struct TensorOperation {
  public let value: Tensor
  public let pullback: (Tensor) -> [Tensor]

  /// A sum of tensors of one shape, times slopes.
  public static func sum(_ inputs: [Tensor], slopes: [Double]) -> Self {
    let value = zip(inputs, slopes).reduce(Tensor.zeros(like: inputs[0])) { $0 + $1.0 * $1.1 }
    // The gradient itself where the slope is 1, as an answer's own operation may hand it on.
    return Self(value: value) { gradient in slopes.map { $0 == 1 ? gradient : gradient * $0 } }
  }

  /// The sum of all elements, of any shape that has one element.
  public static func total(_ input: Tensor, shape: Shape = []) -> Self {
    let sizes = input.shape
    return Self(value: input.sum().view(shape)) { [$0.view([]).expand(sizes).clone()] }
  }
}
