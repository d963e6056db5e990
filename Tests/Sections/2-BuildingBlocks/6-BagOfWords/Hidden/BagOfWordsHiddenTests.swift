import BagOfWords
import ExerciseTesting
import Kindling
import XCTest

final class BagOfWordsHiddenTests: ExerciseTestCase {
  private let pool = ["No", "no", "sea", "idea", "casa", "tree", "si", "a", "la", "is"]

  // MARK: vocabulary

  func testNumbersTheWordsOfTheTutorial() {
    let sentences = Tutorial.examples.map(\.sentence) + Tutorial.tests
    expectNumbers(Tutorial.words, for: sentences)
    // The tutorial's numbers are known to everybody; those of its sentences in another order are not.
    let shuffled = inputs.shuffled(sentences)
    var words: [String] = []
    for word in shuffled.joined() where !words.contains(word) { words.append(word) }
    expectNumbers(words, for: shuffled)
  }

  func testNumbersInOrderOfFirstAppearance() {
    let words = inputs.shuffled(pool)
    let (start, middle) = (Array(words[0..<4]), [words[2], words[0]] + words[3..<7])
    expectNumbers(words, for: [start, [], middle, words])
    expectNumbers([words[0]], for: [[words[0], words[0], words[0]]])
    let many = inputs.shuffled((1...40).map { "word\($0)" })
    expectNumbers(many, for: [Array(many[..<25]), many])
    expectNumbers(
      ["\(words[1]),", words[1], "\(words[1])-"], for: [["\(words[1]),", words[1], "\(words[1])-"]])
    expectNumbers([], for: [[], []])
    expectNumbers([], for: [])
  }

  /// Fails unless the vocabulary numbers exactly `words`, in their order.
  private func expectNumbers(_ words: [String], for sentences: [[String]]) {
    announce(["sentences": sentences])
    let numbers = vocabulary(of: sentences)
    for (number, word) in words.enumerated() where numbers[word] != number {
      let got = numbers[word].map { "\($0)" } ?? "none"
      return expect(
        false, "the number of \"\(word)\": expected \(number), got \(got)",
        for: ["sentences": sentences])
    }
    expectEqual(numbers.count, words.count, for: ["sentences": sentences], "how many words")
  }

  // MARK: bagOfWords

  func testCountsWords() {
    let words = inputs.shuffled(pool)
    let some = Array(words[0..<3]) + [words[5], words[5], words[1], words[5]]
    expectCounts(of: inputs.shuffled(some), among: words)
    expectCounts(of: inputs.shuffled(some), among: words, "the same words in another order")
    expectCounts(of: [], among: words, "a sentence without words")
    expectCounts(of: [words[0], words[0]], among: [words[0]], "a vocabulary of one word")
    expectCounts(of: [], among: [], "an empty vocabulary")
    expectCounts(of: ["si,", "si", "si,"], among: ["si", "si,"], "punctuation counts")
    expectCounts(of: ["hello", "world", "world", "hello"], among: ["hello", "world"])
  }

  private func expectCounts(of sentence: [String], among words: [String], _ what: String = "") {
    let vocabulary = numbered(words)
    let counts = words.map { word in Double(sentence.count { $0 == word }) }
    do {
      try expectClose(
        bagOfWords(sentence, vocabulary: vocabulary), Tensor(counts).view(1, words.count),
        for: ["sentence": sentence, "vocabulary": vocabulary], what)
    } catch {
      expect(
        false, "every word is known, but this was thrown: \(error)",
        for: ["sentence": sentence, "vocabulary": vocabulary])
    }
  }

  func testUnknownWordIsAnError() {
    let words = inputs.shuffled(pool)
    let known = Array(words[0..<5])
    let position = inputs.integer(in: 0...5)
    let sentence = known[..<position] + [words[5]] + known[position...]
    expectUnknown(words[5], in: Array(sentence), among: known)
    expectUnknown(words[5], in: sentence + [words[6]], among: known, "the first of two")
    expectUnknown(words[6], in: [words[6]] + sentence, among: known, "the first of two")
    expectUnknown("NO", in: ["NO"], among: ["No", "no"], "capitals count")
    expectUnknown(words[0], in: [words[0]], among: [], "an empty vocabulary")
  }

