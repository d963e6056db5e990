// Attack: declare the suite's own helpers anew, so that its calls are ambiguous or go astray.
// Report: refused: `expectClose(_:_:for:)` is not part of this exercise

import Kindling

public func expectClose(_ a: Tensor, _ b: Tensor, for inputs: KeyValuePairs<String, Any>) {}

public func expectGradient(for inputs: KeyValuePairs<String, Tensor>, _ f: ([Tensor]) -> Tensor) {}

public class ExerciseTestCase {}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
