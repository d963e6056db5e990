// Attack: put a type into one of the exercise's, were the rule about names to miss it.
// Report: refused: `UnknownWord.Word` is public
// Past: source
// Section: BagOfWords

import Kindling

public struct UnknownWord: Error, Equatable, CustomStringConvertible {
  public struct Word: Equatable, ExpressibleByStringLiteral {
    public init(stringLiteral: String) {}
  }
  public let word: Word
  public var description: String { "" }
}

public func vocabulary(of sentences: [[String]]) -> [String: Int] { [:] }

public func bagOfWords(_ sentence: [String], vocabulary: [String: Int]) throws -> Tensor {
  Tensor.zeros(1)
}

public final class BagOfWordsClassifier: Module {
  public init(vocabularySize: Int, labels: Int) { super.init() }
}

public func train(
  _ model: Module, on examples: [(input: Tensor, label: Int)], epochs: Int, learningRate: Double
) -> [Double] { [] }
