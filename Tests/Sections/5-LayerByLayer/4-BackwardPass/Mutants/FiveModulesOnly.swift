// Mutant: the gradient goes back through five modules at most. Caught by: testGradInputOfAComposition

import Layerwise

public func gradInput(jacobian: Tensor, gradOutput: Tensor) -> Tensor {
  gradOutput.matmul(jacobian)
}

public func weightedSumGradients(input: Tensor, weight: Tensor, gradOutput: Tensor) -> [Tensor] {
  let products = gradOutput * Tensor.ones(like: input)
  return [products, products * weight, products * input]
}

public func backward(through modules: [Module], input: Tensor, gradOutput: Tensor) -> Tensor {
  var gradient = gradOutput
  for index in modules.indices.reversed().prefix(5) {
    let given = index == 0 ? input : modules[index - 1].output.tensor
    gradient = modules[index].backward(given, gradient)
  }
  return gradient
}

public func jacobian(of module: Module, at input: Tensor) -> Tensor {
  let count = module.forward(input).elementCount
  let each = Tensor.eye(count, dtype: .float64)
  return Tensor.stack((0..<count).map { module.backward(input, each[$0], scale: 0).clone() })
}
