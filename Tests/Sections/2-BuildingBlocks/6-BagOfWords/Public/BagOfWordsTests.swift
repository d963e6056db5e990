import AnsweredParts
import BagOfWords
import ExerciseTesting
import Kindling
import XCTest

final class BagOfWordsTests: ExerciseTestCase {
  func testNumbersWords() throws {
    try skipUnlessAnswered("vocabulary(of:)", in: "BagOfWords")
    let sentences = [["hello", "world"], ["hello", "you"]]
    expectEqual(
      vocabulary(of: sentences), ["hello": 0, "world": 1, "you": 2],
      for: ["sentences": sentences])
  }

  func testCountsWords() throws {
    try skipUnlessAnswered("bagOfWords(_:vocabulary:)", in: "BagOfWords")
    let numbers = ["hello": 0, "world": 1]
    for (sentence, counts) in [
      (["hello", "hello", "hello", "hello"], [4.0, 0.0]),
      (["hello", "world", "world", "hello"], [2.0, 2.0]), ([], [0.0, 0.0]),
    ] {
      try expectClose(
        bagOfWords(sentence, vocabulary: numbers), Tensor([counts]),
        for: ["sentence": sentence, "words numbered from 0": ["hello", "world"]])
    }
  }

  func testUnknownWordIsAnError() throws {
    try skipUnlessAnswered("bagOfWords(_:vocabulary:)", in: "BagOfWords")
    let sentence = ["hello", "moon"]
    announce(["sentence": sentence, "words numbered from 0": ["hello"]])
    XCTAssertThrowsError(
      try bagOfWords(sentence, vocabulary: ["hello": 0]), "expected UnknownWord(word: \"moon\")"
    ) { error in
      expectEqual(
        (error as? UnknownWord)?.word, "moon", for: ["sentence": sentence],
        "the word of an UnknownWord")
    }
  }

  func testModelGivesLogProbabilities() throws {
    try skipUnlessAnswered(
      "BagOfWordsClassifier.init(vocabularySize:labels:)", "BagOfWordsClassifier.forward(_:)",
      in: "BagOfWords")
    announce(["vocabularySize": 3, "labels": 2])
    let model = BagOfWordsClassifier(vocabularySize: 3, labels: 2)
    expectParameters(
      of: model, shaped: [[2, 3], [2]], for: ["vocabularySize": 3, "labels": 2])
    let input = Tensor([[1.0, 0.0, 2.0], [0.0, 1.0, 0.0]])
    expectClose(
      model(input).exp().sum(dim: 1).detach(), Tensor([1.0, 1.0]), for: ["input": input],
      "sum of each row's probabilities")
  }

  func testTwoStepsFromZero() throws {
    try skipUnlessAnswered("train(_:on:epochs:learningRate:)", in: "BagOfWords")
    let model = Affine(Linear(2, 2))
    withoutGradients { for parameter in model.parameters() { parameter.fill(0) } }
    let input = Tensor([[1.0, 0.0]])
    // Both labels start at probability 1/2, so every slope is 1/2 or -1/2, and the scores after
    // one step of length 1 are 1 and -1: losses log 2 and log(1 + exp(-2)).
    expectClose(
      Tensor(train(model, on: [(input, 0)], epochs: 2, learningRate: 1)),
      Tensor([0.693147, 0.126928]),
      for: ["input": input, "label": 0, "epochs": 2, "learningRate": 1],
      "mean losses from parameters that are zero")
  }

  func testTellsSpanishFromEnglish() throws {
    try skipUnlessAnswered(
      "vocabulary(of:)", "bagOfWords(_:vocabulary:)",
      "BagOfWordsClassifier.init(vocabularySize:labels:)", "BagOfWordsClassifier.forward(_:)",
      "train(_:on:epochs:learningRate:)", in: "BagOfWords")
    let sentences = [["me", "gusta", "la", "idea"], ["give", "me", "a", "good", "idea"]]
    let numbers = vocabulary(of: sentences)
    let model = BagOfWordsClassifier(vocabularySize: numbers.count, labels: 2)
    let rows = try sentences.map { try bagOfWords($0, vocabulary: numbers) }
    _ = train(model, on: [(rows[0], 0), (rows[1], 1)], epochs: 50, learningRate: 0.1)
    let test = try bagOfWords(["gusta", "la", "idea"], vocabulary: numbers)
    let probabilities = withoutGradients { model(test).exp() }
    expect(
      probabilities.argmax(dim: 1).ints() == [0],
      "your four parts together take a Spanish sentence for English: \(probabilities)",
      for: ["sentence": ["gusta", "la", "idea"]])
  }
}

/// A model for the training loop to train, so that it can be checked before your own is written.
private final class Affine: Module {
  private let linear: Linear

  init(_ linear: Linear) { self.linear = linear }

  override func forward(_ input: Tensor) -> Tensor { linear(input).logSoftmax(dim: 1) }
}
