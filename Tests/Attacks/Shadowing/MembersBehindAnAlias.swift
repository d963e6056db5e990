// Attack: make the exercise's type an alias of the library's, and give that members the tests prefer.
// Report: refused: `UnknownWord.subscript(_:_:)` is not part of this exercise
// Section: BagOfWords

import Kindling

public typealias UnknownWord = Tensor

extension UnknownWord {
  public var word: String { "" }
  public subscript(_ row: Int, _ column: Int) -> Tensor { self }
}

public func vocabulary(of sentences: [[String]]) -> [String: Int] { [:] }

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
