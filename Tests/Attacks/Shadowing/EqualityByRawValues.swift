// Attack: make all values of a given type equal, by a raw value that is always the same.
// Report: refused: `RawRepresentable` may decide which are equal
// Section: ComputationGraphs

import Kindling

public enum Origin: Equatable, CustomStringConvertible, RawRepresentable {
  case constant
  case leaf
  case operation(String)

  public init?(rawValue: Int) { nil }

  public var rawValue: Int { 0 }

  public var description: String { "leaf" }
}

public func origin(of tensor: Tensor) -> Origin { .leaf }
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
