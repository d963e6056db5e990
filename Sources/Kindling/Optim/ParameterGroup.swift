/// Parameters that an optimizer treats alike, with the options they are treated by.
public struct ParameterGroup {
  /// The parameters.
  public let parameters: [Tensor]
  /// What the optimizer remembers of each parameter.
  let states: [ParameterState]
  private(set) var options: [OptimizerOption: Double]
  private let owner: String

  init(_ parameters: [Tensor], _ options: [OptimizerOption: Double], owner: String) {
    self.parameters = parameters
    self.options = options
    self.owner = owner
    states = parameters.map { _ in ParameterState() }
    for (option, value) in options { option.validate(value, owner) }
  }

  /// The value of an option; changing the learning rate is what schedules do.
  ///
  /// Traps with `SGD: there is no option rho` for one that the optimizer does not have.
  public subscript(option: OptimizerOption) -> Double {
    get {
      guard let value = options[option] else { fail(owner, "there is no option \(option.name)") }
      return value
    }
    set {
      check(options[option] != nil, owner, "there is no option \(option.name)")
      option.validate(newValue, owner)
      options[option] = newValue
    }
  }
}

/// What an optimizer remembers of one parameter from step to step.
public final class ParameterState {
  /// The number of steps taken.
  public internal(set) var steps: Int = 0
  /// Tensors by name, such as the momentum.
  public var tensors: [String: Tensor] = [:]

  /// The tensor of that name; zeros like `parameter` before it is first written to.
  public func tensor(_ name: String, like parameter: Tensor) -> Tensor {
    if let tensor = tensors[name] { return tensor }
    let zeros = Tensor.zeros(like: parameter)
    tensors[name] = zeros
    return zeros
  }
}
