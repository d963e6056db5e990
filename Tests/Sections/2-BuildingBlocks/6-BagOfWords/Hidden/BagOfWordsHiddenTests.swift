import BagOfWords
import ExerciseTesting
import Kindling
import XCTest

final class BagOfWordsHiddenTests: ExerciseTestCase {
  private let pool = ["No", "no", "sea", "idea", "casa", "tree", "si", "a", "la", "is"]

  /// Words that are different, and that one may be tempted to take for the same.
  private static let alike = [
    "si", "Si", "SI", "sí", "si,", "si.", "si!", "si?", "¿si", "si;", "si:", "si-", "-si", "(si)",
    "\"si\"", "'si'", "si's", "si…", "sis", "s", "i", "2", "02", "2.0", "New York", "New", "York",
    "don't", "don’t", "dont", "Él", "él", "well-known", "wellknown", "good", "goods", "#si", "_si",
    "i̇", "ß", "ss", "😀", "", " ", "si ",
  ]

  // MARK: vocabulary

  func testNumbersTheWordsOfTheTutorial() {
    let sentences = TutorialSentences.examples.map(\.sentence) + TutorialSentences.tests
    expectNumbers(TutorialSentences.words, for: sentences)
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
    // A word is what is in the list, to the last character, and may be empty.
    let tempting = inputs.shuffled(Self.alike)
    expectNumbers(tempting, for: [tempting, tempting.reversed()])
    let marked = ["\(words[1]),", words[1], "\(words[1])-", "\(words[1]).", "\(words[1])?"]
    expectNumbers(marked, for: [marked])
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
    expectCounts(of: [words[2]], among: words, "a sentence of one word")
    expectCounts(of: [words[0], words[0]], among: [words[0]], "a vocabulary of one word")
    expectCounts(of: [], among: [], "an empty vocabulary")
    expectCounts(of: ["si,", "si", "si,"], among: ["si", "si,"], "punctuation counts")
    expectCounts(of: ["hello", "world", "world", "hello"], among: ["hello", "world"])
    let tempting = inputs.shuffled(Self.alike)
    expectCounts(
      of: inputs.shuffled(tempting + Array(tempting.prefix(9))), among: tempting,
      "words that look alike")
    let often = Array(repeating: words[0], count: 300) + Array(repeating: words[1], count: 70)
    expectCounts(of: often, among: words, "a word that occurs 300 times")
    expectCounts(
      of: inputs.shuffled((1...60).map { "word\($0)" }), among: (1...60).map { "word\($0)" },
      "sixty words")
  }

  private func expectCounts(of sentence: [String], among words: [String], _ what: String = "") {
    let vocabulary = numbered(words)
    let counts = words.map { word in Double(sentence.count { $0 == word }) }
    do {
      let told: KeyValuePairs<String, Any> = ["sentence": sentence, "vocabulary": vocabulary]
      try expectResult(
        of: { _ in try bagOfWords(sentence, vocabulary: vocabulary) }, on: [:], and: told,
        equals: Tensor(counts).view(1, words.count), what)
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
    for word in inputs.shuffled(Self.alike).prefix(8) {
      expectUnknown(
        word, in: [word], among: Self.alike.filter { $0 != word }, "a word that looks like others")
    }
    expectUnknown("", in: [known[0], ""], among: known, "an empty word")
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
      expectNumbers(of: model, are: linear.weight, linear.bias, "from seed \(start)")
    }
    // torch.manual_seed(1); list(nn.Linear(3, 2).parameters())
    manualSeed(1)
    expectNumbers(
      of: BagOfWordsClassifier(vocabularySize: 3, labels: 2),
      are: Tensor([[0.29748735, -0.25482982, -0.11192598], [0.27099028, -0.54353881, 0.34624693]]),
      Tensor([-0.11877556, 0.29372340]), "from seed 1")
  }

