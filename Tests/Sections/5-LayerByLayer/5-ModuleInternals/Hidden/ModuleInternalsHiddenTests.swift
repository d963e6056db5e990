import ExerciseTesting
import Layerwise
import ModuleInternals
import XCTest

private typealias CMul = ModuleInternals.CMul

final class ModuleInternalsHiddenTests: ExerciseTestCase {
  // MARK: The definitions, one number at a time

  /// What `body` makes of each number and the factor that belongs to it.
  private func each(
    _ x: Tensor, _ factors: Tensor, _ body: (Double, Double) -> Double
  ) -> Tensor {
    let (numbers, factors) = (x.doubles(), factors.doubles())
    let results = numbers.indices.map { body(numbers[$0], factors[$0 % factors.count]) }
    return Tensor(results, dtype: .float64).view(x.shape)
  }

  /// The gradient of the weight: what all examples give, added up.
  private func weightGradient(_ input: Tensor, _ gradOutput: Tensor, like weight: Tensor) -> Tensor
  {
    var sums = Array(repeating: 0.0, count: weight.elementCount)
    for (place, (x, g)) in zip(input.doubles(), gradOutput.doubles()).enumerated() {
      sums[place % sums.count] += x * g
    }
    return Tensor(sums, dtype: .float64).view(weight.shape)
  }

  // MARK: Modules and inputs

  private func module(_ weight: Tensor) -> CMul {
    let module = CMul(weight.shape)
    module.weight = weight
    return module
  }

  private typealias Case = (what: String, weight: Tensor, input: Tensor)

  /// Inputs of one example.
  private func singles() -> [Case] {
    [
      ("one example", normal(4), normal(4)), ("one weight", normal(1), normal(1)),
      ("a matrix of weights", normal(2, 3), normal(2, 3)),
      ("weights of three dimensions", normal(2, 3, 2), normal(2, 3, 2)),
      ("an input that is not contiguous", normal(2, 3), normal(2, 3).stridedCopy),
      ("numbers large and small", normal(4), Tensor([1e6, -1e4, 1e-9, 0], dtype: .float64)),
      ("very negative numbers", normal(2), Tensor([-200, -100], dtype: .float64)),
      (
        "numbers infinite or NaN", away(4),
        Tensor([Double.infinity, -.infinity, .nan, 1], dtype: .float64)
      ),
    ]
  }

  /// Inputs of several examples, of one and of none.
  private func batches() -> [Case] {
    [
      ("a batch", normal(3), normal(4, 3)),
      ("as many examples as weights", normal(3), normal(3, 3)),
      ("a batch of one example", normal(3), normal(1, 3)),
      ("a batch for one weight", normal(1), normal(4, 1)),
      ("one example for one weight", normal(1), normal(1, 1)),
      ("a batch of matrices", normal(2, 3), normal(4, 2, 3)),
      ("a batch of square matrices", normal(2, 2), normal(2, 2, 2)),
      ("a batch of one matrix", normal(2, 3), normal(1, 2, 3)),
      ("a batch that is not contiguous", normal(3), normal(4, 3).stridedCopy),
      ("a batch whose rows are one", normal(3), normal(1, 3).expand(4, 3)),
      ("a batch of no examples", normal(3), Tensor.zeros(0, 3, dtype: .float64)),
    ]
  }

  private func normal(_ sizes: Int...) -> Tensor {
    inputs.normal(sizes.reduce(1, *), dtype: .float64).view(Shape(sizes))
  }

  private func away(_ sizes: Int...) -> Tensor {
    inputs.awayFromZero(sizes.reduce(1, *), dtype: .float64).view(Shape(sizes))
  }

  // MARK: updateOutput

  private func expectOutput(
    of cases: [Case], file: StaticString = #filePath, line: UInt = #line
  ) {
    for (what, weight, input) in cases {
      let module = module(weight)
      let isRight = expectResult(
        of: { module.forward($0[0]) }, on: ["input": input], and: ["weight": weight],
        equals: each(input, weight, *), tolerance: .rounding(near: input), what,
        recognising: ["the weight is added": each(input, weight, +)], file: file, line: line)
      guard isRight else { return }
      expectKept(module, weight, input, what, file: file, line: line)
    }
  }

