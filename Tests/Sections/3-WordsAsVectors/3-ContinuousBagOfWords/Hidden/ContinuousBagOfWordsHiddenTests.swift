import ContinuousBagOfWords
import ExerciseTesting
import Foundation
import Kindling
import XCTest

final class ContinuousBagOfWordsHiddenTests: ExerciseTestCase {
  private typealias Example = (context: [String], target: String)

  private let pool = [
    "data", "Data", "data.", "rules", "rules,", "a", "of", "the", "The", "New York", "2", "",
  ]

  // MARK: windows

  /// The windows by their definition.
  private func expectedWindows(_ words: [String], _ size: Int) -> [Example] {
    words.indices.compactMap { place in
      guard place >= size, place + size < words.count else { return nil }
      let around = (-size...size).filter { $0 != 0 }.map { words[place + $0] }
      return (context: around, target: words[place])
    }
  }

  private func expectWindows(
    of words: [String], size: Int, _ what: String = "", file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = [
      "words": words.count > 20 ? Code("\(words.count) words") : words, "size": size,
    ]
    let lead = what.isEmpty ? "" : what + ": "
    announce(told)
    let found = windows(of: words, size: size)
    let expected = expectedWindows(words, size)
    for (order, (got, right)) in zip(found, expected).enumerated() {
      let texts = [right, got].map { "\(literal($0.context)), \(literal($0.target))" }
      guard texts[0] == texts[1] else {
        return expect(
          false, "\(lead)window \(order): expected \(texts[0]), got \(texts[1])", for: told,
          file: file, line: line)
      }
    }
    expectEqual(
      found.count, expected.count, for: told, lead + "how many windows", file: file, line: line)
  }

  func testWindowsOfTheCorpus() {
    expectWindows(of: Array(Corpus.words.prefix(10)), size: 2, "its beginning")
    expectWindows(of: Corpus.words, size: 2, "the whole text")
    expectWindows(of: inputs.shuffled(pool), size: 2)
  }

  func testWindowsAtTheEdges() {
    for size in [1, 2, 3, 4] {
      expectWindows(of: inputs.shuffled(pool), size: size)
      for count in [2 * size + 2, 2 * size + 1, 2 * size, size + 1, size, 1, 0] {
        expectWindows(of: (0..<count).map { "word\($0)" }, size: size, "\(count) words")
      }
    }
    let few = inputs.integers(20, in: 0..<3).ints().map { pool[$0] }
    expectWindows(of: few, size: 2, "a text of three words")
    expectWindows(of: Array(repeating: "a", count: 7), size: 1, "one word again and again")
  }

  // MARK: batch

  func testIndicesOfTheExamples() {
    for (rows, count) in [(5, 4), (3, 3), (4, 1), (1, 4), (1, 1)] {
      let words = inputs.shuffled(pool)
      expectBatch(of: examples(rows, count, among: words), words, "\(rows) of \(count) words")
    }
    let words = inputs.shuffled(pool)
    let twice = examples(2, 3, among: words)
    expectBatch(of: twice + twice, words, "examples that come up twice")
    expectBatch(
      of: [(context: [words[3], words[3]], target: words[3])], words, "the same word three times")
    expectBatch(of: [(context: ["of", "of"], target: "of")], ["of"], "a vocabulary of one word")
    expectBatch(of: expectedWindows(Corpus.words, 2), Corpus.vocabulary, "the corpus")
  }

  private func examples(_ rows: Int, _ count: Int, among words: [String]) -> [Example] {
    (0..<rows).map { _ in
      let drawn = inputs.integers(count + 1, in: 0..<words.count).ints().map { words[$0] }
      return (context: Array(drawn.dropLast()), target: drawn[count])
    }
  }

  private func told(_ examples: [Example], _ numbers: [String: Int]) -> KeyValuePairs<String, Any> {
    examples.count > 8
      ? ["examples": Code("\(examples.count) windows of the corpus")]
      : [
        "contexts": examples.map(\.context), "targets": examples.map(\.target),
        "vocabulary": numbers,
      ]
  }

