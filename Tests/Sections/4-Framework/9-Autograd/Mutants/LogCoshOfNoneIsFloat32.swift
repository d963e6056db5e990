// Mutant: log cosh of no element is float32. Caught by: testLogCosh

import Kindling
import RealModule

public final class Value {
  public let number: Double
  public var gradient: Double = 0
  public private(set) var inputs: [Value]
  public let slopes: [Double]

  public init(_ number: Double, inputs: [Value] = [], slopes: [Double] = []) {
    precondition(inputs.count == slopes.count, "a value has one slope for each input")
    self.number = number
    self.inputs = inputs
    self.slopes = slopes
  }

  deinit {
    var held = inputs
    inputs = []
    while var value = held.popLast() {
      // Only this loop holds it: what it was computed from goes with it, one at a time.
      guard isKnownUniquelyReferenced(&value) else { continue }
      held += value.inputs
      value.inputs = []
    }
  }

  public static func + (a: Value, b: Value) -> Value {
    Value(a.number + b.number, inputs: [a, b], slopes: [1, 1])
  }

  public static func - (a: Value, b: Value) -> Value {
    Value(a.number - b.number, inputs: [a, b], slopes: [1, -1])
  }

  public static func * (a: Value, b: Value) -> Value {
    Value(a.number * b.number, inputs: [a, b], slopes: [b.number, a.number])
  }

  public func exp() -> Value {
    let result = Double.exp(number)
    return Value(result, inputs: [self], slopes: [result])
  }

  public func log() -> Value {
    Value(.log(number), inputs: [self], slopes: [1 / number])
  }

  public func tanh() -> Value {
    let result = Double.tanh(number)
    return Value(result, inputs: [self], slopes: [1 - result * result])
  }

  public func backward() {
    let order = topologicalOrder(of: self)
    for value in order where !value.inputs.isEmpty { value.gradient = 0 }
    gradient += 1
    for value in order.reversed() {
      for (input, slope) in zip(value.inputs, value.slopes) {
        input.gradient += slope * value.gradient
      }
    }
  }
}

public func topologicalOrder(of root: Value) -> [Value] {
  inputsFirst(from: root) { $0.inputs }
}

public final class TensorValue {
  public let data: Tensor
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

  public static func + (a: TensorValue, b: TensorValue) -> TensorValue {
    let isRow = b.data.rank < a.data.rank
    return TensorValue(a.data + b.data, inputs: [a, b]) { gradient in
      [gradient, isRow ? gradient.sum(dim: 0) : gradient]
    }
  }

  public func matmul(_ other: TensorValue) -> TensorValue {
    let (a, b) = (data, other.data)
    return TensorValue(a.matmul(b), inputs: [self, other]) { gradient in
      [gradient.matmul(b.t()), a.t().matmul(gradient)]
    }
  }

  public func tanh() -> TensorValue {
    let result = data.tanh()
    return TensorValue(result, inputs: [self]) { gradient in [gradient * (1 - result * result)] }
  }

  public func meanSquare() -> TensorValue {
    let data = data
    return TensorValue(data.square().mean(), inputs: [self]) { gradient in
      [gradient * data * (2 / Double(data.elementCount))]
    }
  }

  public func backward() {
    let order = inputsFirst(from: self) { $0.inputs }
    for value in order where !value.inputs.isEmpty { value.gradient = nil }
    receive(Tensor.ones(data.shape, dtype: data.dtype))
    for value in order.reversed() {
      guard let gradient = value.gradient, !value.inputs.isEmpty else { continue }
      for (input, share) in zip(value.inputs, value.pullback(gradient)) { input.receive(share) }
    }
  }

  private func receive(_ share: Tensor) {
    gradient = gradient.map { $0 + share } ?? share
  }
}

public struct LogCosh: DifferentiableFunction {
  public init() {}

  public func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor {
    let x = inputs[0]
    context.save(x)
    if x.elementCount == 0 { return Tensor.zeros(x.shape) }
    let size = x.abs()
    return size + (size * -2).exp().log1p() - Double.log(2)
  }

  public func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
    [gradient * context.saved[0].tanh()]
  }
}

private func inputsFirst<Item: AnyObject>(
  from root: Item, inputs: (Item) -> [Item]
) -> [Item] {
  var order: [Item] = []
  var seen: Set = [ObjectIdentifier(root)]
  // The way from the root to where the walk is, and for each node on it the next input to go to.
  var path = [(node: root, next: 0)]
  while let (node, next) = path.last {
    let inputs = inputs(node)
    guard next < inputs.count else {
      order.append(node)
      path.removeLast()
      continue
    }
    path[path.count - 1].next += 1
    if seen.insert(ObjectIdentifier(inputs[next])).inserted { path.append((inputs[next], 0)) }
  }
  return order
}
