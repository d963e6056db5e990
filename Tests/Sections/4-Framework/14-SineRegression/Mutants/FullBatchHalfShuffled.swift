// Mutant: where all fit in one batch only the inputs are shuffled. Caught by: testShuffledPairs

import Kindling

public func batches(
  _ x: Tensor, _ y: Tensor, size: Int, shuffled: Bool
) -> [(x: Tensor, y: Tensor)] {
  let count = x.shape[0]
  let order = shuffled ? Tensor.randperm(count).ints() : Array(0..<count)
  return stride(from: 0, to: count, by: size).map { start in
    if count <= size {
      return (x: x.indexSelect(dim: 0, Tensor(order)), y: y)
    }
    let rows = Tensor(Array(order[start..<min(start + size, count)]))
    return (x: x.indexSelect(dim: 0, rows), y: y.indexSelect(dim: 0, rows))
  }
}

public func sineModel() -> Module {
  Sequential(
    Linear(1, 5), ReLU(), Linear(5, 5), ReLU(), Linear(5, 5), ReLU(), Linear(5, 1))
}

public func train(
  _ model: Module, on epoch: () -> [(x: Tensor, y: Tensor)], optimizer: Optimizer, epochs: Int
) -> [Double] {
  var means: [Double] = []
  for _ in 0..<epochs {
    model.train()
    var (sum, count) = (0.0, 0)
    for (x, y) in epoch() {
      optimizer.zeroGrad()
      let loss = mseLoss(model(x), y)
      loss.backward()
      optimizer.step()
      sum += (loss.item() as Double) * Double(x.shape[0])
      count += x.shape[0]
    }
    means.append(sum / Double(count))
  }
  return means
}

public func evaluate(_ model: Module, on batches: [(x: Tensor, y: Tensor)]) -> Double {
  let wasTraining = model.isTraining
  model.eval()
  defer { if wasTraining { model.train() } }
  return withoutGradients {
    var (sum, count) = (0.0, 0)
    for (x, y) in batches {
      sum += (mseLoss(model(x), y).item() as Double) * Double(x.shape[0])
      count += x.shape[0]
    }
    return sum / Double(count)
  }
}
