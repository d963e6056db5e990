// Mutant: of several unknown words in an example the first of the alphabet is thrown. Caught by: testUnknownWordIsAnError

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
  for (context, target) in examples {
    if let word = (context + [target]).filter({ vocabulary[$0] == nil }).min() {
      throw UnknownWord(word: word)
    }
  }
  return (
    Tensor(examples.map { $0.context.map { vocabulary[$0]! } }),
    Tensor(examples.map { vocabulary[$0.target]! })
  )
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
    return loss.item()
  }
}
