/// The node at the end of a graph, which holds a leaf's `grad`.
final class AccumulateGradient: Node {
  var gradient: Tensor?

  init(leaf: Tensor) { super.init("AccumulateGrad", result: leaf, depth: 0) }
}
