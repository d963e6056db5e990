import ExerciseTesting
import Foundation
import Kindling
import NGramLanguageModel
import XCTest

final class NGramLanguageModelHiddenTests: ExerciseTestCase {
  private let pool = [
    "thy", "Thy", "thy,", "beauty", "beauty's", "beauty’s", "all", "of", "deep", "old,", "old.",
    "New York", "", ",then", "--", " deep", "deep ", "3",
  ]

  // MARK: trigrams

  func testTrigramsOfTheSonnet() {
    expectTrigrams(of: Array(Sonnet.words.prefix(12)), "its first lines")
    expectTrigrams(of: Sonnet.words, "the whole sonnet")
  }

  func testTrigramsOfAnyWords() {
    expectTrigrams(of: inputs.shuffled(pool))
    let few = inputs.integers(30, in: 0..<3).ints().map { pool[$0] }
    expectTrigrams(of: few, "a text of three words")
    expectTrigrams(of: Array(repeating: "deep", count: 6), "one word again and again")
    for count in [5, 4, 3, 2, 1, 0] {
      expectTrigrams(of: Array(inputs.shuffled(pool).prefix(count)), "\(count) words")
    }
  }

  private func expectTrigrams(
    of words: [String], _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = [
      "words": words.count > 20 ? Code("\(words.count) words") : words
    ]
    let lead = what.isEmpty ? "" : what + ": "
    announce(told)
    let found = trigrams(of: words)
    for position in words.indices.dropFirst(2) {
      let order = position - 2
      guard order < found.count else { break }
      let right = "\(literal([words[order], words[order + 1]])), \(literal(words[position]))"
      let got = "\(literal(found[order].context)), \(literal(found[order].target))"
      guard right == got else {
        return expect(
          false, "\(lead)trigram \(order): expected \(right), got \(got)", for: told, file: file,
          line: line)
      }
    }
    expectEqual(
      found.count, max(0, words.count - 2), for: told, lead + "how many trigrams", file: file,
      line: line)
  }

  // MARK: model

  /// The sizes of a model, and what shapes its parameters then have.
  private struct Sizes {
    let vocabulary: Int, embedding: Int, context: Int, hidden: Int

    var shapes: [Shape] {
      [
        [vocabulary, embedding], [hidden, context * embedding], [hidden], [vocabulary, hidden],
        [vocabulary],
      ]
    }

    var told: KeyValuePairs<String, Any> {
      [
        "vocabularySize": vocabulary, "embeddingSize": embedding, "contextSize": context,
        "hiddenSize": hidden,
      ]
    }
  }

  /// The student's model; nil, and a failure, when it has not got the parameters that it should.
  private func model(
    _ sizes: Sizes, file: StaticString = #filePath, line: UInt = #line
  ) -> NGramLanguageModeler? {
    announce(sizes.told)
    let model = NGramLanguageModeler(
      vocabularySize: sizes.vocabulary, embeddingSize: sizes.embedding,
      contextSize: sizes.context, hiddenSize: sizes.hidden)
    guard
      expectParameters(
        of: model, shaped: sizes.shapes, for: sizes.told, file: file, line: line) != nil
    else { return nil }
    return model
  }

