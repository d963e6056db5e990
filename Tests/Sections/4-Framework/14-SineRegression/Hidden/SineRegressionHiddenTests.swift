import ExerciseTesting
import Kindling
import RealModule
import SineRegression
import XCTest

final class SineRegressionHiddenTests: ExerciseTestCase {
  // MARK: batches

  /// Examples that can be told apart: the inputs of row i are i, i + 0.25, and its target is -i.
  private func examples(
    _ count: Int, width: Int = 1, dtype: DType = .float32
  ) -> (x: Tensor, y: Tensor) {
    let x = (0..<count).flatMap { row -> [Double] in
      (0..<width).map { Double(row) + 0.25 * Double($0) }
    }
    let y = (0..<count).map { -Double($0) }
    return (
      Tensor(x, dtype: dtype).view([count, width]), Tensor(y, dtype: dtype).view([count, 1])
    )
  }

  /// What is wrong with how the examples are cut up; nil when nothing is.
  private func problem(
    _ all: [(x: Tensor, y: Tensor)], _ x: Tensor, _ y: Tensor, _ size: Int
  ) -> String? {
    let count = x.shape[0]
    let sizes = stride(from: 0, to: count, by: size).map { min(size, count - $0) }
    let got = all.map { $0.x.rank == 0 ? -1 : $0.x.shape[0] }
    if got != sizes {
      return sizes.isEmpty
        ? "without examples there should be no batch, and the batches have \(got) rows"
        : "the batches should have \(sizes) rows, and have \(got)"
    }
    for (number, batch) in all.enumerated() {
      for (name, tensor, whole) in [("x", batch.x, x), ("y", batch.y, y)] {
        let shape = Shape([sizes[number], whole.shape[1]])
        if tensor.shape != shape || tensor.dtype != whole.dtype {
          return "\(name) of batch \(number) should be \(whole.dtype) \(shape), and is "
            + "\(tensor.dtype) \(tensor.shape)"
        }
      }
    }
    return nil
  }

  private func rows(_ all: [(x: Tensor, y: Tensor)], width: Int = 1) -> [Int] {
    all.flatMap { batch in
      let numbers = batch.x.doubles()
      return stride(from: 0, to: numbers.count, by: width).map { Int(numbers[$0]) }
    }
  }

  func testBatchesInOrder() {
    for (count, size, width, dtype) in [
      (7, 3, 1, DType.float32), (6, 3, 2, .float64), (5, 1, 1, .float16), (3, 10, 1, .float32),
      (4, 4, 3, .float32), (1, 1, 1, .float32), (0, 2, 1, .float32), (65, 32, 1, .float32),
      (30, 2, 7, .float32),
    ] {
      let (x, y) = examples(count, width: width, dtype: dtype)
      let told: KeyValuePairs<String, Any> = [
        "x": Code("\(dtype) [\(count), \(width)]"), "size": size, "shuffled": false,
      ]
      announce(told)
      let all = batches(x.stridedCopy, y, size: size, shuffled: false)
      if let problem = problem(all, x, y, size) { return expect(false, problem, for: told) }
      expectEqual(all.flatMap { $0.x.doubles() }, x.doubles(), for: told, "all x, in order")
      expectEqual(all.flatMap { $0.y.doubles() }, y.doubles(), for: told, "all y, in order")
    }
    let classes = Tensor([[3], [1], [2]])
    announce(["y": classes])
    let all = batches(classes, classes, size: 2, shuffled: false)
    expectEqual(
      all.map { $0.x.ints() + $0.y.ints() }, [[3, 1, 3, 1], [2, 2]],
      for: ["x": classes, "y": classes, "size": 2], "whole numbers")
    expectOwnWidthsAndDtypes()
  }

  /// Inputs and targets have each their own width and dtype.
  private func expectOwnWidthsAndDtypes() {
    let x = Tensor((0..<5).map { [0.5, Double($0)] })
    let y = Tensor((0..<5).map { [1 << 30 + 1 - $0, $0, -$0] })
    for shuffled in [false, true] {
      for (x, y) in [(x, y), (y, x)] {
        let told: KeyValuePairs<String, Any> = ["x": x, "y": y, "size": 2, "shuffled": shuffled]
        announce(told)
        let all = batches(x, y, size: 2, shuffled: shuffled)
        if let problem = problem(all, x, y, 2) { return expect(false, problem, for: told) }
        // In order of the second number, which tells the rows of both apart.
        func sorted(_ rows: Tensor) -> [[Double]] {
          (0..<5).map { rows[$0].doubles() }.sorted { $0[1] < $1[1] }
        }
        for (name, found, whole) in [("x", all.map(\.x), x), ("y", all.map(\.y), y)] {
          expectEqual(
            sorted(Tensor.cat(found)), sorted(whole), for: told, "the rows of \(name), sorted")
        }
      }
    }
  }

