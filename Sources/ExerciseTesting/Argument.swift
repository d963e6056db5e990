import Kindling

/// An argument of one call of an answer: a tensor of the call's own, and what it was before.
///
/// A tensor's shape, strides and dtype cannot change, so numbers and gradients are what is
/// compared.
struct Argument {
  let name: String
  /// What the call gets.
  let tensor: Tensor
  private let before: TensorState

  /// Makes a tensor like the given one, laid out alike.
  ///
  /// - Parameters:
  ///   - isLeaf: whether it requires a gradient.
  ///   - holdsGradient: whether a leaf holds a gradient from something else already.
  init(
    _ name: String, like given: Tensor, isLeaf: Bool = false, holdsGradient: Bool = true
  ) {
    self.name = name
    tensor = given.detach().copyLaidOutAlike
    if isLeaf, given.dtype.isFloatingPoint {
      tensor.requiresGrad = true
      if holdsGradient { tensor.grad = Tensor.full(given.shape, 3, dtype: given.dtype) }
    }
    before = TensorState(tensor)
  }

  /// What a call has changed, in words; nil when everything is as it was.
  var change: String? { before.change(to: tensor, called: name) }
}

extension Tensor {
  /// A copy whose dimensions lie in memory in the same order; where this has gaps, so has the copy.
  fileprivate var copyLaidOutAlike: Tensor {
    let outerFirst = (0..<rank).sorted { (-strides[$0], $0) < (-strides[$1], $1) }
    let back = (0..<rank).sorted { outerFirst[$0] < outerFirst[$1] }
    let copy = rank > 1 ? permute(outerFirst).contiguous().clone().permute(back) : clone()
    if copy.strides == strides || copy.isContiguous && isContiguous { return copy }
    return Tensor.stack([copy, copy], dim: rank).select(rank, 0)
  }
}

extension Shape {
  /// The index in each dimension of the element that is the given one in order.
  func place(of order: Int) -> [Int] {
    var (rest, place) = (order, [Int]())
    for size in reversed() {
      place.insert(rest % size, at: 0)
      rest /= size
    }
    return place
  }
}