  private func expectUnknown(
    _ word: String, in sentence: [String], among words: [String], _ what: String = ""
  ) {
    let vocabulary = numbered(words)
    var outcome = "nothing was thrown"
    announce(["sentence": sentence, "vocabulary": vocabulary])
    do {
      _ = try bagOfWords(sentence, vocabulary: vocabulary)
    } catch let error as UnknownWord {
      outcome = "UnknownWord(word: \"\(error.word)\") was thrown"
      if error.word == word { return }
    } catch {
      outcome = "another error was thrown: \(error)"
    }
    let lead = what.isEmpty ? "" : what + ": "
    expect(
      false, lead + "expected UnknownWord(word: \"\(word)\"), \(outcome)",
      for: ["sentence": sentence, "vocabulary": vocabulary])
  }

  private func numbered(_ words: [String]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: zip(words, words.indices))
  }

  // MARK: classifier

  func testParametersStartAsLinears() {
    let sizes = inputs.shuffled([2, 3, 5])
    let start = UInt64(inputs.integer(in: 1...1000))
    for (size, labels) in [(sizes[0], sizes[1]), (1, 1)] {
      manualSeed(start)
      let linear = Linear(size, labels)
      manualSeed(start)
      announce(["vocabularySize": size, "labels": labels])
      let model = BagOfWordsClassifier(vocabularySize: size, labels: labels)
      expectParameters(model, are: linear.weight, linear.bias, "from seed \(start)")
    }
    // torch.manual_seed(1); list(nn.Linear(3, 2).parameters())
    manualSeed(1)
    expectParameters(
      BagOfWordsClassifier(vocabularySize: 3, labels: 2),
      are: Tensor([[0.29748735, -0.25482982, -0.11192598], [0.27099028, -0.54353881, 0.34624693]]),
      Tensor([-0.11877556, 0.29372340]), "from seed 1")
  }

  func testLogProbabilitiesOfEachRow() {
    let (weight, bias) = (inputs.normal(3, 5), inputs.normal(3))
    let counts = inputs.integers(20, in: 0..<4).to(.float32).view(4, 5)
    guard let model = classifier(weight, bias) else { return }
    let reference = LogisticRegression(weight, bias)
    for (input, what) in [
      (counts, "four rows"), (counts[1..<2], "one row"), (counts[0..<0], "no rows"),
      (Tensor.zeros(1, 5), "a sentence without words"),
      (counts.stridedCopy, "four rows that are not contiguous"),
    ] {
      expectClose(
        model(input),
        Tensor(rows(of: input).flatMap(reference.logProbabilities)).view(input.shape[0], 3),
        for: ["input": input, "weight": weight, "bias": bias], what)
    }
    expect(
      model(counts * 10_000).doubles().allSatisfy(\.isFinite),
      "not all log probabilities are finite",
      for: ["input": counts * 10_000, "weight": weight, "bias": bias])
    // The tutorial prints the four digits of this before training.
    Tutorial.drawWhatComesBefore()
    expectClose(
      BagOfWordsClassifier(vocabularySize: 26, labels: 2)(Tutorial.bag(0)),
      Tensor([[-0.53783083, -0.87710285]]), for: ["input": Tutorial.examples[0].sentence],
      "the tutorial's model from seed 1")
  }

  func testGradientsReachBothParameters() {
    let (weight, bias) = (inputs.normal(3, 4), inputs.normal(3))
    let input = inputs.integers(4, in: 1..<4).to(.float32).view(1, 4)
    let label = inputs.integer(in: 0...2)
    let told: KeyValuePairs<String, Any> = [
      "input": input, "label": label, "weight": weight, "bias": bias,
    ]
    guard let model = classifier(weight, bias) else { return }
    announce(told)
    let output = model(input)
    guard output.shape == [1, 3], output.requiresGrad else {
      let got = output.requiresGrad ? "shape \(output.shape)" : "no gradient function"
      return expect(
        false, "expected [1, 3] log probabilities with a gradient function, got \(got)", for: told)
    }
    (-output[0, label]).backward()
    let slopes = LogisticRegression(weight, bias).slopes(input.doubles(), label)
    let names = ["gradient of the weight", "gradient of the bias"]
    let expected = [Tensor(slopes.weight), Tensor(slopes.bias)]
    for (parameter, (name, slope)) in zip(model.parameters(), zip(names, expected)) {
      guard let gradient = parameter.grad else {
        return expect(false, "\(name): there is none after backward()", for: told)
      }
      expectClose(gradient, slope, for: told, name)
    }
  }

  private func expectParameters(
    _ model: BagOfWordsClassifier, are weight: Tensor, _ bias: Tensor, _ what: String
  ) {
    guard let parameters = parameters(of: model, weight.shape, bias.shape) else { return }
    let told: KeyValuePairs<String, Any> = [
      "vocabularySize": weight.shape[1], "labels": weight.shape[0],
    ]
    expectClose(parameters.weight, weight, for: told, "weight \(what)")
    expectClose(parameters.bias, bias, for: told, "bias \(what)")
  }

  /// The student's model with the given parameters; nil, and a failure, when it has not got them.
  private func classifier(_ weight: Tensor, _ bias: Tensor) -> BagOfWordsClassifier? {
    announce(["vocabularySize": weight.shape[1], "labels": weight.shape[0]])
    let model = BagOfWordsClassifier(vocabularySize: weight.shape[1], labels: weight.shape[0])
    guard let parameters = parameters(of: model, weight.shape, bias.shape) else { return nil }
    withoutGradients {
      parameters.weight.copy(from: weight)
      parameters.bias.copy(from: bias)
    }
    return model
  }

  private func parameters(
    of model: BagOfWordsClassifier, _ weight: Shape, _ bias: Shape
  ) -> (weight: Tensor, bias: Tensor)? {
    let found = model.parameters()
    expectEqual(
      found.map(\.shape), [weight, bias], for: ["vocabularySize": weight[1], "labels": weight[0]],
      "shapes of what parameters() finds")
    return found.map(\.shape) == [weight, bias] ? (found[0], found[1]) : nil
  }

  // MARK: train

  func testTrainsTheModelOfTheTutorial() {
    Tutorial.drawWhatComesBefore()
    let model = Affine(Linear(26, 2))
    let examples = Tutorial.examples.enumerated().map { (Tutorial.bag($0), $1.label) }
    // The tutorial's own program in PyTorch, with more digits; it does not print its losses, which
    // here are `loss.item()`, added up over an epoch and divided by 4.
    let told: KeyValuePairs<String, Any> = [
      "examples": Code("those of the tutorial"), "epochs": 100, "learningRate": 0.1,
    ]
    announce(told)
    let losses = train(model, on: examples, epochs: 100, learningRate: 0.1)
    // 400 steps in float32 err by a few millionths; finite differences by a hundred times as much.
    let close = Tolerance(relative: 1e-5, absolute: 1e-5)
    expectClose(
      withoutGradients { Tensor.cat(Tutorial.tests.indices.map { model(Tutorial.bag(4 + $0)) }) },
      Tensor([[-0.20927535, -1.66691780], [-2.53299522, -0.08275220]]), tolerance: close,
      for: told, "log probabilities of the test sentences")
    expectClose(
      model.linear.weight[.all, 10], Tensor([0.28034809, -0.56049562]), tolerance: close,
      for: told, "the weights of \"creo\"")
    expectEqual(losses.count, 100, for: told, "how many losses")
    expectClose(
      Tensor(losses.prefix(2) + losses.suffix(1)), Tensor([0.65964444, 0.41017985, 0.00925059]),
      tolerance: close, for: told, "the first two losses and the last")
  }

  func testStepsAfterEachExample() {
    for (scale, before, what) in [
      (1.0, false, ""), (1.0, true, ", with gradients from before the training still there"),
      (2.0, false, ", for a model that doubles its input"),
    ] {
      let task = randomTask()
      var expected = LogisticRegression(task.weight, task.bias)
      for (row, label) in task.numbers + task.numbers {
        expected.step(row.map { $0 * scale }, label, learningRate: 0.5)
      }
      let model = Affine(Linear(4, 3), scale: scale, weight: task.weight, bias: task.bias)
      if before {
        for parameter in model.parameters() { parameter.grad = Tensor.ones(parameter.shape) }
      }
      let told = task.described(epochs: 2, learningRate: 0.5)
      announce(told)
      _ = train(model, on: task.examples, epochs: 2, learningRate: 0.5)
      expectClose(model.linear.weight, Tensor(expected.weight), for: told, "weight\(what)")
      expectClose(model.linear.bias, Tensor(expected.bias), for: told, "bias\(what)")
    }
    expectStepOfEveryParameter()
    expectNoStepWithoutAGradient()
  }

  /// Trains a model that has four parameters, held against the library's gradients.
  private func expectStepOfEveryParameter() {
    let model = TwoLayers(Linear(4, 3), Linear(3, 2))
    withoutGradients {
      for parameter in model.parameters() {
        parameter.copy(from: inputs.normal(parameter.elementCount).view(parameter.shape))
      }
    }
    let x = inputs.normal(1, 4)
    let parameters = model.parameters()
    let slopes = grad(of: nllLoss(model(x), Tensor([1])), withRespectTo: parameters)
    let expected = zip(parameters, slopes).map { ($0 - 0.5 * $1!).detach() }
    announce(["input": x, "label": 1, "epochs": 1, "learningRate": 0.5])
    _ = train(model, on: [(x, 1)], epochs: 1, learningRate: 0.5)
    for (index, parameter) in parameters.enumerated() {
      expectClose(
        parameter, expected[index],
        for: ["input": x, "label": 1, "epochs": 1, "learningRate": 0.5],
        "parameter \(index) of a model that has four")
    }
  }

  /// Trains a model with a layer that its loss does not depend on.
  private func expectNoStepWithoutAGradient() {
    let model = SpareLayer(Linear(3, 2), spare: Linear(2, 2))
    let before = model.spare.parameters().map { $0.detach().clone() }
    let x = inputs.normal(1, 3)
    announce(["input": x, "label": 1, "epochs": 2, "learningRate": 0.5])
    _ = train(model, on: [(x, 1)], epochs: 2, learningRate: 0.5)
    for (parameter, start) in zip(model.spare.parameters(), before) {
      expectClose(
        parameter, start, for: ["epochs": 2, "learningRate": 0.5],
        "a parameter on which the loss does not depend")
    }
  }

  func testMeanLossOfEachEpoch() {
    let task = randomTask()
    // One input with two labels: each step undoes the one before it, and the loss grows.
    let torn = Task(
      weight: .zeros(3, 4), bias: .zeros(3), inputs: .full([2, 4], 0.5), labels: [0, 1])
    for (task, epochs, rate) in [
      (task, inputs.integer(in: 2...4), 0.2), (task, 0, 0.2), (torn, 4, 1),
    ] {
      var reference = LogisticRegression(task.weight, task.bias)
      let expected = (0..<epochs).map { _ in
        task.numbers.map { reference.step($0, $1, learningRate: rate) }.reduce(0, +)
          / Double(task.labels.count)
      }
      let model = Affine(Linear(4, 3), weight: task.weight, bias: task.bias)
      let told = task.described(epochs: epochs, learningRate: rate)
      announce(told)
      let losses = train(model, on: task.examples, epochs: epochs, learningRate: rate)
      expectClose(
        Tensor(losses, dtype: .float32), Tensor(expected, dtype: .float32), for: told,
        "mean loss of each epoch")
      expectClose(model.linear.weight, Tensor(reference.weight), for: told, "weight")
    }
  }

  private func randomTask() -> Task {
    Task(
      weight: inputs.normal(3, 4), bias: inputs.normal(3),
      inputs: inputs.integers(20, in: 0..<3).to(.float32).view(5, 4),
      labels: inputs.shuffled([0, 1, 2, 0, 1]))
  }
}

