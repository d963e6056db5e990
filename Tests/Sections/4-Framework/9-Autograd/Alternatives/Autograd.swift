// 4.9 Autograd: a second solution. A value is ready when everything that uses it has been, and shares are
// kept beside the graph.

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
    // Level by level: what only this list holds gives up its inputs to the next list.
    var level = inputs
    inputs = []
    while !level.isEmpty {
      var next: [Value] = []
      while var value = level.popLast() {
        if isKnownUniquelyReferenced(&value) { next.append(contentsOf: value.giveUpInputs()) }
      }
      level = next
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

  private func giveUpInputs() -> [Value] {
    defer { inputs = [] }
    return inputs
  }

  public func backward() {
    // Shares are gathered beside the graph; a value is written once, when its share is complete.
    var uses = countUses(from: self) { $0.inputs }
    var shares = [ObjectIdentifier(self): 1.0]
    var ready = [self]
    while let value = ready.popLast() {
      let share = shares.removeValue(forKey: ObjectIdentifier(value)) ?? 0
      if value.inputs.isEmpty { value.gradient += share } else { value.gradient = share }
      for (input, slope) in zip(value.inputs, value.slopes) {
        shares[ObjectIdentifier(input), default: 0] += share * slope
        uses[ObjectIdentifier(input)]! -= 1
        if uses[ObjectIdentifier(input)] == 0 { ready.append(input) }
      }
    }
  }
}

public func topologicalOrder(of root: Value) -> [Value] {
  // From the root on, a value comes as soon as everything that uses it has come.
  var uses = countUses(from: root) { $0.inputs }
  var order = [root]
  var place = 0
  while place < order.count {
    for input in order[place].inputs {
      uses[ObjectIdentifier(input)]! -= 1
      if uses[ObjectIdentifier(input)] == 0 { order.append(input) }
    }
    place += 1
  }
  return order.reversed()
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
    guard a.data.rank != b.data.rank else {
      return TensorValue(a.data + b.data, inputs: [a, b]) { [$0, $0] }
    }
    let rows = Tensor.ones(1, a.data.shape[0], dtype: a.data.dtype)
    return TensorValue(a.data + b.data, inputs: [a, b]) { [$0, rows.matmul($0).view(-1)] }
  }

  public func matmul(_ other: TensorValue) -> TensorValue {
    let (a, b) = (data, other.data)
    return TensorValue(a.matmul(b), inputs: [self, other]) { gradient in
      [b.matmul(gradient.t()).t(), gradient.t().matmul(a).t()]
    }
  }

  public func tanh() -> TensorValue {
    let result = data.tanh()
    return TensorValue(result, inputs: [self]) { gradient in [gradient - gradient * result.square()]
    }
  }

  public func meanSquare() -> TensorValue {
    let (data, count) = (data, Double(data.elementCount))
    return TensorValue((data * data).sum() / count, inputs: [self]) { [data * 2 * $0 / count] }
  }

  public func backward() {
    var uses = countUses(from: self) { $0.inputs }
    var shares = [ObjectIdentifier(self): Tensor.ones(like: data)]
    var ready = [self]
    while let value = ready.popLast() {
      let share = shares.removeValue(forKey: ObjectIdentifier(value))!
      if value.inputs.isEmpty, let held = value.gradient {
        value.gradient = held + share
      } else {
        value.gradient = share
      }
      for (input, more) in zip(value.inputs, value.pullback(share)) {
        let key = ObjectIdentifier(input)
        shares[key] = shares[key].map { $0 + more } ?? more
        uses[key]! -= 1
        if uses[key] == 0 { ready.append(input) }
      }
    }
  }
}

public struct LogCosh: DifferentiableFunction {
  public init() {}

  public func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor {
    context.save(inputs[0])
    let size = inputs[0].abs()
    return ((size * -2).exp() + 1).log() + size - Double.log(2)
  }

  public func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
    let x = context.saved[0]
    return [x.tanh() * gradient]
  }
}

/// How often each node behind a root is an input of others behind it.
private func countUses<Item: AnyObject>(
  from root: Item, _ inputs: (Item) -> [Item]
) -> [ObjectIdentifier: Int] {
  var uses = [ObjectIdentifier(root): 0]
  var waiting = [root]
  while let node = waiting.popLast() {
    for input in inputs(node) {
      if uses[ObjectIdentifier(input)] == nil { waiting.append(input) }
      uses[ObjectIdentifier(input), default: 0] += 1
    }
  }
  return uses
}