  func testShuffledPairs() {
    // The whole in one batch, too, which is full or not.
    for (count, size, width) in [
      (40, 7, 1), (33, 8, 2), (12, 12, 2), (12, 20, 1), (1, 1, 1), (0, 3, 1),
    ] {
      let (x, y) = examples(count, width: width)
      let told: KeyValuePairs<String, Any> = [
        "x": Code("[\(count), \(width)]"), "size": size, "shuffled": true,
      ]
      announce(told)
      let all = batches(x, y, size: size, shuffled: true)
      if let problem = problem(all, x, y, size) { return expect(false, problem, for: told) }
      let order = rows(all, width: width)
      expectEqual(order.sorted(), Array(0..<count), for: told, "the examples, sorted")
      expectEqual(
        all.flatMap { $0.y.doubles() }, order.map { -Double($0) }, for: told,
        "the targets, in the order of their inputs")
      expectEqual(
        all.flatMap { $0.x.doubles() },
        order.flatMap { row in (0..<width).map { Double(row) + 0.25 * Double($0) } }, for: told,
        "the inputs, row by row")
    }
  }

  func testEachEpochHasAnOrderOfItsOwn() {
    let (x, y) = examples(40)
    let told: KeyValuePairs<String, Any> = ["x": Code("[40, 1]"), "size": 8, "shuffled": true]
    announce(told)
    func order() -> [Int] { rows(batches(x, y, size: 8, shuffled: true)) }
    let seed = UInt64(inputs.integer(in: 1...1000))
    manualSeed(seed)
    let (first, second) = (order(), order())
    expect(first != second, "two calls give the same order", for: told)
    expect(first != Array(0..<40), "the order is not random", for: told)
    manualSeed(seed)
    expectEqual(order(), first, for: told, "the order after the same seed")
    manualSeed(seed + 1)
    expect(order() != first, "another seed gives the same order", for: told)
    // Wherever it was, an example may come anywhere: in 300 orders of 4, each place has each example
    // about 75 times, and hardly ever below 40; and each of the 12 pairs follow one another about as
    // often.
    let (few, targets) = examples(4)
    var counts = Array(repeating: 0, count: 16)
    var pairs = Array(repeating: 0, count: 16)
    for _ in 0..<300 {
      let order = rows(batches(few, targets, size: 2, shuffled: true))
      guard order.count == 4 else { return expect(false, "there are not 4 examples", for: told) }
      for (place, row) in order.enumerated() { counts[4 * place + row] += 1 }
      for (row, next) in zip(order, order.dropFirst()) { pairs[4 * row + next] += 1 }
    }
    expect(
      counts.allSatisfy { $0 >= 40 }, "some examples hardly ever come to some places",
      for: ["how often example j came to place i, of 300": counts])
    expect(
      pairs.indices.allSatisfy { $0 / 4 == $0 % 4 || pairs[$0] >= 30 },
      "some examples hardly ever follow some others",
      for: ["how often example j came after example i, in 300 orders": pairs])
  }

  // MARK: sineModel

  private func reference() -> Sequential {
    Sequential(Linear(1, 5), ReLU(), Linear(5, 5), ReLU(), Linear(5, 5), ReLU(), Linear(5, 1))
  }

