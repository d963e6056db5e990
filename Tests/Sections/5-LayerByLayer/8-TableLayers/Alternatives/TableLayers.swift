// 5.8 Table layers: a second solution. Sums go by stacking, tensors are joined and cut up one index
// at a time, gradients that are not there are made by multiplication, and the children are counted.

import Layerwise

public final class CAddTable: Module {
  public override func updateOutput(_ input: Signal) -> Signal {
    .tensor(Tensor.stack(input.table.map { $0.tensor }, dim: 0).sum(dim: 0))
  }

  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    var gradients: [Signal] = []
    for _ in input.table { gradients.append(.tensor(gradOutput.tensor.clone())) }
    return .table(gradients)
  }
}

public final class NarrowTable: Module {
  private let places: Range<Int>

  public init(_ offset: Int, _ length: Int) { places = offset - 1..<offset - 1 + length }

  public override func updateOutput(_ input: Signal) -> Signal {
    .table(places.map { input.table[$0] })
  }

  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    var taken = gradOutput.table.makeIterator()
    return .table(
      input.table.enumerated().map { index, element in
        places.contains(index)
          ? taken.next()! : .tensor(Tensor.full(element.tensor.shape, 0, dtype: .float64))
      })
  }
}

public final class JoinTable: Module {
  private let dimension: Int, nInputDims: Int?

  public init(_ dimension: Int, _ nInputDims: Int? = nil) {
    self.dimension = dimension
    self.nInputDims = nInputDims
  }

  public override func updateOutput(_ input: Signal) -> Signal {
    let tensors = input.table.map(\.tensor)
    let dim = dim(tensors[0])
    let slices = tensors.flatMap { tensor in
      (0..<tensor.shape[dim]).map { tensor.select(dim, $0) }
    }
    return slices.isEmpty ? .tensor(tensors[0]) : .tensor(Tensor.stack(slices, dim: dim))
  }

  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    let tensors = input.table.map(\.tensor)
    let dim = dim(tensors[0])
    var from = 0
    return .table(
      tensors.map { tensor in
        let columns = (from..<from + tensor.shape[dim]).map { gradOutput.tensor.select(dim, $0) }
        from += columns.count
        return .tensor(
          columns.isEmpty
            ? Tensor.zeros(tensor.shape, dtype: .float64) : Tensor.stack(columns, dim: dim))
      })
  }

  private func dim(_ tensor: Tensor) -> Int {
    guard let nInputDims else { return dimension - 1 }
    return dimension - 1 + (tensor.rank == nInputDims + 1 ? 1 : 0)
  }
}

public final class ParallelTable: Container {
  public override func updateOutput(_ input: Signal) -> Signal {
    var outputs: [Signal] = []
    for index in 1...size { outputs.append(get(index).forward(input.table[index - 1])) }
    return .table(outputs)
  }

  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    var gradients: [Signal] = []
    for index in 1...size {
      gradients.append(
        get(index).updateGradInput(input.table[index - 1], gradOutput.table[index - 1]))
    }
    return .table(gradients)
  }

  public override func accGradParameters(_ input: Signal, _ gradOutput: Signal, scale: Double) {
    for index in 1...size {
      get(index).accGradParameters(
        input.table[index - 1], gradOutput.table[index - 1], scale: scale)
    }
  }
}
