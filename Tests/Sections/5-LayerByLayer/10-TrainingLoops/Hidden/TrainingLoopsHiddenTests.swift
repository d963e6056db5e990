import ExerciseTesting
import Layerwise
import TrainingLoops
import XCTest

final class TrainingLoopsHiddenTests: ExerciseTestCase {
  // MARK: step

  func testStepIsExact() {
    for (what, make) in networks { expectStep(of: make(), what) }
    let network = Sequential(Linear(3, 2), CMul(2))
    expectStep(of: network, rate: 0, "a learning rate of 0")
    // Nothing is clipped, corrected or rounded off.
    let factors = CMul(4)
    factors.weight = Tensor([1, 2, 1e-9, -1e6], dtype: .float64)
    factors.gradWeight.copy(from: Tensor([1e30, 1e-12, -1e-9, .nan], dtype: .float64))
    expectStep(of: factors, filled: true, "gradients that are very large, very small or NaN")
  }

  func testStepsInPlaceAndOnce() {
    let shared = Linear(2, 2)
    expectStep(of: Sequential(shared, Tanh(), shared), "a module that is used in two places")
    let network = Sequential(Tanh(), Abs())
    announce(["network": Code("Sequential(Tanh(), Abs())"), "learningRate": 0.5])
    step(network, learningRate: 0.5)
    step(Sequential(), learningRate: 0.5)
    expectEqual(network.parameters().count, 0, for: [:], "parameters of a network without any")
  }

  /// Holds a step, and a second one, against the rule, number by number.
  private func expectStep(
    of network: Module, rate: Double? = nil, filled: Bool = false, _ what: String,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    if !filled { fill(network, gradients: true) }
    let rate = rate ?? inputs.number(in: 0.1...0.9)
    let flat = network.getParameters()
    let (before, slopes) = (flat.weights.clone(), flat.gradients.clone())
    let told: KeyValuePairs<String, Any> = [
      "network": Code("\(network)"), "its parameters": before, "their gradients": slopes,
      "learningRate": rate,
    ]
    for times in [1.0, 2.0] {
      announce(told)
      step(network, learningRate: rate)
      func moved(_ factor: Double) -> Tensor {
        Tensor(
          zip(before.doubles(), slopes.doubles()).map { $0 - factor * $1 }, dtype: .float64)
      }
      let isRight = expectClose(
        flat.weights, moved(rate * times), for: told,
        "\(what): all parameters" + (times == 2 ? ", after a second step" : ""),
        recognising: [
          "no parameter moves: the new numbers belong to other tensors": before,
          "the step goes along the gradient, uphill": moved(-rate * times),
          "the learning rate is left out": moved(times),
          "every parameter moves twice": moved(2 * rate * times),
        ], file: file, line: line)
      guard isRight else { return }
      expectClose(
        flat.gradients, slopes, for: told, "\(what): the gradients, which stay as they are",
        file: file, line: line)
      expect(
        network.isTraining, "\(what): the network's `isTraining` has changed", for: told,
        file: file, line: line)
    }
  }

  /// Networks by what they are.
  private var networks: [(String, () -> Module)] {
    [
      ("two layers", { Sequential(Linear(4, 3), Tanh(), Linear(3, 1)) }),
      ("a module by itself", { CMul(3) }),
      ("one parameter of one element", { Add(1) }),
      ("a container in a container", { Sequential(Sequential(Linear(2, 2)), CMul(2)) }),
      ("eight parameters", { Sequential(Linear(2, 2), Linear(2, 3), Linear(3, 2), Linear(2, 1)) }),
      ("modules side by side", { ParallelTable(LookupTable(3, 2), Linear(2, 2)) }),
    ]
  }

  /// Gives a network random parameters, and gradients if asked for.
  private func fill(_ network: Module, gradients: Bool) {
    for (weight, gradient) in network.parameters() {
      weight.copy(from: numbers(weight.shape))
      if gradients { gradient.copy(from: numbers(gradient.shape)) }
    }
  }

