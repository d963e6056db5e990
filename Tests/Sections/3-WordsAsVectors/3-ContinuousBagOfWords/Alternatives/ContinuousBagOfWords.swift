// 3.3 Continuous bag of words: a second solution, with the sum as a product of word counts and the
// table, and gradients asked for instead of gathered.

import Kindling

public func windows(of words: [String], size: Int) -> [(context: [String], target: String)] {
  var found: [(context: [String], target: String)] = []
  for start in stride(from: 0, to: words.count - 2 * size, by: 1) {
    var window = Array(words[start...start + 2 * size])
    let target = window.remove(at: size)
    found.append((context: window, target: target))
  }
  return found
}

public struct UnknownWord: Error, Equatable, CustomStringConvertible {
  public let word: String

  public var description: String { "\"\(word)\" is not in the vocabulary" }
}

public func batch(
  of examples: [(context: [String], target: String)], vocabulary: [String: Int]
) throws -> (contexts: Tensor, targets: Tensor) {
  let all = examples.flatMap { $0.context + [$0.target] }
  if let word = all.first(where: { vocabulary[$0] == nil }) { throw UnknownWord(word: word) }
  let table = Tensor(all.map { vocabulary[$0]! }).view(examples.count, -1)
  let size = table.shape[1] - 1
  return (table[.all, 0..<size].clone(), table[.all, size].clone())
}

public final class CBOW: Module {
  @Parameter private var table: Tensor
  @Parameter private var weight: Tensor
  @Parameter private var bias: Tensor

  public init(vocabularySize: Int, embeddingSize: Int) {
    table = Tensor.randn(vocabularySize, embeddingSize)
    let map = Linear(embeddingSize, vocabularySize)
    weight = map.weight.detach()
    bias = map.bias.detach()
  }

  public override func forward(_ input: Tensor) -> Tensor {
    let counts = input.oneHot(classes: table.shape[0]).sum(dim: 1).to(.float32)
    let scores = counts.matmul(table).matmul(weight.t()) + bias
    return scores - scores.logSumExp(dim: 1, keepDim: true)
  }
}

public func train(
  _ model: Module, contexts: Tensor, targets: Tensor, steps: Int, learningRate: Double
) -> [Double] {
  let parameters = model.parameters()
  var losses: [Double] = []
  while losses.count < steps {
    let loss = -model(contexts).gather(dim: 1, targets.unsqueeze(1)).mean()
    let slopes = grad(of: loss, withRespectTo: parameters)
    withoutGradients {
      for (parameter, slope) in zip(parameters, slopes) {
        if let slope { parameter -= learningRate * slope }
      }
    }
    losses.append(loss.item())
  }
  return losses
}
