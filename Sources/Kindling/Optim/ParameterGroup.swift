/// Parameters that an optimizer updates with the same options.
public struct ParameterGroup {
  /// The parameters.
  public let parameters: [Tensor]
  /// The optimizer's state for each parameter.
  let states: [ParameterState]
  /// There are only a few, so a linear search is faster than hashing a name.
  private(set) var options: [(option: OptimizerOption, value: Double)]
  /// The learning rate when the first schedule was made, the initial rate of every schedule.
  var initialLearningRate: Double?
  private let owner: String

  init(_ parameters: [Tensor], _ options: [OptimizerOption: Double], owner: String) {
    self.parameters = parameters
    self.options = options.map { ($0, $1) }
    self.owner = owner
    states = parameters.map { _ in ParameterState() }
    for (option, value) in options { option.validate(value, owner) }
  }

  /// The value of an option; schedules use this to change the learning rate.
  ///
  /// Traps with `SGD: there is no option rho` for an option that the optimizer does not have.
  public subscript(option: OptimizerOption) -> Double {
    get {
      options[place(of: option)].value
    }
    set {
      option.validate(newValue, owner)
      options[place(of: option)].value = newValue
    }
  }

  private func place(of option: OptimizerOption) -> Int {
    for index in options.indices where options[index].option == option { return index }
    fail(owner, "there is no option \(option.name)")
  }
}

/// The state that an optimizer keeps for one parameter from step to step.
public final class ParameterState {
  /// The number of steps taken.
  public internal(set) var steps: Int = 0
  /// Tensors by name, such as the momentum.
  public var tensors: [String: Tensor] = [:]

  /// Returns the tensor with the given name, or zeros like `parameter` if there is none yet. The
  /// tensor is contiguous.
  ///
  /// Traps with `ParameterState: sum is float64 [3], the parameter is float32 [2]`.
  public func tensor(_ name: String, like parameter: Tensor) -> Tensor {
    if let tensor = tensors[name] {
      check(
        tensor.shape == parameter.shape && tensor.dtype == parameter.dtype, "ParameterState",
        "\(name) is \(tensor.dtype) \(tensor.shape), the parameter is \(parameter.dtype) "
          + "\(parameter.shape)")
      if tensor.isContiguous && tensor.home === parameter.home { return tensor }
      // The parameter may have been moved since.
      let rows = tensor.moved(to: parameter.home)
      tensors[name] = rows
      return rows
    }
    let zeros = Tensor.zeros(like: parameter)
    tensors[name] = zeros
    return zeros
  }
}
