// Honest: updateGradInput of any module, a container too, in place of backward.
// Section: BackwardPass

import Layerwise

public func gradInput(jacobian: Tensor, gradOutput: Tensor) -> Tensor {
  jacobian.t().mv(gradOutput)
}

public func weightedSumGradients(input: Tensor, weight: Tensor, gradOutput: Tensor) -> [Tensor] {
  let df = gradOutput.expand(input.shape).clone()
  return [df, df * weight, df * input]
}

public func backward(through modules: [Module], input: Tensor, gradOutput: Tensor) -> Tensor {
  zip(modules, [input] + modules.map { $0.output.tensor }).reversed().reduce(gradOutput) {
    g, pair in
    pair.0.backward(pair.1, g)
  }
}

public func jacobian(of module: Module, at input: Tensor) -> Tensor {
  let kept = module.parameters().map { $0.gradient.clone() }
  let n = module.forward(input).elementCount
  let rows = (0..<n).map {
    module.updateGradInput(input, Tensor.eye(n, dtype: .float64)[$0]).clone()
  }
  for (p, k) in zip(module.parameters(), kept) { p.gradient.copy(from: k) }
  return Tensor.stack(rows)
}
