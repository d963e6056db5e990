extension Module {
  /// Moves parameters, their gradients and buffers to `device`. `torch.nn.Module.to`.
  ///
  /// They remain the same tensors, so an existing optimizer still updates them, and its own state
  /// follows in its next step. Shared tensors stay shared. Traps with `to(.opencl(9)): ` and the
  /// reason if the device is not available; nothing is moved in that case.
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
        // Gradients are brought to the recorded home of the tensor.
        tensor.node?.home = home
      case .buffer(let buffer): buffer.wrappedValue.storage.move(to: home)
      case .module: break
      }
    }
    return self
  }
}
