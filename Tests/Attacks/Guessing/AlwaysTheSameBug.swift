// Attack: find the same bug in every program, and mend none.
// Report: failed: expected
// Section: CommonBugs

import Layerwise

public typealias TrainingStep = (
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double

public enum Bug: String, CaseIterable, Sendable {
  case wrongDimension
  case notZeroed
  case wrongSign
  case wrongGradient
}

public func finiteDifferences(of loss: () -> Double, at tensor: Tensor, step: Double) -> Tensor {
  Tensor.zeros(tensor.shape, dtype: .float64)
}

public func diagnose(
  _ program: TrainingStep, network: Module, x: Tensor, y: Tensor, learningRate: Double
) -> Bug? {
  .wrongGradient
}

public func firstProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double {
  .nan
}

public func secondProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double {
  .nan
}

public func thirdProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double {
  .nan
}

public func fourthProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double {
  .nan
}
