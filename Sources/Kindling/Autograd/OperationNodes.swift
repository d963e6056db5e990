// Half-precision derivatives are computed in single precision: saved tensors and the gradient are
// passed to them as float32, and a share is rounded once, when it is delivered. If nothing is
// saved, a derivative is a single step, which rounds only once anyway.

/// A recorded operation on one tensor.
final class UnaryNode: Node {
  typealias Derivative = @Sendable (_ node: UnaryNode, _ gradient: Tensor) -> Tensor
  private var parent: Node?
  private var saved: SavedTensor?
  private let derivative: Derivative

  init(
    _ name: String, _ input: Node, _ saved: SavedTensor?, result: borrowing Tensor,
    _ derivative: @escaping Derivative
  ) {
    self.parent = input
    self.saved = saved
    self.derivative = derivative
    super.init(name, result: result, depth: input.depth + 1)
  }

  deinit {
    GraphRelease.withoutRecursion {
      saved = nil
      parent = nil
    } collect: {
      if let saved { $0.append(saved.held) }
      if let parent { $0.append(parent) }
    }
  }

  /// The operand, if the operation saved it.
  var input: Tensor { saved.orFreed(self).value(for: self).wide }
  /// The saved tensor, if it is neither the operand nor the result.
  var kept: Tensor { input }
  /// The result, if the operation saved it.
  var output: Tensor { saved.orFreed(self).result(of: self).wide }

  override var inputs: [Node?] { [parent] }
  override func propagate(_ gradient: Tensor, _ deliver: Delivery) {
    guard let parent else { return }
    deliver(derivative(self, saved == nil ? gradient : gradient.wide), parent)
  }
  override func releaseSaved() { saved = nil }
}

/// A recorded operation on two tensors.
final class BinaryNode: Node {
  typealias Derivative = @Sendable (_ node: BinaryNode, _ gradient: Tensor) -> Tensor
  private var parents: (Node?, Node?)
  private var saved: (SavedTensor?, SavedTensor?)
  private let derivatives: (Derivative, Derivative)

  init(
    _ name: String, _ inputs: (Node?, Node?), _ saved: (SavedTensor?, SavedTensor?),
    result: borrowing Tensor, _ derivatives: (Derivative, Derivative)
  ) {
    self.parents = inputs
    self.saved = saved
    self.derivatives = derivatives
    super.init(
      name, result: result, depth: max(inputs.0?.depth ?? 0, inputs.1?.depth ?? 0) + 1)
  }

  deinit {
    GraphRelease.withoutRecursion {
      saved = (nil, nil)
      parents = (nil, nil)
    } collect: {
      if let left = saved.0 { $0.append(left.held) }
      if let right = saved.1 { $0.append(right.held) }
      if let left = parents.0 { $0.append(left) }
      if let right = parents.1 { $0.append(right) }
    }
  }

  /// The left operand, if the operation saved it.
  var left: Tensor { saved.0.orFreed(self).value(for: self).wide }
  /// The right operand, if the operation saved it.
  var right: Tensor { saved.1.orFreed(self).value(for: self).wide }
  /// The saved tensor, if it is not an operand.
  var kept: Tensor { left }

  override var inputs: [Node?] { [parents.0, parents.1] }
  override func propagate(_ gradient: Tensor, _ deliver: Delivery) {
    let gradient = saved.0 == nil ? gradient : gradient.wide
    // Both shares are computed before either is delivered, so that neither derivative can see the
    // other's.
    let left = parents.0 == nil ? nil : derivatives.0(self, gradient)
    let right = parents.1 == nil ? nil : derivatives.1(self, gradient)
    if let left, let parent = parents.0 { deliver(left, parent) }
    if let right, let parent = parents.1 { deliver(right, parent) }
  }
  override func releaseSaved() { saved = (nil, nil) }
}

/// The inputs and saved tensors of a recorded operation on any number of tensors. Subclasses
/// provide the derivative.
class NodeOfSeveral: Node {
  fileprivate(set) final var parents: [Node?]
  fileprivate(set) final var savedTensors: [SavedTensor]?

  init(_ name: String, _ inputs: [Node?], _ saved: [SavedTensor], result: borrowing Tensor) {
    self.parents = inputs
    self.savedTensors = saved
    super.init(
      name, result: result, depth: inputs.reduce(0) { max($0, $1?.depth ?? 0) } + 1)
  }

  deinit {
    GraphRelease.withoutRecursion {
      savedTensors = nil
      parents = []
    } collect: {
      for saved in savedTensors ?? [] { $0.append(saved.held) }
      for case let parent? in parents { $0.append(parent) }
    }
  }

  final override var inputs: [Node?] { parents }
  final override func releaseSaved() { savedTensors = nil }

  /// Delivers each input's node its share.
  final func deliver(_ shares: [Tensor?], by deliver: Delivery) {
    for (parent, share) in zip(parents, shares) {
      if let parent, let share { deliver(share, parent) }
    }
  }
}

/// A recorded operation on any number of tensors.
final class VariadicNode: NodeOfSeveral {
  /// A function that computes the gradients of the inputs from the gradient of the result; nil for
  /// an input that has none.
  typealias Derivative = @Sendable (_ node: VariadicNode, _ gradient: Tensor) -> [Tensor?]
  private let derivative: Derivative

  init(
    _ name: String, _ inputs: [Node?], _ saved: [SavedTensor], result: borrowing Tensor,
    _ derivative: @escaping Derivative
  ) {
    self.derivative = derivative
    super.init(name, inputs, saved, result: result)
  }

  /// Returns the saved tensor at `index`.
  func saved(_ index: Int) -> Tensor { savedTensors.orFreed(self)[index].value(for: self).wide }
  /// Traps if any saved tensor was changed, for a derivative that already has the values it needs.
  func checkSaved() {
    for saved in savedTensors.orFreed(self) { _ = saved.value(for: self) }
  }
  /// Returns whether the input at `index` needs a gradient.
  func wants(_ index: Int) -> Bool { parents[index] != nil }

  override func propagate(_ gradient: Tensor, _ deliver: Delivery) {
    let isPlain = savedTensors?.isEmpty ?? true
    self.deliver(derivative(self, isPlain ? gradient : gradient.wide), by: deliver)
  }
}

extension Optional {
  /// Returns the saved value, or traps if an earlier backward pass released it.
  consuming func orFreed(_ node: Node) -> Wrapped {
    guard let value = self else {
      fail(
        "backward()",
        "the graph was freed by an earlier backward pass (at \(node.name)); pass retainGraph: true "
          + "to the first one to go through it again")
    }
    return value
  }
}
