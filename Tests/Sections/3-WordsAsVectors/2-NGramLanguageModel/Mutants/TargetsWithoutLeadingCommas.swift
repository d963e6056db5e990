// Mutant: commas before a target are left out. Caught by: testTrigramsOfAnyWords

import Kindling

public func trigrams(of words: [String]) -> [(context: [String], target: String)] {
  guard words.count > 2 else { return [] }
  return (2..<words.count).map {
    (context: Array(words[$0 - 2..<$0]), target: words[$0].trimmingPrefix { $0 == "," }.description)
  }
}

public final class NGramLanguageModeler: Module {
  private let embeddings: Embedding
  private let linear1: Linear
  private let linear2: Linear

  public init(vocabularySize: Int, embeddingSize: Int, contextSize: Int, hiddenSize: Int) {
    embeddings = Embedding(vocabularySize, embeddingSize)
    linear1 = Linear(contextSize * embeddingSize, hiddenSize)
    linear2 = Linear(hiddenSize, vocabularySize)
  }

  public override func forward(_ input: Tensor) -> Tensor {
    let vectors = embeddings(input).flatten(start: 1)
    return linear2(linear1(vectors).relu()).logSoftmax(dim: 1)
  }
}

public func train(
  _ model: Module, on examples: [(context: [String], target: String)],
  vocabulary: [String: Int], epochs: Int, learningRate: Double
) -> [Double] {
  let optimizer = SGD(model.parameters(), learningRate: learningRate)
  return (0..<epochs).map { _ in
    var total = 0.0
    for (context, target) in examples {
      model.zeroGrad()
      let input = Tensor([context.map { vocabulary[$0]! }])
      let loss = nllLoss(model(input), Tensor([vocabulary[target]!]))
      loss.backward()
      optimizer.step()
      total += loss.item()
    }
    return total / Double(examples.count)
  }
}

public struct UnknownWord: Error, Equatable, CustomStringConvertible {
  public let word: String

  public var description: String { "\"\(word)\" is not in the vocabulary" }
}

public func nextWord(
  after context: [String], by model: Module, vocabulary: [String: Int]
) throws -> String {
  let indices = try context.map { word in
    guard let number = vocabulary[word] else { throw UnknownWord(word: word) }
    return number
  }
  let best = withoutGradients { model(Tensor([indices])).argmax() }
  return vocabulary.first { $0.value == best.ints()[0] }!.key
}