/// Examples to train on, and the parameters to start from.
private struct Task {
  let weight: Tensor, bias: Tensor, inputs: Tensor, labels: [Int]

  var examples: [(input: Tensor, label: Int)] {
    labels.enumerated().map { (inputs[$0..<$0 + 1], $1) }
  }

  var numbers: [(row: [Double], label: Int)] { Array(zip(rows(of: inputs), labels)) }

  func described(epochs: Int, learningRate: Double) -> KeyValuePairs<String, Any> {
    [
      "the examples' inputs": inputs, "their labels": labels, "weight": weight, "bias": bias,
      "epochs": epochs, "learningRate": learningRate,
    ]
  }
}

/// The model that stands in for the student's where training is judged.
private final class Affine: Module {
  let linear: Linear
  private let scale: Double

  init(_ linear: Linear, scale: Double = 1, weight: Tensor? = nil, bias: Tensor? = nil) {
    self.linear = linear
    self.scale = scale
    withoutGradients {
      linear.weight.copy(from: weight ?? linear.weight)
      linear.bias.copy(from: bias ?? linear.bias)
    }
  }

  override func forward(_ input: Tensor) -> Tensor { linear(input * scale).logSoftmax(dim: 1) }
}

/// A model with more than one layer.
private final class TwoLayers: Module {
  private let first: Linear, second: Linear

