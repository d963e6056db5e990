/// One pass from a result back to what it was computed from.
///
/// Nodes wait in a heap and leave it by falling ``Node/depth``, so each is visited once, when all
/// its gradient has arrived. Nothing recurses: the depth of the graph does not matter.
final class BackwardWalk {
  /// Unmanaged, so that moving one counts nothing: what is walked is kept by its root.
  private var heap: [Unmanaged<Node>] = []
  private let retainsGraph: Bool
  private let createsGraph: Bool
  private let looksForNaN = detectsAnomalies.value
  /// Nodes whose gradient is wanted as a result, instead of being added to leaves.
  private var captured: [ObjectIdentifier: Tensor]?

  init(retainsGraph: Bool, createsGraph: Bool, capturing: [Node]? = nil) {
    self.retainsGraph = retainsGraph
    self.createsGraph = createsGraph
    self.captured = capturing.map { _ in [:] }
    self.wanted = Set((capturing ?? []).map(ObjectIdentifier.init))
  }

  private let wanted: Set<ObjectIdentifier>
  /// The node being visited, while gradients are searched for NaN.
  private var suspect: Node?

  /// Runs the pass and returns the captured gradients, if any were asked for.
  func run(from root: Node, gradient: Tensor) -> [ObjectIdentifier: Tensor] {
    recordingGradients(createsGraph) {
      deliver(gradient, to: root)
      while let node = pop() { visit(node) }
    }
    return captured ?? [:]
  }

  /// Adds a share of gradient to what waits at `node`.
  func deliver(_ share: consuming Tensor, to node: Node) {
    suspect?.checkShare(share)
    if share.shape != node.shape { share = share.sum(to: node.shape, for: node.name) }
    if share.dtype != node.dtype { share = share.to(node.dtype) }
    // A single number on the processor takes part in operations on a device.
    if share.isAway != node.isAway { share = share.to(node.home?.device ?? .cpu) }
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
    node.propagate(gradient, self)
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
