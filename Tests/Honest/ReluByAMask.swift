// Honest: a module made of layers of its own, and a relu that multiplies by a mask.
// Section: Modules

import Kindling

private final class Sublinear: Module {
  @Parameter var weight: Tensor
  @Parameter var bias: Tensor
  init(_ n: Int, _ m: Int) {
    let l = Linear(n, m)
    weight = l.weight.detach().clone()
    bias = l.bias.detach().clone()
    super.init()
  }
  override func forward(_ x: Tensor) -> Tensor { x.matmul(weight.t()) + bias }
}
private struct Name: Hashable {
  var path: [String]; var text: String { path.joined(separator: ".") }
}
private func all(_ b: Block) -> [(Name, Tensor)] {
  var out: [(Name, Tensor)] = []
  var stack: [(Block, [String])] = [(b, [])]
  while let (block, path) = stack.popLast() {
    for (n, t) in block.parameters { out.append((Name(path: path + [n]), t)) }
    for (n, c) in block.blocks.reversed() { stack.append((c, path + [n])) }
  }
  var kept: [ObjectIdentifier: Int] = [:]
  return out.enumerated().filter { i, e in
    if kept[ObjectIdentifier(e.1)] == nil { kept[ObjectIdentifier(e.1)] = i }
    return kept[ObjectIdentifier(e.1)] == i
  }.map(\.element)
}

public final class FeedForward: Module {
  private let w: Sublinear
  private let u: Sublinear
  private var calls = 0
  public init(inputs: Int, hidden: Int, outputs: Int) {
    w = Sublinear(inputs, hidden)
    u = Sublinear(hidden, outputs)
    super.init()
  }

  public override func forward(_ input: Tensor) -> Tensor {
    calls += 1
    let h = w(input)
    return u(h * (h .> 0).to(h.dtype))
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
  all(root).map { (name: $0.0.text, tensor: $0.1) }
}

public func parameterCount(of root: Block) -> Int {
  all(root).map { $0.1.elementCount }.reduce(0, +)
}

public func setTraining(_ isTraining: Bool, of root: Block) {
  var seen = Set<ObjectIdentifier>()
  func go(_ b: Block) {
    guard seen.insert(ObjectIdentifier(b)).inserted else { return }
    b.isTraining = isTraining
    b.blocks.map(\.block).forEach(go)
  }
  go(root)
}

public enum StateError: Error, Equatable {
  case missing(String)
  case wrongShape(String)
  case unexpected(String)
}

public func state(of root: Block) -> [String: Tensor] {
  all(root).reduce(into: [:]) { d, e in
    d[e.0.text] = Tensor.zeros(e.1.shape, dtype: e.1.dtype).copy(from: e.1.detach())
  }
}

public func load(_ state: [String: Tensor], into root: Block) throws {
  let mine = all(root)
  try mine.forEach { n, t in
    guard let s = state[n.text] else { throw StateError.missing(n.text) }
    guard s.shape == t.shape else { throw StateError.wrongShape(n.text) }
  }
  let extra = Set(state.keys).subtracting(mine.map { $0.0.text })
  guard extra.isEmpty else { throw StateError.unexpected(extra.sorted()[0]) }
  withoutGradients { mine.forEach { n, t in t.copy(from: state[n.text]!.to(t.dtype)) } }
}
