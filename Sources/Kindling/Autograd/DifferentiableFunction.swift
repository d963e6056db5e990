/// A function with a derivative of your own. `torch.autograd.Function`.
///
/// ```swift
/// struct Exponential: DifferentiableFunction {
///   func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor {
///     let result = inputs[0].exp()
///     context.save(result)
///     return result
///   }
///   func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
///     [gradient * context.saved[0]]
///   }
/// }
/// let y = Exponential()(x)
/// y.gradientFunction  // "ExponentialBackward"
/// ```
///
/// Constants of the function are properties of the type.
public protocol DifferentiableFunction {
  /// The function's value. Nothing it does is recorded; `context` keeps what ``backward(_:_:)`` needs.
  func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor

  /// The gradients of the inputs from that of the result: one for each input, of its shape, nil for
  /// an input that has none. Made of tensor operations, it can be differentiated itself.
  func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?]
}

extension DifferentiableFunction {
  /// Computes the function and records its derivative.
  ///
  /// A backward pass traps with `ExponentialBackward: backward(_:_:) returned 2 gradients for 1 inputs`
  /// when they are not as many.
  public func callAsFunction(_ inputs: Tensor...) -> Tensor {
    let (name, context, count) = ("\(Self.self)Backward", FunctionContext(), inputs.count)
    var result = withoutGradients { forward(inputs, context) }
    let kept = context.saved
    context.saved = []
    let isResult = kept.map { $0 === result }
    // An input handed back, or a tensor with a record of its own, keeps what it has.
    if result.node != nil || inputs.contains(where: { $0 === result }) {
      result = result.untracked()
    }
    let saved = zip(kept, isResult).map { $1 ? .result(result) : SavedTensor($0) }
    return result.recording(name, inputs, saved: saved) { node, gradient in
      context.saved = isResult.enumerated().map {
        $0.element ? node.savedResult($0.offset) : node.saved($0.offset)
      }
      context.wanted = (0..<count).map { node.wants($0) }
      defer { context.saved = [] }
      let gradients = backward(gradient, context)
      check(
        gradients.count == count, name,
        "backward(_:_:) returned \(gradients.count) gradients for \(count) inputs")
      return gradients
    }
  }
}

/// What a ``DifferentiableFunction`` hands from its value to its derivative.
public final class FunctionContext {
  /// The tensors saved by ``save(_:)``, in that order. One that was changed in place since stops the
  /// program when the derivative is computed.
  public internal(set) var saved: [Tensor] = []
  var wanted: [Bool] = []

  /// Keeps inputs, the result or anything between for the derivative.
  public func save(_ tensors: Tensor...) { saved += tensors }

  /// Whether the input at `index` wants a gradient; nil may be returned for one that does not.
  public func needsGradient(_ index: Int) -> Bool { wanted[index] }
}