  private func expectBatch(
    of examples: [Example], _ words: [String], _ what: String, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let numbers = Dictionary(uniqueKeysWithValues: zip(words, words.indices))
    let told = told(examples, numbers)
    let contexts = Tensor(examples.map { $0.context.map { numbers[$0]! } })
    let targets = Tensor(examples.map { numbers[$0.target]! })
    announce(told)
    do {
      let both = try batch(of: examples, vocabulary: numbers)
      guard
        expectClose(
          both.contexts, contexts, for: told, what + ", the contexts", file: file, line: line)
      else { return }
      expectClose(both.targets, targets, for: told, what + ", the targets", file: file, line: line)
    } catch {
      expect(
        false, "\(what): every word is known, but this was thrown: \(error)", for: told, file: file,
        line: line)
    }
  }

  func testUnknownWordIsAnError() {
    let words = inputs.shuffled(pool)
    let known = Array(words[..<8])
    for _ in 0..<4 {
      var some = examples(4, 3, among: known)
      let (row, place) = (inputs.integer(in: 0...3), inputs.integer(in: 0...3))
      func put(_ word: String, _ row: Int, _ place: Int) {
        if place < 3 { some[row].context[place] = word } else { some[row].target = word }
      }
      put(words[8], row, place)
      expectUnknown(words[8], in: some, known)
      // Another unknown word that comes later: in the same example, or in one after it.
      put("moon", 3, 3)
      if (row, place) != (3, 3) { expectUnknown(words[8], in: some, known, "the first of two") }
    }
    for (first, second) in [("moon", "sun"), ("sun", "moon")] {
      expectUnknown(
        first, in: [(context: [known[0], first, second], target: known[1])], known,
        "two in one context")
    }
    let target = [(context: [known[0], known[1]], target: "moon")]
    expectUnknown("moon", in: target, known, "a target")
    expectUnknown(
      "moon", in: [(context: [known[0], "moon"], target: "sun")], known,
      "a context and its target")
    expectUnknown(
      "sun", in: [(context: [known[0]], target: "sun"), (context: ["moon"], target: known[0])],
      known, "a target, and the context after it")
    expectUnknown(
      "data", in: [(context: ["Data", "data"], target: "Data")], ["Data", "data."],
      "words that look alike")
    expectUnknown(
      "The", in: [(context: ["the", "The"], target: "the")], ["the"], "a word with a capital")
  }

  private func expectUnknown(
    _ word: String, in examples: [Example], _ words: [String], _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let numbers = Dictionary(uniqueKeysWithValues: zip(words, words.indices))
    let told = told(examples, numbers)
    var outcome = "nothing was thrown"
    announce(told)
    do {
      _ = try batch(of: examples, vocabulary: numbers)
    } catch let error as UnknownWord {
      if error.word == word { return }
      outcome = "UnknownWord(word: \(literal(error.word))) was thrown"
    } catch {
      outcome = "another error was thrown: \(error)"
    }
    let lead = what.isEmpty ? "" : what + ": "
    expect(
      false, "\(lead)expected UnknownWord(word: \(literal(word))), \(outcome)", for: told,
      file: file, line: line)
  }

  // MARK: model

