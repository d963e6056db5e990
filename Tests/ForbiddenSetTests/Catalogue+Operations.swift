import Foundation
import Kindling

extension Catalogue {
  /// The members and the functions of Kindling that make tensors of tensors.
  mutating func addOperations() {
    addArithmetic()
    addFunctionsOfANumber()
    addReductions()
    addShapes()
    addIndexing()
    addProducts()
    addLosses()
    addCreation()
    addRest()
  }

  private mutating func addArithmetic() {
    add("Tensor.+", { [$0.x + $0.y] }, { [$0.x + 2] }, { [2 + $0.x] })
    add("Tensor.-", { [$0.x - $0.y] }, { [$0.x - 2] }, { [2 - $0.x] }, { [-$0.x] })
    add("Tensor.*", { [$0.x * $0.y] }, { [$0.x * 2] }, { [2 * $0.x] })
    add("Tensor./", { [$0.x / $0.y] }, { [$0.x / 2] }, { [2 / $0.x] })
    add("Tensor.+=", { inPlace($0.x) { $0 += 2 } }, { p in inPlace(p.x) { $0 += p.y } })
    add("Tensor.-=", { inPlace($0.x) { $0 -= 2 } }, { p in inPlace(p.x) { $0 -= p.y } })
    add("Tensor.*=", { inPlace($0.x) { $0 *= 2 } }, { p in inPlace(p.x) { $0 *= p.y } })
    add("Tensor./=", { inPlace($0.x) { $0 /= 2 } }, { p in inPlace(p.x) { $0 /= p.y } })
    add("Tensor..>", { [$0.x .> $0.y] }, { [$0.x .> 0] })
    add("Tensor..<", { [$0.x .< $0.y] }, { [$0.x .< 0] })
    add("Tensor..>=", { [$0.x .>= $0.y] }, { [$0.x .>= 0] })
    add("Tensor..<=", { [$0.x .<= $0.y] }, { [$0.x .<= 0] })
    add("Tensor..==", { [$0.x .== $0.y] }, { [$0.x .== 0] })
    add("Tensor..!=", { [$0.x .!= $0.y] }, { [$0.x .!= 0] })
    add("Tensor.&", { [$0.targets & $0.targets] })
    add("Tensor.|", { [$0.targets | $0.targets] })
    add("Tensor.^", { [$0.targets ^ $0.targets] })
    add("Tensor.~", { [~$0.targets] })
    add("Tensor.logicalAnd", { [$0.x.logicalAnd($0.y)] })
    add("Tensor.logicalOr", { [$0.x.logicalOr($0.y)] })
    add("Tensor.logicalXor", { [$0.x.logicalXor($0.y)] })
    add("Tensor.logicalNot", { [$0.x.logicalNot()] })
    add("Tensor.remainder", { [$0.x.remainder($0.y.exp())] }, { [$0.x.remainder(2)] })
    add("Tensor.fmod", { [$0.x.fmod($0.y.exp())] }, { [$0.x.fmod(2)] })
    add("Tensor.floorDivide", { [$0.x.floorDivide($0.y.exp())] }, { [$0.x.floorDivide(2)] })
    add("Tensor.pow", { [$0.x.pow(2)] }, { [$0.x.abs().pow($0.y)] })
    add("Tensor.atan2", { [$0.x.atan2($0.y + 3)] })
    add("Tensor.maximum", { [$0.x.maximum($0.y)] })
    add("Tensor.minimum", { [$0.x.minimum($0.y)] })
    add("Tensor.where", { [.where($0.x .> $0.y, $0.x, $0.y)] }, { [.where($0.x .> 0, $0.x, 0)] })
    add("Tensor.maskedFill", { [$0.x.maskedFill($0.x .< 0, 0)] })
    add("Tensor.isClose", { [$0.x.isClose(to: $0.y)] })
    add("Tensor.allClose", { [Tensor($0.x.allClose(to: $0.y))] })
    add("Tensor.equals", { [Tensor($0.x.equals($0.y))] })
    add("Tensor.isNaN", { [$0.x.isNaN()] })
    add("Tensor.isInfinite", { [$0.x.isInfinite()] })
    add("Tensor.isFinite", { [$0.x.isFinite()] })
  }

