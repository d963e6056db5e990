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
/// Store the function's constants as properties of the type.
public protocol DifferentiableFunction {
  /// Computes the function's value. Nothing it does is recorded; save what ``backward(_:_:)`` needs
  /// in `context`.
  func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor

  /// Computes the gradients of the inputs from the gradient of the result: one per input, with the
  /// input's shape, or nil if the input has none. If it consists of tensor operations, it can
  /// itself be differentiated.
  func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?]
}

extension DifferentiableFunction {
  /// Computes the function and records its derivative.
  ///
  /// A backward pass traps with `ExponentialBackward: backward(_:_:) returned 2 gradients for 1
  /// inputs` if the counts differ.
  public func callAsFunction(_ inputs: Tensor...) -> Tensor {
    let (name, context) = ("\(Self.self)Backward", FunctionContext())
    var result = withoutGradients { forward(inputs, context) }
    let kept = context.saved
    context.saved = []
    let areResults = kept.map { $0 === result }
    // An input returned as is, or a tensor with its own record, keeps its record.
    if result.node != nil || inputs.contains(where: { $0 === result }) {
      result = result.untracked()
    }
    OperationTrace.note(name)
    guard inputs.contains(where: { $0.node != nil }), gradientsEnabled,
      result.dtype.isFloatingPoint
    else { return result }
    let saved = zip(kept, areResults).map { $1 ? .result(result) : SavedTensor($0) }
    result.node = FunctionNode(
      name, inputs.map(\.node), saved, areResults: areResults, result: result, function: self,
      context)
    return result
  }
}

/// The record of a ``DifferentiableFunction``. Its saved tensors are checked for changes like any
/// others; anything else its type stores is the caller's responsibility. It receives the gradient
/// and its saved tensors in their own dtype.
private final class FunctionNode: NodeOfSeveral {
  /// For each saved tensor, whether it is the result.
  private let areResults: [Bool]
  private let function: any DifferentiableFunction
  private let context: FunctionContext

  init(
    _ name: String, _ inputs: [Node?], _ saved: [SavedTensor], areResults: [Bool],
    result: borrowing Tensor, function: any DifferentiableFunction, _ context: FunctionContext
  ) {
    self.areResults = areResults
    self.function = function
    self.context = context
    super.init(name, inputs, saved, result: result)
  }

  override func propagate(_ gradient: Tensor, _ deliver: Delivery) {
    context.saved = zip(savedTensors.orFreed(self), areResults).map {
      $1 ? $0.result(of: self) : $0.value(for: self)
    }
    context.wanted = parents.map { $0 != nil }
    let gradients = function.backward(gradient, context)
    context.saved = []
    check(
      gradients.count == parents.count, name,
      "backward(_:_:) returned \(gradients.count) gradients for \(parents.count) inputs")
    self.deliver(gradients, by: deliver)
  }
}

/// The state that a ``DifferentiableFunction`` passes from its value to its derivative.
public final class FunctionContext {
  /// The tensors saved by ``save(_:)``, in order. If one has since been changed in place, computing
  /// the derivative stops the program.
  public internal(set) var saved: [Tensor] = []
  var wanted: [Bool] = []

  /// Saves inputs, the result or anything in between for the derivative.
  public func save(_ tensors: Tensor...) { saved += tensors }

  /// Returns whether the input at `index` needs a gradient; the derivative may return nil for one
  /// that does not.
  public func needsGradient(_ index: Int) -> Bool { wanted[index] }
}
