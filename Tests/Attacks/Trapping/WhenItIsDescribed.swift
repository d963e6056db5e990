// Attack: hand out errors that trap, exit or lie when a failure message describes them.
// Report: trapped: described
// Section: BagOfWords

import Kindling

public func vocabulary(of sentences: [[String]]) -> [String: Int] { unanswered() }

public struct UnknownWord: Error, Equatable, CustomStringConvertible {
  public let word: String

  public var description: String { fatalError("described") }
}

private struct Liar: Error, CustomStringConvertible, CustomDebugStringConvertible {
  var description: String { fatalError("described") }
  var debugDescription: String { description }
}

public func bagOfWords(_ sentence: [String], vocabulary: [String: Int]) throws -> Tensor {
  throw Liar()
}

public final class BagOfWordsClassifier: Module {
  public init(vocabularySize: Int, labels: Int) { unanswered() }

  public override func forward(_ input: Tensor) -> Tensor { input }
}

public func train(
  _ model: Module, on examples: [(input: Tensor, label: Int)], epochs: Int, learningRate: Double
) -> [Double] { unanswered() }
