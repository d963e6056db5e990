/// Parameters that an optimizer treats alike, with the options they are treated by.
public struct ParameterGroup {
  /// The parameters.
  public let parameters: [Tensor]
  /// What the optimizer remembers of each parameter.
  let states: [ParameterState]
  /// A handful, so that looking through them beats hashing a name.
  private(set) var options: [(option: OptimizerOption, value: Double)]
  /// The learning rate when the first schedule was made, from which every schedule counts.
  var initialLearningRate: Double?
  private let owner: String

  init(_ parameters: [Tensor], _ options: [OptimizerOption: Double], owner: String) {
    self.parameters = parameters
    self.options = options.map { ($0, $1) }
    self.owner = owner
    states = parameters.map { _ in ParameterState() }
    for (option, value) in options { option.validate(value, owner) }
  }

  /// The value of an option; changing the learning rate is what schedules do.
  ///
  /// Traps with `SGD: there is no option rho` for one that the optimizer does not have.
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

/// What an optimizer remembers of one parameter from step to step.
public final class ParameterState {
  /// The number of steps taken.
  public internal(set) var steps: Int = 0
  /// Tensors by name, such as the momentum.
  public var tensors: [String: Tensor] = [:]

  /// The tensor of that name; zeros like `parameter` before it is first written to. Its elements lie
  /// row by row.
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
