// 5.9 Criteria: a second solution. It works on plain numbers in loops, and computes the gradient of
// the classes with a row of 0 and 1 for each example.

import Layerwise

public final class MSECriterion: Criterion {
  public var sizeAverage = true

  public override func updateOutput(_ input: Tensor, _ target: Tensor) -> Double {
    var sum = 0.0
    for (prediction, wanted) in zip(input.doubles(), target.doubles()) {
      sum += (prediction - wanted) * (prediction - wanted)
    }
    return sizeAverage ? sum / Double(input.elementCount) : sum
  }

  public override func updateGradInput(_ input: Tensor, _ target: Tensor) -> Tensor {
    let slopes = zip(input.doubles(), target.doubles()).map { 2 * ($0 - $1) }
    let gradient = Tensor(slopes, dtype: .float64).view(input.shape)
    return sizeAverage ? gradient / input.elementCount : gradient
  }
}

public final class ClassNLLCriterion: Criterion {
  public var sizeAverage = true

  public override func updateOutput(_ input: Tensor, _ target: Tensor) -> Double {
    let logs = input.rank == 1 ? input.unsqueeze(0) : input
    var sum = 0.0
    for (example, label) in target.doubles().enumerated() {
      let log: Double = logs[example, Int(label) - 1].item()
      sum -= log
    }
    return sizeAverage ? sum / Double(logs.shape[0]) : sum
  }

  public override func updateGradInput(_ input: Tensor, _ target: Tensor) -> Tensor {
    let count = input.shape[input.rank - 1]
    let rows = target.doubles().map { label in
      (1...count).map { Double($0) == label ? -1.0 : 0 }
    }
    let gradient = Tensor(rows.flatMap { $0 }, dtype: .float64).view(input.shape)
    return sizeAverage ? gradient / rows.count : gradient
  }
}
