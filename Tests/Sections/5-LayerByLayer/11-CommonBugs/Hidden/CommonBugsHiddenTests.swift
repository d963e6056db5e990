import CommonBugs
import ExerciseTesting
import Layerwise
import XCTest

final class CommonBugsHiddenTests: ExerciseTestCase {
  private func numbers(_ shape: Shape) -> Tensor {
    inputs.awayFromZero(shape.elementCount, dtype: .float64).view(shape)
  }

  // MARK: finiteDifferences

  /// A loss as messages show it, and as it is computed from plain numbers.
  private struct Loss {
    let text: String
    let value: ([Double]) -> Double
  }

  private let cubes = Loss(text: "{ (t * t * t).sum().item() }") {
    $0.reduce(0) { $0 + $1 * $1 * $1 }
  }
  private let neighbours = Loss(text: "{ the sum of t[i] * t[i + 1] and of i * t[i] }") { t in
    let products = zip(t, t.dropFirst()).map { $0 * $1 }
    let weighted = t.enumerated().map { Double($0.offset) * $0.element }
    return products.reduce(0, +) + weighted.reduce(0, +)
  }
  private let flat = Loss(text: "{ 7 }") { _ in 7 }

  /// The definition, on a copy of the numbers.
  private func differences(_ loss: Loss, _ tensor: Tensor, _ step: Double) -> Tensor {
    let numbers = tensor.doubles()
    func value(_ index: Int, _ distance: Double) -> Double {
      var moved = numbers
      moved[index] += distance
      return loss.value(moved)
    }
    let slopes = numbers.indices.map {
      (value($0, step) - value($0, -step)) / (2 * step)
    }
    return Tensor(slopes, dtype: .float64).view(tensor.shape)
  }

  private func expectDifferences(
    of loss: Loss, at tensor: Tensor, step: Double, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = [
      "loss": Code(loss.text), "tensor": tensor.clone(), "step": step,
    ]
    let before = tensor.doubles()
    let right = differences(loss, tensor, step)
    func oneSided(_ step: Double) -> Tensor {
      let slopes = before.indices.map { index in
        var moved = before
        moved[index] += step
        return (loss.value(moved) - loss.value(before)) / step
      }
      return Tensor(slopes, dtype: .float64).view(tensor.shape)
    }
    // Two losses near each other share their first digits: the difference has fewer.
    let size = max(1, abs(loss.value(before)))
    let tolerance = Tolerance(relative: 1e-9, absolute: 1e-14 * size / step)
    for call in ["", ", called a second time"] {
      announce(told)
      let got = finiteDifferences(of: { loss.value(tensor.doubles()) }, at: tensor, step: step)
      let isRight = expectClose(
        got, right, tolerance: tolerance, for: told, what + call,
        recognising: [
          "the loss itself is taken in place of the one below": oneSided(step),
          "the loss itself is taken in place of the one above": oneSided(-step),
          "the difference is divided by the step, not by twice the step": right * 2,
        ], file: file, line: line)
      guard isRight else { return }
      expect(
        tensor.doubles().map(\.bitPattern) == before.map(\.bitPattern),
        "the tensor's numbers have changed: \(literal(tensor))", for: told, file: file,
        line: line)
      expect(
        !got.sharesStorage(with: tensor) || got.elementCount == 0,
        "the slopes lie in the tensor's own memory", for: told, file: file, line: line)
      expect(
        !tensor.requiresGrad && !got.requiresGrad, "the tensor or the result requires a gradient",
        for: told, file: file, line: line)
    }
  }

  func testCentralDifferences() {
    let step = inputs.number(in: 0.1...0.5)
    expectDifferences(of: cubes, at: numbers([3]), step: step)
    expectDifferences(of: neighbours, at: numbers([2, 3]), step: step, "two dimensions")
    expectDifferences(of: neighbours, at: numbers([3, 3]), step: step, "a square")
    expectDifferences(of: neighbours, at: numbers([2, 1, 2, 2]), step: step, "four dimensions")
    expectDifferences(of: cubes, at: numbers([]), step: step, "rank 0")
    expectDifferences(of: cubes, at: numbers([1, 1]), step: step, "one element")
    expectDifferences(of: cubes, at: numbers([1, 3]), step: step, "one row")
    expectDifferences(of: cubes, at: numbers([3]), step: 1e-4, "a short step")
    expectDifferences(of: flat, at: numbers([2]), step: step, "a loss that nothing changes")
    expectDifferences(of: cubes, at: numbers([0, 2]), step: step, "no elements")
    expectDifferences(of: cubes, at: numbers([9, 10]), step: step, "ninety elements")
  }