  func testParametersStartAsTheirLayers() {
    let some = inputs.shuffled([2, 3, 5, 7])
    let start = UInt64(inputs.integer(in: 1...1000))
    for sizes in [
      Sizes(vocabulary: some[0], embedding: some[1], context: some[2], hidden: some[3]),
      Sizes(vocabulary: 97, embedding: 10, context: 2, hidden: 128),
      Sizes(vocabulary: 1, embedding: 1, context: 1, hidden: 1),
    ] {
      manualSeed(start)
      let parts: [Module] = [
        Embedding(sizes.vocabulary, sizes.embedding),
        Linear(sizes.context * sizes.embedding, sizes.hidden),
        Linear(sizes.hidden, sizes.vocabulary),
      ]
      manualSeed(start)
      guard let model = model(sizes) else { return }
      let right = parts.flatMap { $0.parameters() }
      for (order, (parameter, expected)) in zip(model.parameters(), right).enumerated() {
        expectClose(
          parameter.detach(), expected.detach(), for: sizes.told,
          "parameter \(order) from seed \(start)")
      }
    }
    // torch.manual_seed(1); nn.Embedding(4, 2), nn.Linear(4, 3), nn.Linear(3, 4)
    let small = Sizes(vocabulary: 4, embedding: 2, context: 2, hidden: 3)
    manualSeed(1)
    guard let first = model(small), let second = model(small) else { return }
    for (order, expected) in [
      Tensor([
        [0.66135216, 0.26692411], [0.06167726, 0.62131733], [-0.45190597, -0.16613023],
        [-1.52276850, 0.38168392],
      ]),
      Tensor([
        [0.07247198, -0.00199741, 0.43708336, 0.15559506],
        [-0.18620312, -0.30198067, -0.08380783, -0.21567035],
        [-0.16022426, 0.02394080, 0.29806387, 0.27176833],
      ]),
      Tensor([-0.48877543, 0.30996025, 0.13968194]),
      Tensor([
        [0.54764873, 0.38108569, -0.52604556], [-0.54894948, -0.27847457, 0.50697803],
        [-0.09616865, 0.24708250, -0.26830125], [0.56650645, -0.24427600, 0.43296927],
      ]),
      Tensor([0.00683678, -0.30415818, 0.29676661, -0.30646914]),
    ].enumerated() {
      expectClose(
        first.parameters()[order].detach(), expected, for: small.told,
        "parameter \(order) from seed 1, beside PyTorch")
    }
    for (order, (one, other)) in zip(first.parameters(), second.parameters()).enumerated() {
      expect(
        !one.sharesStorage(with: other), "two models share parameter \(order)", for: small.told)
    }
  }

  func testLogProbabilitiesOfEachRow() {
    let cases: KeyValuePairs = [
      "two words of context": Sizes(vocabulary: 5, embedding: 3, context: 2, hidden: 4),
      "four words of context": Sizes(vocabulary: 6, embedding: 2, context: 4, hidden: 3),
      "one word of context": Sizes(vocabulary: 3, embedding: 2, context: 1, hidden: 5),
      "one of everything": Sizes(vocabulary: 1, embedding: 1, context: 1, hidden: 1),
    ]
    for (what, sizes) in cases {
      guard let model = model(sizes) else { return }
      let parameters = fill(model)
      func expectLogProbabilities(_ input: Tensor, _ form: String) {
        let right = expectedLogProbabilities(input, parameters)
        expectResult(
          of: { model($0[0]) }, on: ["input": input], and: sizes.told, equals: right,
          hasParameters: true, "\(what), \(form)",
          recognising: [
            "probabilities are returned, not their logarithms": right.exp(),
            "the last word of the context comes first in the row":
              expectedLogProbabilities(input.flip(1), parameters),
          ])
      }
      let count = sizes.vocabulary
      let rows = inputs.integers(5 * sizes.context, in: 0..<count).view(5, sizes.context)
      expectLogProbabilities(rows, "five rows")
      expectLogProbabilities(rows[0..<1], "one row")
      expectLogProbabilities(rows[0..<min(count, 5)], "as many rows as words, or five")
      expectLogProbabilities(rows.stridedCopy, "five rows that are not contiguous")
      expectLogProbabilities(rows.flip(1), "the words turned round")
    }
    // Scores that exp cannot take.
    let sizes = Sizes(vocabulary: 4, embedding: 2, context: 2, hidden: 3)
    guard let loud = model(sizes) else { return }
    let parameters = fill(loud, scale: 60)
    let input = inputs.integers(6, in: 0..<4).view(3, 2)
    let expected = expectedLogProbabilities(input, parameters)
    expectResult(
      of: { loud($0[0]) }, on: ["input": input], and: sizes.told, equals: expected,
      tolerance: .rounding(near: expected), hasParameters: true, "scores of many thousands")
    // Training changes the parameters, and the same input then gives other results.
    let others = expectedLogProbabilities(input, fill(loud))
    expectResult(
      of: { loud($0[0]) }, on: ["input": input], and: sizes.told, equals: others,
      hasParameters: true, "the same input, after the parameters were changed")
    expectGoldenLogProbabilities()
  }

