/// The end of a graph: adds what arrives to a leaf's `grad`.
final class AccumulateGradient: Node {
  var gradient: Tensor?

  init(leaf: Tensor) { super.init("AccumulateGrad", result: leaf, depth: 0) }

  func add(_ share: consuming Tensor, keepsGraph: Bool) {
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
}