  func testModelOfFourMaps() {
    for _ in 0..<3 {
      let seed = UInt64(inputs.integer(in: 1...1000))
      manualSeed(seed)
      let right = reference()
      manualSeed(seed)
      announce(["seed": Int(seed)])
      let model = sineModel()
      expectEqual(
        model.parameters().map { $0.shape.description },
        right.parameters().map { $0.shape.description }, for: ["seed": Int(seed)],
        "the shapes of the parameters")
      guard model.parameters().count == right.parameters().count else { return }
      for (index, (got, expected)) in zip(model.parameters(), right.parameters()).enumerated() {
        guard
          expectClose(
            got.detach(), expected.detach(), for: ["seed": Int(seed)], "parameter \(index)")
        else { return }
      }
      // The biases are made large, so that every relu has something to cut off.
      withoutGradients {
        for parameters in [model.parameters(), right.parameters()] {
          for (index, parameter) in parameters.enumerated() {
            parameter *= index % 2 == 0 ? 2 : -1.5
          }
        }
      }
      // Once more with the last map turned round, so that results of both signs come.
      for sign in [1.0, -1] {
        withoutGradients {
          for parameters in [model.parameters(), right.parameters()] {
            for parameter in parameters.suffix(2) { parameter *= sign }
          }
        }
        expectSameGradients(model, right, at: inputs.normal(6, 1, scale: 3))
        for input in [inputs.normal(6, 1, scale: 3), inputs.normal(1, 1), Tensor.zeros(0, 1)] {
          expectClose(
            model(input).detach(), right(input).detach(),
            for: ["seed": Int(seed), "input": input], "the result")
        }
      }
    }
  }

  /// Every parameter has the gradient that it should have, in either mode.
  private func expectSameGradients(_ model: Module, _ right: Module, at input: Tensor) {
    for mode in [false, true] {
      model.train(mode)
      let told: KeyValuePairs<String, Any> = [
        "input": input, "model": Code(mode ? "in training mode" : "in evaluation mode"),
      ]
      announce(told)
      let result = model(input)
      guard result.requiresGrad else {
        return expect(false, "the result is cut off from the parameters", for: told)
      }
      let expected = grad(of: right(input).sum(), withRespectTo: right.parameters())
      let found = grad(of: result.sum(), withRespectTo: model.parameters())
      for (index, (found, expected)) in zip(found, expected).enumerated() {
        expectClose(
          found ?? Tensor.zeros(like: expected!), expected!, for: told,
          "the gradient of parameter \(index)")
      }
    }
  }

  // MARK: train

  /// A small model that notes the mode it computes in.
  private final class Noting: Module {
    let map: Linear
    var modes: [Bool] = []
    var recorded: [Bool] = []

    init(_ map: Linear) { self.map = map }

    override func forward(_ input: Tensor) -> Tensor {
      modes.append(isTraining)
      let result = map(input)
      recorded.append(result.requiresGrad)
      return result
    }
  }

  /// Batches of 4, 4 and 2 rows for each of `epochs` epochs.
  private func randomEpochs(_ epochs: Int, outputs: Int = 1) -> [[(x: Tensor, y: Tensor)]] {
    (0..<epochs).map { _ in
      [4, 4, 2].map { rows in
        (
          x: inputs.normal(rows, 2, dtype: .float64),
          y: inputs.normal(rows, outputs, dtype: .float64)
        )
      }
    }
  }

  private func makeModel(outputs: Int = 1) -> Noting {
    let model = Noting(Linear(2, outputs))
    let start = inputs.normal(outputs, 2, dtype: .float64)
    model.to(.float64)
    withoutGradients {
      model.map.weight.copy(from: start)
      model.map.bias.fill(inputs.number(in: -1...1))
    }
    return model
  }

  /// The loop as it should be, by the library; or as it is when no gradient is forgotten, with
  /// those that were there before the first step.
  private func right(
    _ model: Noting, _ epochs: [[(x: Tensor, y: Tensor)]], rate: Double,
    adding gathered: [Tensor]? = nil
  ) -> (losses: [Double], weight: Tensor, bias: Tensor) {
    var gathered = gathered
    let weight = model.map.weight.detach().clone().requiringGradient()
    let bias = model.map.bias.detach().clone().requiringGradient()
    let losses = epochs.map { batches in
      var (sum, count) = (0.0, 0)
      for (x, y) in batches {
        let loss = mseLoss(linear(x, weight: weight, bias: bias), y)
        var slopes = grad(of: loss, withRespectTo: [weight, bias]).map { $0! }
        if let before = gathered {
          slopes = zip(before, slopes).map(+)
          gathered = slopes
        }
        withoutGradients {
          weight -= slopes[0] * rate
          bias -= slopes[1] * rate
        }
        sum += (loss.item() as Double) * Double(x.shape[0])
        count += x.shape[0]
      }
      return sum / Double(count)
    }
    return (losses, weight.detach(), bias.detach())
  }