  func testLogProbabilitiesOfEachRow() {
    let (weight, bias) = (inputs.normal(3, 5), inputs.normal(3))
    let counts = inputs.integers(20, in: 0..<4).to(.float32).view(4, 5)
    guard let model = classifier(weight, bias) else { return }
    let reference = LogisticRegression(weight, bias)
    func expectLogProbabilities(_ input: Tensor, _ what: String) {
      let scores = linear(input, weight: weight, bias: bias)
      expectResult(
        of: { model($0[0]) }, on: ["input": input], and: ["weight": weight, "bias": bias],
        equals: Tensor(rows(of: input).flatMap(reference.logProbabilities))
          .view(input.shape[0], 3),
        tolerance: .rounding(near: input * 4), hasParameters: true, what,
        recognising: [
          "log-softmax is left out, and the scores are returned": scores,
          "probabilities are returned, not their logarithms": scores.softmax(dim: 1),
          "log-softmax runs over the rows, along dim 0": scores.logSoftmax(dim: 0),
        ])
    }
    expectLogProbabilities(counts, "four rows")
    expectLogProbabilities(counts[0..<3], "as many rows as labels")
    expectLogProbabilities(Tensor.cat([counts, counts * 2]), "eight rows")
    expectLogProbabilities(counts[1..<2], "one row")
    expectLogProbabilities(Tensor.zeros(1, 5), "a sentence without words")
    expectLogProbabilities(counts.stridedCopy, "four rows that are not contiguous")
    for factor in [7, 40, 1000, 10_000] {
      expectLogProbabilities(counts * factor, "many words")
    }
    expectLogProbabilities(counts[0..<0], "no rows")
    let narrow = (weight: inputs.normal(2, 1), bias: inputs.normal(2))
    guard let one = classifier(narrow.weight, narrow.bias) else { return }
    let definition = LogisticRegression(narrow.weight, narrow.bias)
    expectResult(
      of: { one($0[0]) }, on: ["input": Tensor([[2.0]])],
      and: ["weight": narrow.weight, "bias": narrow.bias],
      equals: Tensor(definition.logProbabilities([2])).view(1, 2), hasParameters: true,
      "a vocabulary of one word")
    // Training changes the parameters, and the same input then gives other results.
    let others = (weight: inputs.normal(2, 1), bias: inputs.normal(2))
    withoutGradients {
      for (parameter, other) in zip(one.parameters(), [others.weight, others.bias]) {
        parameter.copy(from: other)
      }
    }
    let changed = LogisticRegression(others.weight, others.bias)
    expectResult(
      of: { one($0[0]) }, on: ["input": Tensor([[2.0]])],
      and: ["weight": others.weight, "bias": others.bias],
      equals: Tensor(changed.logProbabilities([2])).view(1, 2), hasParameters: true,
      "the same input, after the parameters were changed")
    expectOwnParameters()
    // The tutorial prints the four digits of this before training.
    TutorialSentences.drawWhatComesBefore()
    expectClose(
      BagOfWordsClassifier(vocabularySize: 26, labels: 2)(TutorialSentences.bag(0)),
      Tensor([[-0.53783083, -0.87710285]]), for: ["input": TutorialSentences.examples[0].sentence],
      "the tutorial's model from seed 1")
  }

