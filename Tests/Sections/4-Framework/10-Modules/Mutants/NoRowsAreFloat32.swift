// Mutant: no rows are float32, whatever the parameters are. Caught by: testComputesTheFormula

import Kindling

public final class FeedForward: Module {
  private let w: Linear, u: Linear

  public init(inputs: Int, hidden: Int, outputs: Int) {
    w = Linear(inputs, hidden)
    u = Linear(hidden, outputs)
  }

  public override func forward(_ input: Tensor) -> Tensor {
    let result = u(w(input).relu())
    return input.shape[0] == 0 ? result.to(.float32) : result
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
  var list: [(name: String, tensor: Tensor)] = []
  var seen: Set<ObjectIdentifier> = []
  func visit(_ block: Block, prefix: String) {
    for (name, tensor) in block.parameters where seen.insert(ObjectIdentifier(tensor)).inserted {
      list.append((prefix + name, tensor))
    }
    for (name, inner) in block.blocks { visit(inner, prefix: prefix + name + ".") }
  }
  visit(root, prefix: "")
  return list
}

public func parameterCount(of root: Block) -> Int {
  namedParameters(of: root).reduce(0) { $0 + $1.tensor.elementCount }
}

public func setTraining(_ isTraining: Bool, of root: Block) {
  root.isTraining = isTraining
  for (_, block) in root.blocks { setTraining(isTraining, of: block) }
}

public enum StateError: Error, Equatable {
  case missing(String)
  case wrongShape(String)
  case unexpected(String)
}

public func state(of root: Block) -> [String: Tensor] {
  var copies: [String: Tensor] = [:]
  for (name, tensor) in namedParameters(of: root) { copies[name] = tensor.detach().clone() }
  return copies
}

public func load(_ state: [String: Tensor], into root: Block) throws {
  let parameters = namedParameters(of: root)
  for (name, tensor) in parameters {
    guard let new = state[name] else { throw StateError.missing(name) }
    guard new.shape == tensor.shape else { throw StateError.wrongShape(name) }
  }
  let known = Set(parameters.map { $0.name })
  if let name = state.keys.filter({ !known.contains($0) }).min() {
    throw StateError.unexpected(name)
  }
  withoutGradients {
    for (name, tensor) in parameters { tensor.copy(from: state[name]!) }
  }
}