  private func expectGoldenLogProbabilities() {
    // torch.manual_seed(1), then the tutorial's model, with a hidden size of 3 and of 128.
    for (sizes, input, expected) in [
      (
        Sizes(vocabulary: 4, embedding: 2, context: 2, hidden: 3), Tensor([[0, 1], [3, 2]]),
        Tensor([
          [-1.44757390, -1.52371526, -1.09904695, -1.54285181],
          [-1.27548420, -1.73052967, -1.00462806, -1.72972560],
        ])
      ),
      (
        Sizes(vocabulary: 97, embedding: 10, context: 2, hidden: 128), Tensor([[0, 1], [1, 2]]),
        Tensor([
          [-4.66181183, -4.53897381, -4.44062185, -4.00450850],
          [-4.37155628, -4.68119526, -4.75130653, -4.23951960],
        ])
      ),
    ] {
      manualSeed(1)
      guard let model = model(sizes) else { return }
      let output = model(input).detach()
      expectEqual(output.shape, [2, sizes.vocabulary], for: ["input": input], "the shape")
      guard output.shape == [2, sizes.vocabulary] else { return }
      expectClose(
        output[.all, 0..<4], expected, for: ["input": input],
        "log probabilities of the first four words, from seed 1, beside PyTorch")
    }
  }

  func testGradientsReachEveryParameter() {
    let sizes = Sizes(vocabulary: 5, embedding: 3, context: 2, hidden: 6)
    guard let model = model(sizes) else { return }
    _ = fill(model)
    let input = Tensor([[2, 2], [0, inputs.integer(in: 0...4)], [4, 1]])
    expectParameterGradients(
      of: model, ["the table", "weight 1", "bias 1", "weight 2", "bias 2"], on: input,
      gradient: inputs.normal(3, 5)
    ) { definition(input, $0) }
  }

  /// Gives a model random parameters that do not leave all of relu's inputs on one side.
  private func fill(_ model: NGramLanguageModeler, scale: Double = 1) -> [Tensor] {
    withoutGradients {
      for parameter in model.parameters() {
        parameter.copy(
          from: inputs.normal(parameter.elementCount, scale: scale).view(parameter.shape))
      }
      return model.parameters().map { $0.detach().clone() }
    }
  }

  /// The model from its formula, of tensor operations.
  private func definition(_ input: Tensor, _ p: [Tensor]) -> Tensor {
    let context = (0..<input.shape[1]).map { p[0].indexSelect(dim: 0, input[.all, $0].clone()) }
    let hidden = Tensor.cat(context, dim: 1).matmul(p[1].t()) + p[2]
    return ((hidden * (hidden .> 0).to(hidden.dtype)).matmul(p[3].t()) + p[4]).logSoftmax(dim: 1)
  }

  /// The model one number at a time.
  private func expectedLogProbabilities(_ input: Tensor, _ parameters: [Tensor]) -> Tensor {
    func rows(_ tensor: Tensor) -> [[Double]] { (0..<tensor.shape[0]).map { tensor[$0].doubles() } }
    func affine(_ x: [Double], _ weight: Tensor, _ bias: Tensor) -> [Double] {
      zip(rows(weight), bias.doubles()).map { row, shift in
        zip(row, x).reduce(shift) { $0 + $1.0 * $1.1 }
      }
    }
    let table = rows(parameters[0])
    let results = (0..<input.shape[0]).flatMap { row in
      let x = input[row].ints().flatMap { table[$0] }
      let hidden = affine(x, parameters[1], parameters[2]).map { max(0, $0) }
      let scores = affine(hidden, parameters[3], parameters[4])
      let largest = scores.max()!
      let total = scores.reduce(0) { $0 + Foundation.exp($1 - largest) }
      return scores.map { $0 - largest - Foundation.log(total) }
    }
    return Tensor(results).view(input.shape[0], parameters[4].elementCount)
  }

  // MARK: train

  /// A text to train on, and the parameters to start from.
  private struct Task {
    let words: [String], examples: [(context: [String], target: String)]
    let table: Tensor, weight: Tensor, bias: Tensor

    var vocabulary: [String: Int] { Dictionary(uniqueKeysWithValues: zip(words, words.indices)) }

    func indices(_ example: Int) -> [Int] { examples[example].context.map { vocabulary[$0]! } }

    /// The training as it should be.
    func loop(epochs: Int, learningRate: Double, oldGradients: [Tensor]? = nil) -> TrainingLoop {
      TrainingLoop(
        from: [table, weight, bias], oldGradients: oldGradients, examples: examples.count,
        epochs: epochs, learningRate: learningRate
      ) { p, example in
        let row = p[0].indexSelect(dim: 0, Tensor(indices(example))).view(1, -1)
        let target = vocabulary[examples[example].target]!
        return nllLoss(linear(row, weight: p[1], bias: p[2]).logSoftmax(dim: 1), Tensor([target]))
      }
    }

