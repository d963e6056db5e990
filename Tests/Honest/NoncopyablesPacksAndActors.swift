// Honest: a type that cannot be copied, parameter packs, an actor, weak and lazy properties.

import Kindling
private struct Token: ~Copyable {
  let n: Int; borrowing func count() -> Int { n }; deinit { print(n) }
}
private func all<each T>(_ values: repeat each T) -> Int {
  var n = 0; for _ in repeat each values { n += 1 }; return n
}
private actor Counter { private var n = 0; func next() -> Int { n += 1; return n } }
private final class Node {
  weak var parent: Node?; var children: [Node] = []; lazy var size: Int = children.count + 1
  subscript(i: Int) -> Node { children[i] }
}
public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  let n = Token(n: all(x, weight, bias)).count()
  let scale = if n == 3 { 1.0 } else { 0.0 }
  let root = Node(); root.children = [Node(), Node()]; root.children.forEach { $0.parent = root }
  let y =
    switch root.size {
    case 3: x.matmul(weight.t());
    default: x
    }
  return y * scale + bias
}
public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer.matmul(inner) }
public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
