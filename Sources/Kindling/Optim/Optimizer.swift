/// An algorithm that updates parameters step by step to reduce a loss. `torch.optim.Optimizer`.
///
/// A subclass defines how one parameter is updated, in ``update(_:gradient:state:options:)``. Use
/// an existing one, such as ``SGD`` or ``Adam``:
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
  /// Whether to step up the gradient instead of down, to maximize the objective. `maximize=True`.
  public final var maximize: Bool

  /// An optimizer of one group of parameters.
  ///
  /// The parameters may include frozen ones. With `maximize`, steps go up the gradient. Traps with
  /// `SGD: no parameter requires a gradient`, with `SGD: parameter 0 was computed from others; only
  /// leaves can be changed`, and if an option is out of range, as in `SGD: a learning rate of -0.1
  /// is negative`.
  public init(
    _ parameters: [Tensor], options: [OptimizerOption: Double], maximize: Bool = false
  ) {
    defaults = options
    self.maximize = maximize
    add(parameters, options)
    check(parameters.contains(where: \.requiresGrad), name, "no parameter requires a gradient")
  }

  /// The optimizer's name, used as a prefix in its messages.
  final var name: String { "\(type(of: self))" }

  /// The parameters of all groups.
  public final var parameters: [Tensor] { groups.flatMap(\.parameters) }

  /// The learning rate of the first group; setting it sets the learning rate of every group.
  public final var learningRate: Double {
    get { groups[0][.learningRate] }
    set { for index in groups.indices { groups[index][.learningRate] = newValue } }
  }

  /// Adds a group of parameters with its own options; those not given are the ones that the
  /// optimizer was made with. `torch.optim.Optimizer.add_param_group`.
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

  /// Updates the parameters in place. A parameter without a gradient is left unchanged.
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

  /// Updates one parameter in place, with recording turned off.
  ///
  /// - Parameters:
  ///   - parameter: the parameter to update.
  ///   - gradient: the parameter's gradient, which must not be changed.
  ///   - state: the state of this parameter; its `steps` include this one.
  ///   - options: the options of the parameter's group.
  ///
  /// Traps unless a subclass overrides it.
  open func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    fail(name, "override update(_:gradient:state:options:) to say how a parameter changes")
  }

  /// Returns the names and shapes of the tensors that `state` contains for `parameter` after a
  /// step; saved state must match them to be loaded.
  open func stateShapes(_ parameter: Tensor, _ options: ParameterGroup) -> [String: Shape] { [:] }

  /// Clears the gradients of the parameters.
  public final func zeroGrad() {
    for group in groups {
      for parameter in group.parameters { parameter.grad = nil }
    }
  }

  /// The gradient with weight decay added.
  final func decayed(_ gradient: Tensor, _ parameter: Tensor, _ options: ParameterGroup) -> Tensor {
    let decay = options[.weightDecay]
    return decay == 0 ? gradient : gradient + parameter * decay
  }
}

extension Tensor {
  /// Updates a running mean: `factor` of the old mean plus 1 - `factor` of the new value.
  func average(in value: Tensor, keeping factor: Double) {
    self *= factor
    self += value * (1 - factor)
  }
}
