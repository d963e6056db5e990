// Mutant: losses are reported in single precision. Caught by: testStepsWithTheWholeBatch

import Kindling

public func windows(of words: [String], size: Int) -> [(context: [String], target: String)] {
  guard words.count > 2 * size else { return [] }
  return (size..<words.count - size).map { place in
    let context = words[place - size..<place] + words[place + 1...place + size]
    return (context: Array(context), target: words[place])
  }
}

public struct UnknownWord: Error, Equatable, CustomStringConvertible {
  public let word: String

  public var description: String { "\"\(word)\" is not in the vocabulary" }
}

public func batch(
  of examples: [(context: [String], target: String)], vocabulary: [String: Int]
) throws -> (contexts: Tensor, targets: Tensor) {
  func number(_ word: String) throws -> Int {
    guard let number = vocabulary[word] else { throw UnknownWord(word: word) }
    return number
  }
  var contexts: [[Int]] = []
  var targets: [Int] = []
  for (context, target) in examples {
    contexts.append(try context.map { try number($0) })
    targets.append(try number(target))
  }
  return (Tensor(contexts), Tensor(targets))
}

public final class CBOW: Module {
  private let embeddings: Embedding
  private let linear: Linear

  public init(vocabularySize: Int, embeddingSize: Int) {
    embeddings = Embedding(vocabularySize, embeddingSize)
    linear = Linear(embeddingSize, vocabularySize)
  }

  public override func forward(_ input: Tensor) -> Tensor {
    linear(embeddings(input).sum(dim: 1)).logSoftmax(dim: 1)
  }
}

public func train(
  _ model: Module, contexts: Tensor, targets: Tensor, steps: Int, learningRate: Double
) -> [Double] {
  let optimizer = SGD(model.parameters(), learningRate: learningRate)
  return (0..<steps).map { _ in
    model.zeroGrad()
    let loss = nllLoss(model(contexts), targets)
    loss.backward()
    optimizer.step()
    return Double(Float(loss.item()))
  }
}
