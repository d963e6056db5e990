// 4.10 Modules: a second solution, with lists of what is still to do instead of calls within calls, and
// numbers copied through detached tensors.

import Kindling

public final class FeedForward: Module {
  private let w: Linear
  private let f = ReLU()
  private let u: Linear

  public init(inputs: Int, hidden: Int, outputs: Int) {
    w = Linear(inputs, hidden)
    u = Linear(hidden, outputs)
  }

  public override func forward(_ input: Tensor) -> Tensor {
    linear(f(w(input)), weight: u.weight, bias: u.bias)
  }
}

public final class Block {
  public let parameters: [(name: String, tensor: Tensor)]
  public let blocks: [(name: String, block: Block)]
  public var isTraining: Bool = true

  public init(
    parameters: KeyValuePairs<String, Tensor> = [:], blocks: KeyValuePairs<String, Block> = [:]
  ) {
    self.parameters = parameters.map { (name: $0.key, tensor: $0.value) }
    self.blocks = blocks.map { (name: $0.key, block: $0.value) }
  }
}

public func namedParameters(of root: Block) -> [(name: String, tensor: Tensor)] {
  // What is still to do, the next one last: no call within a call.
  var waiting = [(prefix: "", block: root)]
  var list: [(name: String, tensor: Tensor)] = []
  while let (prefix, block) = waiting.popLast() {
    for (name, tensor) in block.parameters where !list.contains(where: { $0.tensor === tensor }) {
      list.append((name: prefix + name, tensor: tensor))
    }
    waiting += block.blocks.reversed().map { (prefix: prefix + $0.name + ".", block: $0.block) }
  }
  return list
}

public func parameterCount(of root: Block) -> Int {
  var sizes: [ObjectIdentifier: Int] = [:]
  func visit(_ block: Block) {
    for (_, tensor) in block.parameters {
      sizes[ObjectIdentifier(tensor)] = tensor.shape.reduce(1, *)
    }
    for (_, inner) in block.blocks { visit(inner) }
  }
  visit(root)
  return sizes.values.reduce(0, +)
}

public func setTraining(_ isTraining: Bool, of root: Block) {
  var level = [root]
  while !level.isEmpty {
    for block in level { block.isTraining = isTraining }
    level = level.flatMap { $0.blocks.map { $0.block } }
  }
}

public enum StateError: Error, Equatable {
  case missing(String)
  case wrongShape(String)
  case unexpected(String)
}

public func state(of root: Block) -> [String: Tensor] {
  Dictionary(
    uniqueKeysWithValues: namedParameters(of: root).map { name, tensor in
      (name, withoutGradients { tensor.clone() })
    })
}

public func load(_ state: [String: Tensor], into root: Block) throws {
  var rest = state
  let pairs = try namedParameters(of: root).map { name, tensor in
    guard let new = rest.removeValue(forKey: name) else { throw StateError.missing(name) }
    if Array(new.shape) != Array(tensor.shape) { throw StateError.wrongShape(name) }
    return (tensor, new)
  }
  for name in rest.keys.sorted() { throw StateError.unexpected(name) }
  for (tensor, new) in pairs { tensor.detach().copy(from: new.detach()) }
}
