// A second solution: by the bytes of the generator, and put back by hand.

import Kindling

public func seeded(_ seed: UInt64, _ body: () -> Tensor) -> Tensor {
  let state = Generator.default
  Generator.default = Generator(seed: seed)
  let result = body()
  Generator.default = state
  return result
}

public func repeated(_ count: Int, _ body: () -> Tensor) -> [Tensor] {
  let bytes = Generator.default.state
  var results: [Tensor] = []
  while results.count < count {
    if let start = try? Generator(state: bytes) { Generator.default = start }
    results.append(body())
  }
  return results
}

public func streams(_ count: Int, seed: UInt64) -> [Generator] {
  var (source, all) = (Generator(seed: seed), [Generator]())
  for _ in 0..<count {
    let number = source.next32()
    all.append(Generator(seed: UInt64(number), dialect: .pyTorch))
  }
  return all
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
  var copies: [String: Tensor] = [:]
  for (name, tensor) in model.stateDictionary() { copies[name] = tensor + 0 }
  return Checkpoint(state: copies, generator: Generator.default.state)
}

public func resume(_ model: Module, from checkpoint: Checkpoint) throws {
  let before = Generator.default
  Generator.default = try Generator(state: checkpoint.generator)
  do {
    try model.loadStateDictionary(checkpoint.state)
  } catch {
    Generator.default = before
    throw error
  }
}