  /// The student's model; nil, and a failure, when it has not got the parameters that it should.
  private func model(
    _ vocabulary: Int, _ embedding: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> CBOW? {
    let told: KeyValuePairs<String, Any> = [
      "vocabularySize": vocabulary, "embeddingSize": embedding,
    ]
    announce(told)
    let model = CBOW(vocabularySize: vocabulary, embeddingSize: embedding)
    let shapes: [Shape] = [[vocabulary, embedding], [vocabulary, embedding], [vocabulary]]
    guard
      expectParameters(of: model, shaped: shapes, for: told, file: file, line: line) != nil
    else { return nil }
    return model
  }

  func testParametersStartAsTheirLayers() {
    let sizes = inputs.shuffled([2, 3, 5])
    let start = UInt64(inputs.integer(in: 1...1000))
    for (vocabulary, embedding) in [(sizes[0], sizes[1]), (49, 10), (1, 1)] {
      manualSeed(start)
      let parts: [Module] = [Embedding(vocabulary, embedding), Linear(embedding, vocabulary)]
      manualSeed(start)
      guard let model = model(vocabulary, embedding) else { return }
      let right = parts.flatMap { $0.parameters() }
      for (order, (parameter, expected)) in zip(model.parameters(), right).enumerated() {
        expectClose(
          parameter.detach(), expected.detach(),
          for: ["vocabularySize": vocabulary, "embeddingSize": embedding],
          "parameter \(order) from seed \(start)")
      }
    }
    // torch.manual_seed(1); nn.Embedding(4, 2), nn.Linear(2, 4)
    manualSeed(1)
    guard let first = model(4, 2), let second = model(4, 2) else { return }
    for (order, expected) in [
      Tensor([
        [0.66135216, 0.26692411], [0.06167726, 0.62131733], [-0.45190597, -0.16613023],
        [-1.52276850, 0.38168392],
      ]),
      Tensor([
        [0.10249085, -0.00282477], [0.61812919, 0.22004464], [-0.26333097, -0.42706516],
        [-0.11852216, -0.30500391],
      ]),
      Tensor([-0.22659132, 0.03385741, 0.42152596, 0.38433847]),
    ].enumerated() {
      expectClose(
        first.parameters()[order].detach(), expected,
        for: ["vocabularySize": 4, "embeddingSize": 2],
        "parameter \(order) from seed 1, beside PyTorch")
    }
    for (order, (one, other)) in zip(first.parameters(), second.parameters()).enumerated() {
      expect(
        !one.sharesStorage(with: other), "two models share parameter \(order)",
        for: ["vocabularySize": 4, "embeddingSize": 2])
    }
  }

  func testLogProbabilitiesOfEachRow() {
    for (vocabulary, embedding) in [(6, 3), (4, 5), (3, 3), (1, 1)] {
      guard let model = model(vocabulary, embedding) else { return }
      let parameters = fill(model)
      func expectLogProbabilities(_ input: Tensor, _ form: String) {
        let definition = expectedLogProbabilities(input, parameters)
        let mean = expectedLogProbabilities(input, parameters, scale: 1 / Double(input.shape[1]))
        expectResult(
          of: { model($0[0]) }, on: ["input": input],
          and: ["vocabularySize": vocabulary, "embeddingSize": embedding], equals: definition,
          tolerance: .rounding(near: definition), hasParameters: true, form,
          recognising: [
            "the vectors are averaged, where their sum is asked for": mean,
            "probabilities are returned, not their logarithms": definition.exp(),
          ])
      }
      let rows = inputs.integers(20, in: 0..<vocabulary).view(5, 4)
      expectLogProbabilities(rows, "five rows of four words")
      expectLogProbabilities(rows.flip(1), "the same words in another order")
      expectLogProbabilities(rows[0..<1], "one row")
      expectLogProbabilities(rows[0..<min(5, vocabulary)], "as many rows as words, or five")
      expectLogProbabilities(rows.stridedCopy, "rows that are not contiguous")
      expectLogProbabilities(rows[.all, 0..<1].clone(), "one word a row")
      expectLogProbabilities(rows[0..<1, 0..<1].clone(), "one row of one word")
      expectLogProbabilities(rows[.all, [0, 0, 0, 1]], "a word that occurs three times")
      expectLogProbabilities(
        inputs.integers(14, in: 0..<vocabulary).view(2, 7), "seven words a row")
    }
    // Scores that exp cannot take.
    guard let loud = model(4, 2) else { return }
    let parameters = fill(loud, scale: 60)
    let input = inputs.integers(12, in: 0..<4).view(3, 4)
    let expected = expectedLogProbabilities(input, parameters)
    expectResult(
      of: { loud($0[0]) }, on: ["input": input],
      and: ["vocabularySize": 4, "embeddingSize": 2], equals: expected,
      tolerance: .rounding(near: expected * 4), hasParameters: true, "scores of many thousands")
    // Training changes the parameters, and the same input then gives other results.
    let others = expectedLogProbabilities(input, fill(loud))
    expectResult(
      of: { loud($0[0]) }, on: ["input": input],
      and: ["vocabularySize": 4, "embeddingSize": 2], equals: others,
      tolerance: .rounding(near: others), hasParameters: true,
      "the same input, after the parameters were changed")
    // torch.manual_seed(1); F.log_softmax(linear(embeddings(input).sum(1)), 1)
    manualSeed(1)
    guard let golden = model(4, 2) else { return }
    let two = Tensor([[0, 1, 3, 3], [2, 0, 1, 1]])
    expectClose(
      golden(two).detach(),
      Tensor([
        [-1.73229527, -2.30132723, -0.93523335, -1.10714293],
        [-1.64402008, -0.91255736, -1.68758512, -1.51259971],
      ]), for: ["input": two], "from seed 1, beside PyTorch")
  }

  func testGradientsReachEveryParameter() {
    let input = Tensor([[2, 2, 0, 1], [0, inputs.integer(in: 0...4), 3, 3], [4, 1, 0, 2]])
    expectGradients(of: input)
    expectGradients(of: input[.all, 0..<1].clone())
  }

  private func expectGradients(of input: Tensor) {
    guard let model = model(5, 3) else { return }
    _ = fill(model)
    expectParameterGradients(
      of: model, ["the table", "the weight", "the bias"], on: input, gradient: inputs.normal(3, 5)
    ) { parameters in
      let counts = input.oneHot(classes: 5).sum(dim: 1).to(.float64)
      let hidden = counts.matmul(parameters[0])
      return (hidden.matmul(parameters[1].t()) + parameters[2]).logSoftmax(dim: 1)
    }
  }

  /// Gives a model random parameters.
  private func fill(_ model: CBOW, scale: Double = 1) -> [Tensor] {
    withoutGradients {
      for parameter in model.parameters() {
        parameter.copy(
          from: inputs.normal(parameter.elementCount, scale: scale).view(parameter.shape))
      }
      return model.parameters().map { $0.detach().clone() }
    }
  }

  /// The model one number at a time.
  private func expectedLogProbabilities(
    _ input: Tensor, _ parameters: [Tensor], scale: Double = 1
  ) -> Tensor {
    let table = (0..<parameters[0].shape[0]).map { parameters[0][$0].doubles() }
    let weight = (0..<parameters[1].shape[0]).map { parameters[1][$0].doubles() }
    let bias = parameters[2].doubles()
    let results = (0..<input.shape[0]).flatMap { row in
      var sum = table[0].map { _ in 0.0 }
      for index in input[row].ints() { sum = zip(sum, table[index]).map { $0 + $1 * scale } }
      let scores = zip(weight, bias).map { zip($0, sum).reduce($1) { $0 + $1.0 * $1.1 } }
      let largest = scores.max()!
      let total = scores.reduce(0) { $0 + Foundation.exp($1 - largest) }
      return scores.map { $0 - largest - Foundation.log(total) }
    }
    return Tensor(results).view(input.shape[0], bias.count)
  }

  // MARK: train

  /// A batch to train on, and the parameters to start from.
  private struct Task {
    let contexts: Tensor, targets: Tensor
    let table: Tensor, weight: Tensor, bias: Tensor

    /// The training as it should be.
    func loop(steps: Int, learningRate: Double, oldGradients: [Tensor]? = nil) -> TrainingLoop {
      TrainingLoop(
        from: [table, weight, bias], oldGradients: oldGradients, epochs: steps,
        learningRate: learningRate
      ) { p, _ in
        let sums = embedding(contexts, weight: p[0]).sum(dim: 1)
        return nllLoss(linear(sums, weight: p[1], bias: p[2]).logSoftmax(dim: 1), targets)
      }
    }

    func told(steps: Int, learningRate: Double) -> KeyValuePairs<String, Any> {
      [
        "contexts": contexts, "targets": targets, "table": table, "weight": weight, "bias": bias,
        "steps": steps, "learningRate": learningRate,
      ]
    }
  }

  private func task(rows: Int = 5, words: Int = 3) -> Task {
    Task(
      contexts: inputs.integers(rows * words, in: 0..<4).view(rows, words),
      targets: inputs.integers(rows, in: 0..<4), table: inputs.normal(4, 2),
      weight: inputs.normal(4, 2), bias: inputs.normal(4))
  }

  /// Trains a model that stands in for the student's, and compares all that may change.
  private func expectTrained(
    _ task: Task, steps: Int, learningRate: Double, oldGradients: [Tensor]? = nil,
    spare: Bool = false, _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    let model = Sums(task.table, task.weight, task.bias, spare: spare ? inputs.normal(3) : nil)
    let spared = model.spare?.detach().clone()
    // Whatever it holds, there is no gradient of the loss for it.
    if oldGradients != nil, let spare = model.spare { spare.grad = Tensor.ones(like: spare) }
    for (parameter, gradient) in zip([model.table, model.weight, model.bias], oldGradients ?? []) {
      parameter.grad = gradient.clone()
    }
    let told = task.told(steps: steps, learningRate: learningRate)
    let contexts = task.contexts.isContiguous ? task.contexts.clone() : task.contexts.stridedCopy
    let targets = task.targets.clone()
    announce(told)
    let losses = train(
      model, contexts: contexts, targets: targets, steps: steps, learningRate: learningRate)
    let loop = task.loop(steps: steps, learningRate: learningRate, oldGradients: oldGradients)
    // The sum over the rows for their mean is a mistake that no loop over examples makes.
    let rows = task.targets.shape[0]
    if let right = loop.outcome().losses.first, let first = losses.first, rows > 1,
      !Tolerance.rounding(.float32).accepts(first, right),
      Tolerance.rounding(.float32).accepts(first, right * Double(rows))
    {
      expectClose(
        Tensor(first), Tensor(right), for: told,
        (what.isEmpty ? "" : what + ": ") + "the loss before the first step",
        recognising: [
          "the losses of the rows are added up, but their mean is asked for":
            Tensor(right * Double(rows))
        ],
        file: file, line: line)
      return
    }
    guard
      expectTraining(
        by: loop,
        gave: losses, and: ["table": model.table, "weight": model.weight, "bias": model.bias],
        for: told, what, file: file, line: line)
    else { return }
    expect(
      model.calls >= steps,
      "\(steps) steps were asked for, and the model was called \(model.calls) times", for: told,
      file: file, line: line)
    expect(
      model.parameters().allSatisfy { $0.requiresGrad && $0.isLeaf },
      "a parameter is no longer a leaf that requires a gradient", for: told, file: file, line: line)
    expect(
      contexts.equals(task.contexts) && targets.equals(task.targets),
      "the contexts or the targets were changed", for: told, file: file, line: line)
    if let spare = model.spare, let spared {
      expectClose(
        spare.detach(), spared, for: told, "a parameter on which the loss does not depend",
        file: file, line: line)
    }
  }

  func testStepsWithTheWholeBatch() {
    let some = task()
    expectTrained(some, steps: 3, learningRate: 0.5)
    expectTrained(
      some, steps: 3, learningRate: 0.5,
      oldGradients: [inputs.normal(4, 2), inputs.normal(4, 2), inputs.normal(4)],
      "with gradients from before the training still there")
    expectTrained(
      some, steps: 3, learningRate: 0.5,
      oldGradients: [
        .full([4, 2], Double.infinity), .full([4, 2], Double.nan), inputs.normal(4),
      ],
      "with infinite gradients and NaN from before the training still there")
    expectTrainedOnNumbers()
    expectTrained(
      Task(
        contexts: some.contexts, targets: some.targets, table: some.table.to(.float64) / 3,
        weight: some.weight.to(.float64), bias: some.bias.to(.float64)),
      steps: 3, learningRate: 0.5, "a model of float64")
    expectTrained(task(rows: 300, words: 2), steps: 2, learningRate: 0.5, "300 rows")
    expectTrained(task(rows: 3, words: 1), steps: 3, learningRate: 0.3, "one word of context")
    expectTrained(
      Task(
        contexts: some.contexts.stridedCopy, targets: some.targets, table: some.table,
        weight: some.weight, bias: some.bias),
      steps: 2, learningRate: 0.5, "contexts that are not contiguous")
    expectTrained(
      some, steps: 2, learningRate: 0.5, spare: true, "a model with a parameter it does not use")
    expectTrained(
      some, steps: 2, learningRate: 0.5,
      oldGradients: [inputs.normal(4, 2), inputs.normal(4, 2), inputs.normal(4)], spare: true,
      "a model with a parameter it does not use, and that holds a gradient")
  }

  /// Trains a model that takes no indices, but floats.
  private func expectTrainedOnNumbers() {
    let (contexts, targets) = (inputs.normal(4, 3), inputs.integers(4, in: 0..<2))
    let model = Scores(inputs.normal(2, 3))
    let weight = model.weight.detach().clone()
    let loop = TrainingLoop(from: [weight], epochs: 3, learningRate: 0.5) { p, _ in
      nllLoss(contexts.to(.float64).matmul(p[0].t()).logSoftmax(dim: 1), targets)
    }
    let told: KeyValuePairs<String, Any> = [
      "contexts": contexts, "targets": targets, "weight": weight, "steps": 3, "learningRate": 0.5,
    ]
    announce(told)
    let losses = train(
      model, contexts: contexts.clone(), targets: targets.clone(), steps: 3, learningRate: 0.5)
    expectTraining(
      by: loop, gave: losses, and: ["weight": model.weight], for: told, "contexts of floats")
  }

  func testLossBeforeEachStep() {
    let some = task()
    expectTrained(some, steps: inputs.integer(in: 4...6), learningRate: 0.2)
    expectTrained(some, steps: 1, learningRate: 0.2, "one step")
    expectTrained(some, steps: 0, learningRate: 0.2, "no step")
    expectTrained(some, steps: 3, learningRate: 0, "a learning rate of 0")
    expectTrained(task(rows: 1), steps: 8, learningRate: 0.5, "one row")
    expectTrained(
      Task(
        contexts: Tensor([[1]]), targets: Tensor([0]), table: some.table, weight: some.weight,
        bias: some.bias), steps: 2, learningRate: 0.5, "one row of one word")
    for sure in [8.0, 300] {
      expectTrained(
        Task(
          contexts: some.contexts, targets: Tensor([2, 2, 2, 2, 2]), table: .zeros(4, 2),
          weight: some.weight, bias: Tensor([0, 0.5, sure, -0.5])),
        steps: 4, learningRate: 0.5, "a model that is sure and right from the start")
    }
    expectTrained(
      Task(
        contexts: some.contexts, targets: some.targets, table: some.table, weight: some.weight,
        bias: Tensor([.nan, 0, 0, 0])),
      steps: 3, learningRate: 0.2, "losses that are NaN")
    // Biases alone, and steps so long that they leap over the best place: three times the loss
    // grows.
    expectTrained(
      Task(
        contexts: Tensor([[0], [0]]), targets: Tensor([0, 1]), table: .zeros(2, 1),
        weight: .zeros(2, 1), bias: Tensor([1.0, 0.0])),
      steps: 4, learningRate: 6, "losses that grow")
  }

  func testLearnsTheCorpus() {
    manualSeed(1)
    let model = Corpus.Model()
    let examples = expectedWindows(Corpus.words, 2)
    func indices(_ words: [String]) -> [Int] {
      words.map { Corpus.vocabulary.firstIndex(of: $0)! }
    }
    let contexts = Tensor(examples.map { indices($0.context) })
    let targets = Tensor(indices(examples.map(\.target)))
    let told: KeyValuePairs<String, Any> = [
      "contexts": Code("the 58 windows of the corpus"), "steps": 100, "learningRate": 0.5,
    ]
    announce(told)
    let losses = train(
      model, contexts: contexts, targets: targets, steps: 100, learningRate: 0.5)
    expectEqual(losses.count, 100, for: told, "how many losses")
    guard losses.count == 100 else { return }
    // torch.manual_seed(1); nn.Embedding(49, 10), nn.Linear(10, 49); 100 times zero_grad(),
    // F.nll_loss(F.log_softmax(linear(embeddings(contexts).sum(1)), 1), targets), backward(), step()
    // of optim.SGD(lr=0.5), the words numbered by first appearance.
    expectClose(
      Tensor([0, 1, 2, 10, 49, 99].map { losses[$0] }),
      Tensor([4.42895126, 4.04541874, 3.71301842, 2.08064890, 0.46031040, 0.15925036]),
      tolerance: Tolerance(relative: 1e-4, absolute: 0), for: told,
      "the losses before steps 1, 2, 3, 11, 50 and 100, beside PyTorch")
    let answers = withoutGradients { model(contexts).argmax(dim: 1) }
    let right = zip(answers.ints(), targets.ints()).count { $0 == $1 }
    expectEqual(right, 58, for: told, "how many of the 58 targets the model then finds")
  }
}

/// A model that stands in for the student's.
private final class Sums: Module {
  @Parameter var table: Tensor
  @Parameter var weight: Tensor
  @Parameter var bias: Tensor
  private let extra: Spare?
  private(set) var calls = 0