  private func expectRun(
    epochs count: Int, outputs: Int = 1,
    _ check: (
      Noting, [Double], (losses: [Double], weight: Tensor, bias: Tensor),
      _ unreset: (losses: [Double], weight: Tensor, bias: Tensor), KeyValuePairs<String, Any>
    ) -> Void
  ) {
    let (model, epochs) = (makeModel(outputs: outputs), randomEpochs(count, outputs: outputs))
    let rate = inputs.number(in: 0.05...0.15)
    let told: KeyValuePairs<String, Any> = [
      "model": Code("a Linear(2, \(outputs))"), "weight": model.map.weight.detach().clone(),
      "bias": model.map.bias.detach().clone(),
      "batches of each epoch": Code("of 4, 4 and 2 rows"),
      "optimizer": Code("SGD(model.parameters(), learningRate: \(rate))"), "epochs": count,
    ]
    let expected = right(model, epochs, rate: rate)
    // A gradient from something else must not count.
    model(epochs.first?.first?.x ?? Tensor.ones(1, 2, dtype: .float64)).sum().backward()
    let gathered = [model.map.weight.grad!.clone(), model.map.bias.grad!.clone()]
    let unreset = right(model, epochs, rate: rate, adding: gathered)
    model.modes = []
    var next = 0
    announce(told)
    let losses = train(
      model,
      on: {
        next += 1
        return next <= epochs.count ? epochs[next - 1] : epochs[epochs.count - 1]
      }, optimizer: SGD(model.parameters(), learningRate: rate), epochs: count)
    expectEqual(next, count, for: told, "how often the batches of an epoch were asked for")
    check(model, losses, expected, unreset, told)
  }

  func testEveryStep() {
    for (epochs, outputs) in [(1, 1), (3, 1), (2, 3)] {
      expectRun(epochs: epochs, outputs: outputs) { model, _, expected, unreset, told in
        let mistake = "gradients are not reset before each step: they add up"
        expectClose(
          model.map.weight.detach(), expected.weight, for: told, "the weight, afterwards",
          recognising: [mistake: unreset.weight])
        expectClose(
          model.map.bias.detach(), expected.bias, for: told, "the bias, afterwards",
          recognising: [mistake: unreset.bias])
      }
    }
  }

  func testMeanOfTheExamples() {
    for epochs in [1, 3, 0] {
      expectRun(epochs: epochs) { model, losses, expected, _, told in
        expectEqual(losses.count, epochs, for: told, "how many losses there are")
        expectClose(
          Tensor(losses, dtype: .float64), Tensor(expected.losses, dtype: .float64), for: told,
          "the mean loss of the examples, epoch by epoch")
        if epochs == 0 {
          expectClose(model.map.weight.detach(), expected.weight, for: told, "the weight")
        }
      }
    }
    expectOneModeAfterNoEpoch()
    expectMeanOfWideTargets(
      { model, batches in
        train(
          model, on: { batches }, optimizer: SGD(model.parameters(), learningRate: 0), epochs: 1)[0]
      }, "the mean loss of the epoch, at a learning rate of 0")
    let model = makeModel()
    model.eval()
    let epoch = randomEpochs(1)[0]
    announce(["model": Code("in evaluation mode")])
    _ = train(
      model, on: { epoch }, optimizer: SGD(model.parameters(), learningRate: 0.1), epochs: 1)
    expect(
      model.modes.allSatisfy { $0 }, "the model computes in evaluation mode",
      for: ["model": Code("in evaluation mode before the call")])
    expectStepsWhateverTheLosses()
  }

  /// Counts the steps, with the gradients that each was taken with, and takes none.
  private final class Counting: Optimizer {
    private(set) var steps = 0
    private(set) var gradients: [[Double]] = []

    init(_ parameters: [Tensor]) { super.init(parameters, options: [.learningRate: 1]) }

    override func update(
      _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
    ) {
      if parameter === parameters[0] {
        steps += 1
        gradients.append(gradient.doubles())
      }
    }
  }