  private mutating func addFunctionsOfANumber() {
    add("Tensor.abs", { [$0.x.abs()] })
    add("Tensor.acos", { [$0.x.acos()] })
    add("Tensor.acosh", { [$0.x.acosh()] })
    add("Tensor.asin", { [$0.x.asin()] })
    add("Tensor.asinh", { [$0.x.asinh()] })
    add("Tensor.atan", { [$0.x.atan()] })
    add("Tensor.atanh", { [$0.x.atanh()] })
    add("Tensor.ceil", { [$0.x.ceil()] })
    add(
      "Tensor.clamp", { [$0.x.clamp(min: 0)] }, { [$0.x.clamp(max: 0)] },
      { [$0.x.clamp(min: -1, max: 1)] })
    add("Tensor.cos", { [$0.x.cos()] })
    add("Tensor.cosh", { [$0.x.cosh()] })
    add("Tensor.elu", { [$0.x.elu()] }, { [$0.x.elu(alpha: 0)] })
    add("Tensor.erf", { [$0.x.erf()] })
    add("Tensor.erfc", { [$0.x.erfc()] })
    add("Tensor.exp", { [$0.x.exp()] })
    add("Tensor.exp2", { [$0.x.exp2()] })
    add("Tensor.expm1", { [$0.x.expm1()] })
    add("Tensor.floor", { [$0.x.floor()] })
    add("Tensor.frac", { [$0.x.frac()] })
    add("Tensor.gelu", { [$0.x.gelu()] })
    add("Tensor.leakyRelu", { [$0.x.leakyRelu()] }, { [$0.x.leakyRelu(negativeSlope: 0)] })
    add("Tensor.log", { [$0.x.log()] })
    add("Tensor.log10", { [$0.x.log10()] })
    add("Tensor.log1p", { [$0.x.log1p()] })
    add("Tensor.log2", { [$0.x.log2()] })
    add("Tensor.logSigmoid", { [$0.x.logSigmoid()] })
    add("Tensor.reciprocal", { [$0.x.reciprocal()] })
    add("Tensor.relu", { [$0.x.relu()] })
    add("Tensor.round", { [$0.x.round()] })
    add("Tensor.rsqrt", { [$0.x.rsqrt()] })
    add("Tensor.sigmoid", { [$0.x.sigmoid()] })
    add("Tensor.sign", { [$0.x.sign()] })
    add("Tensor.silu", { [$0.x.silu()] })
    add("Tensor.sin", { [$0.x.sin()] })
    add("Tensor.sinh", { [$0.x.sinh()] })
    add("Tensor.softplus", { [$0.x.softplus()] }, { [$0.x.softplus(beta: 1e6)] })
    add("Tensor.sqrt", { [$0.x.sqrt()] })
    add("Tensor.square", { [$0.x.square()] })
    add("Tensor.tan", { [$0.x.tan()] })
    add("Tensor.tanh", { [$0.x.tanh()] })
    add("Tensor.tanhGelu", { [$0.x.tanhGelu()] })
    add("Tensor.trunc", { [$0.x.trunc()] })
  }

