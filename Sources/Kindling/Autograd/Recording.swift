/// A derivative is a `@Sendable` closure, and tensors are not `Sendable`, so the compiler rejects
/// one that captures a tensor. Every tensor it needs, including indices and masks, is saved with
/// the operation, which detects in-place changes to it.
extension Tensor {
  /// Records an operation on one tensor, if a gradient is needed.
  ///
  /// - Parameters:
  ///   - name: PyTorch's name for the derivative.
  ///   - saving: what the derivative needs: the input, the result, another tensor, or nothing.
  ///   - derivative: computes the gradient of `input` from the gradient of this result.
  @inline(__always)
  func recording(
    _ name: String, _ input: Tensor, saving: Saving = .nothing,
    _ derivative: @escaping UnaryNode.Derivative
  ) -> Tensor {
    OperationTrace.note(name)
    guard let inputNode = input.node, gradientsEnabled, dtype.isFloatingPoint else { return self }
    let saved: SavedTensor? =
      switch saving {
      case .nothing: nil
      case .input: SavedTensor(input)
      case .result: .result(self)
      case .tensor(let tensor): SavedTensor(tensor)
      }
    node = UnaryNode(name, inputNode, saved, result: self, derivative)
    return self
  }

  /// Records an operation on two tensors, if a gradient is needed. The operands are saved unless
  /// `saving` says otherwise.
  @inline(__always)
  func recording(
    _ name: String, _ left: Tensor, _ right: Tensor, saving: Saving = .input,
    _ leftDerivative: @escaping BinaryNode.Derivative,
    _ rightDerivative: @escaping BinaryNode.Derivative
  ) -> Tensor {
    OperationTrace.note(name)
    guard left.node != nil || right.node != nil, gradientsEnabled, dtype.isFloatingPoint else {
      return self
    }
    let saved: (SavedTensor?, SavedTensor?) =
      switch saving {
      case .nothing: (nil, nil)
      case .input: (SavedTensor(left), SavedTensor(right))
      case .result: (.result(self), nil)
      case .tensor(let tensor): (SavedTensor(tensor), nil)
      }
    node = BinaryNode(
      name, (left.node, right.node), saved, result: self, (leftDerivative, rightDerivative))
    return self
  }

  /// Records an operation on any number of tensors, if a gradient is needed.
  func recording(
    _ name: String, _ inputs: [Tensor], saving: @autoclosure () -> [Tensor] = [],
    _ derivative: @escaping VariadicNode.Derivative
  ) -> Tensor {
    OperationTrace.note(name)
    guard inputs.contains(where: { $0.node != nil }), gradientsEnabled, dtype.isFloatingPoint
    else { return self }
    let saved = saving().map { SavedTensor($0) }
    node = VariadicNode(name, inputs.map(\.node), saved, result: self, derivative)
    return self
  }
}

/// What an operation saves for its derivative.
enum Saving {
  case nothing, input, result
  /// A tensor that is neither, such as indices.
  case tensor(Tensor)
}
