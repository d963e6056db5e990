/// The end of a graph: adds what arrives to a leaf's `grad`.
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
      // The gradient becomes the caller's to change in place, so it must be nobody else's.
      let isOwn = isKnownUniquelyReferenced(&share) && !share.isView && share.isContiguous
      gradient = isOwn ? share : copyKernel(share)
    }
  }

  /// Adds to the gradient's own memory, as PyTorch does, if nobody else holds the tensor.
  private func addInPlace(_ share: Tensor) -> Bool {
    guard isKnownUniquelyReferenced(&gradient), let gradient, gradient.node == nil,
      gradient.isContiguous, !gradient.isView
    else { return false }
    _ = binaryKernel(Add.self, "add", gradient, share, into: gradient)
    gradient.storage.noteChange()
    return true
  }
}
