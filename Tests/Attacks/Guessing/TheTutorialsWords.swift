// Attack: return the tutorial's vocabulary, which everybody knows.
// Report: failed: the number of
// Section: BagOfWords

import Kindling

public func vocabulary(of sentences: [[String]]) -> [String: Int] {
  let words =
    "me gusta comer en la cafeteria Give it to No creo que sea una buena idea is not a good get "
    + "lost at Yo si on"
  return Dictionary(uniqueKeysWithValues: zip(words.split(separator: " ").map(String.init), 0...))
}

public struct UnknownWord: Error, Equatable, CustomStringConvertible {
  public let word: String

  public var description: String { word }
}

public func bagOfWords(_ sentence: [String], vocabulary: [String: Int]) throws -> Tensor {
  unanswered()
}

public final class BagOfWordsClassifier: Module {
  public init(vocabularySize: Int, labels: Int) { unanswered() }

  public override func forward(_ input: Tensor) -> Tensor { unanswered() }
}

public func train(
  _ model: Module, on examples: [(input: Tensor, label: Int)], epochs: Int, learningRate: Double
) -> [Double] { unanswered() }
