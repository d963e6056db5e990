// Mutant: the parameters are in an array of tensors, where no module finds them. Caught by: testParametersStartAsLinears, testGradientsReachBothParameters

import Kindling

public func vocabulary(of sentences: [[String]]) -> [String: Int] {
  var numbers: [String: Int] = [:]
  for word in sentences.joined() where numbers[word] == nil {
    numbers[word] = numbers.count
  }
  return numbers
}

public struct UnknownWord: Error, Equatable, CustomStringConvertible {
  public let word: String

  public var description: String { "\"\(word)\" is not in the vocabulary" }
}

public func bagOfWords(_ sentence: [String], vocabulary: [String: Int]) throws -> Tensor {
  let counts = Tensor.zeros(1, vocabulary.count)
  for word in sentence {
    guard let number = vocabulary[word] else { throw UnknownWord(word: word) }
    counts[0, number] += 1
  }
  return counts
}

public final class BagOfWordsClassifier: Module {
  private let tensors: [Tensor]

  public init(vocabularySize: Int, labels: Int) {
    let linear = Linear(vocabularySize, labels)
    tensors = [linear.weight, linear.bias]
  }

  public override func forward(_ input: Tensor) -> Tensor {
    (input.matmul(tensors[0].t()) + tensors[1]).logSoftmax(dim: 1)
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
