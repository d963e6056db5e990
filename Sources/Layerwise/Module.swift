/// A differentiable function: the building block of networks. `nn.Module`.
///
/// A subclass overrides ``updateOutput(_:)-(Tensor)``, ``updateGradInput(_:_:)-(Tensor,_)`` and, if
/// it has parameters, ``accGradParameters(_:_:scale:)-(Tensor,_,_)``; in each case the version for
/// tensors, or the version for signals if inputs or outputs are tables.
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
  /// The result of the last ``forward(_:)-(Signal)``.
  public internal(set) var output: Signal = .empty
  /// The result of the last ``backward(_:_:scale:)-(Signal,_,_)``: the gradient of the loss with
  /// respect to the input.
  public internal(set) var gradInput: Signal = .empty
  /// Whether the module behaves as in training, which matters to ``Dropout``.
  public internal(set) var isTraining: Bool = true

  /// A module that has computed nothing yet.
  public init() {}

  // MARK: What a subclass overrides

  /// The output for a tensor. Traps unless a subclass overrides it, or the version for signals.
  open func updateOutput(_ input: Tensor) -> Tensor {
    if let output = inSignals(.output, { updateOutput(.tensor(input)) }) { return output.tensor }
    fail(name, "override updateOutput(_:) to say what this module computes")
  }

  /// The gradient of the loss with respect to an input tensor, computed from `gradOutput`, the
  /// gradient with respect to the output. Traps unless a subclass overrides it, or the version for
  /// signals.
  open func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    let gradInput = inSignals(.gradInput) { updateGradInput(.tensor(input), .tensor(gradOutput)) }
    if let gradInput { return gradInput.tensor }
    fail(name, "override updateGradInput(_:_:) to say how gradients pass through this module")
  }

  /// Adds `scale` times the gradient of the loss with respect to the parameters to their
  /// accumulated gradients. Does nothing unless a subclass overrides it, or the version for
  /// signals.
  open func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
    _ = inSignals(.parameters) {
      accGradParameters(.tensor(input), .tensor(gradOutput), scale: scale)
    }
  }

  /// Like ``Module/updateOutput(_:)-(Tensor)``, but for inputs or outputs that may be tables.
  open func updateOutput(_ input: Signal) -> Signal {
    .tensor(updateOutput(input.tensor(name)))
  }

  /// Like ``Module/updateGradInput(_:_:)-(Tensor,_)``, but for inputs or outputs that may be
  /// tables.
  open func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    .tensor(updateGradInput(input.tensor(name), gradOutput.tensor(name)))
  }

  /// Like ``Module/accGradParameters(_:_:scale:)-(Tensor,_,_)``, but for inputs or outputs that may
  /// be tables.
  open func accGradParameters(_ input: Signal, _ gradOutput: Signal, scale: Double) {
    if case .tensor(let input) = input, case .tensor(let gradOutput) = gradOutput {
      accGradParameters(input, gradOutput, scale: scale)
    }
  }

  /// The parameters, in the order of the properties that store them. ``Container`` adds its
  /// children's.
  open func learned() -> [Learned] { ownLearned }

  /// Sets whether the module is in training; ``Container`` does the same for its children.
  open func setTraining(_ isTraining: Bool) { self.isTraining = isTraining }

  /// The module as Torch7 prints it: `nn.CMul`.
  open var description: String { name }

  // MARK: What a caller uses

  /// Computes the output and stores it in ``output``.
  @discardableResult
  public final func forward(_ input: Signal) -> Signal {
    output = withoutGradients { updateOutput(input) }
    return output
  }

  /// Computes the output for a tensor and stores it in ``output``.
  ///
  /// Traps with `Signal: got a table of 2, expected a tensor` if the output is a table; pass such a
  /// module a ``Signal``.
  @discardableResult
  public final func forward(_ input: Tensor) -> Tensor { forward(.tensor(input)).tensor }

  /// Computes the output for a table of tensors and stores it in ``output``.
  @discardableResult
  public final func forward(_ input: [Tensor]) -> Signal { forward(input.signal) }

  /// Computes the gradient with respect to the input, stores it in ``gradInput``, and accumulates
  /// `scale` times the gradients of the parameters. Call ``forward(_:)-(Signal)`` with the same
  /// input first.
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

  /// Like ``backward(_:_:scale:)-(Signal,_,_)``, but for tensors.
  @discardableResult
  public final func backward(
    _ input: Tensor, _ gradOutput: Tensor, scale: Double = 1
  ) -> Tensor {
    backward(.tensor(input), .tensor(gradOutput), scale: scale).tensor
  }

  /// Like ``backward(_:_:scale:)-(Signal,_,_)``, but for a table of tensors.
  @discardableResult
  public final func backward(
    _ input: [Tensor], _ gradOutput: Tensor, scale: Double = 1
  ) -> Signal {
    backward(input.signal, .tensor(gradOutput), scale: scale)
  }

  /// Like ``backward(_:_:scale:)-(Signal,_,_)``, but for tables of tensors.
  @discardableResult
  public final func backward(
    _ input: [Tensor], _ gradOutput: [Tensor], scale: Double = 1
  ) -> Signal {
    backward(input.signal, gradOutput.signal, scale: scale)
  }

  /// Computes and stores ``gradInput``.
  @discardableResult
  final func keepGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    gradInput = updateGradInput(input, gradOutput)
    return gradInput
  }

  /// Puts the module in training mode, the initial mode. `training()`.
  public final func training() { setTraining(true) }

  /// Puts the module in evaluation mode, in which ``Dropout`` passes its input through.
  /// `evaluate()`.
  public final func evaluate() { setTraining(false) }

  /// The name that Torch7 prints, also used at the start of error messages.
  final var name: String { "nn.\(type(of: self))" }

  /// The functions whose version for signals has been asked, since the one for tensors is not
  /// overridden.
  private final var asked: Functions = []

  private struct Functions: OptionSet {
    let rawValue: UInt8
    static let output = Functions(rawValue: 1)
    static let gradInput = Functions(rawValue: 2)
    static let parameters = Functions(rawValue: 4)
  }

  /// The answer of the version for signals; nil if that is not overridden either, and asks back.
  private final func inSignals<Answer>(_ function: Functions, _ ask: () -> Answer) -> Answer? {
    guard asked.insert(function).inserted else { return nil }
    defer { asked.remove(function) }
    return ask()
  }

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

  /// Converts a dimension counted from 1, for inputs of rank `nInputDims`, to one counted from 0.
  /// An input with one more dimension is a batch along its first.
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
