import Kindling

extension Catalogue {
  /// What changes parameters and gradients, and what serves training data.
  mutating func addOptimizers() {
    addStep("SGD") { SGD($0, learningRate: 0.1) }
    addStep("Adadelta") { Adadelta($0, learningRate: 0.1) }
    addStep("Adagrad") { Adagrad($0, learningRate: 0.1) }
    addStep("Adam") { Adam($0, learningRate: 0.1) }
    addStep("Adamax") { Adamax($0, learningRate: 0.1) }
    addStep("AdamW") { AdamW($0, learningRate: 0.1) }
    addStep("NAdam") { NAdam($0, learningRate: 0.1) }
    addStep("RMSprop") { RMSprop($0, learningRate: 0.1) }
    // A schedule changes a rate alone.
    addSchedule("StepLR") { StepLR($0, every: 1).step() }
    addSchedule("MultiStepLR") { MultiStepLR($0, at: [1]).step() }
    addSchedule("ExponentialLR") { ExponentialLR($0, gamma: 0.5).step() }
    addSchedule("CosineAnnealingLR") { CosineAnnealingLR($0, epochs: 2).step() }
    addSchedule("LambdaLR") { LambdaLR($0) { _ in 0.5 }.step() }
    addSchedule("ReduceLROnPlateau") { ReduceLROnPlateau($0).step(1) }
    add("clipGradientNorm", { clipped($0) { clipGradientNorm($0, maximum: 1) } })
    add("clipGradientValues", { clipped($0) { clipGradientValues($0, maximum: 1) } })
    add(
      "DataLoader",
      { p in
        let loader = DataLoader(
          TensorDataset(p.x.detach(), p.targets), batchSize: 2, shuffle: true)
        return loader.map(\.0)
      },
      { p in Array(DataLoader<Pair, Tensor>(Pair(first: p.x, second: p.y), batchSize: 2)) })
    add("TensorDataset", { [TensorDataset($0.x.detach(), $0.targets)[1].0] })
    add(
      "randomSplit",
      { p in
        let lengths = Array(repeating: 2, count: p.x.shape[0] / 2)
        return randomSplit(TensorDataset(p.x.detach(), p.targets), lengths).flatMap { part in
          (0..<part.count).map { part[$0].0 }
        }
      })
    add("Subset", { [Subset(TensorDataset($0.x.detach(), $0.targets), [1])[0].0] })
  }

  private mutating func addStep(_ name: String, _ make: @escaping ([Tensor]) -> Optimizer) {
    add(name) { probe in
      make([probe.parameter]).step()
      return [probe.parameter]
    }
  }

  private mutating func addSchedule(_ name: String, _ step: @escaping (Optimizer) -> Void) {
    add(name) { probe in
      step(SGD([probe.parameter], learningRate: 0.1))
      return [probe.parameter]
    }
  }
}

/// Two tensors, which a loader puts into one batch.
private struct Pair: Dataset {
  let first: Tensor, second: Tensor
  var count: Int { 2 }
  subscript(index: Int) -> Tensor { index == 0 ? first : second }
}

/// The gradient x of a parameter after it was clipped.
private func clipped(_ probe: Probe, _ clip: ([Tensor]) -> Void) -> [Tensor] {
  let parameter = Tensor.zeros(like: probe.x).requiringGradient()
  parameter.grad = probe.x.detach().clone()
  clip([parameter])
  return [parameter.grad!]
}
