// 1.3 Computation graphs: a second solution. Names are cut at the place found, slopes come from the
// formula of the whole graph, and gradients are returned by `grad` rather than read.

import Kindling

public enum Origin: Equatable, CustomStringConvertible {
  case constant
  case leaf
  case operation(String)

  public var description: String {
    switch self {
    case .constant: "constant"
    case .leaf: "leaf"
    case .operation(let name): "operation(\"\(name)\")"
    }
  }
}

public func origin(of tensor: Tensor) -> Origin {
  if !tensor.requiresGrad { return .constant }
  if tensor.isLeaf { return .leaf }
  let name = tensor.gradientFunction ?? ""
  guard let end = name.firstRange(of: "Backward")?.lowerBound else { return .operation(name) }
  return .operation(String(name[..<end]))
}

public struct Trace {
  public let z: Tensor
  public let p: Tensor
  public let s: Tensor
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

public func traceByHand(_ x: Tensor, _ y: Tensor) -> Trace {
  // s is the sum of x * x + x * y.
  let (x, y) = (x.detach(), y.detach())
  let p = (x + y) * x
  return Trace(
    z: x + y, p: p, s: p.sum(), slopeOfP: Tensor.full(x.shape, 1.0, dtype: x.dtype),
    slopeOfZ: x.clone(), slopeOfX: 2 * x + y, slopeOfY: x.clone())
}

public func gradients(of loss: ([Tensor]) -> Tensor, at values: [Tensor]) -> [Tensor] {
  let leaves = values.map { $0.detach().clone().requiringGradient() }
  let found = grad(of: loss(leaves), withRespectTo: leaves)
  return zip(leaves, found).map { leaf, gradient in
    gradient ?? Tensor.zeros(leaf.shape, dtype: leaf.dtype)
  }
}

public func accumulate(
  _ loss: (Tensor, Tensor) -> Tensor, for parameter: Tensor, over pieces: [Tensor]
) -> Double {
  parameter.grad = nil
  return pieces.reduce(0) { total, piece in
    let value = loss(parameter, piece)
    let slope = grad(of: value, withRespectTo: [parameter])[0]!
    if let before = parameter.grad {
      parameter.grad = before + slope
    } else {
      parameter.grad = slope
    }
    return total + value.item()
  }
}
