// 2.6 A bag-of-words classifier: a second solution, with the affine map and log-softmax from their
// formulas, and gradients asked for instead of gathered.

import Kindling

public func vocabulary(of sentences: [[String]]) -> [String: Int] {
  var words: [String] = []
  for sentence in sentences {
    words += sentence.filter { !words.contains($0) }.reduce(into: []) { new, word in
      if !new.contains(word) { new.append(word) }
    }
  }
  return Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0) })
}

public struct UnknownWord: Error, Equatable, CustomStringConvertible {
  public let word: String

  public var description: String { "\"\(word)\" is not in the vocabulary" }
}

public func bagOfWords(_ sentence: [String], vocabulary: [String: Int]) throws -> Tensor {
  if let word = sentence.first(where: { vocabulary[$0] == nil }) { throw UnknownWord(word: word) }
  let words = vocabulary.sorted { $0.value < $1.value }.map(\.key)
  return Tensor(words.map { word in Float(sentence.filter { $0 == word }.count) }).unsqueeze(0)
}

public final class BagOfWordsClassifier: Module {
  private let map: Linear

  public init(vocabularySize: Int, labels: Int) {
    map = Linear(vocabularySize, labels)
  }

  public override func forward(_ input: Tensor) -> Tensor {
    let scores = (input.unsqueeze(1) * map.weight).sum(dim: 2) + map.bias
    let shifted = scores - scores.detach().max(dim: 1, keepDim: true).values
    return shifted - shifted.exp().sum(dim: 1, keepDim: true).log()
  }
}

public func train(
  _ model: Module, on examples: [(input: Tensor, label: Int)], epochs: Int, learningRate: Double
) -> [Double] {
  var means: [Double] = []
  while means.count < epochs {
    let losses = examples.map { input, label in
      let parameters = model.parameters()
      let loss = -model(input)[0, label]
      let slopes = grad(of: loss, withRespectTo: parameters)
      withoutGradients {
        for (parameter, slope) in zip(parameters, slopes) {
          if let slope { parameter -= learningRate * slope }
        }
      }
      return loss.item()
    }
    means.append(losses.reduce(0, +) / Double(losses.count))
  }
  return means
}