    func told(epochs: Int, learningRate: Double) -> KeyValuePairs<String, Any> {
      [
        "contexts": examples.map(\.context), "targets": examples.map(\.target),
        "vocabulary": vocabulary, "table": table, "weight": weight, "bias": bias,
        "epochs": epochs, "learningRate": learningRate,
      ]
    }
  }

  /// Examples of some of the words, which are numbered in an order of their own.
  private func task(context: Int = 2, examples: Int = 5) -> Task {
    let words = Array(inputs.shuffled(pool).prefix(4))
    let drawn = (0..<examples).map { _ in
      let numbers = inputs.integers(context + 1, in: 0..<4).ints()
      return (context: numbers.dropLast().map { words[$0] }, target: words[numbers[context]])
    }
    return Task(
      words: words, examples: drawn, table: inputs.normal(4, 2),
      weight: inputs.normal(4, 2 * context), bias: inputs.normal(4))
  }

  /// Trains a model that stands in for the student's, and compares all that may change.
  private func expectTrained(
    _ task: Task, epochs: Int, learningRate: Double, oldGradients: [Tensor]? = nil,
    spare: Bool = false, _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    let model = Lookup(task.table, task.weight, task.bias, spare: spare ? inputs.normal(3) : nil)
    let spared = model.spare?.detach().clone()
    // Whatever it holds, there is no gradient of the loss for it.
    if oldGradients != nil, let spare = model.spare { spare.grad = Tensor.ones(like: spare) }
    for (parameter, gradient) in zip(model.used, oldGradients ?? []) {
      parameter.grad = gradient.clone()
    }
    let told = task.told(epochs: epochs, learningRate: learningRate)
    announce(told)
    let losses = train(
      model, on: task.examples, vocabulary: task.vocabulary, epochs: epochs,
      learningRate: learningRate)
    if let wrong = model.refused {
      return expect(
        false,
        "\(what.isEmpty ? "" : what + ": ")the model was given \(wrong), where it takes int64 "
          + "indices of shape [1, \(task.examples[0].context.count)]", for: told, file: file,
        line: line)
    }
    let isRight = expectTraining(
      by: task.loop(epochs: epochs, learningRate: learningRate, oldGradients: oldGradients),
      gave: losses, and: ["table": model.table, "weight": model.weight, "bias": model.bias],
      for: told, what, file: file, line: line)
    guard isRight else { return }
    let steps = epochs * task.examples.count
    expect(
      model.calls >= steps,
      "\(steps) steps were asked for, and the model was called \(model.calls) times", for: told,
      file: file, line: line)
    expect(
      model.parameters().allSatisfy { $0.requiresGrad && $0.isLeaf },
      "a parameter is no longer a leaf that requires a gradient", for: told, file: file, line: line)
    if let spare = model.spare, let spared {
      expectClose(
        spare.detach(), spared, for: told, "a parameter on which the loss does not depend",
        file: file, line: line)
    }
  }

  func testStepsAfterEachTrigram() {
    let some = task()
    expectTrained(some, epochs: 2, learningRate: 0.5)
    expectTrained(
      some, epochs: 2, learningRate: 0.5,
      oldGradients: [inputs.normal(4, 2), inputs.normal(4, 4), inputs.normal(4)],
      "with gradients from before the training still there")
    expectTrained(
      Task(
        words: some.words, examples: some.examples + some.examples, table: some.table,
        weight: some.weight, bias: some.bias),
      epochs: 2, learningRate: 0.3, "examples that come up twice")
    expectTrained(
      some, epochs: 2, learningRate: 0.5,
      oldGradients: [
        .full([4, 2], Double.infinity), .full([4, 4], Double.nan), inputs.normal(4),
      ],
      "with infinite gradients and NaN from before the training still there")
    expectTrained(
      Task(
        words: some.words, examples: some.examples, table: some.table.to(.float64) / 3,
        weight: some.weight.to(.float64), bias: some.bias.to(.float64)),
      epochs: 3, learningRate: 0.5, "a model of float64")
    expectContextsOfSeveralLengths()
    expectTrained(task(context: 4), epochs: 2, learningRate: 0.3, "four words of context")
    expectTrained(task(context: 1), epochs: 2, learningRate: 0.3, "one word of context")
    expectTrained(
      some, epochs: 2, learningRate: 0.5, spare: true, "a model with a parameter it does not use")
    expectTrained(
      some, epochs: 2, learningRate: 0.5,
      oldGradients: [inputs.normal(4, 2), inputs.normal(4, 4), inputs.normal(4)], spare: true,
      "a model with a parameter it does not use, and that holds a gradient")
  }

