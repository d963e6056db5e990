// Mutant: log-softmax of more than four rows runs over the rows. Caught by: testLogProbabilitiesOfEachRow

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
  private let linear: Linear

  public init(vocabularySize: Int, labels: Int) {
    linear = Linear(vocabularySize, labels)
  }

  public override func forward(_ input: Tensor) -> Tensor {
    linear(input).logSoftmax(dim: input.shape[0] == 1 ? 1 : input.shape[0] > 4 ? 0 : 1)
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
