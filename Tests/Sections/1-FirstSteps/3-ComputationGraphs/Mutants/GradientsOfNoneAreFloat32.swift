// Mutant: the gradient of no element is float32. Caught by: testGradientsOfEachValue

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
  guard let name = tensor.gradientFunction else {
    return tensor.requiresGrad ? .leaf : .constant
  }
  return .operation(String(name.split(separator: "Backward")[0]))
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
  let z = x + y
  let p = z * x
  let s = p.sum()
  let slopeOfP = Tensor.ones(like: p)
  let slopeOfZ = slopeOfP * x
  return Trace(
    z: z, p: p, s: s, slopeOfP: slopeOfP, slopeOfZ: slopeOfZ,
    slopeOfX: slopeOfP * z + slopeOfZ, slopeOfY: slopeOfZ)
}

public func gradients(of loss: ([Tensor]) -> Tensor, at values: [Tensor]) -> [Tensor] {
  let leaves = values.map { $0.detach().clone().requiringGradient() }
  loss(leaves).backward()
  return leaves.map {
    $0.elementCount == 0 ? Tensor.zeros($0.shape) : $0.grad ?? Tensor.zeros(like: $0)
  }
}

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
