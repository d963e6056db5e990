import Kindling

/// An argument of one call of an answer: a tensor of the call's own, and what it was before.
///
/// A tensor's shape, strides and dtype cannot change, so numbers and gradients are what is compared.
struct Argument {
  let name: String
  /// What the call gets.
  let tensor: Tensor
  private let numbers: [Double]
  private let requiresGrad: Bool
  private let gradient: [Double]?

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
    numbers = tensor.doubles()
    requiresGrad = tensor.requiresGrad
    gradient = tensor.grad?.doubles()
  }

  /// What a call has changed, in words; nil when everything is as it was.
  var change: String? {
    if let order = firstDifference(tensor.doubles(), numbers) {
      let (before, after) = shortPair(numbers[order], tensor.doubles()[order])
      let place = numbers.count == 1 ? "" : " at \(tensor.shape.place(of: order))"
      return "\(name) was changed by the call, which is to leave it as it was: "
        + "\(before) became \(after)\(place)"
    }
    if tensor.requiresGrad != requiresGrad {
      return tensor.requiresGrad
        ? "\(name) requires a gradient after the call, and did not before"
        : "\(name) no longer requires a gradient after the call"
    }
    switch (gradient, tensor.grad?.doubles()) {
    case (nil, nil): return nil
    case (nil, _): return "\(name).grad was nil and is not after the call"
    case (_, nil): return "\(name).grad is nil after the call, and was not before"
    case (let before?, let after?):
      return firstDifference(after, before) == nil
        ? nil : "\(name).grad was changed by the call, which is to leave it as it was"
    }
  }

  private func firstDifference(_ a: [Double], _ b: [Double]) -> Int? {
    if a.count != b.count { return 0 }
    return a.indices.first { a[$0] != b[$0] && !(a[$0].isNaN && b[$0].isNaN) }
  }
}

extension Tensor {
  /// A copy whose dimensions lie in memory in the same order; where this has gaps, so has the copy.
  fileprivate var copyLaidOutAlike: Tensor {
    let outerFirst = (0..<rank).sorted { (-strides[$0], $0) < (-strides[$1], $1) }
    let back = (0..<rank).sorted { outerFirst[$0] < outerFirst[$1] }
    let copy = rank > 1 ? permute(outerFirst).clone().permute(back) : clone()
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
