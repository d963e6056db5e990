extension Optimizer {
  /// The optimizer's state and its options, by name. `torch.optim.Optimizer.state_dict`.
  ///
  /// `state.3.exp_avg` belongs to the fourth parameter, `state.3.step` counts its steps, and
  /// `param_groups.0.lr` is the first group's learning rate. The tensors share memory with the
  /// optimizer: use `clone()` to keep a copy.
  public final func stateDictionary() -> [String: Tensor] {
    var dictionary: [String: Tensor] = [:]
    for (index, state) in groups.flatMap(\.states).enumerated() where state.steps > 0 {
      dictionary["state.\(index).step"] = Tensor(Double(state.steps), dtype: .float64)
      for (name, tensor) in state.tensors { dictionary["state.\(index).\(name)"] = tensor.detach() }
    }
    for (index, group) in groups.enumerated() {
      for (option, value) in group.options {
        dictionary["param_groups.\(index).\(option.name)"] = Tensor(value, dtype: .float64)
      }
    }
    return dictionary
  }

  /// Loads the result of ``stateDictionary()``, for the same parameters in the same groups.
  /// `torch.optim.Optimizer.load_state_dict`.
  ///
  /// - Throws: a ``StateDictionaryError`` that names every missing, unexpected and misshapen entry;
  ///   nothing is changed in that case.
  public final func loadStateDictionary(
    _ dictionary: [String: Tensor]
  ) throws(StateDictionaryError) {
    var reader = StateReader(dictionary, owner: name)
    var loaded: [(ParameterState, steps: Int, tensors: [String: Tensor])] = []
    var newOptions: [[OptimizerOption: Double]] = []
    var index = 0
    for group in groups {
      var options: [OptimizerOption: Double] = [:]
      for (option, _) in group.options {
        options[option] = reader.number("param_groups.\(newOptions.count).\(option.name)") {
          $0 >= 0 && $0 < option.limit
        }
      }
      newOptions.append(options)
      for (parameter, state) in zip(group.parameters, group.states) {
        let prefix = "state.\(index)."
        index += 1
        guard reader.contains(prefix: prefix) else {
          loaded.append((state, 0, [:]))
          continue
        }
        let steps = reader.number(prefix + "step") { $0 >= 1 && $0 < 0x1p53 } ?? 0
        var tensors: [String: Tensor] = [:]
        for (name, shape) in stateShapes(parameter, group) {
          let tensor = reader.take(prefix + name, shape: shape)
          tensors[name] = tensor?.detach().to(parameter.dtype).clone()
        }
        loaded.append((state, Int(steps), tensors))
      }
    }
    try reader.finish()
    for (state, steps, tensors) in loaded {
      state.steps = steps
      state.tensors = tensors
    }
    for (index, options) in newOptions.enumerated() {
      for (option, value) in options { groups[index][option] = value }
    }
  }
}