  func testOutput() {
    expectOutput(of: singles())
    let weight = normal(3)
    let module = module(weight)
    expectStaying(["weight": weight], [normal(3), normal(3), normal(2, 3), normal(3)]) {
      ("input", module.updateOutput($0), self.each($0, weight, *))
    }
  }

  func testOutputOfBatches() {
    expectOutput(of: batches())
    let (weight, input) = (away(3), away(2, 3))
    let module = module(weight)
    for factor in [1.0, 2.0, -1.0] {
      module.weight = weight * factor
      expectClose(
        module.forward(input), each(input, weight * factor, *),
        for: ["input": input, "weight": weight * factor],
        "weights that have changed since the module was made")
    }
  }

  /// One module is given other numbers each time, and what it returned first stays as it was.
  private func expectStaying(
    _ told: KeyValuePairs<String, Any>, _ tensors: [Tensor],
    file: StaticString = #filePath, line: UInt = #line,
    _ call: (Tensor) -> (name: String, result: Tensor, expected: Tensor)
  ) {
    announce(told)
    let calls = tensors.map { tensor in withoutGradients { call(tensor) } }
    for (tensor, (name, result, expected)) in zip(tensors, calls) {
      let isRight = expectClose(
        result, expected, for: [name: tensor, "and then, in turn": tensors],
        "a result, looked at after other calls of the same module", file: file, line: line)
      guard isRight else { return }
    }
  }

  /// The weights and their gradient are as they were.
  private func expectKept(
    _ module: CMul, _ weight: Tensor, gathered: Double = 0, _ input: Tensor, _ what: String,
    file: StaticString, line: UInt
  ) {
    let told: KeyValuePairs<String, Any> = ["input": input, "weight": weight]
    expectClose(
      module.weight, weight, for: told, what + ": the weight afterwards", file: file, line: line)
    expectClose(
      module.gradWeight, .full(weight.shape, gathered, dtype: .float64), for: told,
      what + ": the gathered gradient afterwards", file: file, line: line)
  }

  // MARK: updateGradInput

  private func expectGradInput(
    of cases: [Case], file: StaticString = #filePath, line: UInt = #line
  ) {
    for (what, weight, input) in cases {
      // The numbers that are special in a case are those of gradOutput in turn.
      for (input, gradOutput) in [(input, randomLike(input)), (randomLike(input), input)] {
        let module = module(weight)
        module.gradWeight.fill(3)
        let isRight = expectResult(
          of: { tensors in
            withoutGradients { module.updateGradInput(tensors[0], tensors[1]) }
          }, on: ["input": input, "gradOutput": gradOutput], and: ["weight": weight],
          equals: each(gradOutput, weight, *), tolerance: .rounding(near: gradOutput), what,
          recognising: [
            "the input is used in place of the weight": input * gradOutput,
            "the weight is left out": gradOutput,
            "gradOutput is left out": each(input, weight) { $1 },
            "the input is used in place of gradOutput": each(input, weight, *),
          ], file: file, line: line)
        guard isRight else { return }
        expectKept(module, weight, gathered: 3, input, what, file: file, line: line)
      }
    }
  }

  private func randomLike(_ input: Tensor) -> Tensor {
    let random = inputs.awayFromZero(input.elementCount, dtype: .float64).view(input.shape)
    return input.isContiguous ? random : random.stridedCopy
  }

  func testGradInput() {
    expectGradInput(of: singles())
    expectGradInputsStay()
    let weight = away(5)
    let module = module(weight)
    expectDerivative(for: ["input": normal(5)], of: { $0[0] * weight }) { tensors, gradOutput in
      withoutGradients { [module.updateGradInput(tensors[0].detach(), gradOutput)] }
    }
  }

  private func expectGradInputsStay() {
    let weight = normal(3)
    let module = module(weight)
    expectStaying(["weight": weight], [normal(3), normal(3), normal(2, 3), normal(3)]) {
      ("gradOutput", module.updateGradInput($0 * 2, $0), self.each($0, weight, *))
    }
  }

