/// The node at the end of a graph, which accumulates gradients into a leaf's `grad`.
final class AccumulateGradient: Node {
  var gradient: Tensor?

  init(leaf: Tensor) { super.init("AccumulateGrad", result: leaf, depth: 0) }

  func add(_ share: consuming Tensor, keepsGraph: Bool) {
    if !keepsGraph && addInPlace(share) { return }
    if let gradient {
      self.gradient = gradient + share
      if !keepsGraph { self.gradient!.node = nil }
    } else if keepsGraph {
      gradient = share
    } else {
      // The caller may change the gradient in place, so it must not share memory with anything
      // else.
      let isOwn = isKnownUniquelyReferenced(&share) && !share.isView && share.isContiguous
      gradient = isOwn ? share : copyKernel(share)
    }
  }

  /// Accumulates in place, as PyTorch does, if nothing else references the gradient.
  private func addInPlace(_ share: Tensor) -> Bool {
    guard isKnownUniquelyReferenced(&gradient), let gradient, gradient.node == nil,
      gradient.isContiguous, !gradient.isView
    else { return false }
    _ = binaryKernel(Add.self, "add", gradient, share, into: gradient)
    gradient.storage.noteChange()
    return true
  }
}
