/// The base class of the recurrent cells: one weight and one bias for the input and one each for
/// the state, with `gates` blocks of rows.
///
/// All are initialized uniformly in [-1/sqrt(hidden), 1/sqrt(hidden)), in PyTorch's order.
public class RecurrentCell: Module {
  private let _inputWeight: Parameter, _hiddenWeight: Parameter
  private let _inputBias: Parameter?, _hiddenBias: Parameter?
  /// The sizes of an input row and of a state row.
  public let inputs: Int, hidden: Int

  init(_ inputs: Int, _ hidden: Int, gates: Int, bias: Bool, dtype: DType, _ name: String) {
    check(
      inputs > 0 && hidden > 0, name, "cannot map \(inputs) inputs to a state of \(hidden)")
    (self.inputs, self.hidden) = (inputs, hidden)
    let bound = 1 / Double(hidden).squareRoot()
    func draw(_ name: String, _ sizes: Int...) -> Parameter {
      Parameter(.uniform(Shape([gates * hidden] + sizes), -bound..<bound, dtype: dtype), name: name)
    }
    _inputWeight = draw("weight_ih", inputs)
    _hiddenWeight = draw("weight_hh", hidden)
    _inputBias = bias ? draw("bias_ih") : nil
    _hiddenBias = bias ? draw("bias_hh") : nil
  }

  /// The weight for the input, of shape `[gates * hidden, inputs]`; `weight_ih` in PyTorch and in
  /// state dictionaries.
  public final var inputWeight: Tensor { _inputWeight.wrappedValue }
  /// The weight for the state, of shape `[gates * hidden, hidden]`; `weight_hh` in PyTorch and in
  /// state dictionaries.
  public final var hiddenWeight: Tensor { _hiddenWeight.wrappedValue }
  /// The bias for the input, of shape `[gates * hidden]`, `bias_ih` in PyTorch; nil if the cell was
  /// made without biases.
  public final var inputBias: Tensor? { _inputBias?.wrappedValue }
  /// The bias for the state, of shape `[gates * hidden]`, `bias_hh` in PyTorch; nil if the cell was
  /// made without biases.
  public final var hiddenBias: Tensor? { _hiddenBias?.wrappedValue }

  /// The affine maps of the input and the state, split into gates.
  final func gates(
    _ input: Tensor, _ state: Tensor
  ) -> (fromInput: [Tensor], fromState: [Tensor]) {
    let fromInput = linear(input, weight: inputWeight, bias: inputBias)
    let fromState = linear(state, weight: hiddenWeight, bias: hiddenBias)
    return (fromInput.split(hidden, dim: -1), fromState.split(hidden, dim: -1))
  }

  /// Returns `state`, or zeros if it is nil.
  ///
  /// Traps with `GRUCell: a state of shape [2, 4] does not fit an input of shape [3, 5]; [3, 4]
  /// would`.
  final func checked(_ state: Tensor?, _ input: Tensor, _ name: String) -> Tensor {
    check(
      (input.rank == 1 || input.rank == 2) && input.shape.last == inputs, name,
      "an input of shape \(input.shape) does not fit; [\(inputs)] or [N, \(inputs)] would")
    let shape = input.shape.replacing(input.rank - 1, with: hidden)
    guard let state else { return .zeros(shape, dtype: input.dtype) }
    check(
      state.shape == shape, name,
      "a state of shape \(state.shape) does not fit an input of shape \(input.shape); \(shape) "
        + "would")
    return state
  }

  public override var argumentDescription: String {
    "\(inputs), \(hidden)" + (inputBias == nil ? ", bias=False" : "")
  }
}

/// One step of a simple recurrent network: h' = tanh(W x + b + U h + c). `torch.nn.RNNCell`.
///
/// ```swift
/// let cell = RNNCell(3, 4)
/// var state: Tensor? = nil
/// for x in steps { state = cell(x, state) }  // x: [N, 3], state: [N, 4]
/// ```
public final class RNNCell: RecurrentCell {
  /// The nonlinearity applied to the sum.
  public enum NonLinearity: String, Sendable { case tanh, relu }
  private let nonLinearity: NonLinearity

