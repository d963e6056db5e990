/// A loss function: a single number computed from a network's output and its target.
/// `nn.Criterion`.
///
/// A subclass overrides ``updateOutput(_:_:)-(Tensor,_)`` and ``updateGradInput(_:_:)-(Tensor,_)``,
/// or the versions for signals if its inputs are tables.
open class Criterion {
  /// The result of the last ``forward(_:_:)-(Signal,_)``.
  public private(set) var output: Double = 0
  /// The result of the last ``backward(_:_:)-(Signal,_)``.
  public private(set) var gradInput: Signal = .empty

  /// A criterion that has computed nothing yet.
  public init() {}

  /// The loss of a tensor. Traps unless a subclass overrides it.
  open func updateOutput(_ input: Tensor, _ target: Tensor) -> Double {
    fail(name, "override updateOutput(_:_:) to say what this criterion computes")
  }

  /// The gradient of the loss with respect to a tensor. Traps unless a subclass overrides it.
  open func updateGradInput(_ input: Tensor, _ target: Tensor) -> Tensor {
    fail(name, "override updateGradInput(_:_:) to say what the gradient of this criterion is")
  }

  /// Like ``updateOutput(_:_:)-(Tensor,_)``, but for inputs that may be tables.
  open func updateOutput(_ input: Signal, _ target: Signal) -> Double {
    updateOutput(input.tensor(name), target.tensor(name))
  }

  /// Like ``updateGradInput(_:_:)-(Tensor,_)``, but for inputs that may be tables.
  open func updateGradInput(_ input: Signal, _ target: Signal) -> Signal {
    .tensor(updateGradInput(input.tensor(name), target.tensor(name)))
  }

  /// Computes the loss and stores it in ``output``.
  @discardableResult
  public final func forward(_ input: Signal, _ target: Signal) -> Double {
    output = withoutGradients { updateOutput(input, target) }
    return output
  }

  /// Computes the loss of a tensor and stores it in ``output``.
  @discardableResult
  public final func forward(_ input: Tensor, _ target: Tensor) -> Double {
    forward(.tensor(input), .tensor(target))
  }

  /// Computes the gradient of the loss with respect to the input and stores it in ``gradInput``.
  @discardableResult
  public final func backward(_ input: Signal, _ target: Signal) -> Signal {
    gradInput = withoutGradients { updateGradInput(input, target) }
    return gradInput
  }

  /// Like ``backward(_:_:)-(Signal,_)``, but for tensors.
  @discardableResult
  public final func backward(_ input: Tensor, _ target: Tensor) -> Tensor {
    backward(.tensor(input), .tensor(target)).tensor
  }

  /// The name at the start of error messages.
  final var name: String { "nn.\(type(of: self))" }
}