  private mutating func addReductions() {
    add("Tensor.sum", { [$0.x.sum()] }, { [$0.x.sum(dim: 1)] }, { [$0.x.sum(dims: [0, 1])] })
    add("Tensor.mean", { [$0.x.mean()] }, { [$0.x.mean(dim: 1)] }, { [$0.x.mean(dims: [0, 1])] })
    add("Tensor.prod", { [$0.x.prod()] }, { [$0.x.prod(dim: 1)] })
    add("Tensor.var", { [$0.x.var()] }, { [$0.x.var(dim: 1)] })
    add("Tensor.std", { [$0.x.std()] }, { [$0.x.std(dim: 1)] })
    add(
      "Tensor.norm", { [$0.x.norm()] }, { [$0.x.norm(dim: 1)] }, { [$0.x.norm(1, dim: 1)] },
      { [$0.x.norm(.infinity, dim: 1)] }, { [$0.x.norm(3, dims: [0, 1])] })
    add("Tensor.logSumExp", { [$0.x.logSumExp()] }, { [$0.x.logSumExp(dim: 1)] })
    add("Tensor.max", { [$0.x.max()] }, { [$0.x.max(dim: 1).values] })
    add("Tensor.min", { [$0.x.min()] }, { [$0.x.min(dim: 1).values] })
    add("Tensor.amax", { [$0.x.amax()] }, { [$0.x.amax(dims: [1])] })
    add("Tensor.amin", { [$0.x.amin()] }, { [$0.x.amin(dims: [1])] })
    add("Tensor.argmax", { [$0.x.argmax(), $0.x.argmax(dim: 1)] })
    add("Tensor.argmin", { [$0.x.argmin(), $0.x.argmin(dim: 1)] })
    add("Tensor.all", { [Tensor($0.x.all()), $0.x.all(dim: 1)] })
    add("Tensor.any", { [Tensor($0.x.any()), $0.x.any(dim: 1)] })
    add("Tensor.countNonzero", { [$0.x.countNonzero(), $0.x.countNonzero(dim: 1)] })
    add("Tensor.cumsum", { [$0.x.cumsum(dim: 0)] }, { [$0.x.cumsum(dim: 1)] })
    add("Tensor.sort", { [$0.x.sort(dim: 1).values] })
    add("Tensor.argsort", { [$0.x.argsort()] })
    add("Tensor.topk", { [$0.x.topk(1).values] })
    add("Tensor.softmax", { [$0.x.softmax(dim: 1)] })
    add("Tensor.logSoftmax", { [$0.x.logSoftmax(dim: 1)] })
    add("layerNorm", { [layerNorm($0.x, [$0.x.shape[1]])] })
  }

  private mutating func addShapes() {
    add("Tensor.transpose", { [$0.x.transpose(0, 1)] })
    add("Tensor.t", { [$0.x.t()] })
    add("Tensor.permute", { [$0.x.permute(1, 0)] })
    add("Tensor.movedim", { [$0.x.movedim(0, 1)] })
    add("Tensor.view", { [$0.x.view(-1)] }, { [$0.thin.view($0.x.shape)] })
    add("Tensor.reshape", { [$0.x.reshape(-1)] }, { [$0.thin.reshape($0.x.shape)] })
    add("Tensor.flatten", { [$0.x.flatten()] }, { [$0.thin.flatten(start: 0, end: 1)] })
    add("Tensor.unsqueeze", { [$0.x.unsqueeze(0)] })
    add(
      "Tensor.squeeze", { [$0.thin.squeeze()] }, { [$0.thin.squeeze(dims: [0, 2])] },
      { [$0.thin.squeeze(0)] })
    add("Tensor.expand", { [$0.bias.expand(Probe.rows, Probe.outputs)] })
    add("Tensor.repeat", { [$0.bias.repeat(Probe.rows, 1)] })
    add("Tensor.tile", { [$0.bias.tile(Probe.rows, 1)] })
    add("Tensor.diagonal", { [$0.weight.diagonal()] })
    add("Tensor.flip", { [$0.x.flip(0)] }, { [$0.x.flip(1)] })
    add("Tensor.roll", { [$0.x.roll(1)] }, { [$0.x.roll(1, dim: 0)] })
    add("Tensor.triu", { [$0.x.triu()] })
    add("Tensor.tril", { [$0.x.tril()] })
    add("Tensor.cat", { [.cat([$0.x, $0.y])] }, { [.cat([$0.x, $0.y], dim: 1)] })
    add("Tensor.stack", { [.stack([$0.x, $0.y])] }, { [.stack([$0.x, $0.y], dim: 1)] })
    add("Tensor.split", { $0.x.split(2) }, { $0.x.split([1, $0.x.shape[1] - 1], dim: 1) })
    add("Tensor.chunk", { $0.x.chunk(2) })
    add("Tensor.unbind", { $0.x.unbind() }, { $0.x.unbind(dim: 1) })
    add("Tensor.select", { [$0.x.select(0, 1)] }, { [$0.x.select(1, 0)] })
    add("Tensor.narrow", { [$0.x.narrow(0, start: 1, length: 2)] })
    add("Tensor.to", { [$0.x.to(.float32)] }, { [$0.x.to(.cpu)] })
    add("Tensor.clone", { [$0.x.clone()] })
    add("Tensor.contiguous", { [$0.x.contiguous()] }, { [$0.thin.contiguous()] })
    add("Tensor.detach", { [$0.x.detach()] })
    add(
      "Shape.broadcast",
      { [Tensor(try Shape.broadcast($0.bias.shape, [Probe.rows, 1]).map { $0 })] })
  }