  /// Trains a model that takes as many words as there are.
  private func expectContextsOfSeveralLengths() {
    let words = Array(inputs.shuffled(pool).prefix(4))
    let examples = [2, 1, 3].map { count in
      (
        context: inputs.integers(count, in: 0..<4).ints().map { words[$0] },
        target: words[inputs.integer(in: 0...3)]
      )
    }
    let vocabulary = Dictionary(uniqueKeysWithValues: zip(words, words.indices))
    let table = inputs.normal(4, 4)
    let model = Votes(table)
    let loop = TrainingLoop(from: [table], examples: 3, epochs: 2, learningRate: 0.5) { p, number in
      let (context, target) = examples[number]
      let votes = embedding(Tensor([context.map { vocabulary[$0]! }]), weight: p[0]).sum(dim: 1)
      return nllLoss(votes.logSoftmax(dim: 1), Tensor([vocabulary[target]!]))
    }
    let told: KeyValuePairs<String, Any> = [
      "contexts": examples.map(\.context), "targets": examples.map(\.target),
      "vocabulary": vocabulary, "table": table, "epochs": 2, "learningRate": 0.5,
    ]
    announce(told)
    let losses = train(
      model, on: examples, vocabulary: vocabulary, epochs: 2, learningRate: 0.5)
    expectTraining(
      by: loop, gave: losses, and: ["table": model.table], for: told,
      "contexts of several lengths")
  }

  func testMeanLossOfEachEpoch() {
    let some = task()
    expectTrained(some, epochs: inputs.integer(in: 3...5), learningRate: 0.2)
    expectTrained(task(examples: 1), epochs: 3, learningRate: 0.3, "one example")
    expectTrained(some, epochs: 0, learningRate: 0.3, "no epochs")
    expectTrained(some, epochs: 3, learningRate: 0, "a learning rate of 0")
    expectTrained(
      task(examples: 1), epochs: 8, learningRate: 0.5, "a model that soon is sure")
    for sure in [8.0, 300] {
      let learned = Task(
        words: ["all", "of", "deep"],
        examples: [(["of", "deep"], "deep"), (["all", "of"], "deep")],
        table: .zeros(3, 2), weight: inputs.normal(3, 4), bias: Tensor([0, -0.5, sure]))
      expectTrained(
        learned, epochs: 4, learningRate: 0.5, "a model that is sure and right from the start")
    }
    let lost = Task(
      words: some.words, examples: some.examples + some.examples, table: some.table,
      weight: some.weight, bias: Tensor([.nan, 0, 0, 0]))
    expectTrained(lost, epochs: 3, learningRate: 0.2, "losses that are NaN")
    // One context with two targets: each step undoes the one before it.
    let words = ["all", "of", "deep"]
    let torn = Task(
      words: words,
      examples: [(["of", "deep"], "all"), (["of", "deep"], "of"), (["of", "deep"], "deep")],
      table: .ones(3, 2), weight: .zeros(3, 4), bias: .zeros(3))
    expectTrained(torn, epochs: 4, learningRate: 2, "losses that grow")
  }

  func testLossesOfTheSonnet() {
    manualSeed(1)
    _ = Embedding(2, 5)
    let model = Sonnet.Model()
    let examples = (2..<Sonnet.words.count).map {
      (context: Array(Sonnet.words[$0 - 2..<$0]), target: Sonnet.words[$0])
    }
    let told: KeyValuePairs<String, Any> = [
      "examples": Code("the 113 trigrams of the sonnet"), "epochs": 10, "learningRate": 0.001,
    ]
    announce(told)
    let losses = train(
      model, on: examples, vocabulary: Sonnet.vocabulary, epochs: 10, learningRate: 0.001)
    expectEqual(losses.count, 10, for: told, "how many losses")
    guard losses.count == 10 else { return }
    // Tests/Fixtures/ngram.json, which make_ngram.py wrote: the total loss of each epoch.
    let totals = Tensor(
      [
        522.2320177555084, 519.5593905448914, 516.905024766922, 514.2663798332214,
        511.64329624176025, 509.03566122055054, 506.44371461868286, 503.86605501174927,
        501.29834055900574, 498.7407660484314,
      ], dtype: .float64)
    // 1130 steps in float32: a few millionths of each loss.
    let digits = Tolerance(relative: 1e-6, absolute: 0)
    expectClose(
      Tensor(losses, dtype: .float64), totals / 113, tolerance: digits, for: told,
      "the mean loss of each epoch, beside PyTorch",
      recognising: ["the losses are added up, but their mean is asked for": totals])
    expect(
      zip(losses, losses.dropFirst()).allSatisfy { $0 > $1 }, "the losses do not fall", for: told)
    let chances = withoutGradients { model(Tensor([[1, 2]])).exp() }
    expectClose(
      Tensor([chances[0, 3].item(), chances[0, 5].item()] as [Double]),
      Tensor([0.012095016, 0.010236152]), tolerance: Tolerance(relative: 1e-5, absolute: 0),
      for: told, "the chances of \"shall\" and \"thy\" afterwards, beside PyTorch")
  }

