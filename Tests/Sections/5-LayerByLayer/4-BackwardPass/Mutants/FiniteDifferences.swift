// Mutant: the derivatives are differences of values. Caught by: testClosedForms, testJacobianOfANetwork

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
  for index in modules.indices.reversed() {
    let given = index == 0 ? input : modules[index - 1].output.tensor
    gradient = modules[index].backward(given, gradient)
  }
  return gradient
}

public func jacobian(of module: Module, at input: Tensor) -> Tensor {
  let steps = Tensor.eye(input.elementCount, dtype: .float64) * 1e-6
  let columns = (0..<input.elementCount).map { index in
    (module.forward(input + steps[index]).clone() - module.forward(input - steps[index])) / 2e-6
  }
  return Tensor.stack(columns, dim: 1)
}
