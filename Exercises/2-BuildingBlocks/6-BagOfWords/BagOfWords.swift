// 2.6 A bag-of-words classifier
//
// Lesson: docs/lessons/2-building-blocks/6-bag-of-words.md
// Try:    grade try 2.6
// Grade:  grade 2.6
//
// Replace each `unanswered()` with your answer. Everything in Kindling is allowed. Keep the names,
// the labels and the types. Each part is graded alone, so you can answer them in any order.

import Kindling

/// Part 1, 2 points. Number the words.
///
/// Every different word gets a number: 0 for the first word of the first sentence, and one more
/// each time a word comes up that has no number yet. Capitals and punctuation count: "No" and "no"
/// are two words, and so are "si" and "si,": take each word as it is, to the last character. The
/// empty word "" is one as well.
///
/// - Parameter sentences: sentences, each a list of words. There may be none, or empty ones.
/// - Returns: the number of each word.
///
/// Example:
/// ```
/// vocabulary(of: [["hello", "world"], ["hello", "you"]])
/// // "hello" is 0, "world" is 1, "you" is 2
/// ```
public func vocabulary(of sentences: [[String]]) -> [String: Int] {
  unanswered()
}

/// A word that a vocabulary does not have. This one is given: throw it in part 2.
public struct UnknownWord: Error, Equatable, CustomStringConvertible {
  public let word: String

  public var description: String { "\"\(word)\" is not in the vocabulary" }
}

/// Part 2, 2 points. Count the words of a sentence.
///
/// - Parameters:
///   - sentence: the words of a sentence, in any order; none at all is a sentence, too.
///   - vocabulary: the number of each known word: 0, 1, 2 and so on, each once.
/// - Returns: one row of shape [1, vocabulary.count], float32. Column n says how often the word
///   with the number n occurs in the sentence.
/// - Throws: `UnknownWord` with the first word of the sentence that has no number.
///
/// Example:
/// ```
/// try bagOfWords(["hello", "world", "world", "hello"], vocabulary: ["hello": 0, "world": 1])
/// // tensor([[2., 2.]])
/// ```
public func bagOfWords(_ sentence: [String], vocabulary: [String: Int]) throws -> Tensor {
  unanswered()
}

/// Part 3, 3 points. The model: an affine map, and log-softmax on top of it,
/// `log softmax(x W^T + b)`. It has two halves, `init` and `forward`.
public final class BagOfWordsClassifier: Module {
  /// Make the parameters.
  ///
  /// The model has two of them and no more, which `parameters()` finds in this order: a weight of
  /// shape [labels, vocabularySize] and a bias of shape [labels]. They start with the numbers that
  /// `Linear(vocabularySize, labels)` would draw.
  ///
  /// - Parameters:
  ///   - vocabularySize: how many different words there are.
  ///   - labels: how many labels there are to choose from.
  public init(vocabularySize: Int, labels: Int) {
    unanswered()
  }

  /// Compute the log probability of each label.
  ///
  /// - Parameter input: rows of word counts, of shape [rows, vocabularySize]. There may be no rows.
  /// - Returns: log probabilities, of shape [rows, labels]. They are finite for any counts.
  public override func forward(_ input: Tensor) -> Tensor {
    unanswered()
  }
}

/// Part 4, 3 points. Train a model by gradient descent, one step for each example.
///
/// Go through the examples in their order, `epochs` times. For each one compute the negative log
/// likelihood of its label, the gradients, and move every parameter against its gradient. The
/// gradients of a step are those of its example alone: neither those of the example before it, nor
/// any that the parameters hold when the training begins. A parameter on which the loss does not
/// depend has no gradient, and stays as it is.
///
/// It can be answered without part 3: `model` may be any module.
///
/// - Parameters:
///   - model: turns a row of shape [1, inputs] into log probabilities of shape [1, labels]. All its
///     parameters require gradients.
///   - examples: at least one row with the number of its label.
///   - epochs: how often to go through all examples, whatever the losses are; 0 leaves the model as
///     it is.
///   - learningRate: how far a step goes.
/// - Returns: one number for each epoch, the mean of its examples' losses, each as it was before
///   the step that it led to.
///
/// Example:
/// ```
/// train(model, on: [(Tensor([[1.0, 0.0]]), 0)], epochs: 2, learningRate: 1)
/// // [0.6931, 0.1269] for an affine map and log-softmax whose parameters start at zero
/// ```
public func train(
  _ model: Module, on examples: [(input: Tensor, label: Int)], epochs: Int, learningRate: Double
) -> [Double] {
  unanswered()
}
