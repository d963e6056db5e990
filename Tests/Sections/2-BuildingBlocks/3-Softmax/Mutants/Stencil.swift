// Mutant: gradients of wide central differences. Caught by: testGradientsFlowThroughSoftmax

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor { Soft(dim: dim)(x) }

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let x = shifted(x, dim: dim)
  return x - x.exp().sum(dim: dim, keepDim: true).log()
}

private func shifted(_ x: Tensor, dim: Int) -> Tensor {
  x - x.max(dim: dim, keepDim: true).values.detach()
}

private struct Soft: DifferentiableFunction {
  let dim: Int
  func value(_ x: Tensor) -> Tensor {
    let e = (x - x.max(dim: dim, keepDim: true).values).exp();
    return e / e.sum(dim: dim, keepDim: true)
  }
  func forward(_ i: [Tensor], _ c: FunctionContext) -> Tensor { c.save(i[0]); return value(i[0]) }
  func backward(_ g: Tensor, _ c: FunctionContext) -> [Tensor?] {
    let n = 12, h = 0.14
    var w: [Double] = []
    for k in 1...n {
      var r = k % 2 == 1 ? 1.0 : -1.0
      for j in 1...k { r *= Double(n - j + 1) / Double(n + j) }
      w.append(r / Double(k))
    }
    let x = c.saved[0].detach().clone().contiguous(), flat = x.view(-1)
    let out = Tensor.zeros(x.shape, dtype: x.dtype), to = out.view(-1)
    for i in 0..<flat.elementCount {
      let b = flat[i].item()
      var t = 0.0
      for k in 1...n {
        flat[i].fill(b + h * Double(k)); let up = value(x)
        flat[i].fill(b - h * Double(k)); let down = value(x)
        t += w[k - 1] * ((up - down) * g).sum().item()
      }
      flat[i].fill(b)
      to[i].fill(t / h)
    }
    return [out]
  }
}
