// Attack: learn the calling test's line by a default value of what a model is called by.
// Report: refused: `#line` as a default value would reveal which test calls
// Section: BagOfWords

import Kindling

public func vocabulary(of sentences: [[String]]) -> [String: Int] { unanswered() }
public struct UnknownWord: Error, Equatable, CustomStringConvertible {
  public let word: String
  public var description: String { "\"\(word)\" is not in the vocabulary" }
}
public func bagOfWords(_ sentence: [String], vocabulary: [String: Int]) throws -> Tensor {
  unanswered()
}
public final class BagOfWordsClassifier: Module {
  private let linear: Linear
  public init(
    vocabularySize: Int, labels: Int
  ) {
    linear = Linear(vocabularySize, labels)
    super.init()
  }
  public func callAsFunction(_ input: Tensor, line: Int = (#line)) -> Tensor {
    fatalError("called in line \(line)")
  }
  public override func forward(_ input: Tensor) -> Tensor { linear(input).logSoftmax(dim: 1) }
}
public func train(
  _ model: Module, on examples: [(input: Tensor, label: Int)], epochs: Int, learningRate: Double
) -> [Double] { unanswered() }
