/// A loss: one number from what a network gave and what it should have given. `nn.Criterion`.
///
/// A subclass overrides ``updateOutput(_:_:)-(Tensor,_)`` and ``updateGradInput(_:_:)-(Tensor,_)``,
/// or the forms for signals where tables go in.
open class Criterion {
  /// What the last ``forward(_:_:)-(Signal,_)`` gave.
  public private(set) var output: Double = 0
  /// What the last ``backward(_:_:)-(Signal,_)`` gave.
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

  /// As ``updateOutput(_:_:)-(Tensor,_)``, where tables go in.
  open func updateOutput(_ input: Signal, _ target: Signal) -> Double {
    updateOutput(input.tensor(name), target.tensor(name))
  }

  /// As ``updateGradInput(_:_:)-(Tensor,_)``, where tables go in.
  open func updateGradInput(_ input: Signal, _ target: Signal) -> Signal {
    .tensor(updateGradInput(input.tensor(name), target.tensor(name)))
  }

  /// Computes the loss, and keeps it in ``output``.
  @discardableResult
  public final func forward(_ input: Signal, _ target: Signal) -> Double {
    output = withoutGradients { updateOutput(input, target) }
    return output
  }

  /// Computes the loss of a tensor, and keeps it in ``output``.
  @discardableResult
  public final func forward(_ input: Tensor, _ target: Tensor) -> Double {
    forward(.tensor(input), .tensor(target))
  }

  /// Computes the gradient of the loss with respect to the input, and keeps it in ``gradInput``.
  @discardableResult
  public final func backward(_ input: Signal, _ target: Signal) -> Signal {
    gradInput = withoutGradients { updateGradInput(input, target) }
    return gradInput
  }

  /// As ``backward(_:_:)-(Signal,_)`` for tensors.
  @discardableResult
  public final func backward(_ input: Tensor, _ target: Tensor) -> Tensor {
    backward(.tensor(input), .tensor(target)).tensor
  }

  /// The name that messages begin with.
  final var name: String { "nn.\(type(of: self))" }
}
