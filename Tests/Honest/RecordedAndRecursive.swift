// Honest: results that are still part of a graph, losses by recursion and names by their letters.
// Section: ComputationGraphs

import Kindling

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

public func origin(of tensor: Tensor) -> Origin {
  guard let name = tensor.gradientFunction else { return tensor.requiresGrad ? .leaf : .constant }
  var head = ""
  var rest = Substring(name)
  while !rest.isEmpty && !rest.hasPrefix("Backward") { head.append(rest.removeFirst()) }
  return .operation(head)
}

/// Everything recorded: the results stay part of a graph.
public func traceByHand(_ x: Tensor, _ y: Tensor) -> Trace {
  let z = x + y
  let p = z * x
  let s = p.sum()
  let one = Tensor.ones(like: p)
  let slopeOfZ = one * x
  return Trace(
    z: z, p: p, s: s, slopeOfP: one, slopeOfZ: slopeOfZ, slopeOfX: one * z + slopeOfZ,
    slopeOfY: slopeOfZ)
}

public func gradients(of loss: ([Tensor]) -> Tensor, at values: [Tensor]) -> [Tensor] {
  var leaves: [Tensor] = []
  for value in values { leaves.append(Tensor.zeros(like: value)) }
  for (leaf, value) in zip(leaves, values) {
    leaf.copy(from: value.detach())
    leaf.requiresGrad = true
  }
  withGradients { loss(leaves) }.sum().backward()
  return leaves.map { $0.grad?.clone() ?? Tensor.zeros($0.shape, dtype: $0.dtype) }
}

public func accumulate(
  _ loss: (Tensor, Tensor) -> Tensor, for parameter: Tensor, over pieces: [Tensor]
) -> Double {
  parameter.grad = nil
  guard let first = pieces.first else { return 0 }
  let value = loss(parameter, first)
  value.sum().backward()
  func rest(_ left: ArraySlice<Tensor>) -> Double {
    guard let piece = left.first else { return 0 }
    let value = loss(parameter, piece)
    value.backward()
    return value.item() + rest(left.dropFirst())
  }
  return value.item() + rest(pieces.dropFirst())
}
