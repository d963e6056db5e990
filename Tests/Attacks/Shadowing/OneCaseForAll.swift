// Attack: make one value of all values of a given type, so that each is equal to what is expected.
// Report: refused: it must keep what is given: case constant, case leaf
// Section: ComputationGraphs

import Kindling

public enum Origin: Equatable, CustomStringConvertible {
  case constant

  public static var leaf: Origin { .constant }

  public static func operation(_ name: String) -> Origin { .constant }

  public var description: String { "constant" }
}

public func origin(of tensor: Tensor) -> Origin { .constant }

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
  unanswered()
}

public func gradients(of loss: ([Tensor]) -> Tensor, at values: [Tensor]) -> [Tensor] {
  unanswered()
}

public func accumulate(
  _ loss: (Tensor, Tensor) -> Tensor, for parameter: Tensor, over pieces: [Tensor]
) -> Double {
  unanswered()
}