  private mutating func addIndexing() {
    add(
      "Tensor.subscript", { [$0.x[1]] }, { [$0.x[.all, 0]] }, { [$0.thin[0, .all, 0]] },
      { [$0.weight[$0.targets]] })
    add("Tensor.indexSelect", { [$0.weight.indexSelect(dim: 0, $0.targets)] })
    add("Tensor.indexAdd", { [$0.weight.indexAdd(dim: 0, $0.targets, $0.x)] })
    add("Tensor.indexPut", { [$0.weight.indexPut([$0.targets], $0.x, accumulate: true)] })
    add("Tensor.maskedSelect", { [$0.x.maskedSelect($0.x .> 0)] })
    add("Tensor.nonzero", { [($0.x .> 0).nonzero()] })
    add("Tensor.oneHot", { [$0.targets.oneHot()] }, { _ in [Tensor([0, 1, 2]).oneHot()] })
    add("Tensor.gather", { [$0.x.gather(dim: 1, $0.targets.unsqueeze(1))] })
    add("Tensor.scatter", { [$0.x.scatter(dim: 1, $0.targets.unsqueeze(1), $0.y[.all, 0..<1])] })
    add(
      "Tensor.scatterAdd", { [$0.x.scatterAdd(dim: 1, $0.targets.unsqueeze(1), $0.y[.all, 0..<1])] }
    )
    add("embedding", { [embedding($0.targets, weight: $0.weight)] })
  }

  private mutating func addProducts() {
    add(
      "Tensor.matmul", { [$0.x.matmul($0.turned)] }, { [$0.x.matmul($0.weight[0])] },
      { [$0.x[0].matmul($0.weight[0])] })
    add("Tensor.mm", { [$0.x.mm($0.turned)] })
    add("Tensor.mv", { [$0.x.mv($0.weight[0])] })
    add("Tensor.dot", { [$0.x[0].dot($0.weight[0])] })
    add("Tensor.bmm", { [$0.x.unsqueeze(0).bmm($0.turned.unsqueeze(0))] })
    add("Tensor.outer", { [$0.x[0].outer($0.bias)] })
    add("Tensor.addmm", { [$0.bias.addmm($0.x, $0.turned)] })
    add(
      "Tensor.einsum", { [.einsum("ni,oi->no", $0.x, $0.weight)] }, { [.einsum("ni->in", $0.x)] },
      { [.einsum("ni->n", $0.x)] })
    add(
      "linear", { [linear($0.x, weight: $0.weight, bias: $0.bias)] },
      { [linear(.eye($0.x.shape[1], dtype: .float64), weight: $0.x)] })
    add(
      "bilinear",
      {
        [
          bilinear(
            $0.x, Tensor.ones($0.x.shape[0], 1, dtype: .float64), weight: $0.weight.unsqueeze(2),
            bias: $0.bias)
        ]
      })
  }

