// Mutant: any dimension too many makes a batch. Caught by: testBatchesJoinWithinEachExample

import Layerwise

public final class CAddTable: Module {
  public override func updateOutput(_ input: Signal) -> Signal {
    let tensors = input.table.map(\.tensor)
    return .tensor(tensors.dropFirst().reduce(tensors[0], +))
  }

  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    .table(input.table.map { _ in gradOutput })
  }
}

public final class NarrowTable: Module {
  private let offset: Int, length: Int

  public init(_ offset: Int, _ length: Int) {
    self.offset = offset
    self.length = length
  }

  public override func updateOutput(_ input: Signal) -> Signal {
    .table(Array(input.table[offset - 1..<offset - 1 + length]))
  }

  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    var gradients = input.table.map { Signal.tensor(.zeros($0.tensor.shape, dtype: .float64)) }
    gradients.replaceSubrange(offset - 1..<offset - 1 + length, with: gradOutput.table)
    return .table(gradients)
  }
}

public final class JoinTable: Module {
  private let dimension: Int
  private let nInputDims: Int?

  public init(_ dimension: Int, _ nInputDims: Int? = nil) {
    self.dimension = dimension
    self.nInputDims = nInputDims
  }

  public override func updateOutput(_ input: Signal) -> Signal {
    let tensors = input.table.map(\.tensor)
    return .tensor(.cat(tensors, dim: place(in: tensors[0])))
  }

  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    var start = 0
    var pieces: [Signal] = []
    for tensor in input.table.map(\.tensor) {
      let dim = place(in: tensor)
      let length = tensor.shape[dim]
      pieces.append(.tensor(gradOutput.tensor.narrow(dim, start: start, length: length)))
      start += length
    }
    return .table(pieces)
  }
}

public final class ParallelTable: Container {
  public override func updateOutput(_ input: Signal) -> Signal {
    .table(zip(modules, input.table).map { $0.forward($1) })
  }

  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    let pairs = zip(input.table, gradOutput.table)
    return .table(zip(modules, pairs).map { $0.updateGradInput($1.0, $1.1) })
  }

  public override func accGradParameters(_ input: Signal, _ gradOutput: Signal, scale: Double) {
    for (child, pair) in zip(modules, zip(input.table, gradOutput.table)) {
      child.accGradParameters(pair.0, pair.1, scale: scale)
    }
  }
}

extension JoinTable {
  private func place(in tensor: Tensor) -> Int {
    let isBatch = nInputDims.map { tensor.rank > $0 } ?? false
    return isBatch ? dimension : dimension - 1
  }
}