  // MARK: nextWord

  private func expectNext(
    _ expected: String?, after context: [String], by model: Recall, _ words: [String],
    _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    let vocabulary = Dictionary(uniqueKeysWithValues: zip(words, words.indices))
    let told: KeyValuePairs<String, Any> = ["context": context, "vocabulary": vocabulary]
    let lead = what.isEmpty ? "" : what + ": "
    for parameter in model.parameters() { parameter.grad = nil }
    for (call, isTraining) in [("", true), ("called a second time: ", false)] {
      let before = model.parameters().map(TensorState.init)
      model.train(isTraining)
      announce(told)
      var got = "nothing"
      do {
        got = literal(try nextWord(after: context, by: model, vocabulary: vocabulary))
      } catch let error as UnknownWord {
        got = "UnknownWord(word: \(literal(error.word)))"
      } catch {
        got = "another error, \(error)"
      }
      let right = expected.map { literal($0) }
      let outside = context.first { !words.contains($0) }
      let due = right ?? "UnknownWord(word: \(literal(outside ?? "")))"
      if let wrong = model.refused {
        return expect(
          false,
          "\(lead)the model was given \(wrong), where it takes int64 indices of shape "
            + "[1, \(context.count)]", for: told, file: file, line: line)
      }
      guard got == due else {
        return expect(
          false, "\(lead)\(call)expected \(due), got \(got)", for: told, file: file, line: line)
      }
      guard model.isTraining == isTraining else {
        return expect(
          false,
          "\(lead)isTraining of the model was \(isTraining) before, and is \(!isTraining) now",
          for: told, file: file, line: line)
      }
      for (parameter, state) in zip(model.parameters(), before) {
        expectUnchanged(
          parameter, since: state, "\(lead)a parameter of the model", for: told, file: file,
          line: line)
        guard parameter.requiresGrad else { return }
        parameter.grad = Tensor.ones(like: parameter.detach())
      }
    }
  }

  func testTheLikeliestWord() {
    for count in [2, 1, 3, 5] {
      let words = Array(inputs.shuffled(pool).prefix(6))
      for _ in 0..<4 {
        let context = inputs.integers(count, in: 0..<6).ints().map { words[$0] }
        let answer = inputs.integer(in: 0...5)
        // The model is sure only where it sees this context, in this order.
        let model = Recall(context.map { words.firstIndex(of: $0)! }, then: answer, of: 6)
        expectNext(words[answer], after: context, by: model, words, "\(count) words of context")
      }
    }
    // In the order of the alphabet and against it, which is to play no part.
    let orders: [[String]] = [pool.sorted(), pool.sorted().reversed(), inputs.shuffled(pool)]
    for order in orders {
      let words = Array(order.prefix(5))
      let even = Recall([0, 1], then: 3, of: 5, alike: true)
      expectNext(
        words[1], after: [words[0], words[1]], by: even, words, "words that are equally likely")
    }
    expectNext("of", after: ["of"], by: Recall([0], then: 0, of: 1), ["of"], "one word")
  }

  func testUnknownWordIsAnError() {
    let words = Array(inputs.shuffled(pool).prefix(6))
    let model = Recall([0, 1], then: 2, of: 5)
    let known = Array(words[..<5])
    expectNext(nil, after: [known[0], words[5]], by: model, known, "the second is unknown")
    expectNext(nil, after: [words[5], known[1]], by: model, known, "the first is unknown")
    expectNext(nil, after: [words[5], "moon"], by: model, known, "two are unknown")
    expectNext(nil, after: ["moon", words[5]], by: model, known, "two are unknown")
    expectNext(
      nil, after: ["thy"], by: Recall([0], then: 0, of: 2), ["Thy", "thy,"], "words that look alike"
    )
  }
}

