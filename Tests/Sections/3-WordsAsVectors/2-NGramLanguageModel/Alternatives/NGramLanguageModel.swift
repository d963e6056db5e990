// 3.2 An N-gram language model: a second solution, with parameters of its own, the two maps from
// their formulas, and gradients asked for instead of gathered.

import Kindling

public func trigrams(of words: [String]) -> [(context: [String], target: String)] {
  zip(words, zip(words.dropFirst(), words.dropFirst(2))).map { first, rest in
    (context: [first, rest.0], target: rest.1)
  }
}

public final class NGramLanguageModeler: Module {
  @Parameter private var table: Tensor
  @Parameter private var inner: Tensor
  @Parameter private var innerBias: Tensor
  @Parameter private var outer: Tensor
  @Parameter private var outerBias: Tensor

  public init(vocabularySize: Int, embeddingSize: Int, contextSize: Int, hiddenSize: Int) {
    table = Tensor.randn(vocabularySize, embeddingSize)
    let first = Linear(contextSize * embeddingSize, hiddenSize)
    let second = Linear(hiddenSize, vocabularySize)
    inner = first.weight.detach()
    innerBias = first.bias.detach()
    outer = second.weight.detach()
    outerBias = second.bias.detach()
  }

  public override func forward(_ input: Tensor) -> Tensor {
    let rows = (0..<input.shape[1]).map { table.indexSelect(dim: 0, input[.all, $0]) }
    let hidden = Tensor.cat(rows, dim: 1).matmul(inner.t()) + innerBias
    let scores = hidden.maximum(Tensor.zeros(like: hidden.detach())).matmul(outer.t()) + outerBias
    return scores - scores.logSumExp(dim: 1, keepDim: true)
  }
}

public func train(
  _ model: Module, on examples: [(context: [String], target: String)],
  vocabulary: [String: Int], epochs: Int, learningRate: Double
) -> [Double] {
  let parameters = model.parameters()
  let numbered = examples.map { example in
    (
      Tensor(example.context.compactMap { vocabulary[$0] }).unsqueeze(0),
      vocabulary[example.target]!
    )
  }
  var means: [Double] = []
  for _ in 0..<max(0, epochs) {
    var losses: [Double] = []
    for (input, target) in numbered {
      let loss = -model(input)[0, target]
      losses.append(loss.item())
      let slopes = grad(of: loss, withRespectTo: parameters)
      withoutGradients {
        for (parameter, slope) in zip(parameters, slopes) {
          if let slope { parameter -= learningRate * slope }
        }
      }
    }
    means.append(losses.reduce(0, +) / Double(losses.count))
  }
  return means
}

public struct UnknownWord: Error, Equatable, CustomStringConvertible {
  public let word: String

  public var description: String { "\"\(word)\" is not in the vocabulary" }
}

public func nextWord(
  after context: [String], by model: Module, vocabulary: [String: Int]
) throws -> String {
  if let word = context.first(where: { vocabulary[$0] == nil }) { throw UnknownWord(word: word) }
  let words = vocabulary.sorted { $0.value < $1.value }.map(\.key)
  let chances = model(Tensor([context.map { vocabulary[$0]! }])).doubles()
  return words[chances.firstIndex(of: chances.max()!)!]
}