  init(_ table: Tensor, _ weight: Tensor, _ bias: Tensor, spare: Tensor?) {
    self.table = table.clone()
    self.weight = weight.clone()
    self.bias = bias.clone()
    extra = spare.map { Spare($0) }
  }

  var spare: Tensor? { extra?.numbers }

  override func forward(_ input: Tensor) -> Tensor {
    calls += 1
    return linear(embedding(input, weight: table).sum(dim: 1), weight: weight, bias: bias)
      .logSoftmax(dim: 1)
  }
}

/// A model of floats.
private final class Scores: Module {
  @Parameter var weight: Tensor

  init(_ weight: Tensor) { self.weight = weight.clone() }

  override func forward(_ input: Tensor) -> Tensor {
    input.matmul(weight.t()).logSoftmax(dim: 1)
  }
}

/// A parameter that nothing uses.
private final class Spare: Module {
  @Parameter var numbers: Tensor

  init(_ numbers: Tensor) { self.numbers = numbers.clone() }
}

/// The text of the tutorial, its words by first appearance, and its model.
private enum Corpus {
  static let words =
    """
    We are about to study the idea of a computational process. Computational processes are \
    abstract beings that inhabit computers. As they evolve, processes manipulate other abstract \
    things called data. The evolution of a process is directed by a pattern of rules called a \
    program. People create programs to direct processes. In effect, we conjure the spirits of the \
    computer with our spells.
    """.split(separator: " ").map(String.init)

  static let vocabulary = words.reduce(into: [String]()) { known, word in
    if !known.contains(word) { known.append(word) }
  }

  final class Model: Module {
    private let embeddings = Embedding(49, 10)
    private let linear = Linear(10, 49)

    override func forward(_ input: Tensor) -> Tensor {
      linear(embeddings(input).sum(dim: 1)).logSoftmax(dim: 1)
    }
  }
}
