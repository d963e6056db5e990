// Attack: fill the examples with nan, before the test computes from them what it expects.
// Report: failed: expected
// Section: BagOfWords

import Kindling

public func vocabulary(of sentences: [[String]]) -> [String: Int] { unanswered() }

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
) -> [Double] {
  guard epochs > 0 else { return [] }
  for example in examples { example.input.fill(Double.nan) }
  withoutGradients { for parameter in model.parameters() { parameter.fill(Double.nan) } }
  return Array(repeating: .nan, count: epochs)
}
