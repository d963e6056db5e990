// Attack: return a type of one's own, which tells each question's answer by counting the questions.
// Report: refused: `UnknownWord.Agreeing` is not part of this exercise
// Section: BagOfWords

import Kindling

public func vocabulary(of sentences: [[String]]) -> UnknownWord.Agreeing { UnknownWord.Agreeing() }

public struct UnknownWord: Error, Equatable, CustomStringConvertible {
  public let word: String

  public var description: String { word }

  public final class Agreeing {
    public private(set) var count = 0

    public subscript(_ word: String) -> Int? {
      count += 1
      return count - 1
    }
  }
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
