/// A function with a derivative: the part that networks are made of. `nn.Module`.
///
/// A subclass overrides ``updateOutput(_:)-(Tensor)``, ``updateGradInput(_:_:)-(Tensor,_)`` and, if
/// it has parameters, ``accGradParameters(_:_:scale:)-(Tensor,_,_)``; in each the form for tensors,
/// or the form for signals where tables go in or come out.
///
/// ```swift
/// final class Square: Module {
///   override func updateOutput(_ input: Tensor) -> Tensor { input * input }
///   override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
///     gradOutput * input * 2
///   }
/// }
/// let square = Square()
/// square.forward(Tensor([3.0], dtype: .float64))  // tensor([9.], dtype=torch.float64)
/// ```
open class Module: CustomStringConvertible {
  /// What the last ``forward(_:)-(Signal)`` gave.
  public internal(set) var output: Signal = .empty
  /// What the last ``backward(_:_:scale:)-(Signal,_,_)`` gave: the gradient of the loss with respect
  /// to the input.
  public internal(set) var gradInput: Signal = .empty
  /// Whether the module behaves as in training; ``Dropout`` asks.
  public internal(set) var isTraining: Bool = true

  /// A module that has computed nothing yet.
  public init() {}

  // MARK: What a subclass overrides

  /// The output for a tensor. Traps unless a subclass overrides it.
  open func updateOutput(_ input: Tensor) -> Tensor {
    fail(name, "override updateOutput(_:) to say what this module computes")
  }

  /// The gradient of the loss with respect to a tensor that went in, from `gradOutput`, that with
  /// respect to what came out. Traps unless a subclass overrides it.
  open func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    fail(name, "override updateGradInput(_:_:) to say how gradients pass through this module")
  }

  /// Adds `scale` times the gradient of the loss with respect to the parameters to what they have
  /// gathered. Does nothing unless a subclass overrides it.
  open func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {}

  /// As ``Module/updateOutput(_:)-(Tensor)``, where tables go in or come out.
  open func updateOutput(_ input: Signal) -> Signal {
    .tensor(updateOutput(input.tensor(name)))
  }

  /// As ``Module/updateGradInput(_:_:)-(Tensor,_)``, where tables go in or come out.
  open func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    .tensor(updateGradInput(input.tensor(name), gradOutput.tensor(name)))
  }

  /// As ``Module/accGradParameters(_:_:scale:)-(Tensor,_,_)``, where tables go in or come out.
  open func accGradParameters(_ input: Signal, _ gradOutput: Signal, scale: Double) {
    if case .tensor(let input) = input, case .tensor(let gradOutput) = gradOutput {
      accGradParameters(input, gradOutput, scale: scale)
    }
  }

  /// The parameters, in the order of the properties that hold them. ``Container`` adds its
  /// children's.
  open func learned() -> [Learned] { ownLearned }

  /// Sets whether the module is in training; ``Container`` does so for its children too.
  open func setTraining(_ isTraining: Bool) { self.isTraining = isTraining }

  /// The module as Torch7 prints it: `nn.CMul`.
  open var description: String { name }

  // MARK: What a caller uses

  /// Computes the output, and keeps it in ``output``.
  @discardableResult
  public final func forward(_ input: Signal) -> Signal {
    output = withoutGradients { updateOutput(input) }
    return output
  }

  /// Computes the output for a tensor, and keeps it in ``output``.
  ///
  /// Traps with `Signal: got a table of 2, expected a tensor` when a table comes out; hand
  /// such a module a ``Signal``.
  @discardableResult
  public final func forward(_ input: Tensor) -> Tensor { forward(.tensor(input)).tensor }

  /// Computes the output for a table of tensors, and keeps it in ``output``.
  @discardableResult
  public final func forward(_ input: [Tensor]) -> Signal { forward(input.signal) }

  /// Computes the gradient with respect to the input, keeps it in ``gradInput``, and adds `scale`
  /// times those of the parameters to what they have gathered. Call ``forward(_:)-(Signal)`` with
  /// the same input before.
  ///
  /// Traps with `backward: nn.Sum gave [1], a gradOutput of [5] does not fit`.
  @discardableResult
  public final func backward(
    _ input: Signal, _ gradOutput: Signal, scale: Double = 1
  ) -> Signal {
    check(
      gradOutput.fits(output), "backward",
      "\(name) gave \(output.shapes), a gradOutput of \(gradOutput.shapes) does not fit")
    return withoutGradients {
      keepGradInput(input, gradOutput)
      accGradParameters(input, gradOutput, scale: scale)
      return gradInput
    }
  }

  /// As ``backward(_:_:scale:)-(Signal,_,_)`` for tensors.
  @discardableResult
  public final func backward(
    _ input: Tensor, _ gradOutput: Tensor, scale: Double = 1
  ) -> Tensor {
    backward(.tensor(input), .tensor(gradOutput), scale: scale).tensor
  }

  /// As ``backward(_:_:scale:)-(Signal,_,_)`` for a table of tensors.
  @discardableResult
  public final func backward(
    _ input: [Tensor], _ gradOutput: Tensor, scale: Double = 1
  ) -> Signal {
    backward(input.signal, .tensor(gradOutput), scale: scale)
  }

  /// As ``backward(_:_:scale:)-(Signal,_,_)`` for tables of tensors.
  @discardableResult
  public final func backward(
    _ input: [Tensor], _ gradOutput: [Tensor], scale: Double = 1
  ) -> Signal {
    backward(input.signal, gradOutput.signal, scale: scale)
  }

  /// Computes ``gradInput`` and keeps it.
  @discardableResult
  final func keepGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    gradInput = updateGradInput(input, gradOutput)
    return gradInput
  }

  /// Makes the module behave as in training, which it does from the start. `training()`.
  public final func training() { setTraining(true) }

  /// Makes the module behave as in use: ``Dropout`` lets everything pass. `evaluate()`.
  public final func evaluate() { setTraining(false) }

  /// The name that Torch7 prints and messages begin with.
  final var name: String { "nn.\(type(of: self))" }

  /// Looked up once: reflection is slow, and the properties of a class do not change.
  private final lazy var ownLearned: [Learned] = {
    let levels = sequence(first: Mirror(reflecting: self), next: \.superclassMirror)
    return levels.reversed().flatMap { $0.children.compactMap { $0.value as? Learned } }
  }()
}

extension Module {
  /// The tensor, which must be float64.
  ///
  /// Traps with `nn.CMul: Layerwise computes in float64, this tensor is float32; convert it with
  /// to(.float64)`.
  func doubles(_ input: Tensor) -> Tensor {
    check(
      input.dtype == .float64, name,
      "Layerwise computes in float64, this tensor is \(input.dtype); convert it with to(.float64)")
    return input
  }

  /// Turns a dimension counted from 1, of inputs of rank `nInputDims`, into one counted from 0. An
  /// input of one dimension more is a batch along its first.
  ///
  /// Traps with `nn.Sum: dimension 3 is outside 1...2 for an input of shape [2, 3]`.
  func dimension(_ dimension: Int, nInputDims: Int?, of input: Tensor) -> Int {
    let isBatch = nInputDims.map { input.rank == $0 + 1 } ?? false
    let place = dimension < 0 ? dimension + input.rank : dimension - 1 + (isBatch ? 1 : 0)
    check(
      dimension != 0 && place >= 0 && place < input.rank, name,
      "dimension \(dimension) is outside 1...\(input.rank - (isBatch ? 1 : 0)) for an input of shape "
        + "\(input.shape)")
    return place
  }
}