  func testGradInputOfBatches() {
    expectGradInput(of: batches())
    let weight = away(2, 3)
    let module = module(weight)
    expectDerivative(for: ["input": normal(4, 2, 3)], of: { $0[0] * weight }) {
      tensors, gradOutput in
      withoutGradients { [module.updateGradInput(tensors[0].detach(), gradOutput)] }
    }
  }

  // MARK: accGradParameters

  private func expectGradWeight(
    of cases: [Case], scale: Double = 1, gatheringFrom start: Double = 0,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    for (what, weight, input) in cases {
      for (input, gradOutput) in [(input, randomLike(input)), (randomLike(input), input)] {
        let gradient = weightGradient(input, gradOutput, like: weight)
        let examples = Double(max(1, input.elementCount / weight.elementCount))
        var used: CMul?
        let isRight = expectResult(
          of: { tensors in
            let module = module(weight)
            module.gradWeight.fill(start)
            used = module
            withoutGradients { module.accGradParameters(tensors[0], tensors[1], scale: scale) }
            return module.gradWeight.clone()
          }, on: ["input": input, "gradOutput": gradOutput],
          and: ["weight": weight, "scale": scale, "gathered before": Code("\(start) everywhere")],
          equals: gradient * scale + start,
          tolerance: .rounding(near: input.abs() + gradOutput.abs()),
          what,
          recognising: [
            "nothing is added": .full(weight.shape, start, dtype: .float64),
            "the scale is left out": gradient + start,
            "what was gathered before is lost": gradient * scale,
            "what was gathered before is scaled, too": (gradient + start) * scale,
            "the gradient is subtracted": start - gradient * scale,
            "the examples are averaged": gradient * (scale / examples) + start,
            "the weight is used in place of the input":
              weightGradient(each(input, weight) { $1 }, gradOutput, like: weight) * scale + start,
            "the scale is taken twice": gradient * (scale * scale) + start,
          ], file: file, line: line)
        guard isRight else { return }
        expectClose(
          used?.weight ?? weight, weight, for: ["input": input, "gradOutput": gradOutput],
          what + ": the weight afterwards", file: file, line: line)
      }
    }
  }

  func testGradWeight() {
    expectGradWeight(of: singles())
    let input = away(5)
    expectDerivative(for: ["weight": normal(5)], of: { input * $0[0] }) { tensors, gradOutput in
      [self.gradWeight(tensors[0].detach(), input, gradOutput)]
    }
  }

  func testGradWeightOfBatches() {
    expectGradWeight(of: batches())
    let input = away(4, 2, 3)
    expectDerivative(for: ["weight": normal(2, 3)], of: { input * $0[0] }) { tensors, gradOutput in
      [self.gradWeight(tensors[0].detach(), input, gradOutput)]
    }
  }

  private func gradWeight(_ weight: Tensor, _ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    withoutGradients {
      let module = module(weight)
      module.accGradParameters(input, gradOutput, scale: 1)
      return module.gradWeight
    }
  }

  func testGathersAndScales() {
    let some = [singles()[0], singles()[2], batches()[0], batches()[5]]
    expectGradWeight(of: some, scale: 0.5)
    expectGradWeight(of: some, gatheringFrom: 2)
    expectGradWeight(of: some, scale: inputs.number(in: 1.5...3), gatheringFrom: -1)
    expectGradWeight(of: some, scale: -0.25, gatheringFrom: 1)
    expectGradWeight(of: some, scale: 0, gatheringFrom: 1)
    // Several calls on one module, of several batches.
    let weight = normal(3)
    let module = module(weight)
    var sum = Tensor.zeros(3, dtype: .float64)
    for input in [normal(3), normal(2, 3), normal(0, 3), normal(1, 3), normal(3, 3)] {
      let (gradOutput, scale) = (randomLike(input), inputs.number(in: 0.1...2))
      announce(["input": input, "gradOutput": gradOutput, "scale": scale])
      withoutGradients { module.accGradParameters(input, gradOutput, scale: scale) }
      sum += weightGradient(input, gradOutput, like: weight) * scale
      expectClose(
        module.gradWeight, sum,
        for: ["input": input, "gradOutput": gradOutput, "scale": scale, "gathered": sum],
        "gradWeight after several calls")
    }
  }

