import Layerwise

extension Catalogue {
  /// Layerwise's containers and tables.
  mutating func addLayerwiseTables() {
    add("Layerwise.Sequential", { ran(Sequential(Twice(), PlusOne()), $0) })
    add("Layerwise.Concat", { ran(Concat(2).add(Twice()).add(PlusOne()), $0) })
    add(
      "Layerwise.Parallel",
      { ran(Parallel(1, 1).add(Twice()).add(PlusOne()), pair($0)) })
    add("Layerwise.ConcatTable", { ran(ConcatTable(Twice(), PlusOne()), .tensor($0.x.detach())) })
    add("Layerwise.ParallelTable", { ran(ParallelTable(Twice(), PlusOne()), table($0)) })
    add("Layerwise.CAddTable", { ran(CAddTable(), table($0)) })
    add("Layerwise.CMulTable", { ran(CMulTable(), table($0)) })
    add("Layerwise.JoinTable", { ran(JoinTable(1), table($0)) }, { ran(JoinTable(2), table($0)) })
    add("Layerwise.SplitTable", { ran(SplitTable(1), pair($0)) })
    add("Layerwise.SelectTable", { ran(SelectTable(2), table($0)) })
    add("Layerwise.NarrowTable", { ran(NarrowTable(2), table($0)) })
  }
}

private func table(_ probe: Probe) -> Signal { [probe.x.detach(), probe.y.detach()] }

/// x and y as one tensor.
private func pair(_ probe: Probe) -> Signal {
  .tensor(.stack([probe.x.detach(), probe.y.detach()]))
}

private func ran(_ module: Module, _ input: Signal) -> [Tensor] {
  let output = module.forward(input)
  let gradient = module.backward(input, output.map { Tensor.ones(like: $0) })
  return output.tensors + gradient.tensors
}

extension Signal {
  fileprivate var tensors: [Tensor] {
    switch self {
    case .tensor(let tensor): [tensor]
    case .table(let elements): elements.flatMap(\.tensors)
    }
  }

  fileprivate func map(_ change: (Tensor) -> Tensor) -> Signal {
    switch self {
    case .tensor(let tensor): .tensor(change(tensor))
    case .table(let elements): .table(elements.map { $0.map(change) })
    }
  }
}

private final class Twice: Module {
  override func updateOutput(_ input: Tensor) -> Tensor { input * 2 }
  override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor { gradOutput * 2 }
}

private final class PlusOne: Module {
  override func updateOutput(_ input: Tensor) -> Tensor { input + 1 }
  override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor { gradOutput }
}
