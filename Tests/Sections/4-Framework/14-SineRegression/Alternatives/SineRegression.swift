// 4.14 Sine regression: a second solution. Rows shuffled by random keys, stacked one by one, a network as a
// class, and squares added up by hand.

import Kindling

public func batches(
  _ x: Tensor, _ y: Tensor, size: Int, shuffled: Bool
) -> [(x: Tensor, y: Tensor)] {
  var rows = Array(0..<x.shape[0])
  if shuffled {
    let keys = Tensor.rand(rows.count, dtype: .float64).doubles()
    rows.sort { keys[$0] < keys[$1] }
  }
  var all: [(x: Tensor, y: Tensor)] = []
  while !rows.isEmpty {
    let taken = rows.prefix(size)
    rows.removeFirst(taken.count)
    all.append((x: Tensor.stack(taken.map { x[$0] }), y: Tensor.stack(taken.map { y[$0] })))
  }
  return all
}

private final class Wave: Module {
  private let maps = [Linear(1, 5), Linear(5, 5), Linear(5, 5), Linear(5, 1)]

  override func forward(_ input: Tensor) -> Tensor {
    maps.dropLast().reduce(input) { $1($0).relu() }.matmul(maps[3].weight.t()) + maps[3].bias
  }
}

public func sineModel() -> Module { Wave() }

public func train(
  _ model: Module, on epoch: () -> [(x: Tensor, y: Tensor)], optimizer: Optimizer, epochs: Int
) -> [Double] {
  (0..<epochs).map { _ in
    model.train()
    var squares: [Double] = []
    for (x, y) in epoch() {
      let losses = (model(x) - y).square()
      optimizer.zeroGrad()
      losses.mean().backward()
      squares += losses.detach().doubles()
      optimizer.step()
    }
    return squares.reduce(0, +) / Double(squares.count)
  }
}

public func evaluate(_ model: Module, on batches: [(x: Tensor, y: Tensor)]) -> Double {
  let mode = model.isTraining
  model.train(false)
  let squares = withoutGradients {
    batches.flatMap { (model($0.x) - $0.y).square().doubles() }
  }
  model.train(mode)
  return squares.reduce(0, +) / Double(squares.count)
}