  func testGoesOnAfterZeroing() {
    let (weight, input) = (normal(3), away(2, 3))
    let module = module(weight)
    // The parameters move to other memory here, and must be found there.
    let flat = module.getParameters()
    let gradOutput = away(2, 3)
    let told: KeyValuePairs<String, Any> = [
      "input": input, "gradOutput": gradOutput, "weight": weight, "scale": 1.0,
    ]
    announce(told)
    for round in ["first", "second"] {
      module.zeroGradParameters()
      expectClose(
        module.gradWeight, Tensor.zeros(3, dtype: .float64), for: told,
        "gradWeight right after zeroGradParameters(), \(round) time")
      withoutGradients { module.accGradParameters(input, gradOutput, scale: 1) }
      expectClose(
        module.gradWeight, weightGradient(input, gradOutput, like: weight), for: told,
        "gradWeight after zeroGradParameters() and one call, \(round) time")
    }
    expectClose(
      flat.gradients, weightGradient(input, gradOutput, like: weight), for: told,
      "the gradients that getParameters() gave, which are the same memory")
  }

  // MARK: gatherMean

  private typealias Example = (input: Tensor, gradOutput: Tensor)

  /// Two affine maps and a tanh between them.
  private func network() -> Sequential {
    let network = Sequential(Linear(3, 4), Tanh(), Linear(4, 2))
    for parameter in network.parameters() {
      parameter.weight.copy(
        from: inputs.normal(parameter.weight.elementCount, dtype: .float64)
          .view(parameter.weight.shape))
    }
    return network
  }

  /// The mean gradients, by automatic differentiation of the same function.
  private func meanGradients(_ network: Sequential, _ examples: [Example]) -> [Tensor] {
    let p = network.parameters().map { $0.weight.clone().requiringGradient() }
    var means = p.map { Tensor.zeros($0.shape, dtype: .float64) }
    for (input, gradOutput) in examples {
      let hidden = linear(input, weight: p[0], bias: p[1]).tanh()
      let found = grad(
        of: linear(hidden, weight: p[2], bias: p[3]), withRespectTo: p, gradient: gradOutput)
      means = zip(means, found).map { mean, gradient in
        gradient.map { mean + $0 / Double(examples.count) } ?? mean
      }
    }
    return means
  }

  private func expectMean(
    over examples: [Example], old: Double = 0, _ what: String, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let network = network()
    let parameters = network.parameters()
    let before = parameters.map { $0.weight.clone() }
    let expected = meanGradients(network, examples)
    for parameter in parameters { parameter.gradient.fill(old) }
    let kept = examples.map { ($0.input.clone(), $0.gradOutput.clone()) }
    let told: KeyValuePairs<String, Any> = [
      "module": Code("Sequential(Linear(3, 4), Tanh(), Linear(4, 2))"),
      "inputs": examples.map(\.input), "gradOutputs": examples.map(\.gradOutput),
      "gathered before": Code("\(old) everywhere"),
    ]
    announce(told)
    gatherMean(of: network, over: examples)
    let names = ["first weight", "first bias", "second weight", "second bias"]
    for (index, name) in names.enumerated() {
      let count = Double(examples.count)
      let isRight = expectClose(
        parameters[index].gradient, expected[index], for: told,
        what + ": gathered gradient of the \(name)",
        recognising: [
          "the gradients are added up and not divided": expected[index] * count,
          "what was gathered before still counts": expected[index] + old,
        ], file: file, line: line)
      guard isRight else { return }
      expectClose(
        parameters[index].weight, before[index], for: told, what + ": the \(name) afterwards",
        file: file, line: line)
    }
    for (example, (input, gradOutput)) in zip(examples, kept) {
      expect(
        example.input.equals(input) && example.gradOutput.equals(gradOutput),
        what + ": an example was changed", for: told, file: file, line: line)
      expect(
        !example.input.requiresGrad && !example.gradOutput.requiresGrad
          && example.input.grad == nil && example.gradOutput.grad == nil,
        what + ": an example requires a gradient now, or has one", for: told, file: file, line: line
      )
    }
    expect(
      network.isTraining && network.modules.allSatisfy(\.isTraining),
      what + ": the module is in another mode", for: told, file: file, line: line)
  }