/// A model that stands in for the student's: a table and an affine map, without a relu.
private final class Lookup: Module {
  @Parameter var table: Tensor
  @Parameter var weight: Tensor
  @Parameter var bias: Tensor
  private let extra: Spare?
  private let context: Int
  private(set) var calls = 0
  /// What it was given that it does not take.
  private(set) var refused: String?

  init(_ table: Tensor, _ weight: Tensor, _ bias: Tensor, spare: Tensor?) {
    self.table = table.clone()
    self.weight = weight.clone()
    self.bias = bias.clone()
    extra = spare.map { Spare($0) }
    context = weight.shape[1] / table.shape[1]
  }

  var used: [Tensor] { [table, weight, bias] }
  var spare: Tensor? { extra?.numbers }

  override func forward(_ input: Tensor) -> Tensor {
    calls += 1
    guard input.shape == [1, context], input.dtype == .int64 else {
      refused = refused ?? "a tensor of \(input.dtype) and shape \(input.shape)"
      return linear(table[0..<1].repeat(1, context), weight: weight, bias: bias).logSoftmax(dim: 1)
    }
    return linear(embedding(input, weight: table).flatten(start: 1), weight: weight, bias: bias)
      .logSoftmax(dim: 1)
  }
}

/// A model that adds up what each word of a context says.
private final class Votes: Module {
  @Parameter var table: Tensor

  init(_ table: Tensor) { self.table = table.clone() }

  override func forward(_ input: Tensor) -> Tensor {
    embedding(input, weight: table).sum(dim: 1).logSoftmax(dim: 1)
  }
}

/// A parameter that nothing uses.
private final class Spare: Module {
  @Parameter var numbers: Tensor

  init(_ numbers: Tensor) { self.numbers = numbers.clone() }
}

/// A model that expects one word after one context, and another word after every other.
private final class Recall: Module {
  @Parameter private var scores: Tensor
  private let context: [Int], size: Int
  private(set) var refused: String?

  init(_ context: [Int], then word: Int, of size: Int, alike: Bool = false) {
    (self.context, self.size) = (context, size)
    var numbers = (0..<size).map { Double($0 % 3) - 4 }
    numbers[word] = 2.5
    if alike { numbers[1] = 2.5 }
    scores = Tensor(numbers)
  }

  override func forward(_ input: Tensor) -> Tensor {
    guard input.shape.count == 2, input.shape[0] == 1, input.dtype == .int64 else {
      refused = refused ?? "a tensor of \(input.dtype) and shape \(input.shape)"
      return scores.unsqueeze(0).logSoftmax(dim: 1)
    }
    let isKnown = input.ints() == context
    return (isKnown ? scores : -scores).unsqueeze(0).logSoftmax(dim: 1)
  }
}

/// The text of the tutorial, and its model.
private enum Sonnet {
  static let words =
    """
    When forty winters shall besiege thy brow, And dig deep trenches in thy beauty's field, Thy \
    youth's proud livery so gazed on now, Will be a totter'd weed of small worth held: Then being \
    asked, where all thy beauty lies, Where all the treasure of thy lusty days; To say, within \
    thine own deep sunken eyes, Were an all-eating shame, and thriftless praise. How much more \
    praise deserv'd thy beauty's use, If thou couldst answer 'This fair child of mine Shall sum my \
    count, and make my old excuse,' Proving his beauty by succession thine! This were to be new \
    made when thou art old, And see thy blood warm when thou feel'st it cold.
    """.split(separator: " ").map(String.init)

  /// By first appearance: "When" is 0, "forty" 1, "winters" 2, "shall" 3 and "thy" 5.
  static let vocabulary: [String: Int] = {
    var numbers: [String: Int] = [:]
    for word in words where numbers[word] == nil { numbers[word] = numbers.count }
    return numbers
  }()

  final class Model: Module {
    private let embeddings = Embedding(97, 10)
    private let linear1 = Linear(20, 128)
    private let linear2 = Linear(128, 97)

    override func forward(_ input: Tensor) -> Tensor {
      linear2(linear1(embeddings(input).view(1, -1)).relu()).logSoftmax(dim: 1)
    }
  }
}