  init(_ first: Linear, _ second: Linear) { (self.first, self.second) = (first, second) }

  override func forward(_ input: Tensor) -> Tensor {
    second(first(input).tanh()).logSoftmax(dim: 1)
  }
}

/// A model with a layer that it does not use.
private final class SpareLayer: Module {
  let used: Linear, spare: Linear

  init(_ used: Linear, spare: Linear) { (self.used, self.spare) = (used, spare) }

  override func forward(_ input: Tensor) -> Tensor { used(input).logSoftmax(dim: 1) }
}

/// Log probabilities of labels from an affine map, and its training, one number at a time.
private struct LogisticRegression {
  var weight: [[Double]], bias: [Double]

  init(_ weight: Tensor, _ bias: Tensor) {
    self.weight = rows(of: weight)
    self.bias = bias.doubles()
  }

  func logProbabilities(_ row: [Double]) -> [Double] {
    let scores = zip(weight, bias).map { zip($0, row).reduce($1) { $0 + $1.0 * $1.1 } }
    let largest = scores.max() ?? 0
    let logTotal = log(scores.reduce(0) { $0 + exp($1 - largest) })
    return scores.map { $0 - largest - logTotal }
  }

  /// The derivatives of the loss of one example: (p - onehot) x^T and p - onehot.
  func slopes(_ row: [Double], _ label: Int) -> (weight: [[Double]], bias: [Double]) {
    let errors = logProbabilities(row).enumerated().map { exp($1) - ($0 == label ? 1 : 0) }
    return (errors.map { error in row.map { error * $0 } }, errors)
  }

