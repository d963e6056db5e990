import ExerciseTesting
import Kindling
import XCTest
import YourFramework

/// Parts 3 and 4: a model, an optimizer, and the loop.
extension YourFrameworkHiddenTests {
  // MARK: Chain

  func testChain() {
    let (a, b, c) = (
      TensorValue(Tensor([1.0])), TensorValue(Tensor([1.0])), TensorValue(Tensor([2.0]))
    )
    let (first, second) = (Noting("first", [a, b]), Noting("second", [c]))
    let tied = Noting("tied", [c, a])
    let empty = Noting("empty", [])
    let names: [ObjectIdentifier: String] = [
      ObjectIdentifier(a): "a", ObjectIdentifier(b): "b", ObjectIdentifier(c): "c",
    ]
    for (chain, parameters, calls) in [
      (Chain(first, second), ["a", "b", "c"], ["first", "second"]),
      (Chain(second, empty, first), ["c", "a", "b"], ["second", "empty", "first"]),
      (Chain(first, second, first), ["a", "b", "c"], ["first", "second", "first"]),
      (Chain(first, first), ["a", "b"], ["first", "first"]),
      (Chain(first, tied), ["a", "b", "c"], ["first", "tied"]),
      (Chain(tied, first), ["c", "a", "b"], ["tied", "first"]),
      (Chain(Noting("twice", [b, b, a])), ["b", "a"], ["twice"]),
      (Chain(Chain(second, empty), Chain(first)), ["c", "a", "b"], ["second", "empty", "first"]),
      (Chain(empty), [], ["empty"]), (Chain(), [], []),
      (
        Chain(
          empty, empty, empty, empty, empty, empty, empty, empty, empty, empty, second, first),
        ["c", "a", "b"], Array(repeating: "empty", count: 10) + ["second", "first"]
      ),
    ] as [(Chain, [String], [String])] {
      let told: KeyValuePairs<String, Any> = [
        "chain": Code(describe(chain, names)), "numbers": Code("a = [1], b = [1], c = [2]"),
      ]
      announce(told)
      expectEqual(
        chain.parameters.map { names[ObjectIdentifier($0)] ?? "another value" }, parameters,
        for: told, "parameters")
      let input = TensorValue(Tensor([[5.0]]))
      var value = chain(input)
      var found: [String] = []
      while let name = Noting.name(of: value), let before = value.inputs.first {
        found.insert(name, at: 0)
        value = before
      }
      expect(value === input, "the first layer did not get the input itself", for: told)
      expectEqual(found, calls, for: told, "the layers that ran, in their order")
    }
  }

  private func describe(_ layer: any Layer, _ names: [ObjectIdentifier: String]) -> String {
    guard let chain = layer as? Chain else {
      let values = layer.parameters.map { names[ObjectIdentifier($0)]! }
      return "layer(\(values.joined(separator: ", ")))"
    }
    return "Chain(\(chain.layers.map { describe($0, names) }.joined(separator: ", ")))"
  }

  // MARK: PlainDescent