  /// A batch that is matched exactly is a step as others are, and so is one with a loss that is tiny,
  /// huge, infinite or NaN.
  private func expectStepsWhateverTheLosses() {
    for (what, distances) in [
      ("losses of 0", [0.0, 0, 0]), ("tiny losses", [1e-6, 1e-4, 1e-5]),
      ("huge losses", [3000, -1e5, 1e9]), ("an infinite loss between others", [1, .infinity, 2]),
      ("a loss of NaN between others", [1, .nan, 2]),
    ] {
      let model = makeModel()
      // Numbers without rounding, so that a target can be met exactly.
      withoutGradients {
        model.map.weight.copy(from: Tensor([[0.5, -2.0]], dtype: .float64))
        model.map.bias.fill(1)
      }
      let batches = distances.map { distance in
        let x = inputs.integers(6, in: -4..<5).to(.float64).view(3, 2)
        return (x: x, y: model.map(x).detach() + distance)
      }
      let told: KeyValuePairs<String, Any> = [
        "model": Code("a Linear(2, 1), by an optimizer that moves nothing"),
        "what the targets have beyond the model's numbers, batch by batch": distances,
        "epochs": 3,
      ]
      let optimizer = Counting(model.parameters())
      announce(told)
      let losses = train(model, on: { batches }, optimizer: optimizer, epochs: 3)
      expectEqual(optimizer.steps, 9, for: told, what + ": how many steps were taken")
      let mean = distances.reduce(0) { $0 + $1 * $1 } / 3
      let largest = distances.map(abs).filter(\.isFinite).max()!
      let tolerance = Tolerance(relative: 1e-9, absolute: 1e-10 * largest)
      expectClose(
        Tensor(losses, dtype: .float64), Tensor([mean, mean, mean], dtype: .float64),
        tolerance: tolerance, for: told, what + ": the mean losses")
      // The slope of the mean of (m - y)^2 over three rows is 2 (m - y) x / 3, added up.
      let right = batches.indices.map { batch in
        (0..<2).map { column in
          batches[batch].x.select(1, column).doubles().reduce(0) { sum, number in
            sum - 2 * distances[batch] * number / 3
          }
        }
      }
      expectClose(
        Tensor(optimizer.gradients.flatMap { $0 }, dtype: .float64),
        Tensor((right + right + right).flatMap { $0 }, dtype: .float64), tolerance: tolerance,
        for: told,
        what + ": the gradients of the weight, step by step")
    }
  }

  /// With no epoch nothing changes, the mode neither.
  private func expectOneModeAfterNoEpoch() {
    let model = makeModel()
    model.eval()
    let told: KeyValuePairs<String, Any> = ["model": Code("in evaluation mode"), "epochs": 0]
    announce(told)
    _ = train(
      model, on: { self.randomEpochs(1)[0] },
      optimizer: SGD(model.parameters(), learningRate: 0.1), epochs: 0)
    expect(!model.isTraining, "after no epoch the model is in training mode", for: told)
  }

  /// Targets of three numbers a row: the mean is over all of them.
  private func wideTask() -> (model: Noting, batches: [(x: Tensor, y: Tensor)], loss: Double) {
    let model = Noting(Linear(2, 3))
    model.to(.float64)
    let batches = [4, 2].map { rows in
      (x: inputs.normal(rows, 2, dtype: .float64), y: inputs.normal(rows, 3, dtype: .float64))
    }
    let squares = batches.flatMap { x, y in (model.map(x) - y).detach().square().doubles() }
    return (model, batches, squares.reduce(0, +) / Double(squares.count))
  }

  private func expectMeanOfWideTargets(
    _ call: (Noting, [(x: Tensor, y: Tensor)]) -> Double, _ what: String, line: UInt = #line
  ) {
    let (model, batches, right) = wideTask()
    let told: KeyValuePairs<String, Any> = [
      "model": Code("a Linear(2, 3)"), "batches": Code("of 4 and 2 rows, with 3 targets each"),
    ]
    announce(told)
    expectClose(
      Tensor(call(model, batches), dtype: .float64), Tensor(right, dtype: .float64), for: told,
      what, line: line)
  }

