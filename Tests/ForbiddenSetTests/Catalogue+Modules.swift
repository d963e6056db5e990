import Kindling

extension Catalogue {
  /// Kindling's modules, with parameters of the probe where they have some.
  mutating func addModules() {
    addActivations()
    addCells()
    addLossModules()
    add("Linear", { [linearModule($0)($0.x)] })
    add(
      "Bilinear",
      { p in
        let map = Bilinear(p.x.shape[1], 1, Probe.outputs, dtype: .float64)
        set(map.weight, p.weight.unsqueeze(2))
        set(map.bias!, p.bias)
        return [map(p.x, Tensor.ones(p.x.shape[0], 1, dtype: .float64))]
      })
    add(
      "Embedding",
      { p in
        let table = Embedding(Probe.outputs, p.x.shape[1])
        let wide = table.to(.float64)
        set(wide.weight, p.weight)
        return [wide(p.targets)]
      })
    add("Sequential", { [Sequential(Twice(), PlusOne())($0.x)] })
    add("ModuleList", { p in ModuleList([Twice(), PlusOne()]).map { $0(p.x) } })
    add("Dropout", { [Dropout()($0.x)] })
    add("Flatten", { [Flatten(start: 0)($0.x)] })
    add("Identity", { [Identity()($0.x)] })
    add("LayerNorm", { [LayerNorm([$0.x.shape[1]], dtype: .float64)($0.x)] })
  }

  private mutating func addActivations() {
    add("ReLU", { [ReLU()($0.x)] })
    add("Tanh", { [Tanh()($0.x)] })
    add("Sigmoid", { [Sigmoid()($0.x)] })
    add("LeakyReLU", { [LeakyReLU(negativeSlope: 0)($0.x)] })
    add("ELU", { [ELU(alpha: 0)($0.x)] })
    add("GELU", { [GELU()($0.x)] }, { [GELU(approximate: true)($0.x)] })
    add("Softplus", { [Softplus()($0.x)] })
    add("SiLU", { [SiLU()($0.x)] })
    add("LogSigmoid", { [LogSigmoid()($0.x)] })
    add("Softmax", { [Softmax(dim: 1)($0.x)] })
    add("LogSoftmax", { [LogSoftmax(dim: 1)($0.x)] })
  }

  private mutating func addCells() {
    add(
      "RNNCell", { [RNNCell($0.x.shape[1], Probe.outputs, dtype: .float64)($0.x)] },
      { [RNNCell($0.x.shape[1], Probe.outputs, nonLinearity: .relu, dtype: .float64)($0.x)] })
    add("GRUCell", { [GRUCell($0.x.shape[1], Probe.outputs, dtype: .float64)($0.x)] })
    add("LSTMCell", { [LSTMCell($0.x.shape[1], Probe.outputs, dtype: .float64)($0.x)] })
  }

  private mutating func addLossModules() {
    add("MSELoss", { losses($0) { MSELoss(reduction: $0) } })
    add("L1Loss", { losses($0) { L1Loss(reduction: $0) } })
    add("SmoothL1Loss", { losses($0) { SmoothL1Loss(beta: 100, reduction: $0) } })
    add("HuberLoss", { losses($0) { HuberLoss(delta: 100, reduction: $0) } })
    add("NLLLoss", { [NLLLoss()($0.logProbabilities, $0.targets)] })
    add(
      "CrossEntropyLoss",
      { p in reductions.map { CrossEntropyLoss(reduction: $0)(p.x, p.targets) } })
    add("KLDivLoss", { [KLDivLoss(reduction: .sum)($0.logProbabilities, $0.classes)] })
    add(
      "BCELoss",
      {
        let ones = Tensor.ones(like: $0.x)
        return [BCELoss(weight: $0.classes, reduction: .sum)($0.logProbabilities.exp(), ones)]
      })
    add(
      "BCEWithLogitsLoss", { [BCEWithLogitsLoss(reduction: .none)($0.x, Tensor.ones(like: $0.x))] },
      { p in
        let loss = BCEWithLogitsLoss(weight: p.classes, reduction: .sum)
        return [loss(p.logits, Tensor.ones(like: p.x))]
      })
  }
}

/// Gives a parameter these numbers.
func set(_ parameter: Tensor, _ numbers: Tensor) {
  withoutGradients { parameter.copy(from: numbers.detach()) }
}

private func linearModule(_ probe: Probe) -> Linear {
  let map = Linear(probe.x.shape[1], Probe.outputs, dtype: .float64)
  set(map.weight, probe.weight)
  set(map.bias, probe.bias)
  return map
}

private final class Twice: Module {
  override func forward(_ input: Tensor) -> Tensor { input * 2 }
}

private final class PlusOne: Module {
  override func forward(_ input: Tensor) -> Tensor { input + 1 }
}

private func losses(_ probe: Probe, _ loss: (Reduction) -> Loss) -> [Tensor] {
  reductions.map { loss($0)(probe.x, probe.y) }
}
