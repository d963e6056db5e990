extension Tensor {
  /// Records an operation on one tensor, if a gradient is wanted.
  ///
  /// - Parameters:
  ///   - name: PyTorch's name of the derivative.
  ///   - saving: what the derivative needs: the input, the result, or nothing.
  ///   - derivative: the gradient of `input` from that of this result.
  @inline(__always)
  func recording(
    _ name: String, _ input: Tensor, saving: Saving = .nothing,
    _ derivative: @escaping UnaryNode.Derivative
  ) -> Tensor {
    OperationTrace.note(name, [input])
    guard let inputNode = input.node, gradientsEnabled, dtype.isFloatingPoint else { return self }
    let saved: SavedTensor? =
      switch saving {
      case .nothing: nil
      case .input: SavedTensor(input)
      case .result: .result(self)
      }
    node = UnaryNode(name, inputNode, saved, result: self, derivative)
    return self
  }

  /// Records an operation on two tensors, if a gradient is wanted. The operands are saved unless
  /// `saving` is `.nothing`.
  @inline(__always)
  func recording(
    _ name: String, _ left: Tensor, _ right: Tensor, saving: Saving = .input,
    _ leftDerivative: @escaping BinaryNode.Derivative,
    _ rightDerivative: @escaping BinaryNode.Derivative
  ) -> Tensor {
    OperationTrace.note(name, [left, right])
    guard left.node != nil || right.node != nil, gradientsEnabled, dtype.isFloatingPoint else {
      return self
    }
    let saves = saving == .input
    node = BinaryNode(
      name, (left.node, right.node),
      saves ? (SavedTensor(left), SavedTensor(right)) : (nil, nil), result: self,
      (leftDerivative, rightDerivative))
    return self
  }

  /// Records an operation on any number of tensors, if a gradient is wanted.
  func recording(
    _ name: String, _ inputs: [Tensor], saving: [Tensor] = [], savingResult: Bool = false,
    _ derivative: @escaping VariadicNode.Derivative
  ) -> Tensor {
    recording(
      name, inputs,
      saved: saving.map { SavedTensor($0) } + (savingResult ? [.result(self)] : []), derivative)
  }

  /// Records an operation on any number of tensors with what it saved, if a gradient is wanted.
  func recording(
    _ name: String, _ inputs: [Tensor], saved: @autoclosure () -> [SavedTensor],
    _ derivative: @escaping VariadicNode.Derivative
  ) -> Tensor {
    OperationTrace.note(name, inputs)
    guard inputs.contains(where: { $0.node != nil }), gradientsEnabled, dtype.isFloatingPoint
    else { return self }
    node = VariadicNode(name, inputs.map(\.node), saved(), result: self, derivative)
    return self
  }
}

/// What an operation keeps for its derivative.
enum Saving { case nothing, input, result }
