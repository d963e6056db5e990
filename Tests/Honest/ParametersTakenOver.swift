// Honest: a model that takes its parameters over from a Linear it does not keep.
// Section: BagOfWords

import Kindling

public func vocabulary(of sentences: [[String]]) -> [String: Int] {
  var n: [String: Int] = [:]; for w in sentences.joined() where n[w] == nil { n[w] = n.count };
  return n
}
public struct UnknownWord: Error, Equatable, CustomStringConvertible {
  public let word: String
  public var description: String { "\"\(word)\" is not in the vocabulary" }
}
public func bagOfWords(_ sentence: [String], vocabulary: [String: Int]) throws -> Tensor {
  let c = Tensor.zeros(1, vocabulary.count);
  for w in sentence {
    guard let n = vocabulary[w] else { throw UnknownWord(word: w) }; c[0, n] += 1
  }; return c
}
public final class BagOfWordsClassifier: Module {
  @Parameter var weight: Tensor
  @Parameter var bias: Tensor
  public init(vocabularySize: Int, labels: Int) {
    let start = Linear(vocabularySize, labels)
    _weight = Parameter(wrappedValue: start.weight)
    _bias = Parameter(wrappedValue: start.bias)
    super.init()
  }
  public override func forward(_ input: Tensor) -> Tensor {
    let z = input.matmul(weight.t()) + bias; return z - z.logSumExp(dim: 1, keepDim: true)
  }
}
public func train(
  _ model: Module, on examples: [(input: Tensor, label: Int)], epochs: Int, learningRate: Double
) -> [Double] {
  let optimizer = SGD(model.parameters(), learningRate: learningRate)
  return (0..<epochs).map { _ in
    var total = 0.0
    for example in examples {
      model.zeroGrad()
      let loss = nllLoss(model(example.input), Tensor([example.label]))
      loss.backward()
      optimizer.step()
      total += loss.item()
    }
    return total / Double(examples.count)
  }
}