  /// The lesson's data and network learn from these seeds; from others relus die.
  func testLearnsTheSine() {
    for seed in [2, 4, 5] as [UInt64] {
      var random = RandomState(seed)
      let x = (random.rand(1200) * 2 * Double.pi)
      let y = (x.sin() + random.rand(1200) * 0.01).to(.float32).view(-1, 1)
      let column = x.to(.float32).view(-1, 1)
      manualSeed(seed)
      let model = reference()
      let loader = DataLoader(
        TensorDataset(column[..<1000], y[..<1000]), batchSize: 32, shuffle: true)
      let told: KeyValuePairs<String, Any> = [
        "seed": Int(seed), "epochs": 25,
        "optimizer": Code("Adam(model.parameters(), learningRate: 0.01)"),
      ]
      announce(told)
      let losses = train(
        model, on: { loader.map { (x: $0.0, y: $0.1) } },
        optimizer: Adam(model.parameters(), learningRate: 0.01), epochs: 25)
      let loss: Double = withoutGradients {
        mseLoss(model(column[1000...]), y[1000...]).item()
      }
      expect(
        loss < 0.02, "the test loss is \(loss) after the training, and should be below 0.02",
        for: told)
      expect(
        losses.count == 25 && losses[24] < losses[0] / 10,
        "the loss of the last epoch should be less than a tenth of the first",
        for: ["losses": losses])
    }
  }

  // MARK: evaluate

  func testMeanOverAllExamples() {
    expectMeanOfWideTargets({ evaluate($0, on: $1) }, "the mean over all numbers")
    for sizes in [[4, 4, 2], [3], [1, 5], [1], [2, 2, 2, 2, 2, 2, 2, 2, 2, 5]] {
      let model = makeModel()
      let all = sizes.map { rows in
        (x: inputs.normal(rows, 2, dtype: .float64), y: inputs.normal(rows, 1, dtype: .float64))
      }
      let squares = all.flatMap { x, y in
        (linear(x, weight: model.map.weight, bias: model.map.bias) - y).square().doubles()
      }
      let told: KeyValuePairs<String, Any> = [
        "model": Code("a Linear(2, 1)"), "weight": model.map.weight.detach(),
        "bias": model.map.bias.detach(), "rows of the batches": sizes,
      ]
      for call in ["", "called again"] {
        announce(told)
        expectClose(
          Tensor(evaluate(model, on: all), dtype: .float64),
          Tensor(squares.reduce(0, +) / Double(squares.count), dtype: .float64), for: told, call)
      }
    }
  }

  func testModeAndGradients() {
    for (mode, count) in [(true, 3), (false, 3), (true, 1), (false, 1)] {
      let model = makeModel()
      model(Tensor.ones(1, 2, dtype: .float64)).sum().backward()
      let gradients = model.parameters().map { $0.grad!.doubles() }
      let numbers = model.parameters().map { $0.detach().doubles() }
      model.train(mode)
      (model.modes, model.recorded) = ([], [])
      let all = Array(randomEpochs(1)[0].prefix(count))
      let told: KeyValuePairs<String, Any> = [
        "model": Code(mode ? "in training mode" : "in evaluation mode")
      ]
      announce(told)
      _ = evaluate(model, on: all)
      expect(
        !model.modes.isEmpty && model.modes.allSatisfy { !$0 },
        "the model computes in training mode", for: told)
      expect(
        model.recorded.allSatisfy { !$0 }, "what the model computes is recorded", for: told)
      expectEqual(model.isTraining, mode, for: told, "isTraining afterwards")
      expectEqual(model.map.isTraining, mode, for: told, "isTraining of the layer inside")
      expect(
        model.parameters().map { $0.grad?.doubles() } == gradients, "a gradient was changed",
        for: told)
      expectEqual(
        model.parameters().map { $0.detach().doubles() }, numbers, for: told, "the parameters")
    }
    for mode in [true, false] { expectModeOfInnerModules(mode) }
  }

  /// A module in a module in a module is evaluated, too, and is set back.
  private func expectModeOfInnerModules(_ mode: Bool) {
    let inner = makeModel()
    let model = Sequential(Sequential(inner))
    model.train(mode)
    let told: KeyValuePairs<String, Any> = [
      "model": Code("modules within modules, in \(mode ? "training" : "evaluation") mode")
    ]
    announce(told)
    _ = evaluate(model, on: randomEpochs(1)[0])
    expect(
      !inner.modes.isEmpty && inner.modes.allSatisfy { !$0 },
      "a module inside the model computes in training mode", for: told)
    expect(
      model.namedModules().allSatisfy { $0.module.isTraining == mode },
      "a module inside the model is not in the mode that it was in", for: told)
  }
}