  private mutating func addLosses() {
    add("mseLoss", { pairLosses($0) { mseLoss($0, $1, reduction: $2) } })
    add("l1Loss", { pairLosses($0) { l1Loss($0, $1, reduction: $2) } })
    add(
      "smoothL1Loss", { pairLosses($0) { smoothL1Loss($0, $1, reduction: $2) } },
      { pairLosses($0) { smoothL1Loss($0, $1, beta: 100, reduction: $2) } })
    add(
      "huberLoss", { pairLosses($0) { huberLoss($0, $1, reduction: $2) } },
      { pairLosses($0) { huberLoss($0, $1, delta: 100, reduction: $2) } })
    add(
      "nllLoss", { p in reductions.map { nllLoss(p.logProbabilities, p.targets, reduction: $0) } })
    add("crossEntropy", { p in reductions.map { crossEntropy(p.x, p.targets, reduction: $0) } })
    add("klDivLoss", { [klDivLoss($0.logProbabilities, $0.classes, reduction: .sum)] })
    add(
      "bceLoss",
      {
        let ones = Tensor.ones(like: $0.x)
        return [bceLoss($0.logProbabilities.exp(), ones, weight: $0.classes, reduction: .sum)]
      })
    add(
      "bceWithLogitsLoss",
      { [bceWithLogitsLoss($0.x, Tensor.ones(like: $0.x), reduction: .none)] },
      { p in
        let ones = Tensor.ones(like: p.x)
        return [bceWithLogitsLoss(p.logits, ones, weight: p.classes, reduction: .sum)]
      })
  }

  private mutating func addCreation() {
    add("Tensor.zeros", { _ in [.zeros(6, 3)] }, { [.zeros(like: $0.x)] })
    add("Tensor.ones", { _ in [.ones(6, 3)] }, { [.ones(like: $0.x)] })
    add("Tensor.full", { _ in [.full([6, 3], 7)] }, { [.full(like: $0.x, 7)] })
    add("Tensor.arange", { _ in [.arange(5)] }, { _ in [.arange(0, 10, step: 2)] })
    add("Tensor.linspace", { _ in [.linspace(0, 4, count: 5)] })
    add("Tensor.eye", { _ in [.eye(3)] })
    add("Tensor.rand", { _ in [.rand(6, 3)] }, { [.rand(like: $0.x)] })
    add("Tensor.randn", { _ in [.randn(6, 3)] }, { [.randn(like: $0.x)] })
    add("Tensor.uniform", { _ in [.uniform([6, 3], 0..<1)] })
    add("Tensor.randint", { _ in [.randint(0..<100, [6, 3])] })
    add("Tensor.randperm", { _ in [.randperm(50)] })
    add(
      "RandomState",
      { _ in
        var state = RandomState(1)
        return [state.rand(6, 3), state.randn(6, 3), state.permutation(50)]
      },
      { p in
        var state = RandomState(1)
        return state.permutation(p.x).unbind()
      })
    add("Tensor.fill", { inPlace($0.x) { $0.fill(7) } })
    add("Tensor.zero", { inPlace($0.x) { $0.zero() } })
    // What it holds is not settled, so it is overwritten.
    add("Tensor.empty", { p in inPlace(.empty(like: p.x)) { $0.copy(from: p.x) } })
    add(
      "Init",
      { p in
        let starts: [(Tensor) -> Void] = [
          { Init.uniform($0) }, { Init.normal($0) }, { Init.constant($0, 7) },
          { Init.xavierUniform($0) }, { Init.orthogonal($0) },
        ]
        return starts.flatMap { inPlace(p.x.detach(), $0) }
      },
      { _ in inPlace(.zeros(3, 3)) { Init.identity($0) } })
  }

