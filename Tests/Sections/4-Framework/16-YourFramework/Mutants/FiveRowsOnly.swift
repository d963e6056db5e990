// Mutant: only the labels of the first five rows count. Caught by: testNegativeLogLikelihood

import Kindling

public protocol TrainingLoss {
  var data: Tensor { get }
  func backward()
}

public protocol Descent {
  func zeroGradients()
  func step()
}

public protocol Layer {
  var parameters: [TensorValue] { get }
  func callAsFunction(_ input: TensorValue) -> TensorValue
}

public final class TensorValue: TrainingLoss {
  public var data: Tensor
  public var gradient: Tensor?
  public let inputs: [TensorValue]
  public let pullback: (Tensor) -> [Tensor]

  public init(
    _ data: Tensor, inputs: [TensorValue] = [],
    pullback: @escaping (Tensor) -> [Tensor] = { _ in [] }
  ) {
    self.data = data
    self.inputs = inputs
    self.pullback = pullback
  }

  public func affine(weight: TensorValue, bias: TensorValue) -> TensorValue {
    let (x, w) = (data, weight.data)
    return TensorValue(x.matmul(w.t()) + bias.data, inputs: [self, weight, bias]) { gradient in
      [gradient.matmul(w), gradient.t().matmul(x), gradient.sum(dim: 0)]
    }
  }

  public func logSoftmax() -> TensorValue {
    let shifted = data - data.amax(dims: [1], keepDim: true)
    let result = shifted - shifted.exp().sum(dim: 1, keepDim: true).log()
    return TensorValue(result, inputs: [self]) { gradient in
      [gradient - result.exp() * gradient.sum(dim: 1, keepDim: true)]
    }
  }

  public func negativeLogLikelihood(of labels: [Int]) -> TensorValue {
    // -1 / rows at each row's label, and 0 elsewhere.
    let shares = Tensor.zeros(like: data)
    for (row, label) in labels.enumerated().prefix(5) {
      shares[row, label] += -1 / Double(labels.count)
    }
    return TensorValue((data * shares).sum(), inputs: [self]) { gradient in [shares * gradient] }
  }

  public func backward() {
    var order: [TensorValue] = []
    var seen: Set<ObjectIdentifier> = []
    func visit(_ value: TensorValue) {
      guard seen.insert(ObjectIdentifier(value)).inserted else { return }
      value.inputs.forEach(visit)
      order.append(value)
    }
    visit(self)
    for value in order where !value.inputs.isEmpty { value.gradient = nil }
    receive(Tensor.ones(like: data))
    for value in order.reversed() {
      guard let gradient = value.gradient, !value.inputs.isEmpty else { continue }
      for (input, share) in zip(value.inputs, value.pullback(gradient)) { input.receive(share) }
    }
  }

  private func receive(_ share: Tensor) {
    gradient = gradient.map { $0 + share } ?? share
  }
}

public final class AffineLayer: Layer {
  public let weight: TensorValue
  public let bias: TensorValue

  public init(weight: Tensor, bias: Tensor) {
    self.weight = TensorValue(weight)
    self.bias = TensorValue(bias)
  }

  public var parameters: [TensorValue] { [weight, bias] }

  public func callAsFunction(_ input: TensorValue) -> TensorValue {
    input.affine(weight: weight, bias: bias)
  }
}

public struct LogSoftmaxLayer: Layer {
  public init() {}

  public var parameters: [TensorValue] { [] }

  public func callAsFunction(_ input: TensorValue) -> TensorValue { input.logSoftmax() }
}

public final class Chain: Layer {
  public let layers: [any Layer]

  public init(_ layers: any Layer...) {
    self.layers = layers
  }

  public var parameters: [TensorValue] {
    var found: [TensorValue] = []
    for parameter in layers.flatMap(\.parameters)
    where !found.contains(where: { $0 === parameter }) {
      found.append(parameter)
    }
    return found
  }

  public func callAsFunction(_ input: TensorValue) -> TensorValue {
    layers.reduce(input) { value, layer in layer(value) }
  }
}

public final class PlainDescent: Descent {
  public let parameters: [TensorValue]
  public let learningRate: Double

  public init(_ parameters: [TensorValue], learningRate: Double) {
    self.parameters = parameters
    self.learningRate = learningRate
  }

  public func zeroGradients() {
    for parameter in parameters { parameter.gradient = nil }
  }

  public func step() {
    for parameter in parameters {
      guard let gradient = parameter.gradient else { continue }
      parameter.data = parameter.data - gradient * learningRate
    }
  }
}

public func train(
  on examples: [(input: Tensor, label: Int)], epochs: Int, by optimizer: any Descent,
  loss: (_ input: Tensor, _ label: Int) -> any TrainingLoss
) -> [Double] {
  (0..<epochs).map { _ in
    var total = 0.0
    for example in examples {
      optimizer.zeroGradients()
      let result = loss(example.input, example.label)
      total += result.data.item()
      result.backward()
      optimizer.step()
    }
    return total / Double(examples.count)
  }
}
