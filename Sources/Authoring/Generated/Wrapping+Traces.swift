extension Wrapping {
  /// Adds wrong answers that leave traces: in their arguments, or for the calls after them.
  func addTraceMutants() {
    if let tensors = function.allTensors { addFlagMutants(tensors) }
    for name in function.tensors {
      add(
        "changed", .arguments, about: name, "adds 1 to `\(name)` after it has used it",
        """
        \(result)
        if \(name).dtype != .bool { withoutGradients { \(name) += 1 } }
        return result
        """)
    }
    for name in function.parameters.filter({ $0.type == "Module" }).map(\.name) {
      add(
        "modeChanged", .flags, about: name, "leaves `\(name)` in the other mode",
        """
        \(result)
        _ = \(name).\(function.modeCall)(!\(name).isTraining)
        return result
        """)
    }
    addMutantsThatRemember()
  }

  private func addFlagMutants(_ tensors: String) {
    for name in function.tensors {
      add(
        "tracked", .flags, about: name, "has `\(name)` require a gradient from then on",
        """
        \(result)
        if \(name).dtype.isFloatingPoint, !\(name).requiresGrad { \(name).requiresGrad = true }
        return result
        """)
    }
    add(
      "gradForgotten", .flags, "sets the `grad` of its arguments to nil",
      """
      \(result)
      for tensor in \(tensors) { tensor.grad = nil }
      return result
      """)
    add(
      "gradGiven", .flags, "gives arguments without a `grad` one of zeros",
      """
      \(result)
      for tensor in \(tensors) where tensor.requiresGrad && tensor.grad == nil {
        tensor.grad = Tensor.zeros(like: tensor)
      }
      return result
      """)
    guard function.result == "Tensor" else { return }
    add(
      "resultTracked", .flags, "returns a result that requires a gradient though no argument does",
      """
      \(result)
      guard !(\(tensors)).contains(where: { $0.requiresGrad }), !result.requiresGrad,
        result.dtype.isFloatingPoint
      else { return result }
      return result.detach().clone().requiringGradient()
      """)
  }

  private func addMutantsThatRemember() {
    guard function.result == "Tensor" else { return }
    let memory = "rememberedOf" + function.qualifiedName.replacing(".", with: "")
    if let tensors = function.allTensors {
      add(
        "firstResultKept", .calledTwice,
        "returns its first result again for arguments of the same shapes",
        memory: "nonisolated(unsafe) private var \(memory)Results: [String: Tensor] = [:]",
        """
        let shapes = "\\((\(tensors)).map { "\\($0.shape) \\($0.dtype)" })"
        if let kept = unsafe \(memory)Results[shapes] { return kept }
        \(result)
        unsafe \(memory)Results[shapes] = result.detach()
        return result
        """)
    }
    if let first = function.tensors.first {
      add(
        "secondCallOff", .calledTwice, "is off by one when it is called again on the same tensor",
        memory: "nonisolated(unsafe) private var \(memory)Tensor: Tensor?",
        """
        let isAgain = unsafe \(memory)Tensor === \(first)
        unsafe \(memory)Tensor = \(first)
        \(result)
        return isAgain ? result + 1 : result
        """)
    }
  }
}
