import AnsweredParts
import ContinuousBagOfWords
import ExerciseTesting
import Kindling
import XCTest

final class ContinuousBagOfWordsTests: ExerciseTestCase {
  private let line = ["We", "are", "about", "to", "study", "it"]

  func testWordsOnBothSides() throws {
    try skipUnlessAnswered("windows(of:size:)", in: "ContinuousBagOfWords")
    announce(["words": line, "size": 2])
    let found = windows(of: line, size: 2)
    expectEqual(
      found.map(\.context), [["We", "are", "to", "study"], ["are", "about", "study", "it"]],
      for: ["words": line, "size": 2], "the contexts")
    expectEqual(
      found.map(\.target), ["about", "to"], for: ["words": line, "size": 2], "the targets")
    expectEqual(
      windows(of: line, size: 3).count, 0, for: ["words": line, "size": 3],
      "how many windows fit")
  }

  func testIndicesOfTheExamples() throws {
    try skipUnlessAnswered("batch(of:vocabulary:)", in: "ContinuousBagOfWords")
    let numbers = ["We": 0, "are": 1, "about": 2, "to": 3]
    let contexts = [["We", "about"], ["are", "to"]]
    let told: KeyValuePairs<String, Any> = [
      "contexts": contexts, "targets": ["are", "about"], "vocabulary": numbers,
    ]
    announce(told)
    let both = try batch(
      of: [(context: contexts[0], target: "are"), (context: contexts[1], target: "about")],
      vocabulary: numbers)
    expectClose(both.contexts, Tensor([[0, 2], [1, 3]]), for: told, "the contexts")
    expectClose(both.targets, Tensor([1, 2]), for: told, "the targets")
    XCTAssertThrowsError(
      try batch(of: [(context: ["We", "moon"], target: "are")], vocabulary: numbers),
      "context [\"We\", \"moon\"], expected UnknownWord(word: \"moon\")"
    ) { error in
      expectEqual(
        (error as? UnknownWord)?.word, "moon", for: ["context": ["We", "moon"], "target": "are"],
        "the word of an UnknownWord")
    }
  }

  func testOrderMakesNoDifference() throws {
    try skipUnlessAnswered(
      "CBOW.init(vocabularySize:embeddingSize:)", "CBOW.forward(_:)", in: "ContinuousBagOfWords")
    let model = CBOW(vocabularySize: 6, embeddingSize: 3)
    expectParameters(
      of: model, shaped: [[6, 3], [6, 3], [6]], for: ["vocabularySize": 6, "embeddingSize": 3])
    let input = Tensor([[0, 1, 3, 4], [4, 3, 1, 0], [5, 5, 2, 1]])
    let output = model(input).detach()
    expectClose(
      output.exp().sum(dim: 1), Tensor([1.0, 1.0, 1.0]), for: ["input": input],
      "sum of each row's probabilities")
    expectClose(output[1], output[0], for: ["input": input], "a context turned round")
  }

  func testTwoStepsFromZero() throws {
    try skipUnlessAnswered(
      "train(_:contexts:targets:steps:learningRate:)", in: "ContinuousBagOfWords")
    // Three words, all equally likely: log 3. Both targets are word 2, so the slopes of the scores are
    // 1/3, 1/3 and -2/3, and after a step of length 3 they are -1, -1 and 2: log(1 + 2 exp(-3)).
    let (contexts, targets) = (Tensor([[0, 1], [1, 0]]), Tensor([2, 2]))
    expectClose(
      Tensor(train(Bias(3), contexts: contexts, targets: targets, steps: 2, learningRate: 3)),
      Tensor([1.098612, 0.094922]),
      for: ["contexts": contexts, "targets": targets, "steps": 2, "learningRate": 3],
      "losses of a model that has a score for each word, all 0 at first")
  }

  func testLearnsALine() throws {
    try skipUnlessAnswered(
      "windows(of:size:)", "batch(of:vocabulary:)", "CBOW.init(vocabularySize:embeddingSize:)",
      "CBOW.forward(_:)", "train(_:contexts:targets:steps:learningRate:)",
      in: "ContinuousBagOfWords")
    let numbers = Dictionary(uniqueKeysWithValues: zip(line, line.indices))
    announce(["words": line, "size": 1, "steps": 150, "learningRate": 0.5])
    let both = try batch(of: windows(of: line, size: 1), vocabulary: numbers)
    let model = CBOW(vocabularySize: 6, embeddingSize: 5)
    _ = train(
      model, contexts: both.contexts, targets: both.targets, steps: 150, learningRate: 0.5)
    expectEqual(
      withoutGradients { model(Tensor([[2, 0]])).argmax(dim: 1) }.ints(), [1],
      for: ["words": line, "context": ["about", "We"]],
      "the number of the word in between, from your four parts together")
  }
}

/// A model that has a score for each word, whatever the context, to check the rest before your own is
/// written.
private final class Bias: Module {
  @Parameter private var scores: Tensor

  init(_ words: Int) { scores = Tensor.zeros(words) }

  override func forward(_ input: Tensor) -> Tensor {
    scores.expand([input.shape[0], scores.shape[0]]).logSoftmax(dim: 1)
  }
}
