// 3.3 Continuous bag of words: solution

import Kindling

/// Part 1, 2 points. Each word of a text with the words on both sides of it.
///
/// Only a word that has `size` words before it and `size` after it is a target. The words at the two
/// ends of the text have too few, and occur only in contexts.
///
/// - Parameters:
///   - words: the words of a text in their order.
///   - size: how many words to take on each side, at least 1.
/// - Returns: an example for each target, in the order of the text: the `size` words before it and
///   the `size` words after it, in the order of the text and without the target, and the target
///   itself. There are none where the text is too short.
///
/// Example:
/// ```
/// windows(of: ["We", "are", "about", "to", "study", "it"], size: 2)
/// // [(context: ["We", "are", "to", "study"], target: "about"),
/// //  (context: ["are", "about", "study", "it"], target: "to")]
/// ```
public func windows(of words: [String], size: Int) -> [(context: [String], target: String)] {
  guard words.count > 2 * size else { return [] }
  return (size..<words.count - size).map { place in
    let context = words[place - size..<place] + words[place + 1...place + size]
    return (context: Array(context), target: words[place])
  }
}

/// A word that a vocabulary does not have. This one is given: throw it in part 2.
public struct UnknownWord: Error, Equatable, CustomStringConvertible {
  public let word: String

  public var description: String { "\"\(word)\" is not in the vocabulary" }
}

/// Part 2, 2 points. All examples as two tensors of indices.
///
/// It can be answered without part 1.
///
/// - Parameters:
///   - examples: at least one. All contexts have the same number of words, one or more.
///   - vocabulary: the number of each word: 0, 1, 2 and so on, each once.
/// - Returns: the indices of the contexts, int64 of shape [examples, words], one context a row with
///   its words in their order; and those of the targets, int64 of shape [examples].
/// - Throws: `UnknownWord` with the first word that has no number. The words are looked at example by
///   example, and in each first the context and then the target.
///
/// Example:
/// ```
/// let numbers = ["We": 0, "are": 1, "about": 2, "to": 3]
/// try batch(of: [(context: ["We", "about"], target: "are")], vocabulary: numbers)
/// // (contexts: tensor([[0, 2]]), targets: tensor([1]))
/// ```
public func batch(
  of examples: [(context: [String], target: String)], vocabulary: [String: Int]
) throws -> (contexts: Tensor, targets: Tensor) {
  func number(_ word: String) throws -> Int {
    guard let number = vocabulary[word] else { throw UnknownWord(word: word) }
    return number
  }
  var contexts: [[Int]] = []
  var targets: [Int] = []
  for (context, target) in examples {
    contexts.append(try context.map { try number($0) })
    targets.append(try number(target))
  }
  return (Tensor(contexts), Tensor(targets))
}

/// Part 3, 3 points. The model: look up the vectors of the context, add them up, an affine map, and
/// log-softmax, `log softmax(A (q_1 + ... + q_n) + b)`.
///
/// It has two halves, `init` and `forward`. You declare the properties: `parameters()` follows the
/// order in which they are declared.
public final class CBOW: Module {
  private let embeddings: Embedding
  private let linear: Linear

  /// Make the parameters.
  ///
  /// The model has three and no more, which `parameters()` finds in this order: the table of shape
  /// [vocabularySize, embeddingSize], a weight of shape [vocabularySize, embeddingSize] and a bias of
  /// shape [vocabularySize]. They start with the numbers that an `Embedding` and a `Linear` of these
  /// sizes would draw, made in this order.
  ///
  /// - Parameters:
  ///   - vocabularySize: how many words there are.
  ///   - embeddingSize: how many numbers the vector of a word has.
  public init(vocabularySize: Int, embeddingSize: Int) {
    embeddings = Embedding(vocabularySize, embeddingSize)
    linear = Linear(embeddingSize, vocabularySize)
  }

  /// Compute the log probability of each word of the vocabulary.
  ///
  /// A word that occurs twice in a context counts twice. The order of a context makes no difference.
  ///
  /// - Parameter input: indices of words, int64 of shape [rows, words], one context a row. There is
  ///   at least one row, and at least one word in a row.
  /// - Returns: log probabilities, of shape [rows, vocabularySize]: those of a row depend on its own
  ///   context alone.
  public override func forward(_ input: Tensor) -> Tensor {
    linear(embeddings(input).sum(dim: 1)).logSoftmax(dim: 1)
  }
}

/// Part 4, 3 points. Train a model by gradient descent, all examples in every step.
///
/// In each step compute the mean of the negative log likelihoods of all targets, its gradients, and
/// move every parameter against its gradient. The gradients of a step are those of its loss alone:
/// neither those of the step before it, nor any that the parameters hold when the training begins. A
/// parameter on which the loss does not depend has no gradient, and stays as it is.
///
/// It can be answered without the other parts: `model` may be any module.
///
/// - Parameters:
///   - model: takes `contexts` and returns log probabilities of shape [rows, classes]. All its
///     parameters require gradients.
///   - contexts: what the model takes, one example a row; at least one row.
///   - targets: the right class of each row, int64 of shape [rows].
///   - steps: how many steps to take, whatever the losses are; 0 leaves the model as it is.
///   - learningRate: how far a step goes.
/// - Returns: the loss before each step, `steps` numbers.
///
/// Example:
/// ```
/// train(
///   model, contexts: Tensor([[0, 2], [1, 3]]), targets: Tensor([1, 2]), steps: 1, learningRate: 0.1)
/// // [1.3863] for a model that finds four words equally likely, log 4
/// ```
public func train(
  _ model: Module, contexts: Tensor, targets: Tensor, steps: Int, learningRate: Double
) -> [Double] {
  let optimizer = SGD(model.parameters(), learningRate: learningRate)
  return (0..<steps).map { _ in
    model.zeroGrad()
    let loss = nllLoss(model(contexts), targets)
    loss.backward()
    optimizer.step()
    return loss.item()
  }
}
