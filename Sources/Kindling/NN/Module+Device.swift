extension Module {
  /// Moves parameters, their gradients and buffers to `device`. `torch.nn.Module.to`.
  ///
  /// They stay the same tensors, so an optimizer made earlier still changes them, and what it has
  /// gathered itself follows in its next step. What is shared stays shared. Traps with
  /// `to(.opencl(9)): ` and the reason where the device is not there; nothing is moved then.
  @_disfavoredOverload
  @discardableResult
  public final func to(_ device: Device) -> Self {
    let home = device.home("to(\(device))")
    visitPlaces { kind in
      switch kind {
      case .parameter(let parameter):
        let tensor = parameter.wrappedValue
        tensor.storage.move(to: home)
        tensor.grad?.storage.move(to: home)
        // Gradients are brought to where the record says that the tensor is.
        tensor.node?.home = home
      case .buffer(let buffer): buffer.wrappedValue.storage.move(to: home)
      case .module: break
      }
    }
    return self
  }
}
