// Mutant: a right class of probability 0 has no slope. Caught by: testSlopesOfTheSum

import Layerwise

public final class MSECriterion: Criterion {
  public var sizeAverage = true

  public override func updateOutput(_ input: Tensor, _ target: Tensor) -> Double {
    let difference = input - target.reshape(input.shape)
    return (difference * difference).sum().item() / count(input)
  }

  public override func updateGradInput(_ input: Tensor, _ target: Tensor) -> Tensor {
    (input - target.reshape(input.shape)) * (2 / count(input))
  }
}

public final class ClassNLLCriterion: Criterion {
  public var sizeAverage = true

  public override func updateOutput(_ input: Tensor, _ target: Tensor) -> Double {
    -rows(input).gather(dim: 1, places(target)).sum().item() / count(input)
  }

  public override func updateGradInput(_ input: Tensor, _ target: Tensor) -> Tensor {
    let places = places(target)
    let possible = rows(input).gather(dim: 1, places) .> -Double.infinity
    let slope =
      Tensor.full(places.shape, -1 / count(input), dtype: .float64) * possible.to(.float64)
    return Tensor.zeros(rows(input).shape, dtype: .float64)
      .scatterAdd(dim: 1, places, slope).reshape(input.shape)
  }
}

extension MSECriterion {
  private func count(_ input: Tensor) -> Double {
    sizeAverage ? Double(input.elementCount) : 1
  }
}

extension ClassNLLCriterion {
  private func count(_ input: Tensor) -> Double {
    sizeAverage ? Double(rows(input).shape[0]) : 1
  }

  private func rows(_ input: Tensor) -> Tensor { input.reshape(-1, input.shape[input.rank - 1]) }

  private func places(_ target: Tensor) -> Tensor { target.to(.int64).reshape(-1, 1) - 1 }
}
