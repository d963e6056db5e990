// 5.3 Containers: a second solution. Loops in place of reduce, joined parts written into a tensor that
// is there, text made line by line, and a stack in place of recursion.

import Layerwise

public final class Sequential: Container {
  public override func updateOutput(_ input: Tensor) -> Tensor {
    var value = input
    for index in 0..<size { value = get(index + 1).forward(value) }
    return value
  }

  public override var description: String {
    var lines = ["nn.Sequential {", "  [input -> "]
    for (index, module) in modules.enumerated() {
      lines[1] += "(\(index + 1)) -> "
      var number = "(\(index + 1)): "
      for line in "\(module)".split(separator: "\n", omittingEmptySubsequences: false) {
        lines.append("  \(number)\(line)")
        number = ""
      }
    }
    lines[1] += "output]"
    return (lines + ["}"]).joined(separator: "\n")
  }
}

public final class Concat: Container {
  public let dimension: Int

  public init(_ dimension: Int) {
    self.dimension = dimension
    super.init()
  }

  public override func updateOutput(_ input: Tensor) -> Tensor {
    for module in modules { module.forward(input) }
    let outputs = modules.map { $0.output.tensor }
    var sizes = Array(outputs[0].shape)
    sizes[dimension - 1] = outputs.map { $0.shape[dimension - 1] }.reduce(0, +)
    let joined = Tensor.zeros(Shape(sizes), dtype: .float64)
    var start = 0
    for output in outputs {
      let length = output.shape[dimension - 1]
      joined.narrow(dimension - 1, start: start, length: length).copy(from: output)
      start += length
    }
    return joined
  }
}

public func leaves(of module: Module) -> [Module] {
  var (waiting, found) = ([module], [Module]())
  while let next = waiting.popLast() {
    if let container = next as? Container {
      waiting += container.modules.reversed()
    } else {
      found.append(next)
    }
  }
  return found
}