  func testPlainDescent() {
    for dtype in [DType.float64, .float32] {
      let shapes: [Shape] = [[2, 3], [], [1], [2, 1, 2, 2], [0, 2]]
      func draw(_ shape: Shape) -> Tensor {
        inputs.normal(shape.reduce(1, *), dtype: dtype).view(shape)
      }
      let (starts, gradients) = (shapes.map(draw), shapes.map(draw))
      // The second has no gradient.
      let parameters = starts.map { TensorValue($0) }
      for (index, gradient) in gradients.enumerated() where index != 1 {
        parameters[index].gradient = gradient
      }
      let copies = (starts.map { $0.clone() }, gradients.map { $0.clone() })
      let rate = inputs.number(in: 0.1...0.9)
      let optimizer = PlainDescent(parameters, learningRate: rate)
      var expected = starts.map { $0.clone() }
      for step in 1...2 {
        for index in shapes.indices {
          let told: KeyValuePairs<String, Any> = [
            "parameter": expected[index],
            "gradient": index == 1 ? Code("nil") : gradients[index] as Any, "learning rate": rate,
          ]
          if index == 0 {
            announce(told)
            optimizer.step()
          }
          if index != 1 { expected[index] = expected[index] - gradients[index] * rate }
          let what = "step \(step), parameter \(index) of \(shapes.count)"
          expectClose(parameters[index].data, expected[index], for: told, what)
          expect(
            starts[index].equals(copies.0[index]),
            what + ": the step changed the tensor that was in `data`", for: told)
          expect(
            gradients[index].equals(copies.1[index]), what + ": the gradient was changed",
            for: told)
          expect(
            (parameters[index].gradient != nil) == (index != 1),
            what + ": a gradient came or went", for: told)
        }
      }
      let told: KeyValuePairs<String, Any> = ["parameters": starts]
      announce(told)
      let zeros = Tensor.zeros(like: parameters[0].data)
      parameters[0].gradient = zeros
      let held = parameters[0].data
      optimizer.step()
      expect(
        parameters[0].data !== held && !parameters[0].data.sharesStorage(with: held),
        "a step by a gradient of zeros left the tensor that was in `data`, and no new one",
        for: told)
      for index in shapes.indices where index > 1 {
        expected[index] = expected[index] - gradients[index] * rate
      }
      optimizer.zeroGradients()
      expect(
        parameters.allSatisfy { $0.gradient == nil },
        "a gradient is not nil after zeroGradients()", for: told)
      expect(
        zip(parameters, expected).allSatisfy { $0.data.allClose(to: $1) }
          && zip(gradients, copies.1).allSatisfy { $0.equals($1) },
        "zeroGradients() changed numbers", for: told)
      optimizer.step()
      expect(
        zip(parameters, expected).allSatisfy { $0.data.allClose(to: $1) },
        "a step without gradients changed a parameter", for: told)
    }
    let twins = (0..<9).map { _ in TensorValue(Tensor([1.0, 2.0])) }
    for twin in twins { twin.gradient = Tensor([1.0, 1.0]) }
    let both: KeyValuePairs<String, Any> = ["parameters": Code("nine of the numbers [1, 2]")]
    announce(both)
    PlainDescent(twins, learningRate: 0.5).step()
    for twin in twins {
      expectClose(twin.data, Tensor([0.5, 1.5]), for: both, "a parameter that equals another")
    }
    let (number, lost) = (TensorValue(Tensor([1.0, 2.0])), TensorValue(Tensor([1.0, 2.0])))
    number.gradient = Tensor([1.0, -Double.infinity])
    lost.gradient = Tensor([Double.nan, 1.0])
    let special: KeyValuePairs<String, Any> = [
      "gradients": Code("[1, -infinity] and [NaN, 1]"), "learning rate": 0.5,
    ]
    announce(special)
    PlainDescent([number, lost], learningRate: 0.5).step()
    expectClose(number.data, Tensor([0.5, .infinity]), for: special, "the first parameter")
    expectClose(lost.data, Tensor([Double.nan, 1.5]), for: special, "the second parameter")
    announce(["parameters": Code("none")])
    let idle = PlainDescent([], learningRate: 1)
    idle.zeroGradients()
    idle.step()
  }

  // MARK: train

  func testTrainsTheModelOfTheTutorial() {
    TutorialSentences.drawWhatComesBefore()
    let start = Linear(26, 2)
    let task = Task(
      weight: start.weight.detach(), bias: start.bias.detach(),
      inputs: Tensor.cat(TutorialSentences.examples.indices.map { TutorialSentences.bag($0) }),
      labels: TutorialSentences.examples.map(\.label))
    let told: KeyValuePairs<String, Any> = [
      "examples": Code("those of section 2.6"), "epochs": 100, "learning rate": 0.1,
    ]
    // 400 steps in float32 err by a few millionths.
    let close = Tolerance(relative: 1e-5, absolute: 1e-5)
    let model = StandIn(task.weight, task.bias, learningRate: 0.1)
    announce(told)
    let losses = train(on: task.examples, epochs: 100, by: model, loss: model.loss)
    guard
      expectTraining(
        by: task.loop(epochs: 100, learningRate: 0.1), gave: losses,
        and: ["weight": model.weight.detach(), "bias": model.bias.detach()], tolerance: close,
        for: told)
    else { return }
    TutorialSentences.expectResults(
      of: { model.logProbabilities($0) }, losses: losses, tolerance: close, for: told)
  }

