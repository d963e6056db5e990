// Honest: a criterion's gradient by grad, with recording switched on.
// Section: Criteria

import Layerwise

extension MSECriterion {
  private func off(_ a: Tensor, _ b: Tensor) -> Tensor { a.reshape(-1) - b.reshape(-1) }
}

public final class MSECriterion: Criterion {
  public var sizeAverage = true

  public override func updateOutput(_ input: Tensor, _ target: Tensor) -> Double {
    let d = off(input, target)
    return sizeAverage ? d.dot(d).item() / Double(d.elementCount) : d.dot(d).item()
  }

  public override func updateGradInput(_ input: Tensor, _ target: Tensor) -> Tensor {
    let x = input.detach().clone().requiringGradient()
    let d = withGradients { (x.reshape(-1) - target.reshape(-1)).square() }
    return withGradients { grad(of: sizeAverage ? d.mean() : d.sum(), withRespectTo: [x])[0]! }
  }
}

public final class ClassNLLCriterion: Criterion {
  public var sizeAverage = true

  public override func updateOutput(_ input: Tensor, _ target: Tensor) -> Double {
    let rows = input.rank == 1 ? input.unsqueeze(0) : input
    let picked = rows.gather(dim: 1, target.to(.int64).reshape(-1, 1) - 1)
    return -(sizeAverage ? picked.mean() : picked.sum()).item()
  }

  public override func updateGradInput(_ input: Tensor, _ target: Tensor) -> Tensor {
    let classes = input.shape.last!
    let hot = (target.to(.int64) - 1).oneHot(classes: classes).to(.float64).reshape(input.shape)
    return hot / -(sizeAverage ? Double(target.elementCount) : 1)
  }
}
