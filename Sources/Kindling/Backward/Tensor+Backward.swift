extension Tensor {
  /// Computes the gradient of this tensor with respect to every leaf it was computed from, and adds
  /// it to the leaf's ``grad``. `torch.Tensor.backward`.
  ///
  /// - Parameters:
  ///   - gradient: the gradient of this tensor itself, with the same shape; for a tensor with one
  ///     element it defaults to 1. Traps with `backward(): the tensor [2, 3] is not a scalar; pass
  ///     a gradient of its shape`.
  ///   - retainGraph: keeps the saved tensors for another pass.
  ///   - createGraph: records the backward pass itself, for second derivatives. Implies
  ///     `retainGraph`.
  public func backward(
    gradient: Tensor? = nil, retainGraph: Bool = false, createGraph: Bool = false
  ) {
    let walk = BackwardWalk(retainsGraph: retainGraph || createGraph, createsGraph: createGraph)
    _ = walk.run(from: rootNode("backward()"), gradient: rootGradient(gradient, "backward()"))
  }

  fileprivate func rootNode(_ operation: String) -> Node {
    guard let node else {
      check(
        gradientsEnabled, operation,
        "nothing is recorded here, as in withoutGradients; wrap what you differentiate in "
          + "withGradients { }")
      fail(
        operation,
        "nothing this tensor was computed from requires a gradient, so there is nothing to do")
    }
    return node
  }

  fileprivate func rootGradient(_ gradient: Tensor?, _ operation: String) -> Tensor {
    guard let gradient else {
      check(
        elementCount == 1, operation,
        "the tensor \(shape) is not a scalar; pass a gradient of its shape")
      let ones = Tensor(uninitialized: shape, dtype, on: home)
      fillKernel(ones, .int(1))
      return ones
    }
    _ = commonHome(operation, self, gradient)
    check(
      gradient.shape == shape, operation,
      "a gradient of shape \(gradient.shape) does not fit the tensor \(shape)")
    return gradient
  }
}

/// Returns the gradients of `output` with respect to `inputs`, rather than adding them to their
/// `grad`. `torch.autograd.grad`.
///
/// - Parameters:
///   - output: the tensor to differentiate.
///   - inputs: the tensors to differentiate with respect to; each must require a gradient.
///   - gradient: the gradient of `output` itself; required unless `output` has one element.
///   - retainGraph: keeps the saved tensors for another pass.
///   - createGraph: makes the results differentiable, for second derivatives.
/// - Returns: one gradient per input; nil for an input that `output` does not depend on.
public func grad(
  of output: Tensor, withRespectTo inputs: [Tensor], gradient: Tensor? = nil,
  retainGraph: Bool = false, createGraph: Bool = false
) -> [Tensor?] {
  let nodes = inputs.enumerated().map { index, input in
    guard let node = input.node else {
      fail("grad(of:withRespectTo:)", "input \(index) does not require a gradient")
    }
    return node
  }
  let walk = BackwardWalk(
    retainsGraph: retainGraph || createGraph, createsGraph: createGraph, capturing: nodes)
  let gradients = walk.run(
    from: output.rootNode("grad(of:withRespectTo:)"),
    gradient: output.rootGradient(gradient, "grad(of:withRespectTo:)"))
  return nodes.map { gradients[ObjectIdentifier($0)] }
}
