import CKernels

/// A backward pass from a result to everything it was computed from.
///
/// Nodes wait in a heap and leave it in order of decreasing ``Node/depth``, so each is visited
/// once, when all of its gradient has arrived. Nothing recurses, so the depth of the graph does not
/// matter.
final class BackwardWalk {
  /// Unmanaged, so that moving a node does no reference counting: the root keeps the graph alive.
  private var heap: [Unmanaged<Node>] = []
  private let retainsGraph: Bool
  private let createsGraph: Bool
  private let looksForNaN = ck_thread().pointee.detects_anomalies
  /// The gradients captured for the `wanted` nodes; nil if gradients are accumulated in leaves
  /// instead.
  private var captured: [ObjectIdentifier: Tensor]?
  private let wanted: Set<ObjectIdentifier>
  /// The node being visited, if gradients are checked for NaN.
  private var suspect: Node?

  init(retainsGraph: Bool, createsGraph: Bool, capturing: [Node]? = nil) {
    self.retainsGraph = retainsGraph
    self.createsGraph = createsGraph
    self.captured = capturing.map { _ in [:] }
    self.wanted = Set((capturing ?? []).map(ObjectIdentifier.init))
  }

  /// Runs the pass and returns the captured gradients, if any were requested.
  func run(from root: Node, gradient: Tensor) -> [ObjectIdentifier: Tensor] {
    recordingGradients(createsGraph) {
      deliver(gradient, to: root)
      while let node = pop() { visit(node) }
    }
    return captured ?? [:]
  }

  /// Adds a share of the gradient to what has accumulated at `node`.
  func deliver(_ share: consuming Tensor, to node: Node) {
    suspect?.checkShare(share)
    if share.shape != node.shape { share = share.sum(to: node.shape, for: node.name) }
    if share.dtype != node.dtype { share = share.to(node.dtype) }
    // An operation on a device may involve a single number that is on the processor.
    if share.isOnDevice != node.isOnDevice { share = share.to(node.home?.device ?? .cpu) }
    if node.pending == nil {
      node.pending = consume share
      push(node)
    } else {
      node.pending = node.pending! + share
    }
  }

  private func visit(_ node: Node) {
    guard var gradient = node.pending.take() else { return }
    if let watchers = node.watchers { gradient = watchers.pass(gradient, of: node) }
    if captured != nil, wanted.contains(ObjectIdentifier(node)) {
      captured![ObjectIdentifier(node)] = gradient
    }
    if let leaf = node.asLeaf {
      if captured == nil { leaf.add(consume gradient, keepsGraph: createsGraph) }
      return
    }
    suspect = looksForNaN ? node : nil
    node.propagate(gradient) { deliver($0, to: $1) }
    if !retainsGraph { node.releaseSaved() }
  }

  private func push(_ node: Node) {
    if heap.isEmpty { heap.reserveCapacity(8) }
    heap.append(.passUnretained(node))
    var child = heap.count - 1
    while child > 0, depth((child - 1) / 2) < depth(child) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private func pop() -> Node? {
    if heap.count <= 1 { return heap.popLast()?.takeUnretainedValue() }
    heap.swapAt(0, heap.count - 1)
    let top = heap.removeLast().takeUnretainedValue()
    var parent = 0
    while true {
      var largest = parent
      for child in (2 * parent + 1)..<(2 * parent + 3)
      where child < heap.count && depth(child) > depth(largest) {
        largest = child
      }
      if largest == parent { return top }
      heap.swapAt(parent, largest)
      parent = largest
    }
  }

  private func depth(_ index: Int) -> Int { heap[index]._withUnsafeGuaranteedRef(\.depth) }
}

extension AccumulateGradient {
  /// Adds a share to the leaf's gradient.
  fileprivate func add(_ share: consuming Tensor, keepsGraph: Bool) {
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
