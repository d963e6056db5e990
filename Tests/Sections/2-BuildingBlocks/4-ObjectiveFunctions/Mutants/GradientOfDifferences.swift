// Mutant: the gradient of the scores by central differences. Caught by: testGradientIsProbabilityMinusOneForTheRightClass

import Kindling

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  let losses = -logProbabilities.gather(dim: 1, targets.unsqueeze(1)).squeeze(1)
  switch reduction {
  case .mean: return losses.mean()
  case .sum: return losses.sum()
  case .none: return losses
  }
}

public func crossEntropy(_ scores: Tensor, _ targets: Tensor, reduction: Reduction = .mean)
  -> Tensor
{
  negativeLogLikelihood(Soft()(scores), targets, reduction: reduction)
}

private struct Soft: DifferentiableFunction {
  func forward(_ i: [Tensor], _ c: FunctionContext) -> Tensor {
    c.save(i[0]); return i[0].logSoftmax(dim: 1)
  }
  func backward(_ g: Tensor, _ c: FunctionContext) -> [Tensor?] {
    let x = c.saved[0].detach().clone().contiguous(), flat = x.view(-1)
    let out = Tensor.zeros(x.shape, dtype: x.dtype), to = out.view(-1)
    for i in 0..<flat.elementCount {
      let b = flat[i].item()
      var row: [Double] = []
      for k in 0..<6 {
        let h = 0.8 / Double(1 << k)
        flat[i].fill(b + h); let up = x.logSoftmax(dim: 1)
        flat[i].fill(b - h); let down = x.logSoftmax(dim: 1)
        var next = [((up - down) * g).sum().item() / (2 * h)]
        for j in 0..<row.count {
          let q = Double(1 << (2 * (j + 1))); next.append((q * next[j] - row[j]) / (q - 1))
        }
        row = next
      }
      flat[i].fill(b)
      to[i].fill(row.last!)
    }
    return [out]
  }
}
