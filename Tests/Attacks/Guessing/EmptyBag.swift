// Attack: return empty words, counts and losses, and a model without parameters.
// Report: failed: expected
// Section: BagOfWords

import Kindling

public func vocabulary(of sentences: [[String]]) -> [String: Int] { [:] }

public struct UnknownWord: Error, Equatable, CustomStringConvertible {
  public let word: String

  public var description: String { "\"\(word)\" is not in the vocabulary" }
}

public func bagOfWords(_ sentence: [String], vocabulary: [String: Int]) throws -> Tensor {
  Tensor.zeros(1, vocabulary.count)
}

public final class BagOfWordsClassifier: Module {
  public init(vocabularySize: Int, labels: Int) {}

  public override func forward(_ input: Tensor) -> Tensor { Tensor.zeros(input.shape[0], 2) }
}

public func train(
  _ model: Module, on examples: [(input: Tensor, label: Int)], epochs: Int, learningRate: Double
) -> [Double] {
  [Double](repeating: 0, count: epochs)
}
