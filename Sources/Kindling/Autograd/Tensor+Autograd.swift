extension Tensor {
  /// Whether operations on this tensor are recorded for differentiation.
  ///
  /// Setting it to true makes the tensor a leaf whose ``grad`` accumulates gradients; setting it to
  /// false freezes it. Traps for a tensor that is not floating point, and when set to false on a
  /// result computed from something that requires gradients (use ``detach()``).
  public var requiresGrad: Bool {
    get { node != nil }
    set {
      if newValue == requiresGrad { return }
      if newValue {
        check(
          dtype.isFloatingPoint, "requiresGrad",
          "only floating-point tensors have gradients, this one is \(dtype)")
        node = AccumulateGradient(leaf: self)
      } else {
        check(
          isLeaf, "requiresGrad",
          "this tensor was computed from one that requires a gradient; use detach() to cut it off")
        node = nil
      }
    }
  }

  /// Sets ``requiresGrad`` to true and returns this tensor.
  public func requiringGradient() -> Tensor {
    requiresGrad = true
    return self
  }

  /// Whether this tensor was created directly rather than computed from one that requires
  /// gradients.
  public var isLeaf: Bool { node?.asLeaf != nil || node == nil }

  /// The gradient accumulated by ``backward(gradient:retainGraph:createGraph:)``; nil before the
  /// first pass, and for results that are not leaves unless ``retainGradient()`` was called.
  public var grad: Tensor? {
    get { node?.asLeaf?.gradient ?? node?.watchers?.retained }
    set {
      guard let leaf = node?.asLeaf else {
        check(newValue == nil, "grad", "only a leaf that requires a gradient can be given one")
        node?.watchers?.retained = nil
        return
      }
      if let newValue {
        check(
          newValue.shape == shape, "grad",
          "a gradient of shape \(newValue.shape) does not fit a tensor of shape \(shape)")
        check(
          newValue.dtype == dtype, "grad",
          "a \(newValue.dtype) gradient does not fit a \(dtype) tensor; convert it with "
            + "to(.\(dtype))")
      }
      leaf.gradient = newValue
    }
  }

  /// PyTorch's name for the derivative of the operation that computed this tensor, such as
  /// `AddBackward0`; nil for a leaf.
  public var gradientFunction: String? { isLeaf ? nil : node?.name }
}
