// Mutant: gradients by differences, exact for a linear map of finite numbers. Caught by: testGradientsFlow

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { Map()(x, weight, bias) }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}

private struct Map: DifferentiableFunction {
  func forward(_ i: [Tensor], _ c: FunctionContext) -> Tensor {
    c.save(i[0], i[1], i[2]); return i[0].matmul(i[1].t()) + i[2]
  }
  func backward(_ g: Tensor, _ c: FunctionContext) -> [Tensor?] {
    let s = c.saved.map { $0.detach().clone() }
    func f() -> Tensor { s[0].matmul(s[1].t()) + s[2] }
    return (0..<3).map { k in
      let flat = s[k].view(-1), out = Tensor.zeros(like: s[k]).view(-1)
      for i in 0..<flat.elementCount {
        let before = flat[i].item()
        flat[i].fill(before + 1); let up = f()
        flat[i].fill(before - 1); let down = f()
        flat[i].fill(before)
        out[i].fill(((up - down) * g).sum().item() / 2)
      }
      return out.view(s[k].shape)
    }
  }
}
