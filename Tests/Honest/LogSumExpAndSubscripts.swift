// Honest: log-softmax by logSumExp, the loss by a subscript, the step by hand.
// Section: BagOfWords

import Kindling
public func vocabulary(of sentences: [[String]]) -> [String: Int] {
  sentences.flatMap { $0 }.reduce(into: [:]) { $0[$1] = $0[$1] ?? $0.count }
}
public struct UnknownWord: Error, Equatable, CustomStringConvertible {
  public let word: String
  public var description: String { "\"\(word)\" is not in the vocabulary" }
}
public func bagOfWords(_ sentence: [String], vocabulary: [String: Int]) throws -> Tensor {
  let numbers = try sentence.map { word throws -> Int in
    guard let n = vocabulary[word] else { throw UnknownWord(word: word) }
    return n
  }
  var counts = [Double](repeating: 0, count: vocabulary.count)
  numbers.forEach { counts[$0] += 1 }
  return Tensor(counts).to(.float32).view(1, vocabulary.count)
}
public final class BagOfWordsClassifier: Module {
  private let layers: Linear
  private var calls = 0
  public init(vocabularySize: Int, labels: Int) { layers = .init(vocabularySize, labels) }
  public override func forward(_ input: Tensor) -> Tensor {
    calls += 1; let s = layers(input); return s - s.logSumExp(dim: 1, keepDim: true)
  }
}
public func train(
  _ model: Module, on examples: [(input: Tensor, label: Int)], epochs: Int, learningRate: Double
) -> [Double] {
  var history: [Double] = []
  history.reserveCapacity(epochs)
  for _ in 0..<epochs {
    history.append(
      examples.map { x, label in
        let loss = -model(x)[0, label]
        for p in model.parameters() { p.grad = nil }
        loss.backward()
        withoutGradients {
          for p in model.parameters() { if let g = p.grad { p.copy(from: p - g * learningRate) } }
        }
        return loss.item()
      }.reduce(0, +) / Double(examples.count))
  }
  return history
}
