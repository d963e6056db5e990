/// The hooks that observe or change a gradient as it passes through a node.
final class GradientWatchers {
  typealias Hook = (Tensor) -> Tensor?
  var hooks: [(id: Int, hook: Hook)] = []
  private var nextID = 0
  /// Whether the gradient is kept in ``retained``.
  var retains = false
  var retained: Tensor?

  func add(_ hook: @escaping Hook) -> Int {
    nextID += 1
    hooks.append((nextID, hook))
    return nextID
  }

  /// Passes the gradient through the hooks, in the order they were added, and returns the result.
  func pass(_ gradient: Tensor, of node: Node) -> Tensor {
    var gradient = gradient
    for (_, hook) in hooks {
      guard let replacement = hook(gradient) else { continue }
      check(
        replacement.shape == node.shape, "onGradient",
        "the hook gave a gradient of shape \(replacement.shape) for a tensor of shape \(node.shape)"
      )
      check(
        replacement.dtype == node.dtype, "onGradient",
        "the hook gave a \(replacement.dtype) gradient for a \(node.dtype) tensor; convert it with "
          + "to(.\(node.dtype))")
      gradient = replacement
    }
    if retains { retained = gradient }
    return gradient
  }
}

/// A gradient hook, which stays on its tensor until it is removed.
public final class GradientHook {
  private weak var watchers: GradientWatchers?
  private let id: Int

  init(_ watchers: GradientWatchers, id: Int) {
    self.watchers = watchers
    self.id = id
  }

  /// Removes the hook; calling it again does nothing.
  public func remove() { watchers?.hooks.removeAll { $0.id == id } }
}

extension Tensor {
  /// Calls `hook` with this tensor's gradient each time a backward pass has finished computing it.
  /// `torch.Tensor.register_hook`.
  ///
  /// If the hook returns a tensor, which must have the same shape and dtype, that tensor replaces
  /// the gradient; nil leaves the gradient unchanged. Hooks run in the order they were added. Traps
  /// with `onGradient: this tensor requires no gradient`.
  ///
  /// ```swift
  /// let y = x * 2
  /// let hook = y.onGradient { gradient in print(gradient); return gradient * 0.1 }
  /// y.sum().backward()
  /// hook.remove()
  /// ```
  @discardableResult
  public func onGradient(_ hook: @escaping (Tensor) -> Tensor?) -> GradientHook {
    guard let node else { fail("onGradient", "this tensor requires no gradient") }
    let watchers = node.watchersForUse()
    return GradientHook(watchers, id: watchers.add(hook))
  }

  /// Keeps this result's gradient in ``grad``, as for a leaf. `retain_grad()`.
  public func retainGradient() {
    guard let node else { fail("retainGradient()", "this tensor requires no gradient") }
    if !isLeaf { node.watchersForUse().retains = true }
  }
}

extension Node {
  fileprivate func watchersForUse() -> GradientWatchers {
    if let watchers { return watchers }
    let made = GradientWatchers()
    watchers = made
    return made
  }
}
