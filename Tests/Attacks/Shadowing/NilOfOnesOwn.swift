// Attack: give bugs a nil of their own, and a raw value that makes all of them equal to it.
// Report: refused: `ExpressibleByNilLiteral` may decide which are equal
// Section: CommonBugs

import Layerwise

public typealias TrainingStep = (
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double

public enum Bug: RawRepresentable, CaseIterable, Sendable, ExpressibleByNilLiteral {
  case wrongDimension
  case notZeroed
  case wrongSign
  case wrongGradient

  public init(nilLiteral: ()) { self = .wrongSign }

  public init?(rawValue: String) { return nil }

  public var rawValue: String { "" }
}

public func finiteDifferences(of loss: () -> Double, at tensor: Tensor, step: Double) -> Tensor {
  unanswered()
}

public func diagnose(
  _ program: TrainingStep, network: Module, x: Tensor, y: Tensor, learningRate: Double
) -> Bug {
  .wrongSign
}

public func firstProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double {
  unanswered()
}

public func secondProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double {
  unanswered()
}

public func thirdProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double {
  unanswered()
}

public func fourthProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double {
  unanswered()
}