  private func numbers(_ shape: Shape) -> Tensor {
    inputs.awayFromZero(shape.elementCount, dtype: .float64).view(shape)
  }

  // MARK: Both loops

  /// Something to train, and its loss by automatic differentiation.
  private struct Task {
    let what: String
    let network: Module, criterion: Criterion
    let input: Tensor, target: Tensor
    /// The loss, from the parameters in their order.
    let loss: ([Tensor]) -> Tensor
  }

  private typealias Training = (Task, _ epochs: Int, _ learningRate: Double) -> [Double]

  /// The answer's two loops, in one form.
  private let byModule: Training = { task, epochs, rate in
    train(
      task.network, criterion: task.criterion, on: task.input, task.target, epochs: epochs,
      learningRate: rate)
  }
  private let byFlatParameters: Training = { task, epochs, rate in
    trainFlat(
      task.network, task.network.getParameters(), criterion: task.criterion, on: task.input,
      task.target, epochs: epochs, learningRate: rate)
  }

  private func perceptron(_ examples: Int, _ what: String) -> Task {
    let (x, y) = (numbers([examples, 4]), numbers([examples]))
    return Task(
      what: what, network: Sequential(Linear(4, 3), Tanh(), Linear(3, 1)),
      criterion: MSECriterion(), input: x, target: y
    ) { p in
      let hidden = linear(x, weight: p[0], bias: p[1]).tanh()
      return (linear(hidden, weight: p[2], bias: p[3]).view(-1) - y).square().mean()
    }
  }

  private var classification: Task {
    let (x, classes) = (numbers([5, 4]), inputs.integers(5, in: 1..<4))
    return Task(
      what: "a classifier", network: Sequential(Linear(4, 3), LogSoftMax()),
      criterion: ClassNLLCriterion(), input: x, target: classes
    ) { p in
      nllLoss(linear(x, weight: p[0], bias: p[1]).logSoftmax(dim: 1), classes - 1)
    }
  }

  private var shared: Task {
    let (x, y) = (numbers([3, 2]), numbers([3, 2]))
    let layer = Linear(2, 2)
    return Task(
      what: "a module that is used in two places", network: Sequential(layer, Tanh(), layer),
      criterion: MSECriterion(sizeAverage: false), input: x, target: y
    ) { p in
      let hidden = linear(x, weight: p[0], bias: p[1]).tanh()
      return (linear(hidden, weight: p[0], bias: p[1]) - y).square().sum()
    }
  }

  private var factors: Task {
    factors(
      numbers([2, 3]).stridedCopy, numbers([2, 3]).stridedCopy, "not contiguous tensors")
  }

  /// A module by itself, on whatever input there is.
  private func factors(_ x: Tensor, _ y: Tensor, _ what: String) -> Task {
    let data = x.detach().clone()
    return Task(
      what: "CMul by itself, \(what)", network: CMul(Shape(x.shape.dropFirst())),
      criterion: MSECriterion(), input: x, target: y
    ) { p in (data * p[0] - y).square().mean() }
  }