  func testStepsAfterEachExample() {
    let task = randomTask()
    expectRightTraining(of: task, epochs: 2, learningRate: 0.5)
    expectRightTraining(
      of: task, epochs: 2, learningRate: 0.5,
      oldGradients: [inputs.normal(3, 4), inputs.normal(3)],
      "with gradients from before the training still there")
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
    let long = Task(
      weight: task.weight, bias: task.bias, inputs: inputs.normal(9, 4),
      labels: (0..<9).map { $0 % 3 })
    expectRightTraining(of: long, epochs: 2, learningRate: 0.1, "nine examples")
    // Learned already: losses and gradients are 0 from the start.
    let certain = Task(
      weight: Tensor.eye(4)[0..<3] * 900, bias: .zeros(3), inputs: Tensor.eye(4)[0..<3] * 2,
      labels: [0, 1, 2])
    expectRightTraining(of: certain, epochs: 3, learningRate: 0.5, "losses of 0")
    expectRightTraining(of: task, epochs: 3, learningRate: 0, "a learning rate of 0")
    expectRightTraining(of: task, epochs: 1, learningRate: 0.2, "one epoch")
    expectRightTraining(of: task, epochs: 0, learningRate: 0.2, "no epochs")
    expectStepsWhateverTheLosses()
    expectOrderOfAStep()
  }

  /// The loss is read before the step that may change it, and without epochs nothing is asked of
  /// the optimizer.
  private func expectOrderOfAStep() {
    for epochs in [0, 1, 3] {
      let examples = (0..<2).map { (input: Tensor([[1.0]]), label: $0) }
      let told: KeyValuePairs<String, Any> = [
        "loss": Code("how many steps the optimizer has taken when the loss is read"),
        "examples": 2, "epochs": epochs,
      ]
      let journal = Journal()
      announce(told)
      let means = train(on: examples, epochs: epochs, by: journal) { _, _ in
        Journal.Count(journal: journal)
      }
      expectEqual(
        means, (0..<epochs).map { 2 * Double($0) + 0.5 }, for: told,
        "the mean of each epoch, of losses read before their steps")
      expect(
        epochs > 0 || journal.clearings == 0,
        "without epochs nothing changes, and the gradients were made nil", for: told)
    }
  }

  /// NaN and infinity are losses as others are, and numbers of float64 keep their digits.
  private func expectStepsWhateverTheLosses() {
    for losses in [[0.1, 1 / 3], [.nan, 2, 3], [1, .infinity, 3], [-.infinity, 2]] as [[Double]] {
      let examples = losses.indices.map { (input: Tensor([[1.0]]), label: $0) }
      let told: KeyValuePairs<String, Any> = ["the examples' losses": losses, "epochs": 2]
      announce(told)
      let journal = Journal()
      let means = train(on: examples, epochs: 2, by: journal) { _, label in
        Journal.Loss(journal: journal, data: Tensor(losses[label], dtype: .float64))
      }
      expectEqual(
        journal.backwards, 2 * losses.count, for: told, "how often `backward()` was called")
      expectEqual(journal.steps, 2 * losses.count, for: told, "how often the optimizer stepped")
      let mean = losses.reduce(0, +) / Double(losses.count)
      expectClose(
        Tensor(means, dtype: .float64), Tensor([mean, mean], dtype: .float64),
        tolerance: Tolerance(relative: 1e-12, absolute: 0), for: told, "the mean of each epoch")
    }
  }

  private func randomTask() -> Task {
    Task(
      weight: inputs.normal(3, 4), bias: inputs.normal(3),
      inputs: inputs.integers(20, in: 0..<3).to(.float32).view(5, 4),
      labels: inputs.shuffled([0, 1, 2, 0, 1]))
  }

