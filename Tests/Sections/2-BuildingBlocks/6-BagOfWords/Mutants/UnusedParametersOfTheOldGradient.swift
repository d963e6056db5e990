// Mutant: parameters on which no loss depends keep moving by the gradient they came with. Caught by: testStepsAfterEachExample

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
    linear(input).logSoftmax(dim: 1)
  }
}

public func train(
  _ model: Module, on examples: [(input: Tensor, label: Int)], epochs: Int, learningRate: Double
) -> [Double] {
  let parameters = model.parameters()
  return (0..<epochs).map { _ in
    var total = 0.0
    for example in examples {
      let loss = nllLoss(model(example.input), Tensor([example.label]))
      let gradients = grad(of: loss, withRespectTo: parameters)
      withoutGradients {
        for (parameter, gradient) in zip(parameters, gradients) {
          if let gradient = gradient ?? parameter.grad { parameter -= gradient * learningRate }
        }
      }
      total += loss.item()
    }
    return total / Double(examples.count)
  }
}