  /// Trains, and compares losses, parameters and what has to stay as it was.
  private func expectRight(
    _ training: Training, of task: Task, epochs: Int, rate: Double, old: Bool = false,
    filled: Bool = false, tolerance: Tolerance? = nil, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    if !filled { fill(task.network, gradients: old) }
    let parts = task.network.parameters()
    let shapes = parts.map(\.weight.shape)
    func joined(_ tensors: [Tensor]) -> Tensor { .cat(tensors.map { $0.reshape(-1) }) }
    func split(_ flat: Tensor) -> [Tensor] {
      var start = 0
      return shapes.map { shape in
        defer { start += shape.elementCount }
        return flat.narrow(0, start: start, length: shape.elementCount).view(shape)
      }
    }
    let loop = TrainingLoop(
      from: [joined(parts.map(\.weight))],
      oldGradients: old ? [joined(parts.map(\.gradient))] : nil, epochs: epochs,
      learningRate: rate
    ) { flat, _ in task.loss(split(flat[0])) }
    let told: KeyValuePairs<String, Any> = [
      "network": Code("\(task.network)"), "its parameters": joined(parts.map(\.weight)),
      "input": task.input.detach().clone(), "target": task.target.clone(), "epochs": epochs,
      "learningRate": rate,
    ]
    let (x, y) = (task.input.detach().clone(), task.target.detach().clone())
    let flags = Flags(task)
    announce(told)
    let losses = training(task, epochs, rate)
    let after = joined(task.network.parameters().map(\.weight))
    let title = [task.what, what].filter { !$0.isEmpty }.joined(separator: ", ")
    guard
      expectTraining(
        by: loop, gave: losses, and: ["the parameters, one after the other": after],
        tolerance: tolerance, for: told, title, file: file, line: line)
    else { return }
    let same = task.input.detach().doubles() == x.doubles() && task.target.doubles() == y.doubles()
    let hasNaN = (x.doubles() + y.doubles()).contains(where: \.isNaN)
    expect(
      same || hasNaN, "\(title): the training has changed the input or the target", for: told,
      file: file, line: line)
    if let change = flags.change(to: Flags(task)) {
      expect(false, "\(title): \(change)", for: told, file: file, line: line)
    }
    expect(
      !after.requiresGrad, "\(title): a parameter requires a gradient afterwards", for: told,
      file: file, line: line)
  }

  /// What a training has no business with.
  private struct Flags {
    let requiresGrad: [Bool], gradients: [[Double]?], isTraining: Bool

    init(_ task: Task) {
      requiresGrad = [task.input, task.target].map(\.requiresGrad)
      gradients = [task.input, task.target].map { $0.grad?.doubles() }
      isTraining = task.network.isTraining
    }

    func change(to after: Flags) -> String? {
      if after.isTraining != isTraining {
        return "the network's `isTraining` has changed"
      }
      for (index, name) in ["input", "target"].enumerated() {
        if after.requiresGrad[index] != requiresGrad[index] {
          return "`requiresGrad` of the \(name) has changed"
        }
        if after.gradients[index] != gradients[index] {
          return "`grad` of the \(name) has changed"
        }
      }
      return nil
    }
  }

  /// From Torch7's seed 287: the tutorial's data and network.
  private var tutorial: Task {
    manualSeed(287, dialect: .torch7)
    let x = Tensor.randn(5, 4, dtype: .float64)
    let y =
      x.matmul(Tensor.randn(4, dtype: .float64)).square() + Tensor.randn(5, dtype: .float64)
    return Task(
      what: "the tutorial's network", network: Sequential(Linear(4, 3), Tanh(), Linear(3, 1)),
      criterion: MSECriterion(), input: x, target: y
    ) { p in
      let hidden = linear(x, weight: p[0], bias: p[1]).tanh()
      return (linear(hidden, weight: p[2], bias: p[3]).view(-1) - y).square().mean()
    }
  }

  /// PyTorch's, from Torch7's numbers: Tests/Fixtures/make_layerwise.py.
  private let tutorialLosses = [
    1.4847964912906915, 1.447153802283499, 1.4123791149844873, 1.380183766544276,
    1.3503120157517838,
  ]

  private func expectTutorial(
    _ training: Training, file: StaticString = #filePath, line: UInt = #line
  ) {
    expectRight(
      training, of: tutorial, epochs: 5, rate: 0.01, filled: true, file: file, line: line)
    let told: KeyValuePairs<String, Any> = ["epochs": 5, "learningRate": 0.01]
    announce(told)
    expectClose(
      Tensor(training(tutorial, 5, 0.01), dtype: .float64),
      Tensor(tutorialLosses, dtype: .float64), for: told,
      "the losses of the tutorial's network, beside PyTorch", file: file, line: line)
  }

