/// The sum of the tensors in a table, element by element. `nn.CAddTable`.
public final class CAddTable: Module {
  /// Traps with `nn.CAddTable: element 2 has shape [3], the first has [2]`.
  public override func updateOutput(_ input: Signal) -> Signal {
    let tensors = equalTensors(input)
    return .tensor(tensors.dropFirst().reduce(tensors[0], +))
  }

  /// dL/dx_i = dL/dy for every element of the table.
  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    .table(input.table.map { _ in gradOutput })
  }
}

/// The product of the tensors in a table, element by element. `nn.CMulTable`.
public final class CMulTable: Module {
  /// Traps with `nn.CMulTable: element 2 has shape [3], the first has [2]`.
  public override func updateOutput(_ input: Signal) -> Signal {
    let tensors = equalTensors(input)
    return .tensor(tensors.dropFirst().reduce(tensors[0], *))
  }

  /// dL/dx_i = dL/dy times the product of the other factors; dividing the whole product by x_i, as
  /// Torch7 does, gives NaN where x_i is 0.
  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    let factors = input.table.map(\.tensor)
    return .table(
      factors.indices.map { place in
        .tensor(
          factors.indices.reduce(gradOutput.tensor) { $1 == place ? $0 : $0 * factors[$1] })
      })
  }
}

extension Module {
  /// The tensors of a table, which must all have the same shape.
  fileprivate func equalTensors(_ input: Signal) -> [Tensor] {
    let tensors = tensors(input)
    for (index, tensor) in tensors.enumerated() {
      check(
        tensor.shape == tensors[0].shape, name,
        "element \(index + 1) has shape \(tensor.shape), the first has \(tensors[0].shape)")
    }
    return tensors
  }

  /// The tensors of a table, which must have at least one.
  ///
  /// Traps with `nn.JoinTable: the table is empty`.
  func tensors(_ input: Signal) -> [Tensor] {
    let elements = input.table(name)
    check(!elements.isEmpty, name, "the table is empty")
    return elements.map { doubles($0.tensor(name)) }
  }
}
