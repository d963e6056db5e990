// Mutant: lines of a description are moved only where they begin as a container's do. Caught by: testDescriptionOfNestedContainers

import Layerwise

public final class Sequential: Container {
  public override func updateOutput(_ input: Tensor) -> Tensor {
    modules.reduce(input) { value, module in module.forward(value) }
  }

  public override var description: String {
    let way = modules.indices.map { "(\($0 + 1)) -> " }.joined()
    let lines = modules.enumerated().map { index, module in
      "  (\(index + 1)): "
        + module.description.replacing("\n  ", with: "\n    ").replacing("\n}", with: "\n  }")
        + "\n"
    }
    return "nn.Sequential {\n  [input -> \(way)output]\n" + lines.joined() + "}"
  }
}

public final class Concat: Container {
  public let dimension: Int

  public init(_ dimension: Int) {
    self.dimension = dimension
    super.init()
  }

  public override func updateOutput(_ input: Tensor) -> Tensor {
    Tensor.cat(modules.map { $0.forward(input) }, dim: dimension - 1)
  }
}

public func leaves(of module: Module) -> [Module] {
  guard let container = module as? Container else { return [module] }
  return container.modules.flatMap { leaves(of: $0) }
}
