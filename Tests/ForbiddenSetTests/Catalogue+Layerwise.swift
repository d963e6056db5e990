// Layerwise alone, so that `Linear` is its own; Kindling's tensors come with it.
import Layerwise

extension Catalogue {
  /// Layerwise's modules and criteria, with parameters of the probe where they have some.
  mutating func addLayerwise() {
    add("Layerwise.Sigmoid", { ran(Sigmoid(), $0) })
    add("Layerwise.Tanh", { ran(Tanh(), $0) })
    add("Layerwise.ReLU", { ran(ReLU(), $0) })
    add("Layerwise.Abs", { ran(Abs(), $0) })
    add("Layerwise.Identity", { ran(Identity(), $0) })
    add("Layerwise.SoftMax", { ran(SoftMax(), $0) })
    add("Layerwise.LogSoftMax", { ran(LogSoftMax(), $0) })
    add("Layerwise.Max", { ran(Max(2), $0) })
    add("Layerwise.Min", { ran(Min(2), $0) })
    add("Layerwise.Sum", { ran(Sum(2), $0) })
    add("Layerwise.Mean", { ran(Mean(2), $0) })
    add("Layerwise.View", { ran(View(-1), $0) })
    add("Layerwise.Reshape", { ran(Reshape($0.x.elementCount), $0) })
    add("Layerwise.Dropout", { ran(Dropout(), $0) })
    add(
      "Layerwise.Linear",
      { p in
        let map = Linear(p.x.shape[1], Probe.outputs)
        set(map.weight, p.weight)
        set(map.bias, p.bias)
        return ran(map, p)
      })
    add(
      "Layerwise.CMul",
      { p in
        let product = CMul(p.x.shape[1])
        set(product.weight, p.weight[0])
        return ran(product, p)
      })
    add(
      "Layerwise.Add",
      { p in
        let sum = Add(p.x.shape[1])
        set(sum.bias, p.weight[0])
        return ran(sum, p)
      })
    add(
      "Layerwise.LookupTable",
      { p in
        let table = LookupTable(Probe.outputs, p.x.shape[1])
        set(table.weight, p.weight)
        return [table.forward((p.targets + 1).to(.float64))]
      })
    addCriteria()
    addTraining()
  }

  private mutating func addCriteria() {
    add("Layerwise.MSECriterion", { ran(MSECriterion(), $0.x, $0.y) })
    add("Layerwise.AbsCriterion", { ran(AbsCriterion(), $0.x, $0.y) })
    add(
      "Layerwise.ClassNLLCriterion",
      { ran(ClassNLLCriterion(), $0.logProbabilities, $0.targets + 1) })
    add(
      "Layerwise.CrossEntropyCriterion",
      { ran(CrossEntropyCriterion(), $0.x, $0.targets + 1) },
      { p in
        // The loss of each row.
        let losses = (0..<p.x.shape[0]).map { row in
          ran(CrossEntropyCriterion(), p.x[row], p.targets[row] + 1)[0].item()
        }
        return [Tensor(losses, dtype: .float64)]
      })
    add(
      "Layerwise.ParallelCriterion",
      { p in
        let both = ParallelCriterion().add(AbsCriterion())
        let loss = both.forward([p.x.detach()] as Signal, [p.y.detach()] as Signal)
        return [Tensor(loss)]
      })
  }

  private mutating func addTraining() {
    add(
      "Layerwise.Module.updateParameters",
      { p in
        let holder = Holder(p)
        holder.updateParameters(0.1)
        p.parameter.detach().copy(from: holder.weight)
        return []
      })
    add("Layerwise.Module.getParameters", { [Holder($0).getParameters().weights] })
    add("Layerwise.Module.parameters", { Holder($0).parameters().map(\.weight) })
    add(
      "Layerwise.Module.zeroGradParameters",
      { p in
        let holder = Holder(p)
        holder.zeroGradParameters()
        return []
      })
  }
}

/// A module with the probe's parameter and its gradient, and one more parameter.
private final class Holder: Module {
  @Learned var weight: Tensor
  @Learned var more: Tensor

  init(_ probe: Probe) {
    weight = probe.unmoved.clone()
    more = probe.unmoved.clone()
    super.init()
    $weight.gradient.copy(from: probe.parameter.grad!)
  }
}

/// The output for x, and the gradient for a gradOutput of ones.
func ran(_ module: Module, _ probe: Probe) -> [Tensor] {
  let x = probe.x.detach()
  let output = module.forward(x)
  return [output, module.backward(x, Tensor.ones(like: output))]
}

private func ran(_ criterion: Criterion, _ input: Tensor, _ target: Tensor) -> [Tensor] {
  let (input, target) = (input.detach(), target.detach().to(.float64))
  let loss = Tensor(criterion.forward(input, target), dtype: .float64)
  return [loss, criterion.backward(input, target)]
}
