// 3.2 An N-gram language model: solution

import Kindling

/// Part 1, 2 points. Each word of a text with the two words before it.
///
/// Capitals and punctuation count: take each word as it is. The same three words may come up more
/// than once, and then so does the example.
///
/// - Parameter words: the words of a text in their order.
/// - Returns: an example for each word that has two before it, in the order of the text: those two
///   words, in the order of the text, and the word itself. There are none where there are fewer
///   than three words.
///
/// Example:
/// ```
/// trigrams(of: ["When", "forty", "winters", "shall"])
/// // [(context: ["When", "forty"], target: "winters"),
/// //  (context: ["forty", "winters"], target: "shall")]
/// ```
public func trigrams(of words: [String]) -> [(context: [String], target: String)] {
  guard words.count > 2 else { return [] }
  return (2..<words.count).map { (context: Array(words[$0 - 2..<$0]), target: words[$0]) }
}

/// Part 2, 3 points. The model: look up the vectors of the context, put them in a row one after the
/// other, an affine map, relu, a second affine map, and log-softmax.
///
/// It has two halves, `init` and `forward`.
public final class NGramLanguageModeler: Module {
  private let embeddings: Embedding
  private let linear1: Linear
  private let linear2: Linear

  /// Make the parameters.
  ///
  /// The model has five and no more, which `parameters()` finds in this order: the table of shape
  /// [vocabularySize, embeddingSize]; a weight of shape [hiddenSize, contextSize * embeddingSize] and
  /// a bias of shape [hiddenSize]; a weight of shape [vocabularySize, hiddenSize] and a bias of shape
  /// [vocabularySize]. They start with the numbers that an `Embedding` and two `Linear`s of these
  /// sizes would draw, made in this order.
  ///
  /// - Parameters:
  ///   - vocabularySize: how many words there are.
  ///   - embeddingSize: how many numbers the vector of a word has.
  ///   - contextSize: how many words the model is given.
  ///   - hiddenSize: how many numbers there are between the two affine maps.
  public init(vocabularySize: Int, embeddingSize: Int, contextSize: Int, hiddenSize: Int) {
    embeddings = Embedding(vocabularySize, embeddingSize)
    linear1 = Linear(contextSize * embeddingSize, hiddenSize)
    linear2 = Linear(hiddenSize, vocabularySize)
  }

  /// Compute the log probability of each word of the vocabulary.
  ///
  /// - Parameter input: the indices of the words before, int64 of shape [rows, contextSize], one
  ///   context a row; there is at least one row.
  /// - Returns: log probabilities, of shape [rows, vocabularySize]: those of a row depend on its own
  ///   context, and on the order of the words in it.
  public override func forward(_ input: Tensor) -> Tensor {
    let vectors = embeddings(input).flatten(start: 1)
    return linear2(linear1(vectors).relu()).logSoftmax(dim: 1)
  }
}

/// Part 3, 3 points. Train a model by gradient descent, one step for each example.
///
/// Go through the examples in their order, `epochs` times. For each one turn the words into indices,
/// compute the negative log likelihood of the target and the gradients, and move every parameter
/// against its gradient. The gradients of a step are those of its example alone: neither those of
/// the example before it, nor any that the parameters hold when the training begins. A parameter on
/// which the loss does not depend has no gradient, and stays as it is.
///
/// It can be answered without parts 1 and 2: `model` may be any module, and the examples any.
///
/// - Parameters:
///   - model: takes the indices of a context, int64 of shape [1, words], and returns log
///     probabilities of shape [1, vocabulary.count]. All its parameters require gradients.
///   - examples: at least one context of one or more words, with the word that follows it.
///   - vocabulary: the number of each word: 0, 1, 2 and so on, each once. It has all words of the
///     examples.
///   - epochs: how often to go through all examples, whatever the losses are; 0 leaves the model as
///     it is.
///   - learningRate: how far a step goes.
/// - Returns: one number for each epoch, the mean of its examples' losses, each as it was before
///   the step that it led to.
///
/// Example:
/// ```
/// train(
///   model, on: [(context: ["of", "small"], target: "worth")],
///   vocabulary: ["of": 0, "small": 1, "worth": 2], epochs: 1, learningRate: 0.1)
/// // [1.0986] for a model that finds all three words equally likely, log 3
/// ```
public func train(
  _ model: Module, on examples: [(context: [String], target: String)],
  vocabulary: [String: Int], epochs: Int, learningRate: Double
) -> [Double] {
  let optimizer = SGD(model.parameters(), learningRate: learningRate)
  return (0..<epochs).map { _ in
    var total = 0.0
    for (context, target) in examples {
      model.zeroGrad()
      let input = Tensor([context.map { vocabulary[$0]! }])
      let loss = nllLoss(model(input), Tensor([vocabulary[target]!]))
      loss.backward()
      optimizer.step()
      total += loss.item()
    }
    return total / Double(examples.count)
  }
}

/// A word that a vocabulary does not have. This one is given: throw it in part 4.
public struct UnknownWord: Error, Equatable, CustomStringConvertible {
  public let word: String

  public var description: String { "\"\(word)\" is not in the vocabulary" }
}

/// Part 4, 2 points. The word that a model finds likeliest to come next.
///
/// It can be answered without the other parts.
///
/// - Parameters:
///   - context: the words before, one or more.
///   - model: as in part 3. It stays as it is.
///   - vocabulary: the number of each word: 0, 1, 2 and so on, each once.
/// - Returns: the word with the largest log probability; of several that share it, the one with the
///   smallest number.
/// - Throws: `UnknownWord` with the first word of the context that has no number.
///
/// Example:
/// ```
/// try nextWord(after: ["When", "forty"], by: model, vocabulary: vocabulary)
/// // "winters", from a model that has learned its text
/// ```
public func nextWord(
  after context: [String], by model: Module, vocabulary: [String: Int]
) throws -> String {
  let indices = try context.map { word in
    guard let number = vocabulary[word] else { throw UnknownWord(word: word) }
    return number
  }
  let best = withoutGradients { model(Tensor([indices])).argmax() }
  return vocabulary.first { $0.value == best.ints()[0] }!.key
}
