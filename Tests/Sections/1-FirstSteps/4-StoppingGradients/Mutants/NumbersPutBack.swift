// Mutant: the parameters learn, and get their old numbers back. Caught by: testFlagsAndGradientsComeBack, testFrozenPartsStayWhileOthersLearn

import Kindling

public func peek(at tensor: Tensor) -> Tensor {
  tensor.detach()
}

public func snapshot(of tensor: Tensor) -> Tensor {
  tensor.detach().clone()
}

public func evaluate(_ model: (Tensor) -> Tensor, on inputs: [Tensor]) -> [Tensor] {
  withoutGradients { inputs.map { model($0).detach() } }
}

public func distance(from prediction: Tensor, to target: Tensor) -> Tensor {
  (prediction - target.detach()).square().sum()
}

public func withFrozen(_ parameters: [Tensor], _ body: () throws -> Void) rethrows {
  let before = parameters.map { ($0.detach().clone(), $0.grad) }
  defer {
    for (parameter, (numbers, gradient)) in zip(parameters, before) {
      withoutGradients { parameter.copy(from: numbers) }
      if parameter.requiresGrad { parameter.grad = gradient }
    }
  }
  try body()
}
