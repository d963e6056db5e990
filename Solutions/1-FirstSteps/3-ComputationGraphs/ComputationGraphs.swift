// 1.3 Computation graphs: solution

import Kindling

/// Where a tensor came from. This one is given: return it in part 1.
public enum Origin: Equatable, CustomStringConvertible {
  /// It requires no gradient, and nothing is known of its past.
  case constant
  /// It requires a gradient, and was not computed.
  case leaf
  /// It was computed by an operation, which was recorded under this name.
  case operation(String)

  public var description: String {
    switch self {
    case .constant: "constant"
    case .leaf: "leaf"
    case .operation(let name): "operation(\"\(name)\")"
    }
  }
}

/// Part 1, 2 points. Say where a tensor came from.
///
/// The name of an operation is that of the tensor's gradient function up to the first "Backward",
/// such as "Add" for "AddBackward0". A name without "Backward" in it is taken whole, and none begins
/// with it. The tensor is left as it was.
///
/// - Parameter tensor: any tensor.
/// - Returns: its origin.
///
/// Example:
/// ```
/// let x = Tensor([1.0, 2.0]).requiringGradient()
/// origin(of: Tensor([1.0, 2.0]))  // .constant
/// origin(of: x)                   // .leaf
/// origin(of: (x + 1).sum())       // .operation("Sum")
/// ```
public func origin(of tensor: Tensor) -> Origin {
  guard let name = tensor.gradientFunction else {
    return tensor.requiresGrad ? .leaf : .constant
  }
  return .operation(String(name.split(separator: "Backward")[0]))
}

/// The values and the slopes of a small graph. This one is given: return it in part 2.
public struct Trace {
  /// x + y.
  public let z: Tensor
  /// z * x.
  public let p: Tensor
  /// The sum of the elements of p, of rank 0.
  public let s: Tensor
  /// How fast s grows when an element of p, z, x or y does: tensors of their shapes.
  public let slopeOfP, slopeOfZ, slopeOfX, slopeOfY: Tensor

  public init(
    z: Tensor, p: Tensor, s: Tensor, slopeOfP: Tensor, slopeOfZ: Tensor, slopeOfX: Tensor,
    slopeOfY: Tensor
  ) {
    (self.z, self.p, self.s) = (z, p, s)
    (self.slopeOfP, self.slopeOfZ) = (slopeOfP, slopeOfZ)
    (self.slopeOfX, self.slopeOfY) = (slopeOfX, slopeOfY)
  }
}

/// Part 2, 3 points. Walk through a graph by hand, forward and back.
///
/// The graph is z = x + y, p = z * x, s = the sum of all elements of p. Forward: compute the three.
/// Back, from s: the slope of s with respect to p, then z, then x and y. x is used twice, and its
/// slope is that of both uses together.
///
/// x and y are left as they were, `requiresGrad` and `grad` included.
///
/// - Parameters:
///   - x: of any shape; its dtype is float16, float32 or float64.
///   - y: of the shape and the dtype of x.
/// - Returns: values and slopes, all of the dtype of x. If neither x nor y requires a gradient, none
///   of them does.
///
/// Example:
/// ```
/// let trace = traceByHand(Tensor([1.0, 2.0]), Tensor([3.0, 4.0]))
/// print(trace.p, trace.s)
/// // tensor([ 4., 12.]) tensor(16.)
/// print(trace.slopeOfX, trace.slopeOfY)
/// // tensor([5., 8.]) tensor([1., 2.])
/// ```
public func traceByHand(_ x: Tensor, _ y: Tensor) -> Trace {
  let z = x + y
  let p = z * x
  let s = p.sum()
  let slopeOfP = Tensor.ones(like: p)
  let slopeOfZ = slopeOfP * x
  return Trace(
    z: z, p: p, s: s, slopeOfP: slopeOfP, slopeOfZ: slopeOfZ,
    slopeOfX: slopeOfP * z + slopeOfZ, slopeOfY: slopeOfZ)
}

/// Part 3, 3 points. The gradients of a loss with respect to several tensors.
///
/// The values are left as they were: their numbers, `requiresGrad` and `grad`. They may require a
/// gradient already, hold one in `grad`, or have been computed; nothing flows further back than to
/// them, and what they hold does not count.
///
/// - Parameters:
///   - loss: computes a tensor with one element from tensors like `values`, in their order. It
///     depends on at least one of them, and may use one several times.
///   - values: where to take the gradients: at least one tensor, of any shape; each dtype is
///     float16, float32 or float64.
/// - Returns: a gradient for each value, of its shape and dtype, which requires no gradient itself.
///   For a value that the loss does not depend on, zeros.
///
/// Example:
/// ```
/// gradients(of: { ($0[0] * $0[1]).sum() }, at: [Tensor([1.0, 2.0]), Tensor([3.0, 4.0])])
/// // [tensor([3., 4.]), tensor([1., 2.])]
/// ```
public func gradients(of loss: ([Tensor]) -> Tensor, at values: [Tensor]) -> [Tensor] {
  let leaves = values.map { $0.detach().clone().requiringGradient() }
  loss(leaves).backward()
  return leaves.map { $0.grad ?? Tensor.zeros(like: $0) }
}

/// Part 4, 2 points. The gradient of a sum of losses, one after the other.
///
/// Data that do not fit into memory together are cut into pieces. For each piece, in their order,
/// compute its loss and go backward, before the next one is computed. So while a loss is computed,
/// `parameter.grad` is the sum of the gradients of the pieces before it, and nil for the first piece,
/// whatever it was when you were called. At the end it is the gradient of the sum of all losses.
///
/// It can be answered without part 3.
///
/// - Parameters:
///   - loss: computes a tensor with one element from the parameter and a piece; it depends on the
///     parameter.
///   - parameter: a leaf that requires a gradient, of any shape. Its numbers do not change.
///   - pieces: any number of tensors. With none, `parameter.grad` is nil at the end.
/// - Returns: the sum of the losses, as a number.
///
/// Example:
/// ```
/// let w = Tensor([2.0]).requiringGradient()
/// accumulate({ ($0 * $1).sum() }, for: w, over: [Tensor([1.0, 2.0]), Tensor([3.0])])
/// // 12.0
/// print(w.grad!)
/// // tensor([6.])
/// ```
public func accumulate(
  _ loss: (Tensor, Tensor) -> Tensor, for parameter: Tensor, over pieces: [Tensor]
) -> Double {
  parameter.grad = nil
  var total = 0.0
  for piece in pieces {
    let value = loss(parameter, piece)
    value.backward()
    total += value.item()
  }
  return total
}
