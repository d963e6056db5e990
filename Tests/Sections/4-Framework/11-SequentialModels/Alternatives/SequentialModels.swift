// 4.11 Sequential models: a second solution, with a list of modules that is run by a loop, a mask drawn
// number by number, and lost elements filled in.

import Kindling

public final class Chain: Module {
  private let list: ModuleList

  public init(_ modules: [Module]) {
    list = ModuleList(modules)
  }

  public override func forward(_ input: Tensor) -> Tensor {
    var result = input
    for index in 0..<list.count { result = list[index](result) }
    return result
  }
}

public func dropoutMask(_ shape: Shape, p: Double, dtype: DType) -> Tensor {
  let numbers = Tensor.rand(shape, dtype: .float64).doubles().map { number in
    number < p ? 0 : 1 / (1 - p)
  }
  return Tensor(numbers, dtype: dtype).view(shape)
}

public final class Drop: Module {
  private let p: Double

  public init(_ p: Double) {
    self.p = p
  }

  public override func forward(_ input: Tensor) -> Tensor {
    if !isTraining { return input }
    if p == 1 { return input * 0 }
    let isLost = Tensor.rand(input.shape, dtype: .float64) .< p
    return (input / (1 - p)).maskedFill(isLost, 0.0)
  }
}

public func deepClassifier(inputs: Int, hidden: Int, classes: Int, keep: Double) -> Module {
  DeepClassifier(inputs: inputs, hidden: hidden, classes: classes, keep: keep)
}

private final class DeepClassifier: Module {
  private let maps: [Linear]
  private let drop: Drop

  init(inputs: Int, hidden: Int, classes: Int, keep: Double) {
    let sizes = [inputs, hidden, 2 * hidden, classes]
    maps = zip(sizes, sizes.dropFirst()).map { Linear($0, $1) }
    drop = Drop(1 - keep)
  }

  override func forward(_ input: Tensor) -> Tensor {
    let hidden = maps.dropLast().reduce(input) { $1($0).relu() }
    return drop(maps[2](hidden)).softmax(dim: 1)
  }
}
