// Mutant: from the fifth stream on seeds are counted up. Caught by: testSeedsAreDrawn

import Kindling

public func seeded(_ seed: UInt64, _ body: () -> Tensor) -> Tensor {
  let before = Generator.default
  defer { Generator.default = before }
  manualSeed(seed)
  return body()
}

public func repeated(_ count: Int, _ body: () -> Tensor) -> [Tensor] {
  let start = Generator.default
  return (0..<count).map { _ in
    Generator.default = start
    return body()
  }
}

public func streams(_ count: Int, seed: UInt64) -> [Generator] {
  var source = Generator(seed: seed)
  let seeds = (0..<min(count, 4)).map { _ in UInt64(source.next32()) }
  return (0..<count).map { Generator(seed: $0 < 4 ? seeds[$0] : seeds[3] + UInt64($0)) }
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