  private func expectRightTraining(
    of task: Task, epochs: Int, learningRate: Double, oldGradients: [Tensor]? = nil,
    _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    let model = StandIn(task.weight, task.bias, learningRate: learningRate)
    if let oldGradients {
      model.weight.grad = oldGradients[0].clone()
      model.bias.grad = oldGradients[1].clone()
    }
    let examples = task.examples
    let told = task.described(epochs: epochs, learningRate: learningRate)
    announce(told)
    let losses = train(on: examples, epochs: epochs, by: model, loss: model.loss)
    guard
      expectTraining(
        by: task.loop(epochs: epochs, learningRate: learningRate, oldGradients: oldGradients),
        gave: losses, and: ["weight": model.weight.detach(), "bias": model.bias.detach()],
        for: told, what, file: file, line: line)
    else { return }
    expect(
      Tensor.cat(examples.map(\.input)).equals(task.inputs),
      "the examples' inputs were changed by the training", for: told, file: file, line: line)
    // With chance in a model, a second call for the same step would be another number.
    expectEqual(
      model.calls, epochs * examples.count, for: told, "how often the loss was computed",
      file: file, line: line)
  }
}

/// An optimizer, with losses, that counts what is asked of it.
private final class Journal: Descent {
  private(set) var backwards = 0
  private(set) var steps = 0
  private(set) var clearings = 0

  func zeroGradients() { clearings += 1 }
  func step() { steps += 1 }

  struct Loss: TrainingLoss {
    let journal: Journal
    let data: Tensor
    func backward() { journal.backwards += 1 }
  }

  /// A loss that grows with every step.
  struct Count: TrainingLoss {
    let journal: Journal
    var data: Tensor { Tensor(Double(journal.steps), dtype: .float64) }
    func backward() {}
  }
}

/// A layer that leaves its name in the graph.
private final class Noting: Layer {
  let parameters: [TensorValue]
  private let name: Double
  private static let names = ["first", "second", "tied", "empty", "twice"]

  init(_ name: String, _ parameters: [TensorValue]) {
    self.parameters = parameters
    self.name = Double(Self.names.firstIndex(of: name)!)
  }

  func callAsFunction(_ input: TensorValue) -> TensorValue {
    TensorValue(Tensor([name]), inputs: [input]) { _ in [] }
  }

  /// The name of the layer that gave a value; nil for a value that none gave.
  static func name(of value: TensorValue) -> String? {
    value.inputs.isEmpty ? nil : names[Int(value.data.doubles()[0])]
  }
}

/// A model and an optimizer of the library's, in place of the student's where the loop is judged.
private final class StandIn: Descent {
  let weight: Tensor, bias: Tensor
  private let optimizer: SGD
  private(set) var calls = 0

  init(_ weight: Tensor, _ bias: Tensor, learningRate: Double) {
    self.weight = weight.clone().requiringGradient()
    self.bias = bias.clone().requiringGradient()
    optimizer = SGD([self.weight, self.bias], learningRate: learningRate)
  }

  func logProbabilities(_ input: Tensor) -> Tensor {
    linear(input, weight: weight, bias: bias).logSoftmax(dim: 1)
  }

  func loss(_ input: Tensor, _ label: Int) -> any TrainingLoss {
    calls += 1
    return StandInLoss(tensor: nllLoss(logProbabilities(input), Tensor([label])))
  }

  func zeroGradients() { optimizer.zeroGrad() }

  func step() { optimizer.step() }
}

private struct StandInLoss: TrainingLoss {
  let tensor: Tensor
  var data: Tensor { tensor.detach() }
  func backward() { tensor.backward() }
}

/// Examples to train on, and the parameters to start from.
private struct Task {
  let weight: Tensor, bias: Tensor, inputs: Tensor, labels: [Int]

  var examples: [(input: Tensor, label: Int)] {
    labels.enumerated().map { (inputs[$0..<$0 + 1], $1) }
  }

  /// The training as it should be.
  func loop(epochs: Int, learningRate: Double, oldGradients: [Tensor]? = nil) -> TrainingLoop {
    TrainingLoop(
      from: [weight, bias], oldGradients: oldGradients, examples: labels.count, epochs: epochs,
      learningRate: learningRate
    ) { parameters, example in
      let row = inputs[example..<example + 1].to(.float64)
      let scores = linear(row, weight: parameters[0], bias: parameters[1])
      return nllLoss(scores.logSoftmax(dim: 1), Tensor([labels[example]]))
    }
  }

  func described(epochs: Int, learningRate: Double) -> KeyValuePairs<String, Any> {
    [
      "the examples' inputs": inputs, "their labels": labels, "weight": weight, "bias": bias,
      "epochs": epochs, "learning rate": learningRate,
    ]
  }
}