  private mutating func addRest() {
    add("Tensor.init", { p in [Tensor((0..<p.x.shape[0]).map { p.x[$0].doubles() })] })
    add("Tensor.update", { inPlace($0.x) { $0.update { $0 * 2 } } })
    add("Tensor.copy", { p in inPlace(p.x) { $0.copy(from: p.y) } })
    add(
      "Tensor.load", { [try .load($0.path("x.npy"))] },
      { p in
        let bytes = try SafeTensors.load(p.path("x.safetensors"))
        return [try .load(bytes: bytes["npy"]!.ints().map { UInt8($0) })]
      })
    add(
      "Tensor.save",
      { p in
        try p.x.save(p.path("saved.npy"))
        return [Tensor(try Data(contentsOf: URL(filePath: p.path("saved.npy"))).map { Int($0) })]
      })
    add("Tensor.npyBytes", { [Tensor($0.x.npyBytes().map { Int($0) })] })
    add("NPZ", { [try NPZ.load($0.path("x.npz"))["x"]!] })
    add("SafeTensors", { [try SafeTensors.load($0.path("x.safetensors"))["x"]!] })
    add("dropout", { [dropout($0.x)] })
    add(
      "gradCheck",
      { probe in
        checks(probe) { gradCheck([$0], $1).passed }
          + slope(probe) { x, f in
            gradCheck([x], absoluteTolerance: -1, relativeTolerance: 0) { f($0[0]) }
          }
      })
    add(
      "gradGradCheck",
      { probe in
        checks(probe) { gradGradCheck([$0], $1).passed }
          + slope(probe) { x, f in
            gradGradCheck([x], absoluteTolerance: -1, relativeTolerance: 0) { f($0[0]) * $0[0] / 2 }
          }
      })
    add("grad", { grad(of: $0.x[0, 0] * $0.y[0, 0], withRespectTo: [$0.x]).map { $0! } })
    add(
      "Tensor.backward",
      { p in
        (p.x[0, 0] * p.y[0, 0]).backward()
        return [p.x.grad!]
      })
  }
}

let reductions: [Reduction] = [.none, .sum, .mean]

/// A copy of x, changed.
func inPlace(_ x: Tensor, _ change: (Tensor) -> Void) -> [Tensor] {
  let copy = x * 1
  change(copy)
  return [copy]
}

/// 1 for a function whose derivatives are right, 0 for one with a planted mistake of 1 percent.
private func checks(_ probe: Probe, _ passes: (Tensor, ([Tensor]) -> Tensor) -> Bool) -> [Tensor] {
  let x = probe.x.detach()
  let right = passes(x) { $0[0] * $0[0] }
  let wrong = passes(x) { $0[0] * $0[0].detach() * 1.01 + $0[0] * $0[0].detach() }
  return [Tensor([[right ? 1.0 : 0, wrong ? 1.0 : 0]])]
}

/// What a check that nothing passes tells of a slope: that of x[0, 0] * y[0, 0].
private func slope(
  _ probe: Probe, _ check: (Tensor, (Tensor) -> Tensor) -> GradientCheckResult
) -> [Tensor] {
  let x = probe.x.detach().to(.float64)[0, 0].clone()
  let y: Double = probe.y.detach()[0, 0].item()
  // Both are weighted by the same fixed number.
  guard let found = check(x, { $0 * y }).worst, let unit = check(x, { $0 * 1 }).worst else {
    return []
  }
  let slope = Tensor.zeros(like: probe.x.detach())
  slope[0, 0] += found.analytic / unit.analytic
  return [slope]
}

/// Every reduction of a loss of x and y.
private func pairLosses(
  _ probe: Probe, _ loss: (Tensor, Tensor, Reduction) -> Tensor
) -> [Tensor] {
  reductions.map { loss(probe.x, probe.y, $0) }
}