  /// A second model has parameters of its own.
  private func expectOwnParameters() {
    let (first, second) = (
      BagOfWordsClassifier(vocabularySize: 2, labels: 2),
      BagOfWordsClassifier(vocabularySize: 2, labels: 2)
    )
    for (index, (one, other)) in zip(first.parameters(), second.parameters()).enumerated() {
      expect(
        !one.sharesStorage(with: other), "two models share parameter \(index)",
        for: ["vocabularySize": 2, "labels": 2])
    }
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

  private func expectNumbers(
    of model: BagOfWordsClassifier, are weight: Tensor, _ bias: Tensor, _ what: String
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
    expectParameters(
      of: model, shaped: [weight, bias],
      for: ["vocabularySize": weight[1], "labels": weight[0]]
    ).map { ($0[0], $0[1]) }
  }

  // MARK: train

  func testTrainsTheModelOfTheTutorial() {
    TutorialSentences.drawWhatComesBefore()
    let model = Affine(Linear(26, 2))
    let task = Task(
      weight: model.linear.weight.detach().clone(), bias: model.linear.bias.detach().clone(),
      inputs: Tensor.cat(TutorialSentences.examples.indices.map { TutorialSentences.bag($0) }),
      labels: TutorialSentences.examples.map(\.label))
    let told: KeyValuePairs<String, Any> = [
      "examples": Code("those of the tutorial"), "epochs": 100, "learningRate": 0.1,
    ]
    announce(told)
    let losses = train(model, on: task.examples, epochs: 100, learningRate: 0.1)
    // 400 steps in float32 err by a few millionths; finite differences by a hundred times as much.
    let close = Tolerance(relative: 1e-5, absolute: 1e-5)
    guard
      expectTraining(
        by: task.loop(epochs: 100, learningRate: 0.1), gave: losses,
        and: ["weight": model.linear.weight, "bias": model.linear.bias], tolerance: close,
        for: told)
    else { return }
    TutorialSentences.expectResults(
      of: { model($0) }, losses: losses, tolerance: close, for: told)
    expectClose(
      model.linear.weight[.all, 10], Tensor([0.28034809, -0.56049562]), tolerance: close,
      for: told, "the weights of \"creo\", beside PyTorch")
  }

  func testStepsAfterEachExample() {
    let task = randomTask()
    expectRightTraining(of: task, epochs: 2, learningRate: 0.5)
    expectRightTraining(
      of: task, epochs: 2, learningRate: 0.5,
      oldGradients: [inputs.normal(3, 4), inputs.normal(3)],
      "with gradients from before the training still there")
    expectRightTraining(
      of: task, epochs: 2, learningRate: 0.5,
      oldGradients: [.full([3, 4], Double.infinity), .full([3], Double.nan)],
      "with infinite gradients and NaN from before the training still there")
    expectRightTraining(
      of: task, epochs: 2, learningRate: 0.5, scale: 2, "a model that doubles its input")
    expectRightTraining(
      of: Task(
        weight: task.weight.to(.float64) / 3, bias: task.bias.to(.float64),
        inputs: task.inputs.to(.float64), labels: task.labels),
      epochs: 3, learningRate: 0.5, "a model of float64")
    expectRightTraining(
      of: Task(
        weight: task.weight, bias: task.bias,
        inputs: Tensor.cat([task.inputs, task.inputs[0..<2]]),
        labels: task.labels + task.labels[0..<2]),
      epochs: 2, learningRate: 0.5, "examples that come up twice")
    expectStepOfEveryParameter()
    expectStepOfItsOwnParameter()
    expectNoStepWithoutAGradient()
    expectNoStepWithoutAGradient(oldGradient: inputs.number(in: 1...9))
  }

  /// Trains the model that stands in for the student's, and compares all that may change.
  private func expectRightTraining(
    of task: Task, epochs: Int, learningRate: Double, oldGradients: [Tensor]? = nil,
    scale: Double = 1, _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    let model = Affine(
      Linear(4, 3, dtype: task.weight.dtype), scale: scale, weight: task.weight, bias: task.bias)
    if let oldGradients {
      for (parameter, gradient) in zip(model.parameters(), oldGradients) {
        parameter.grad = gradient.clone()
      }
    }
    let told = task.described(epochs: epochs, learningRate: learningRate)
    let examples = task.examples
    announce(told)
    let losses = train(model, on: examples, epochs: epochs, learningRate: learningRate)
    let loop = task.loop(
      epochs: epochs, learningRate: learningRate, oldGradients: oldGradients, scale: scale)
    guard
      expectTraining(
        by: loop, gave: losses,
        and: ["weight": model.linear.weight, "bias": model.linear.bias], for: told, what,
        file: file, line: line)
    else { return }
    let steps = epochs * examples.count
    expect(
      model.calls >= steps,
      "\(steps) steps were asked for, and the model was called \(model.calls) times", for: told,
      file: file, line: line)
    let inputs = Tensor.cat(examples.map(\.input))
    expect(
      inputs.equals(task.inputs) && !inputs.requiresGrad,
      "the examples' inputs were changed by the training", for: told, file: file, line: line)
    expect(
      model.parameters().allSatisfy { $0.requiresGrad && $0.isLeaf },
      "a parameter is no longer a leaf that requires a gradient", for: told, file: file, line: line)
  }

  /// Trains a model that has four parameters.
  private func expectStepOfEveryParameter() {
    let model = TwoLayers(Linear(4, 3), Linear(3, 2))
    withoutGradients {
      for parameter in model.parameters() {
        parameter.copy(from: inputs.normal(parameter.elementCount).view(parameter.shape))
      }
    }
    let x = inputs.normal(1, 4)
    let loop = TrainingLoop(from: model.parameters(), epochs: 2, learningRate: 0.5) { p, _ in
      let hidden = linear(x.to(.float64), weight: p[0], bias: p[1]).tanh()
      return nllLoss(linear(hidden, weight: p[2], bias: p[3]).logSoftmax(dim: 1), Tensor([1]))
    }
    let told: KeyValuePairs<String, Any> = [
      "model": Code("one of two layers"), "input": x, "label": 1, "epochs": 2, "learningRate": 0.5,
    ]
    announce(told)
    let losses = train(model, on: [(x, 1)], epochs: 2, learningRate: 0.5)
    let parameters = model.parameters()
    expectTraining(
      by: loop, gave: losses,
      and: [
        "parameter 0": parameters[0], "parameter 1": parameters[1], "parameter 2": parameters[2],
        "parameter 3": parameters[3],
      ], for: told, "a model that has four parameters")
  }

  /// Trains a model that has a parameter itself, beside those of a layer.
  private func expectStepOfItsOwnParameter() {
    let model = Scaled(Linear(3, 2), factors: inputs.awayFromZero(3))
    let x = inputs.awayFromZero(1, 3)
    let all = [model.factors] + model.linear.parameters()
    let loop = TrainingLoop(from: all, epochs: 2, learningRate: 0.5) { p, _ in
      nllLoss(
        linear(x.to(.float64) * p[0], weight: p[1], bias: p[2]).logSoftmax(dim: 1), Tensor([1]))
    }
    let told: KeyValuePairs<String, Any> = [
      "model": Code("one with a parameter of its own and a layer"), "input": x, "label": 1,
      "epochs": 2, "learningRate": 0.5,
    ]
    announce(told)
    let losses = train(model, on: [(x, 1)], epochs: 2, learningRate: 0.5)
    expectTraining(
      by: loop, gave: losses,
      and: ["its own parameter": all[0], "the layer's weight": all[1], "the layer's bias": all[2]],
      for: told, "a model with a parameter of its own")
  }

  /// Trains a model with a layer that its loss does not depend on.
  ///
  /// - Parameter number: what that layer's gradients are filled with before the training.
  private func expectNoStepWithoutAGradient(oldGradient number: Double? = nil) {
    let model = SpareLayer(Linear(3, 2), spare: Linear(2, 2))
    for parameter in model.spare.parameters() {
      parameter.grad = number.map { Tensor.full(parameter.shape, $0) }
    }
    let x = inputs.normal(1, 3)
    let all = model.used.parameters() + model.spare.parameters()
    let loop = TrainingLoop(from: all, epochs: 2, learningRate: 0.5) { p, _ in
      nllLoss(
        linear(x.to(.float64), weight: p[0], bias: p[1]).logSoftmax(dim: 1), Tensor([1]))
    }
    let told: KeyValuePairs<String, Any> = [
      "model": Code("one with a layer on which the loss does not depend"), "input": x, "label": 1,
      "epochs": 2, "learningRate": 0.5,
    ]
    announce(told)
    let losses = train(model, on: [(x, 1)], epochs: 2, learningRate: 0.5)
    expectTraining(
      by: loop, gave: losses,
      and: [
        "weight": all[0], "bias": all[1], "a weight on which the loss does not depend": all[2],
        "a bias on which the loss does not depend": all[3],
      ], for: told,
      number == nil
        ? "a model with a layer that it does not use"
        : "a model with a layer that it does not use, and that holds gradients")
  }

  func testMeanLossOfEachEpoch() {
    let task = randomTask()
    expectRightTraining(of: task, epochs: inputs.integer(in: 2...4), learningRate: 0.2)
    // One input with two labels: each step undoes the one before it, and the loss grows.
    let torn = Task(
      weight: .zeros(3, 4), bias: .zeros(3), inputs: .full([2, 4], 0.5), labels: [0, 1])
    expectRightTraining(of: torn, epochs: 4, learningRate: 1, "a loss that grows")
    let single = Task(
      weight: task.weight, bias: task.bias, inputs: task.inputs[0..<1], labels: [1])
    expectRightTraining(of: single, epochs: 3, learningRate: 0.3, "one example")
    // Learned already: the losses are near 0 from the start, and the gradients as small.
    let sure = Task(
      weight: Tensor([[9.0, 0.0, 0.0, 0.0], [0.0, 9.0, 0.0, 0.0], [0.0, 0.0, 9.0, 0.0]]),
      bias: .zeros(3), inputs: Tensor.eye(4)[0..<3] * 2, labels: [0, 1, 2])
    expectRightTraining(of: sure, epochs: 4, learningRate: 0.5, "a model that is sure and right")
    let nearly = Task(
      weight: sure.weight * (4.0 / 9), bias: sure.bias, inputs: sure.inputs, labels: [0, 1, 2])
    expectRightTraining(of: nearly, epochs: 4, learningRate: 0.5, "losses below 0.001")
    let certain = Task(
      weight: sure.weight * 100, bias: sure.bias, inputs: sure.inputs, labels: [0, 1, 2])
    expectRightTraining(of: certain, epochs: 3, learningRate: 0.5, "losses of 0")
    let lost = Task(
      weight: task.weight, bias: Tensor([.nan, 0, 0]), inputs: task.inputs, labels: task.labels)
    expectRightTraining(of: lost, epochs: 3, learningRate: 0.2, "losses that are NaN")
    expectRightTraining(of: task, epochs: 3, learningRate: 0, "a learning rate of 0")
    expectRightTraining(of: task, epochs: 0, learningRate: 0.2, "no epochs")
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

  /// The training as it should be.
  func loop(
    epochs: Int, learningRate: Double, oldGradients: [Tensor]? = nil, scale: Double = 1
  ) -> TrainingLoop {
    TrainingLoop(
      from: [weight, bias], oldGradients: oldGradients, examples: labels.count, epochs: epochs,
      learningRate: learningRate
    ) { parameters, example in
      let row = inputs[example..<example + 1].to(.float64) * scale
      let scores = linear(row, weight: parameters[0], bias: parameters[1])
      return nllLoss(scores.logSoftmax(dim: 1), Tensor([labels[example]]))
    }
  }

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
  private(set) var calls = 0

  init(_ linear: Linear, scale: Double = 1, weight: Tensor? = nil, bias: Tensor? = nil) {
    self.linear = linear
    self.scale = scale
    withoutGradients {
      linear.weight.copy(from: weight ?? linear.weight)
      linear.bias.copy(from: bias ?? linear.bias)
    }
  }

  override func forward(_ input: Tensor) -> Tensor {
    calls += 1
    return linear(input * scale).logSoftmax(dim: 1)
  }
}

/// A model with more than one layer.
private final class TwoLayers: Module {
  private let first: Linear, second: Linear

  init(_ first: Linear, _ second: Linear) { (self.first, self.second) = (first, second) }

  override func forward(_ input: Tensor) -> Tensor {
    second(first(input).tanh()).logSoftmax(dim: 1)
  }
}

/// A model with a parameter of its own, and a layer.
private final class Scaled: Module {
  @Parameter var factors: Tensor
  let linear: Linear

  init(_ linear: Linear, factors: Tensor) {
    self.linear = linear
    self.factors = factors.clone()
  }

  override func forward(_ input: Tensor) -> Tensor {
    linear(input * factors).logSoftmax(dim: 1)
  }
}

/// A model with a layer that it does not use.
private final class SpareLayer: Module {
  let used: Linear, spare: Linear

  init(_ used: Linear, spare: Linear) { (self.used, self.spare) = (used, spare) }

  override func forward(_ input: Tensor) -> Tensor { used(input).logSoftmax(dim: 1) }
}

/// Log probabilities of labels from an affine map, one number at a time.
private struct LogisticRegression {
  let weight: [[Double]], bias: [Double]

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
}

private func rows(of tensor: Tensor) -> [[Double]] {
  (0..<tensor.shape[0]).map { tensor[$0].doubles() }
}