  /// A cell for inputs of `inputs` numbers and a state of `hidden`.
  public init(
    _ inputs: Int, _ hidden: Int, bias: Bool = true, nonLinearity: NonLinearity = .tanh,
    dtype: DType = .default
  ) {
    self.nonLinearity = nonLinearity
    super.init(inputs, hidden, gates: 1, bias: bias, dtype: dtype, "RNNCell")
  }

  public override func forward(_ input: Tensor) -> Tensor { self(input, nil) }

  /// Returns the next state for an input of shape `[N, inputs]` or `[inputs]` and a state, which is
  /// zeros if nil.
  public func callAsFunction(_ input: Tensor, _ state: Tensor?) -> Tensor {
    let gates = gates(input, checked(state, input, "RNNCell"))
    let sum = gates.fromInput[0] + gates.fromState[0]
    return nonLinearity == .tanh ? sum.tanh() : sum.relu()
  }

  public override var argumentDescription: String {
    super.argumentDescription + (nonLinearity == .tanh ? "" : ", nonlinearity=\(nonLinearity)")
  }
}

/// One step of a gated recurrent unit. `torch.nn.GRUCell`.
///
/// r = sigmoid(W_r x + U_r h), z = sigmoid(W_z x + U_z h), n = tanh(W_n x + r (U_n h)), each with
/// its biases; h' = (1 - z) n + z h. The rows of the weights are those of r, z and n, in that
/// order. (Cho et al., 2014.)
public final class GRUCell: RecurrentCell {
  /// A cell for inputs of `inputs` numbers and a state of `hidden`.
  public init(_ inputs: Int, _ hidden: Int, bias: Bool = true, dtype: DType = .default) {
    super.init(inputs, hidden, gates: 3, bias: bias, dtype: dtype, "GRUCell")
  }

  public override func forward(_ input: Tensor) -> Tensor { self(input, nil) }

  /// Returns the next state for an input of shape `[N, inputs]` or `[inputs]` and a state, which is
  /// zeros if nil.
  public func callAsFunction(_ input: Tensor, _ state: Tensor?) -> Tensor {
    let state = checked(state, input, "GRUCell")
    let gates = gates(input, state)
    let reset = (gates.fromInput[0] + gates.fromState[0]).sigmoid()
    let update = (gates.fromInput[1] + gates.fromState[1]).sigmoid()
    let new = (gates.fromInput[2] + reset * gates.fromState[2]).tanh()
    return (state - new) * update + new
  }
}

/// One step of a long short-term memory. `torch.nn.LSTMCell`.
///
/// i, f and o are sigmoids, g is a tanh, each of W x + U h with its biases; the cell becomes
/// c' = f c + i g and the state h' = o tanh(c'). The rows of the weights are those of i, f, g and
/// o, in that order. (Hochreiter and Schmidhuber, 1997.)
public final class LSTMCell: RecurrentCell {
  /// The state that the cell carries from step to step.
  public typealias State = (hidden: Tensor, cell: Tensor)

  /// A cell for inputs of `inputs` numbers and a state of `hidden`.
  public init(_ inputs: Int, _ hidden: Int, bias: Bool = true, dtype: DType = .default) {
    super.init(inputs, hidden, gates: 4, bias: bias, dtype: dtype, "LSTMCell")
  }

  public override func forward(_ input: Tensor) -> Tensor { self(input, nil).hidden }

  /// Returns the next state for an input of shape `[N, inputs]` or `[inputs]` and a state, which is
  /// zeros if nil.
  public func callAsFunction(_ input: Tensor, _ state: State?) -> State {
    let hidden = checked(state?.hidden, input, "LSTMCell")
    let cell = checked(state?.cell, input, "LSTMCell")
    let gates = gates(input, hidden)
    let sums = zip(gates.fromInput, gates.fromState).map { $0 + $1 }
    let next = sums[1].sigmoid() * cell + sums[0].sigmoid() * sums[2].tanh()
    return (sums[3].sigmoid() * next.tanh(), next)
  }
}
