import AnsweredParts
import ExerciseTesting
import Kindling
import NGramLanguageModel
import XCTest

final class NGramLanguageModelTests: ExerciseTestCase {
  private let vocabulary = ["of": 0, "small": 1, "worth": 2]

  func testThreeWordsInARow() throws {
    try skipUnlessAnswered("trigrams(of:)", in: "NGramLanguageModel")
    let words = ["When", "forty", "winters", "shall"]
    let found = trigrams(of: words)
    expectEqual(
      found.map(\.context), [["When", "forty"], ["forty", "winters"]], for: ["words": words],
      "the contexts")
    expectEqual(found.map(\.target), ["winters", "shall"], for: ["words": words], "the targets")
    expectEqual(
      trigrams(of: ["When", "forty"]).count, 0, for: ["words": ["When", "forty"]],
      "how many trigrams two words have")
  }

  func testModelGivesLogProbabilities() throws {
    try skipUnlessAnswered(
      "NGramLanguageModeler.init(vocabularySize:embeddingSize:contextSize:hiddenSize:)",
      "NGramLanguageModeler.forward(_:)", in: "NGramLanguageModel")
    let model = NGramLanguageModeler(
      vocabularySize: 6, embeddingSize: 3, contextSize: 2, hiddenSize: 4)
    let sizes: KeyValuePairs<String, Any> = [
      "vocabularySize": 6, "embeddingSize": 3, "contextSize": 2, "hiddenSize": 4,
    ]
    expectParameters(of: model, shaped: [[6, 3], [4, 6], [4], [6, 4], [6]], for: sizes)
    let input = Tensor([[0, 1], [5, 2], [1, 0]])
    expectClose(
      model(input).exp().sum(dim: 1).detach(), Tensor([1.0, 1.0, 1.0]), for: ["input": input],
      "sum of each row's probabilities")
  }

  func testTwoStepsFromZero() throws {
    try skipUnlessAnswered(
      "train(_:on:vocabulary:epochs:learningRate:)", in: "NGramLanguageModel")
    // Three words, all equally likely: log 3. The slopes of the scores are 1/3, 1/3 and -2/3, and
    // after a step of length 3 the scores are -1, -1 and 2: log(1 + 2 exp(-3)).
    let examples = [(context: ["of", "small"], target: "worth")]
    expectClose(
      Tensor(
        train(Bias(3), on: examples, vocabulary: vocabulary, epochs: 2, learningRate: 3)),
      Tensor([1.098612, 0.094922]),
      for: ["context": ["of", "small"], "target": "worth", "epochs": 2, "learningRate": 3],
      "mean losses of a model that has a score for each word, all 0 at first")
  }

  func testTheLikeliestWord() throws {
    try skipUnlessAnswered("nextWord(after:by:vocabulary:)", in: "NGramLanguageModel")
    let model = Bias(3)
    withoutGradients { model.scores.copy(from: Tensor([0.5, -1.0, 2.0])) }
    let context = ["of", "small"]
    try expectEqual(
      nextWord(after: context, by: model, vocabulary: vocabulary), "worth",
      for: ["context": context, "scores of the words": model.scores.detach()])
    XCTAssertThrowsError(
      try nextWord(after: ["of", "great"], by: model, vocabulary: vocabulary),
      "context [\"of\", \"great\"], expected UnknownWord(word: \"great\")"
    ) { error in
      expectEqual(
        (error as? UnknownWord)?.word, "great", for: ["context": ["of", "great"]],
        "the word of an UnknownWord")
    }
  }

  func testLearnsALine() throws {
    try skipUnlessAnswered(
      "trigrams(of:)",
      "NGramLanguageModeler.init(vocabularySize:embeddingSize:contextSize:hiddenSize:)",
      "NGramLanguageModeler.forward(_:)", "train(_:on:vocabulary:epochs:learningRate:)",
      "nextWord(after:by:vocabulary:)", in: "NGramLanguageModel")
    let line = ["Where", "all", "the", "treasure", "of", "thy", "lusty", "days"]
    let numbers = Dictionary(uniqueKeysWithValues: zip(line, line.indices))
    announce(["words": line, "epochs": 60, "learningRate": 0.1])
    let model = NGramLanguageModeler(
      vocabularySize: 8, embeddingSize: 5, contextSize: 2, hiddenSize: 16)
    _ = train(
      model, on: trigrams(of: line), vocabulary: numbers, epochs: 60, learningRate: 0.1)
    try expectEqual(
      nextWord(after: ["the", "treasure"], by: model, vocabulary: numbers), "of",
      for: ["words": line, "context": ["the", "treasure"]],
      "the next word, from your four parts together")
  }
}

/// A model that has a score for each word, whatever the context, to check the rest before your own is
/// written.
private final class Bias: Module {
  @Parameter var scores: Tensor

  init(_ words: Int) { scores = Tensor.zeros(words) }

  override func forward(_ input: Tensor) -> Tensor {
    scores.expand([input.shape[0], scores.shape[0]]).logSoftmax(dim: 1)
  }
}
