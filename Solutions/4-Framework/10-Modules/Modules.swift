// 4.10 Modules: solution

import Kindling

/// Part 1, 3 points. A network of two affine maps with a relu between them, u(relu(w(x))), as a module.
/// It has two halves, `init` and `forward`.
public final class FeedForward: Module {
  private let w: Linear, u: Linear

  /// Make the layers.
  ///
  /// The network has four parameters and no more, which `namedParameters()` finds in this order:
  /// "w.weight" of shape [hidden, inputs], "w.bias" of [hidden], "u.weight" of [outputs, hidden] and
  /// "u.bias" of [outputs]. They start with the numbers that `Linear(inputs, hidden)` and after it
  /// `Linear(hidden, outputs)` would draw.
  ///
  /// - Parameters:
  ///   - inputs: how many numbers a row of the input has.
  ///   - hidden: how many there are between the two maps.
  ///   - outputs: how many a row of the result has.
  public init(inputs: Int, hidden: Int, outputs: Int) {
    w = Linear(inputs, hidden)
    u = Linear(hidden, outputs)
  }

  /// Compute the result of each row.
  ///
  /// - Parameter input: rows of shape [rows, inputs], finite and of the parameters' dtype; there may be
  ///   none.
  /// - Returns: rows of shape [rows, outputs].
  public override func forward(_ input: Tensor) -> Tensor {
    u(w(input).relu())
  }
}

/// A part of a model without the library's `Module`: parameters and further blocks, each under a name.
/// This type is given; parts 2 to 4 are about it.
///
/// A tensor or a block may be in several places, or in one place under two names: then it is shared.
/// No block is inside itself.
public final class Block {
  public let parameters: [(name: String, tensor: Tensor)]
  public let blocks: [(name: String, block: Block)]
  public var isTraining: Bool = true

  /// `Block(parameters: ["weight": weight], blocks: ["first": first, "second": second])`
  public init(
    parameters: KeyValuePairs<String, Tensor> = [:], blocks: KeyValuePairs<String, Block> = [:]
  ) {
    self.parameters = parameters.map { (name: $0.key, tensor: $0.value) }
    self.blocks = blocks.map { (name: $0.key, block: $0.value) }
  }
}

/// Part 2, 3 points. Find and name the parameters of a block and of all blocks inside it.
///
/// A block's own parameters come first, in their order, and then those of each of its blocks, in theirs.
/// The full name has the names of the blocks on the way in front, with dots between: "encoder.map.weight".
/// A tensor that is shared is listed once, under the name that comes first. Tensors are told apart by
/// what they are, not by their numbers: `ObjectIdentifier(tensor)`.
///
/// - Parameter root: a block, which adds no name of its own.
/// - Returns: the very tensors, with their full names.
///
/// Example:
/// ```
/// let map = Block(parameters: ["weight": weight, "bias": bias])
/// let model = Block(parameters: ["scale": scale], blocks: ["first": map, "again": map])
/// namedParameters(of: model).map { $0.name }
/// // ["scale", "first.weight", "first.bias"]
/// ```
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

/// How many numbers the parameters have in all, those of a shared tensor counted once. Part 2 too.
public func parameterCount(of root: Block) -> Int {
  namedParameters(of: root).reduce(0) { $0 + $1.tensor.elementCount }
}

/// Part 3, 1 point. Switch a block and all blocks inside it to training, or to evaluation.
///
/// - Parameters:
///   - isTraining: the new value of `isTraining`.
///   - root: where to begin.
public func setTraining(_ isTraining: Bool, of root: Block) {
  root.isTraining = isTraining
  for (_, block) in root.blocks { setTraining(isTraining, of: block) }
}

/// What is wrong with a state that does not fit. This one is given: throw it in part 4.
public enum StateError: Error, Equatable {
  /// The state has no tensor of this name, which a parameter has.
  case missing(String)
  /// The tensor of this name has another shape than the parameter.
  case wrongShape(String)
  /// No parameter has this name.
  case unexpected(String)
}

/// Part 4, 3 points. Take a copy of all parameters, and put one back.
///
/// The names are those of part 2. Each tensor is a copy: it has its own numbers, which training does not
/// change, and requires no gradient.
///
/// - Parameter root: the block whose parameters are copied.
/// - Returns: the copies by full name, with shape and dtype of the parameters.
public func state(of root: Block) -> [String: Tensor] {
  var copies: [String: Tensor] = [:]
  for (name, tensor) in namedParameters(of: root) { copies[name] = tensor.detach().clone() }
  return copies
}

/// Put a state into the parameters of a block. Part 4 too.
///
/// The parameters stay the same tensors, so that an optimizer that holds them sees the new numbers. They
/// keep their dtype, `requiresGrad` and `grad`, and the copying is not recorded. If the state does not
/// fit, no parameter is changed. It can be answered without the function above.
///
/// - Parameters:
///   - state: tensors by full name, left as they are; their dtype may be another floating-point one.
///   - root: the block that takes them.
/// - Throws: a `StateError`. The parameters are checked in their order: the first whose name the
///   state lacks is `missing`, the first of another shape `wrongShape`, whichever comes first. If
///   there is none, the name that the state has beyond them is `unexpected`, the first in
///   alphabetical order.
///
/// Example:
/// ```
/// let saved = state(of: model)
/// train(model)
/// try load(saved, into: model)  // as it was before the training
/// ```
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