  func testPutsTheNumbersBack() {
    let third = Tensor([1.0 / 3, 0.1, -2e-7, 1e6], dtype: .float64)
    expectDifferences(of: neighbours, at: third, step: 0.3, "numbers that rounding would change")
    expectDifferences(
      of: neighbours, at: numbers([2, 3]).stridedCopy, step: 0.25, "a tensor not contiguous")
    expectDifferences(of: neighbours, at: numbers([2, 3]) - 1000, step: 0.25, "numbers near -1000")
    // A view of a longer tensor, whose others stay as they are.
    let long = numbers([6])
    let before = long.doubles()
    expectDifferences(of: cubes, at: long.narrow(0, start: 2, length: 3), step: 0.5, "a view")
    expectEqual(long.doubles(), before, for: [:], "the tensor that the view belongs to")
    // What a network computes from a parameter of its own.
    let network = Linear(2, 1)
    network.weight = numbers([1, 2])
    let x = numbers([3, 2])
    let told: KeyValuePairs<String, Any> = ["network": Code("Linear(2, 1)"), "x": x]
    announce(told)
    let slopes = finiteDifferences(
      of: { network.forward(x).sum().item() }, at: network.weight, step: 0.5)
    expectClose(
      slopes, x.sum(dim: 0, keepDim: true), for: told, "slopes of the sum of what Linear gives")
  }

  // MARK: diagnose

