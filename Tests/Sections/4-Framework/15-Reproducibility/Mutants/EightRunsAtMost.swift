// Mutant: there are at most eight runs. Caught by: testRunsDrawTheSameNumbers

import Kindling

public func seeded(_ seed: UInt64, _ body: () -> Tensor) -> Tensor {
  let before = Generator.default
  defer { Generator.default = before }
  manualSeed(seed)
  return body()
}

public func repeated(_ count: Int, _ body: () -> Tensor) -> [Tensor] {
  let start = Generator.default
  return (0..<Swift.min(count, 8)).map { _ in
    Generator.default = start
    return body()
  }
}

public func streams(_ count: Int, seed: UInt64) -> [Generator] {
  var source = Generator(seed: seed)
  return (0..<count).map { _ in Generator(seed: UInt64(source.next32())) }
}

public struct Checkpoint {
  public let state: [String: Tensor]
  public let generator: [UInt8]

  public init(state: [String: Tensor], generator: [UInt8]) {
    self.state = state
    self.generator = generator
  }
}

public func checkpoint(of model: Module) -> Checkpoint {
  Checkpoint(
    state: model.stateDictionary().mapValues { $0.clone() }, generator: Generator.default.state)
}

public func resume(_ model: Module, from checkpoint: Checkpoint) throws {
  let generator = try Generator(state: checkpoint.generator)
  try model.loadStateDictionary(checkpoint.state)
  Generator.default = generator
}
