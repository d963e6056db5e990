// Attack: override what the tests ask of a model, and return whatever was asked for last.
// Report: doesNotCompile: overriding non-open instance method
// Section: BagOfWords

import Kindling

public func vocabulary(of sentences: [[String]]) -> [String: Int] { unanswered() }

public struct UnknownWord: Error, Equatable, CustomStringConvertible {
  public let word: String

  public var description: String { "passed" }
}

public func bagOfWords(_ sentence: [String], vocabulary: [String: Int]) throws -> Tensor {
  unanswered()
}

public final class BagOfWordsClassifier: Module {
  private var last = Tensor.zeros(1, 1)
  private let rows: Int, columns: Int

  public init(vocabularySize: Int, labels: Int) { (rows, columns) = (labels, vocabularySize) }

  public override func forward(_ input: Tensor) -> Tensor {
    last = Tensor.zeros(input.shape[0], rows)
    return last
  }

  public override func parameters() -> [Parameter] {
    [Parameter(Tensor.zeros(rows, columns)), Parameter(Tensor.zeros(rows))]
  }
}

public func train(
  _ model: Module, on examples: [(input: Tensor, label: Int)], epochs: Int, learningRate: Double
) -> [Double] {
  Array(repeating: 0, count: epochs)
}