  /// Changes the parameters for one example; returns the loss before that.
  @discardableResult
  mutating func step(_ row: [Double], _ label: Int, learningRate: Double) -> Double {
    let loss = -logProbabilities(row)[label]
    let slopes = slopes(row, label)
    weight = zip(weight, slopes.weight).map { zip($0, $1).map { $0 - learningRate * $1 } }
    bias = zip(bias, slopes.bias).map { $0 - learningRate * $1 }
    return loss
  }
}

private func rows(of tensor: Tensor) -> [[Double]] {
  (0..<tensor.shape[0]).map { tensor[$0].doubles() }
}

/// The sentences of the tutorial that the lesson follows.
private enum Tutorial {
  static let examples: [(sentence: [String], label: Int)] = [
    (split("me gusta comer en la cafeteria"), 0), (split("Give it to me"), 1),
    (split("No creo que sea una buena idea"), 0),
    (split("No it is not a good idea to get lost at sea"), 1),
  ]
  static let tests = [split("Yo creo que si"), split("it is lost on me")]
  /// The keys of `word_to_ix` as the tutorial prints them, 0 to 25.
  static let words = split(
    "me gusta comer en la cafeteria Give it to No creo que sea una buena idea is not a good get "
      + "lost at Yo si on")

  /// The row of counts of a sentence: 0 to 3 are the examples, 4 and 5 the test sentences.
  static func bag(_ number: Int) -> Tensor {
    let sentence = (examples.map(\.sentence) + tests)[number]
    return Tensor([words.map { word in Double(sentence.count { $0 == word }) }])
  }

  /// From seed 1, the random numbers that the tutorial draws before it makes its model.
  static func drawWhatComesBefore() {
    manualSeed(1)
    _ = (Linear(5, 3), Tensor.randn(2, 5), Tensor.randn(2, 2), Tensor.randn(5))
  }

  private static func split(_ text: String) -> [String] {
    text.split(separator: " ").map { String($0) }
  }
}
