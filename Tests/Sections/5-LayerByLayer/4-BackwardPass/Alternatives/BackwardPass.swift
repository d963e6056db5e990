// 5.4 The backward pass: a second solution. Sums written out, a recursion from the last module, and
// rows of a Jacobian asked for without the parameters.

import Layerwise

public func gradInput(jacobian: Tensor, gradOutput: Tensor) -> Tensor {
  (jacobian * gradOutput.view(-1, 1)).sum(dim: 0)
}

public func weightedSumGradients(input: Tensor, weight: Tensor, gradOutput: Tensor) -> [Tensor] {
  let slope = gradOutput.doubles()[0]
  let count = input.elementCount
  return [Tensor.full([count], slope, dtype: .float64), weight * slope, input * slope]
}

public func backward(through modules: [Module], input: Tensor, gradOutput: Tensor) -> Tensor {
  guard let last = modules.last else { return gradOutput }
  let others = Array(modules.dropLast())
  let given = others.last?.output.tensor ?? input
  return backward(
    through: others, input: input, gradOutput: last.backward(given, gradOutput))
}

public func jacobian(of module: Module, at input: Tensor) -> Tensor {
  module.forward(input)
  let count = module.output.tensor.elementCount
  var numbers: [Double] = []
  for place in 0..<count {
    let one = Tensor((0..<count).map { $0 == place ? 1.0 : 0.0 }, dtype: .float64)
    numbers += module.updateGradInput(.tensor(input), .tensor(one)).tensor.doubles()
  }
  return Tensor(numbers, dtype: .float64).view(count, input.elementCount)
}
