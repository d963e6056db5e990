// 4.16 Your framework: a second solution. Sums are products with ones, the loss is added up row by row,
// and a value hands on when it has got all its shares.

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
    let ones = Tensor.ones(1, x.shape[0], dtype: x.dtype)
    let result = w.matmul(x.t()).t() + ones.t().matmul(bias.data.unsqueeze(0))
    return TensorValue(result, inputs: [self, weight, bias]) { gradient in
      [
        w.t().matmul(gradient.t()).t(), x.t().matmul(gradient).t(),
        ones.matmul(gradient).squeeze(0),
      ]
    }
  }

  public func logSoftmax() -> TensorValue {
    let shifted = data - data.amax(dims: [1], keepDim: true)
    let totals = shifted.exp().sum(dim: 1, keepDim: true)
    let probabilities = shifted.exp() / totals
    return TensorValue(shifted - totals.log(), inputs: [self]) { gradient in
      let sums = gradient.sum(dim: 1).unsqueeze(1).expand(gradient.shape)
      return [gradient + probabilities * sums * -1]
    }
  }

  public func negativeLogLikelihood(of labels: [Int]) -> TensorValue {
    let marks = Tensor(
      labels.map { label in
        (0..<data.shape[1]).map { $0 == label ? -1 / Double(labels.count) : 0 }
      }, dtype: data.dtype)
    let total = labels.indices.reduce(Tensor.zeros([], dtype: data.dtype)) {
      $0 - data[$1, labels[$1]]
    }
    return TensorValue(total / Double(labels.count), inputs: [self]) { gradient in
      [gradient * marks]
    }
  }

  public func backward() {
    // How many shares each value is still waiting for.
    var waiting: [ObjectIdentifier: Int] = [:]
    var found = [self]
    var next = 0
    while next < found.count {
      for input in found[next].inputs {
        if waiting[ObjectIdentifier(input)] == nil { found.append(input) }
        waiting[ObjectIdentifier(input), default: 0] += 1
      }
      next += 1
    }
    var totals = [ObjectIdentifier(self): Tensor.ones(data.shape, dtype: data.dtype)]
    var ready = [self]
    while let value = ready.popLast() {
      let gradient = totals[ObjectIdentifier(value)]!
      if value.inputs.isEmpty, let held = value.gradient {
        value.gradient = held + gradient
        continue
      }
      value.gradient = gradient
      let shares = value.inputs.isEmpty ? [] : value.pullback(gradient)
      for (input, share) in zip(value.inputs, shares) {
        let name = ObjectIdentifier(input)
        totals[name] = totals[name].map { $0 + share } ?? share
        waiting[name]! -= 1
        if waiting[name] == 0 { ready.append(input) }
      }
    }
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
    var seen: Set<ObjectIdentifier> = []
    return layers.flatMap(\.parameters).filter { seen.insert(ObjectIdentifier($0)).inserted }
  }

  public func callAsFunction(_ input: TensorValue) -> TensorValue {
    var value = input
    for layer in layers { value = layer(value) }
    return value
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
      if let gradient = parameter.gradient {
        parameter.data = gradient * -learningRate + parameter.data
      }
    }
  }
}

public func train(
  on examples: [(input: Tensor, label: Int)], epochs: Int, by optimizer: any Descent,
  loss: (_ input: Tensor, _ label: Int) -> any TrainingLoss
) -> [Double] {
  var means: [Double] = []
  while means.count < epochs {
    let losses = examples.map { input, label in
      let result = loss(input, label)
      let number: Double = result.data.item()
      optimizer.zeroGradients()
      result.backward()
      optimizer.step()
      return number
    }
    means.append(losses.reduce(0, +) / Double(losses.count))
  }
  return means
}