  /// A module that passes gradients on 5 percent too large.
  private final class LooseIdentity: Module {
    override func updateOutput(_ input: Tensor) -> Tensor { input }
    override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
      gradOutput * 1.05
    }
  }

  /// A module that hands gradients on with another sign: the parameters before it move uphill.
  private final class TurningIdentity: Module {
    override func updateOutput(_ input: Tensor) -> Tensor { input }
    override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor { -gradOutput }
  }

  /// A module that multiplies by a number: it makes slopes as large or small.
  private final class Times: Module {
    let factor: Double
    init(_ factor: Double) { self.factor = factor }
    override func updateOutput(_ input: Tensor) -> Tensor { input * factor }
    override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
      gradOutput * factor
    }
  }

  /// A training step, right but for what is changed.
  private func program(
    rows: @escaping (Tensor) -> Tensor = { $0.t() }, zeroes: Bool = true,
    gradient: @escaping (_ right: Tensor, _ predictions: Tensor, _ y: Tensor) -> Tensor = {
      right, _, _ in right
    }, rate: @escaping (Double) -> Double = { $0 },
    loss reported: @escaping (Double) -> Double = { $0 }
  ) -> TrainingStep {
    { network, x, y, learningRate in
      let criterion = MSECriterion()
      let input = rows(x)
      if zeroes { network.zeroGradParameters() }
      let predictions = network.forward(input)
      let loss = criterion.forward(predictions, y)
      let right = criterion.backward(predictions, y)
      network.backward(input, gradient(right, predictions, y.view(predictions.shape)))
      network.updateParameters(rate(learningRate))
      return reported(loss)
    }
  }

  /// Networks for a number of features, by what they are.
  private func networks(_ features: Int) -> [(String, Module)] {
    [
      ("Linear", Linear(features, 1)),
      ("two layers", Sequential(Linear(features, 3), Tanh(), Linear(3, 1))),
      ("a list of results", Sequential(CMul(features), Sum(2))),
    ]
  }

  private func expectDiagnosis(
    _ bug: Bug?, of program: TrainingStep, _ what: String,
    on make: ((Int) -> [(String, Module)])? = nil, gathered: Bool? = nil,
    targetsNear: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    for (features, examples) in [(3, 4), (3, 3), (2, 5)] {
      for (index, (name, network)) in (make ?? networks)(features).enumerated() {
        for (weight, _) in network.parameters() { weight.copy(from: numbers(weight.shape)) }
        let before = network.parameters().map { $0.weight.clone() }
        let rate = inputs.shuffled([0.001, 0.02, 0.5, 1])[0]
        var (x, y) = (numbers([features, examples]), numbers([examples]) + 3)
        // The statement promises that a bug makes a difference; chance may see to it that it makes
        // none to the loss.
        if targetsNear {
          y = network.forward(x.t()).reshape(-1) + numbers([examples]) * 0.01
        }
        while !targetsNear, bug == .wrongDimension, isHidden(program, network, x, y, before) {
          (x, y) = (numbers([features, examples]), numbers([examples]) + 3)
        }
        for (_, gradient) in network.parameters() {
          gradient.copy(from: numbers(gradient.shape) * (gathered ?? (index > 0) ? 2 : 0))
        }
        let told: KeyValuePairs<String, Any> = [
          "program": Code(what), "network": Code(name), "its parameters": before, "x": x.clone(),
          "y": y.clone(), "learningRate": rate,
        ]
        let (keptX, keptY) = (x.clone(), y.clone())
        // Once as a view, and once each as a tensor that others want a gradient of.
        if features == examples { x = x.stridedCopy }
        x.requiresGrad = index > 0
        if index == 2 { x.grad = keptX * 3 }
        announce(told)
        let found = diagnose(program, network: network, x: x, y: y, learningRate: rate)
        guard found == bug else {
          return expect(
            false, "expected \(text(bug)), got \(text(found))", for: told, file: file, line: line)
        }
        let after = network.parameters().map(\.weight)
        guard zip(after, before).allSatisfy({ $0.equals($1) }) else {
          return expect(
            false, "the network's parameters have changed", for: told, file: file,
            line: line)
        }
        expect(
          x.detach().equals(keptX) && y.equals(keptY), "x or y was changed", for: told,
          file: file, line: line)
        let grad = index == 2 ? (keptX * 3).doubles() : nil
        expect(
          x.requiresGrad == (index > 0) && x.grad?.doubles() == grad && !y.requiresGrad
            && y.grad == nil && network.isTraining,
          "`requiresGrad` or `grad` of x or y, or the network's `isTraining`, has changed",
          for: told, file: file, line: line)
      }
    }
  }

  /// Whether a program gives nearly the loss of a right one.
  private func isHidden(
    _ program: TrainingStep, _ network: Module, _ x: Tensor, _ y: Tensor, _ start: [Tensor]
  ) -> Bool {
    let right = MSECriterion().forward(network.forward(x.t()), y)
    let given = program(network, x, y, 0)
    for (parameter, numbers) in zip(network.parameters(), start) {
      parameter.weight.copy(from: numbers)
    }
    return abs(given - right) < 0.02 * right
  }

  private func text(_ bug: Bug?) -> String { bug.map { ".\($0.rawValue)" } ?? "nil" }

  /// A right program beside one that goes uphill: an answer that always says the same knows neither.
  private func expectRightAndWrongToldApart() {
    expectDiagnosis(nil, of: program(), "a right one")
    expectDiagnosis(.wrongSign, of: program(rate: { -$0 }), "uphill")
  }

  func testFindsNothingWrong() {
    expectRightAndWrongToldApart()
    let byHand: TrainingStep = { network, x, y, rate in
      var gradients: [Tensor] = []
      let criterion = MSECriterion()
      network.zeroGradParameters()
      let predictions = network.forward(x.t())
      let loss = criterion.forward(predictions, y)
      network.backward(x.t(), criterion.backward(predictions, y))
      gradients = network.parameters().map { $0.gradient * rate }
      for (parameter, gradient) in zip(network.parameters(), gradients) {
        parameter.weight -= gradient
      }
      network.zeroGradParameters()
      return loss
    }
    expectDiagnosis(nil, of: byHand, "a right one that also zeroes at the end")
    expectDiagnosis(
      nil, of: program(gradient: { right, _, _ in right * (1 + 4e-7) }, loss: { $0 * (1 - 4e-7) }),
      "a right one that rounds otherwise")
    expectDiagnosis(
      nil, of: program(), "a right one, of a network with large results",
      on: { [("10000 times Linear", Sequential(Linear($0, 1), Times(1e4)))] })
  }

  func testNamesWhatIsNotZeroed() {
    for gathered in [false, true] {
      expectDiagnosis(
        .notZeroed, of: program(zeroes: false), "no zeroing", gathered: gathered)
    }
    expectDiagnosis(.wrongSign, of: program(rate: { -$0 }), "uphill")
    expectDiagnosis(
      .wrongSign, of: program(gradient: { right, _, _ in -right }), "minus the gradient")
    expectDiagnosis(
      .wrongSign, of: program(rate: { -$0 }), "uphill, with a network of small slopes",
      on: { [("a hundred-thousandth of Linear", Sequential(Linear($0, 1), Times(1e-5)))] })
  }

  func testNamesTheWrongDimension() {
    expectRightAndWrongToldApart()
    expectDiagnosis(
      .wrongDimension, of: program(rows: { $0.reshape($0.shape[1], $0.shape[0]) }),
      "reshape, not t")
    expectDiagnosis(
      .wrongDimension,
      of: program(rows: { x in
        Tensor.stack((0..<x.shape[1]).map { x.select(1, ($0 + 1) % x.shape[1]) })
      }), "the examples moved on by one")
    expectDiagnosis(
      .wrongDimension, of: program(loss: { $0 * 1.025 }), "a loss that is 2.5 percent too large")
    expectDiagnosis(
      .wrongDimension, of: program(loss: { $0 * 0.975 }),
      "a loss that is 2.5 percent too small, of a network that is nearly right", targetsNear: true)
  }

  func testNamesTheWrongGradient() {
    expectRightAndWrongToldApart()
    expectDiagnosis(
      .wrongGradient, of: program(gradient: { _, predictions, _ in predictions }),
      "the predictions as gradOutput")
    expectDiagnosis(
      .wrongGradient, of: program(gradient: { _, _, y in y }), "the targets as gradOutput")
    expectDiagnosis(
      .wrongGradient, of: program(gradient: { right, _, _ in right * 1.2 }),
      "a gradOutput that is 20 percent too large")
    expectDiagnosis(
      .wrongGradient, of: program(gradient: { right, _, _ in right * 0.98 }),
      "a gradOutput that is 2 percent too small")
    expectDiagnosis(
      .wrongGradient, of: program(gradient: { right, _, _ in right * 2 }), "twice the gradient")
    expectDiagnosis(
      .wrongGradient, of: program(gradient: { right, _, _ in right * 0 }), "no step at all")
    expectDiagnosis(
      .wrongGradient, of: program(),
      "a right one, of a network with a module that passes gradients on 5 percent too large",
      on: { [("LooseIdentity", Sequential(CMul($0), LooseIdentity(), Sum(2)))] })
    expectDiagnosis(
      .wrongGradient, of: program(),
      "a right one, of a network with a module in its middle that reverses gradients",
      on: { [("TurningIdentity", Sequential(CMul($0), TurningIdentity(), Linear($0, 1)))] })
  }

  // MARK: The programs

  /// Compares a fixed program with the training that it should be.
  private func expectMended(
    _ program: TrainingStep, file: StaticString = #filePath, line: UInt = #line
  ) {
    for (features, examples) in [(3, 4), (3, 3), (2, 5), (4, 2), (3, 1), (1, 1)] {
      let x = numbers([features, examples]), y = numbers([examples])
      let network = Sequential(Linear(features, 2), Tanh(), Linear(2, 1))
      expectTrains(
        program, network, x, y, "\(examples) examples of \(features) features",
        { p in
          let hidden = linear(x.t(), weight: p[0], bias: p[1]).tanh()
          return (linear(hidden, weight: p[2], bias: p[3]).view(-1) - y).square().mean()
        }, file: file, line: line)
    }
    for (what, x, rate) in [
      ("x not contiguous", numbers([3, 4]).stridedCopy, 0.1),
      ("a learning rate of 1", numbers([3, 4]) * 0.3, 1),
      ("large numbers", numbers([3, 4]) * 2000, 1e-7),
      ("small numbers", numbers([3, 4]) * 1e-7, 0.1),
      ("numbers near -1000", numbers([3, 4]) - 1000, 1e-7),
    ] {
      let y = numbers([4])
      expectTrains(
        program, Linear(3, 1), x, y, what, rate: rate,
        { p in (linear(x.t(), weight: p[0], bias: p[1]).view(-1) - y).square().mean() },
        file: file, line: line)
    }
    let (x, y) = (numbers([3, 4]), numbers([4]))
    expectTrains(
      program, Sequential(CMul(3), Sum(2)), x, y, "a network that gives a list",
      { p in ((x.t() * p[0]).sum(dim: 1) - y).square().mean() }, file: file, line: line)
    expectTrains(
      program, Linear(3, 1), x, y, "gradients of NaN from before", old: .nan,
      { p in (linear(x.t(), weight: p[0], bias: p[1]).view(-1) - y).square().mean() },
      file: file, line: line)
    expectTrains(
      program, Linear(3, 1), x, y, "a learning rate of 0", rate: 0,
      { p in (linear(x.t(), weight: p[0], bias: p[1]).view(-1) - y).square().mean() },
      file: file, line: line)
    let twice = Linear(3, 3)
    let batch = numbers([3, 4]), wanted = numbers([4])
    expectTrains(
      program, Sequential(twice, Tanh(), twice, Sum(2)), batch, wanted,
      "a network with a module in two places",
      { p in
        let hidden = linear(batch.t(), weight: p[0], bias: p[1]).tanh()
        return (linear(hidden, weight: p[0], bias: p[1]).sum(dim: 1) - wanted).square().mean()
      }, file: file, line: line)
    for holdsGradient in [false, true] {
      let (leaf, targets) = (numbers([3, 4]), numbers([4]))
      let data = leaf.clone()
      leaf.requiresGrad = true
      if holdsGradient { leaf.grad = numbers([3, 4]) }
      expectTrains(
        program, Linear(3, 1), leaf, targets, "an x that requires a gradient",
        { p in
          (linear(data.t(), weight: p[0], bias: p[1]).view(-1) - targets).square().mean()
        }, file: file, line: line)
    }
  }

  /// Three steps in a row, from gradients of something else.
  private func expectTrains(
    _ program: TrainingStep, _ network: Module, _ x: Tensor, _ y: Tensor, _ what: String,
    rate: Double = 0.1, old: Double? = nil, _ loss: @escaping ([Tensor]) -> Tensor,
    file: StaticString, line: UInt
  ) {
    for (weight, gradient) in network.parameters() {
      weight.copy(from: numbers(weight.shape))
      gradient.copy(from: numbers(gradient.shape))
      if let old { gradient.fill(old) }
    }
    let parts = network.parameters()
    let shapes = parts.map(\.weight.shape)
    func joined(_ tensors: [Tensor]) -> Tensor { .cat(tensors.map { $0.reshape(-1) }) }
    let loop = TrainingLoop(
      from: [joined(parts.map(\.weight))], oldGradients: [joined(parts.map(\.gradient))],
      epochs: 3, learningRate: rate
    ) { flat, _ in
      var start = 0
      return loss(
        shapes.map { shape in
          defer { start += shape.elementCount }
          return flat[0].narrow(0, start: start, length: shape.elementCount).view(shape)
        })
    }
    let told: KeyValuePairs<String, Any> = [
      "network": Code("\(network)"), "its parameters": joined(parts.map(\.weight)),
      "x": x.detach().clone(), "y": y.clone(), "learningRate": rate,
    ]
    let (keptX, keptY) = (x.detach().clone(), y.clone())
    let (requires, grad) = (x.requiresGrad, x.grad?.doubles())
    announce(told)
    let losses = (0..<3).map { _ in program(network, x, y, rate) }
    let isRight = expectTraining(
      by: loop, gave: losses,
      and: [
        "the parameters, one after the other": joined(network.parameters().map(\.weight))
      ], for: told, what, file: file, line: line)
    guard isRight else { return }
    expect(
      x.detach().equals(keptX) && y.equals(keptY), "\(what): x or y was changed", for: told,
      file: file, line: line)
    expect(
      x.requiresGrad == requires && x.grad?.doubles() == grad && !y.requiresGrad && y.grad == nil
        && network.isTraining,
      "\(what): `requiresGrad` or `grad` of x or y, or the network's `isTraining`, has changed",
      for: told, file: file, line: line)
  }

  func testTheFirstProgram() { expectMended(firstProgram) }

  func testTheSecondProgram() { expectMended(secondProgram) }

  func testTheThirdProgram() { expectMended(thirdProgram) }

  func testTheFourthProgram() { expectMended(fourthProgram) }
}