  private func expectEveryTask(
    _ training: Training, file: StaticString = #filePath, line: UInt = #line
  ) {
    let rate = inputs.number(in: 0.05...0.2)
    for task in [perceptron(5, "two layers"), classification, factors, shared] {
      expectRight(training, of: task, epochs: 4, rate: rate, file: file, line: line)
    }
    expectRight(
      training, of: perceptron(1, "two layers, a batch of one"), epochs: 3, rate: rate,
      file: file, line: line)
    expectRight(
      training, of: perceptron(4, "two layers, as many examples as inputs"), epochs: 3,
      rate: rate, file: file, line: line)
  }

  private func expectSpecialCases(
    _ training: Training, file: StaticString = #filePath, line: UInt = #line
  ) {
    expectRight(
      training, of: perceptron(3, "two layers"), epochs: 3, rate: 0.1, old: true,
      "with gradients from before", file: file, line: line)
    let stale = perceptron(3, "two layers")
    fill(stale.network, gradients: true)
    for (_, gradient) in stale.network.parameters() { gradient.fill(Double.nan) }
    expectRight(
      training, of: stale, epochs: 3, rate: 0.1, old: true, filled: true,
      "with gradients of NaN from before", file: file, line: line)
    expectOnePassAnEpoch(training, file: file, line: line)
    expectRight(
      training, of: classification, epochs: 1, rate: 0.3, "one epoch", file: file, line: line)
    expectRight(
      training, of: classification, epochs: 25, rate: 0.1, "many epochs", file: file, line: line)
    expectRight(
      training, of: classification, epochs: 0, rate: 0.3, "no epochs", file: file, line: line)
    let idle = classification
    fill(idle.network, gradients: true)
    let before = idle.network.parameters().map { $0.gradient.clone() }
    announce(["epochs": 0])
    _ = training(idle, 0, 0.3)
    for (parameter, gradient) in zip(idle.network.parameters(), before) {
      expectClose(
        parameter.gradient, gradient, for: ["epochs": 0],
        "a gradient that the network held before no epochs", file: file, line: line)
    }
    expectRight(
      training, of: classification, epochs: 3, rate: 0, "a learning rate of 0", file: file,
      line: line)
    // Numbers of all sizes, and none: the loop goes on.
    let y = numbers([2, 2, 2])
    for (what, x, rate) in [
      ("three dimensions", numbers([2, 2, 2]), 0.1), ("large inputs", y * 3000, 1e-8),
      ("inputs near 0", y * 1e-8, 0.1), ("inputs far below 0", numbers([2, 2, 2]) - 1000, 1e-7),
    ] {
      expectRight(
        training, of: factors(x, y, what), epochs: 3, rate: rate, file: file, line: line)
    }
    for (what, number) in [("a target of NaN", Double.nan), ("an infinite target", .infinity)] {
      let target = Tensor([[1, number, 2]], dtype: .float64)
      expectRight(
        training, of: factors(numbers([1, 3]), target, what), epochs: 3, rate: 0.1, file: file,
        line: line)
    }
    // Flags of arguments and modes of networks are others' business.
    let leaf = numbers([2, 3]).requiringGradient()
    leaf.grad = numbers([2, 3])
    expectRight(
      training, of: factors(leaf, numbers([2, 3]), "an input that has a gradient"), epochs: 2,
      rate: 0.1, file: file, line: line)
    let bare = numbers([2, 3]).requiringGradient()
    expectRight(
      training, of: factors(bare, numbers([2, 3]), "an input that requires a gradient"),
      epochs: 2, rate: 0.1, file: file, line: line)
    let evaluating = classification
    evaluating.network.evaluate()
    expectRight(
      training, of: evaluating, epochs: 2, rate: 0.1, "in the mode of use", file: file, line: line)
    // Beyond the limit: losses by powers of ten, with rounding errors to match.
    expectRight(
      training, of: factors, epochs: 6, rate: 30,
      tolerance: Tolerance(relative: 0x1p-36, absolute: 0x1p-36), "a loss that grows", file: file,
      line: line)
    // At rest from the start.
    let (x, still) = (numbers([2, 3]), CMul(3))
    still.weight = Tensor([1, 1, 1], dtype: .float64)
    let rest = Task(
      what: "a loss of 0", network: still, criterion: MSECriterion(), input: x,
      target: x.clone()
    ) { p in (x * p[0] - x).square().mean() }
    expectRight(training, of: rest, epochs: 4, rate: 0.1, filled: true, file: file, line: line)
    // 0 is no lowest loss here: it is where the training begins, and the slope is not 0.
    let sliding = CMul(3)
    sliding.weight = Tensor([1, 1, 1], dtype: .float64)
    let below = Task(
      what: "a loss that begins at 0 and falls", network: sliding, criterion: Surplus(), input: x,
      target: x.clone()
    ) { p in (x * p[0] - x).sum() }
    expectRight(training, of: below, epochs: 3, rate: 0.1, filled: true, file: file, line: line)
  }

