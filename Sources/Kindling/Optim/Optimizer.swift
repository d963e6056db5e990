/// Changes parameters step by step so that a loss falls. `torch.optim.Optimizer`.
///
/// A subclass says how one parameter changes, in ``update(_:gradient:state:options:)``. Use one of
/// those there are, such as ``SGD`` or ``Adam``:
///
/// ```swift
/// let optimizer = Adam(model.parameters(), learningRate: 0.01)
/// for (x, y) in loader {
///   optimizer.zeroGrad()
///   mseLoss(model(x), y).backward()
///   optimizer.step()
/// }
/// ```
open class Optimizer {
  /// The groups of parameters with their options.
  public final var groups: [ParameterGroup] = []
  private final let defaults: [OptimizerOption: Double]
  /// Whether steps go up instead of down: the parameters change so that what was differentiated
  /// grows. `maximize=True`.
  public final var maximize: Bool

  /// An optimizer of one group of parameters.
  ///
  /// Frozen parameters may be among them. With `maximize` steps go up the gradient. Traps with `SGD:
  /// no parameter requires a gradient`, with `SGD: parameter 0 was computed from others; only leaves
  /// can be changed`, and for an option out of its range, as in `SGD: a learning rate of -0.1 is
  /// negative`.
  public init(
    _ parameters: [Tensor], options: [OptimizerOption: Double], maximize: Bool = false
  ) {
    defaults = options
    self.maximize = maximize
    add(parameters, options)
    check(parameters.contains(where: \.requiresGrad), name, "no parameter requires a gradient")
  }

  /// The optimizer's name, which begins its messages.
  final var name: String { "\(type(of: self))" }

  /// The parameters of all groups.
  public final var parameters: [Tensor] { groups.flatMap(\.parameters) }

  /// How far a step goes: the first group's; setting it sets that of every group.
  public final var learningRate: Double {
    get { groups[0][.learningRate] }
    set { for index in groups.indices { groups[index][.learningRate] = newValue } }
  }

  /// Adds parameters that are treated by other options; those not named are as for the first
  /// parameters. `torch.optim.Optimizer.add_param_group`.
  ///
  /// ```swift
  /// let optimizer = SGD(model.body.parameters(), learningRate: 0.1)
  /// optimizer.addGroup(model.head.parameters(), [.learningRate: 0.01])
  /// ```
  ///
  /// Traps with `SGD: parameter 0 is already in a group`.
  public final func addGroup(
    _ parameters: [Tensor], _ options: [OptimizerOption: Double] = [:]
  ) {
    for option in options.keys {
      check(defaults[option] != nil, name, "there is no option \(option.name)")
    }
    add(parameters, defaults.merging(options) { $1 })
  }

  private final func add(_ parameters: [Tensor], _ options: [OptimizerOption: Double]) {
    let group = ParameterGroup(parameters, options, owner: name)
    var known = Set(self.parameters.map(ObjectIdentifier.init))
    for (index, parameter) in parameters.enumerated() {
      check(
        parameter.isLeaf, name,
        "parameter \(index) was computed from others; only leaves can be changed")
      check(
        known.insert(ObjectIdentifier(parameter)).inserted, name,
        "parameter \(index) is already in a group")
    }
    groups.append(group)
  }

  /// Changes the parameters in place. One without a gradient stays as it is.
  public final func step() {
    withoutGradients {
      for group in groups {
        for (parameter, state) in zip(group.parameters, group.states) {
          guard let gradient = parameter.grad else { continue }
          state.steps += 1
          update(
            parameter, gradient: maximize ? -gradient : gradient, state: state, options: group)
        }
      }
    }
  }

  /// Changes one parameter in place, while nothing is recorded.
  ///
  /// - Parameters:
  ///   - parameter: what to change.
  ///   - gradient: the parameter's; not to be changed.
  ///   - state: what is remembered of this parameter; its `steps` count this one.
  ///   - options: the options of the parameter's group.
  ///
  /// Traps unless a subclass overrides it.
  open func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    fail(name, "override update(_:gradient:state:options:) to say how a parameter changes")
  }

  /// The names and shapes of the tensors that `state` holds for `parameter` after a step; what is
  /// saved must have them to be taken over.
  open func stateShapes(_ parameter: Tensor, _ options: ParameterGroup) -> [String: Shape] { [:] }

  /// Forgets the gradients of the parameters.
  public final func zeroGrad() {
    for group in groups {
      for parameter in group.parameters { parameter.grad = nil }
    }
  }

  /// The gradient with the pull of weight decay towards 0 added.
  final func decayed(_ gradient: Tensor, _ parameter: Tensor, _ options: ParameterGroup) -> Tensor {
    let decay = options[.weightDecay]
    return decay == 0 ? gradient : gradient + parameter * decay
  }
}

extension Tensor {
  /// Moves a running mean towards `value`: factor of what it was, the rest of what is new.
  func average(in value: Tensor, keeping factor: Double) {
    self *= factor
    self += value * (1 - factor)
  }
}