  private func examples(_ count: Int) -> [Example] {
    (0..<count).map { _ in (normal(3), away(2)) }
  }

  func testMeanOverExamples() {
    expectMean(over: examples(2), "two examples")
    expectMean(over: examples(inputs.integer(in: 3...5)), "several examples")
    expectMean(over: examples(1), "one example")
    expectMean(over: examples(20), "twenty examples")
    let same = examples(1)[0]
    expectMean(over: [same, same, same], "the same example three times")
    expectMean(
      over: examples(1) + [(normal(2, 3), away(2, 2)), (normal(3, 3), away(3, 2))],
      "examples of several shapes")
    expectOneExampleAtATime()
  }

  /// Multiplies its input by a weight, and counts.
  private final class Counting: Module {
    @Learned var weight: Tensor = .ones(2, dtype: .float64)
    private(set) var forwards = 0, backwards = 0

    override func updateOutput(_ input: Tensor) -> Tensor {
      forwards += 1
      return input * weight
    }

    override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
      backwards += 1
      return gradOutput * weight
    }

    override func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
      $weight.gradient += input * gradOutput * scale
    }
  }

  private func expectOneExampleAtATime() {
    let some: [Example] = (0..<3).map { _ in (away(2), away(2)) }
    var told: KeyValuePairs<String, Any> {
      ["inputs": some.map(\.input), "gradOutputs": some.map(\.gradOutput)]
    }
    let counting = Counting()
    announce(told)
    gatherMean(of: counting, over: some)
    expectEqual(
      [counting.forwards, counting.backwards], [3, 3], for: told,
      "how often a module ran forward, and backward")
    // A module in two places gathers from both, and is divided once.
    let factors = Layerwise.CMul(2)
    let both = Concat(1)
    both.add(factors).add(factors)
    let wide: [Example] = some.map { ($0.input, .cat([$0.gradOutput, away(2)])) }
    let means = wide.reduce(Tensor.zeros(2, dtype: .float64)) { sum, example in
      let halves = example.gradOutput.view(2, 2)
      return sum + example.input * (halves[0] + halves[1]) / 3
    }
    let facts: KeyValuePairs<String, Any> = [
      "module": Code("Concat(1) of one CMul(2), twice"), "inputs": wide.map(\.input),
      "gradOutputs": wide.map(\.gradOutput),
    ]
    announce(facts)
    gatherMean(of: both, over: wide)
    expectClose(
      factors.gradWeight, means, for: facts, "gathered gradient of a CMul in two places",
      recognising: [
        "it is divided twice": means / 3, "the gradients are added up and not divided": means * 3,
      ])
  }

  func testForgetsWhatWasGathered() {
    expectMean(over: examples(3), old: 2, "several examples")
    for old in [Double.nan, .infinity] {
      expectMean(over: examples(2), old: old, "what was gathered is \(old)")
    }
    expectMean(over: [], old: 2, "no examples")
    // A module without parameters has nothing to gather, and is no trouble.
    announce(["module": Code("Tanh()")])
    gatherMean(of: Tanh(), over: [(normal(2), normal(2))])
    // Twice on the same module: the second call counts alone.
    let network = network()
    let (first, second) = (examples(2), examples(3))
    let expected = meanGradients(network, second)
    gatherMean(of: network, over: first)
    gatherMean(of: network, over: second)
    for (parameter, gradient) in zip(network.parameters(), expected) {
      expectClose(
        parameter.gradient, gradient, for: ["inputs": second.map(\.input)],
        "gathered gradient after a second call on the same module")
    }
  }
}