  /// By how much the predictions are larger than the targets, in all.
  private final class Surplus: Criterion {
    override func updateOutput(_ input: Tensor, _ target: Tensor) -> Double {
      (input - target).sum().item()
    }

    override func updateGradInput(_ input: Tensor, _ target: Tensor) -> Tensor {
      Tensor.ones(like: input)
    }
  }

  /// Hands on what it gets, and counts.
  private final class Counting: Module {
    private(set) var forwards = 0, backwards = 0

    override func updateOutput(_ input: Tensor) -> Tensor {
      forwards += 1
      return input * 1
    }

    override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
      backwards += 1
      return gradOutput * 1
    }
  }

  private func expectOnePassAnEpoch(_ training: Training, file: StaticString, line: UInt) {
    let (x, y, counting) = (numbers([2, 3]), numbers([2, 3]), Counting())
    let task = Task(
      what: "a module that counts", network: Sequential(CMul(3), counting),
      criterion: MSECriterion(), input: x, target: y
    ) { p in (x * p[0] - y).square().mean() }
    expectRight(training, of: task, epochs: 3, rate: 0.1, file: file, line: line)
    expectEqual(
      [counting.forwards, counting.backwards], [3, 3], for: ["epochs": 3],
      "how often a module ran forward, and backward", file: file, line: line)
  }

  func testTrainsTheTutorialsNetwork() { expectTutorial(byModule) }

  func testTrainsAnyNetwork() { expectEveryTask(byModule) }

  func testTrainsWhateverTheLossDoes() { expectSpecialCases(byModule) }

  func testFlatTrainingGivesTheSameLosses() {
    expectTutorial(byFlatParameters)
    expectEveryTask(byFlatParameters)
    let task = perceptron(4, "two layers")
    fill(task.network, gradients: true)
    let flat = task.network.getParameters()
    let told: KeyValuePairs<String, Any> = [
      "network": Code("\(task.network)"), "flat weights": flat.weights.clone(), "epochs": 2,
    ]
    announce(told)
    _ = trainFlat(
      task.network, flat, criterion: task.criterion, on: task.input, task.target, epochs: 2,
      learningRate: 0.1)
    let parameters = Tensor.cat(task.network.parameters().map { $0.weight.reshape(-1) })
    expectClose(
      flat.weights, parameters, for: told,
      "the flat weights afterwards, beside the network's own parameters")
    for (index, parameter) in task.network.parameters().enumerated() {
      expect(
        parameter.weight.sharesStorage(with: flat.weights)
          && parameter.gradient.sharesStorage(with: flat.gradients),
        "parameter \(index + 1) is no view of the flat tensors any more", for: told)
    }
  }

  func testFlatTrainingWhateverTheLossDoes() { expectSpecialCases(byFlatParameters) }

  // MARK: flatten

  func testFlatTensorsHoldEverything() {
    for (what, make) in networks + [("no parameters", { Sequential(Tanh()) })] {
      let network = make()
      fill(network, gradients: true)
      let parts = network.parameters().map { ($0.weight.clone(), $0.gradient.clone()) }
      let told: KeyValuePairs<String, Any> = [
        "network": Code("\(network)"), "its parameters": parts.map(\.0),
      ]
      announce(told)
      let flat = flatten(network)
      expect(
        network.isTraining, "\(what): the network's `isTraining` has changed", for: told)
      for (name, got, tensors) in [
        ("weights", flat.weights, parts.map(\.0)), ("gradients", flat.gradients, parts.map(\.1)),
      ] {
        expectClose(
          got, Tensor(tensors.flatMap { $0.doubles() }, dtype: .float64), for: told,
          "\(what): \(name)")
      }
      for (index, pair) in zip(network.parameters(), parts).enumerated() {
        expectClose(
          pair.0.weight, pair.1.0, for: told, "\(what): parameter \(index + 1) of the network")
        expectClose(
          pair.0.gradient, pair.1.1, for: told, "\(what): gradient \(index + 1) of the network")
      }
    }
  }

  func testViewsStayViews() {
    let (layer, last) = (Linear(3, 2), Linear(2, 1))
    let network = Sequential(layer, Tanh(), last)
    fill(network, gradients: true)
    let told: KeyValuePairs<String, Any> = ["network": Code("\(network)")]
    announce(told)
    let flat = flatten(network)
    expectEqual(flat.weights.shape, [11], for: told, "the shape of the flat weights")
    guard flat.weights.shape == [11], flat.gradients.shape == [11] else { return }
    let (weights, gradients) = (numbers([11]), numbers([11]))
    flat.weights.copy(from: weights)
    flat.gradients.copy(from: gradients)
    let places = [0..<6, 6..<8, 8..<10, 10..<11]
    for (index, pair) in zip(network.parameters(), places).enumerated() {
      let shape = pair.0.weight.shape
      expectClose(
        pair.0.weight, weights[pair.1].view(shape), for: told,
        "parameter \(index + 1) after a change of the flat weights")
      expectClose(
        pair.0.gradient, gradients[pair.1].view(shape), for: told,
        "gradient \(index + 1) after a change of the flat gradients")
    }
    let other = numbers([2, 3])
    layer.weight = other
    last.bias.fill(4)
    expectClose(
      flat.weights,
      Tensor(
        other.doubles() + weights[6..<10].doubles() + [4], dtype: .float64), for: told,
      "the flat weights after a change of the network's")
    network.zeroGradParameters()
    expectClose(
      flat.gradients, Tensor.zeros(11, dtype: .float64), for: told,
      "the flat gradients after zeroGradParameters")
    let x = numbers([4, 3])
    network.forward(x)
    network.backward(x, Tensor.ones(4, 1, dtype: .float64))
    expectClose(
      flat.gradients[0..<6].view(2, 3), layer.gradWeight, for: told,
      "the flat gradients after backward")
    expect(
      flat.gradients.abs().sum().item() > 0, "backward does not reach the flat gradients",
      for: told)
    flat.gradients.fill(0)
    expectClose(
      layer.gradWeight, Tensor.zeros(2, 3, dtype: .float64), for: told,
      "gradWeight after the flat gradients were set to 0")
  }

  func testASharedModuleIsThereOnce() {
    let shared = Linear(2, 2)
    let network = Sequential(shared, Tanh(), shared, CMul(2))
    fill(network, gradients: true)
    let told: KeyValuePairs<String, Any> = ["network": Code("\(network)")]
    announce(told)
    let flat = flatten(network)
    expectEqual(flat.weights.shape, [8], for: told, "the shape of the flat weights")
    guard flat.weights.shape == [8] else { return }
    let numbers = numbers([8])
    flat.weights.copy(from: numbers)
    expectClose(
      shared.weight, numbers[0..<4].view(2, 2), for: told, "the weight of the shared module")
    expectClose(shared.bias, numbers[4..<6], for: told, "the bias of the shared module")
    // Called again, it moves everything again, with its numbers.
    let again = flatten(network)
    expectClose(again.weights, numbers, for: told, "flat weights of a second call")
    again.weights.fill(3)
    expectClose(
      shared.weight, Tensor.full([2, 2], 3, dtype: .float64), for: told,
      "the shared weight after a second call")
  }
}
