import ExerciseTesting
import Kindling
import Reproducibility
import XCTest

final class ReproducibilityHiddenTests: ExerciseTestCase {
  override func tearDown() { manualSeed(Generator.defaultSeed) }

  /// Generators in the middle of their numbers, one of them with a normal number kept.
  private func generators() -> [(name: String, generator: Generator)] {
    [Generator.Dialect.pyTorch, .torch7].flatMap { dialect in
      (0...1).map { kept in
        var generator = Generator(seed: seed(), dialect: dialect)
        for _ in 0..<inputs.integer(in: 0...700) { _ = generator.next32() }
        if kept == 1 { _ = generator.normal() }
        let name = dialect == .pyTorch ? "in PyTorch's dialect" : "in Torch7's dialect"
        return (name + (kept == 1 ? ", with a normal number kept" : ""), generator)
      }
    }
  }

  private func seed() -> UInt64 { UInt64(inputs.integer(in: 0...4_000_000_000)) }

  private func bytes(_ tensor: Tensor) -> [UInt64] { tensor.doubles().map(\.bitPattern) }

  /// Fails unless the default generator is the one expected, as far as any number can tell.
  private func expectDefault(
    _ expected: Generator, for told: KeyValuePairs<String, Any>, _ what: String,
    line: UInt = #line
  ) {
    var (own, other) = (Generator.default, expected)
    expectEqual(own.dialect, other.dialect, for: told, "the dialect \(what)", line: line)
    for draw in 1...3 {
      let (found, right) = (own.normal(), other.normal())
      let (bits, rightBits) = (own.next32(), other.next32())
      guard found != right || bits != rightBits else { continue }
      return expect(
        false,
        "the default generator \(what): draw \(draw), a normal number and 32 bits: expected "
          + "\(right) and \(rightBits), got \(found) and \(bits)",
        for: told, line: line)
    }
  }

  // MARK: seeded

  func testDrawsTheNumbersOfTheSeed() {
    for (name, generator) in generators() {
      let seed = seed()
      manualSeed(seed)
      let expected = Tensor.randn(3, 4)
      Generator.default = generator
      expectEqual(
        seeded(seed) { Tensor.randn(3, 4) }.doubles(), expected.doubles(),
        for: [
          "seed": seed, "body": Code("{ Tensor.randn(3, 4) }"), "the generator before": Code(name),
        ])
    }
    for dtype in [DType.float64, .float16, .int64] {
      for shape: Shape in [[], [0, 2], [1], [3, 3], [2, 1, 3, 2]] {
        let made = inputs.normal(24, dtype: .float64).to(dtype).narrow(
          0, start: 0, length: shape.elementCount
        ).view(shape)
        let got = seeded(1) { made }
        expect(
          got === made, "what the body returned is not what came back",
          for: ["body": Code("{ made }"), "made": made])
      }
    }
    expectOneRunOfTheBody()
    expectLargeSeeds()
  }

  /// Any seed will do, those with all 64 bits among them.
  private func expectLargeSeeds() {
    for seed: UInt64 in [.max, 1 << 63, 1 << 32 + 7] {
      manualSeed(seed)
      let expected = Tensor.randn(3)
      manualSeed(1)
      let told: KeyValuePairs<String, Any> = [
        "seed": seed, "body": Code("{ Tensor.randn(3) }"),
      ]
      announce(told)
      var inside: UInt64 = 0
      let found = seeded(seed) {
        inside = Generator.default.seed
        return Tensor.randn(3)
      }
      expectEqual(found.doubles(), expected.doubles(), for: told)
      expectEqual(inside, seed, for: told, "the default generator's seed in the body")
    }
  }

  func testLeavesTheGeneratorAsItWas() {
    for (name, generator) in generators() {
      for draws in [0, 1, 7] {
        let seed = seed()
        Generator.default = generator
        announce(["seed": seed, "the generator before": Code(name), "draws": draws])
        _ = seeded(seed) {
          for _ in 0..<draws { _ = Generator.default.normal() }
          return Tensor(0.0)
        }
        expectDefault(
          generator, for: ["seed": seed, "the generator before": Code(name), "draws": draws],
          "after the call")
      }
    }
    let start = Generator(seed: seed())
    Generator.default = start
    let inner = seed()
    let other = seed()
    announce(["seed": inner, "body": Code("{ manualSeed(\(other)); return Tensor.rand(2) }")])
    _ = seeded(inner) {
      manualSeed(other)
      return Tensor.rand(2)
    }
    expectDefault(start, for: ["body": Code("seeds the generator itself")], "after the call")
  }

  private func expectOneRunOfTheBody() {
    var runs = 0
    let seed = seed()
    announce(["seed": seed])
    _ = seeded(seed) {
      runs += 1
      return Tensor(1.0)
    }
    expectEqual(runs, 1, for: ["seed": seed], "how often the body ran")
  }

  // MARK: repeated

  func testRunsDrawTheSameNumbers() {
    for (name, generator) in generators() {
      let count = inputs.integer(in: 2...4)
      Generator.default = generator
      let expected = Tensor.randn(5)
      Generator.default = generator
      let told: KeyValuePairs<String, Any> = [
        "count": count, "body": Code("{ Tensor.randn(5) }"), "the generator before": Code(name),
      ]
      announce(told)
      let runs = repeated(count) { Tensor.randn(5) }
      expectEqual(
        runs.map { $0.doubles() }, Array(repeating: expected.doubles(), count: count), for: told,
        "the numbers of the runs")
    }
    expectARunForEachResult()
  }

  private func expectARunForEachResult() {
    for count in [0, 1, 3, 12] {
      var runs = 0
      announce(["count": count])
      let results = repeated(count) {
        runs += 1
        return Tensor([Double(runs)])
      }
      expectEqual(runs, count, for: ["count": count], "how often the body ran")
      expectEqual(
        results.map { $0.doubles() }, (0..<count).map { [Double($0 + 1)] }, for: ["count": count],
        "the results in their order")
    }
    let made = inputs.normal(2).requiringGradient()
    let told: KeyValuePairs<String, Any> = ["count": 2, "body": Code("{ made }")]
    announce(told)
    expect(
      repeated(2) { made }.allSatisfy { $0 === made },
      "what the body returned is not what came back", for: told)
  }

  func testTheGeneratorGoesOnAfterTheLastRun() {
    for (name, generator) in generators() {
      for count in [0, 1, 3] {
        Generator.default = generator
        if count > 0 { _ = (Tensor.rand(3), Generator.default.normal()) }
        let expected = Generator.default
        Generator.default = generator
        let told: KeyValuePairs<String, Any> = [
          "count": count, "the generator before": Code(name),
        ]
        announce(told)
        _ = repeated(count) {
          let drawn = Tensor.rand(3)
          _ = Generator.default.normal()
          return drawn
        }
        expectDefault(expected, for: told, "after \(count) \(count == 1 ? "run" : "runs")")
      }
    }
    for draws in [[1, 5, 3], [4, 0]] {
      let start = Generator(seed: seed())
      Generator.default = start
      _ = (0..<draws[draws.count - 1]).map { _ in Tensor.rand(1) }
      let expected = Generator.default
      Generator.default = start
      var run = 0
      let told: KeyValuePairs<String, Any> = [
        "count": draws.count, "numbers that each run draws": draws,
      ]
      announce(told)
      _ = repeated(draws.count) {
        defer { run += 1 }
        for _ in 0..<(run < draws.count ? draws[run] : 0) { _ = Tensor.rand(1) }
        return Tensor(0.0)
      }
      expectDefault(expected, for: told, "after runs that draw unequally often")
    }
    for (name, generator) in generators() {
      // A run may leave another generator, of another dialect.
      let other: Generator.Dialect = generator.dialect == .pyTorch ? .torch7 : .pyTorch
      let seed = seed()
      Generator.default = generator
      let told: KeyValuePairs<String, Any> = [
        "count": 3, "the generator before": Code(name),
        "body": Code("draws, and seeds the generator with \(seed) in the dialect \(other)"),
      ]
      announce(told)
      _ = repeated(3) {
        expectDefault(generator, for: told, "at the beginning of a run")
        manualSeed(seed, dialect: other)
        return Tensor(0.0)
      }
      expectDefault(Generator(seed: seed, dialect: other), for: told, "after the runs")
    }
  }

  // MARK: streams

  func testSeedsAreDrawn() {
    let cases = [(3, seed()), (12, seed()), (1, seed()), (0, seed()), (2, .max), (2, 1 << 32 + 7)]
    for ((count, seed), (name, generator)) in zip(cases, generators() + generators()) {
      Generator.default = generator
      var source = Generator(seed: seed)
      let expected = (0..<count).map { _ in Generator(seed: UInt64(source.next32())) }
      let told: KeyValuePairs<String, Any> = [
        "count": count, "seed": seed, "the default generator": Code(name),
      ]
      announce(told)
      let got = streams(count, seed: seed)
      expectEqual(got.map(\.seed), expected.map(\.seed), for: told, "the seeds")
      expect(
        got == expected,
        "a stream is not as it begins: something was drawn from it, or its dialect is another",
        for: told)
    }
    expectStreamsToDiffer()
    expectSeedsNotToDependOnTheCount()
  }

  private func expectStreamsToDiffer() {
    let seed = seed()
    var all = streams(20, seed: seed)
    let numbers = all.indices.map { index in (0..<4).map { _ in all[index].next32() } }
    expectEqual(
      Set(numbers).count, 20, for: ["count": 20, "seed": seed],
      "how many streams begin with four numbers of their own")
  }

  private func expectSeedsNotToDependOnTheCount() {
    let seed = seed()
    let (few, many) = (streams(2, seed: seed), streams(9, seed: seed))
    expectEqual(
      few.map(\.seed), many.prefix(2).map(\.seed), for: ["seed": seed],
      "the seeds of the first two streams of 2, and of 9")
  }

  func testTheDefaultGeneratorIsNotTouched() {
    for (name, generator) in generators() {
      Generator.default = generator
      let seed = seed()
      announce(["count": 3, "seed": seed])
      _ = streams(3, seed: seed)
      expectDefault(
        generator, for: ["count": 3, "seed": seed, "the generator before": Code(name)],
        "after the call")
      manualSeed(self.seed(), dialect: generator.dialect)
      let (first, again) = (seed, streams(3, seed: seed))
      Generator.default = generator
      expect(
        streams(3, seed: first) == again, "the streams depend on the default generator",
        for: ["count": 3, "seed": seed])
    }
  }

  // MARK: checkpoint and resume

  /// Two affine maps with dropout between them, so that training draws, and a buffer, which it changes.
  private final class Net: Module {
    let first = Linear(3, 4)
    let dropout = Dropout(0.5)
    let second = Linear(4, 1)
    @Buffer var calls = Tensor(0.0)

    override func forward(_ input: Tensor) -> Tensor {
      calls += 1
      return second(dropout(first(input).tanh()))
    }
  }

  private func train(_ net: Net, _ x: Tensor, _ y: Tensor, steps: Int) -> [Double] {
    let optimizer = SGD(net.parameters(), learningRate: 0.1)
    return (0..<steps).map { _ in
      optimizer.zeroGrad()
      let loss = (net(x) - y).square().mean()
      loss.backward()
      optimizer.step()
      return loss.item()
    }
  }

  private func numbers(_ net: Module) -> [String: [UInt64]] {
    net.stateDictionary().mapValues(bytes)
  }

  private let net = Code("a net of Linear(3, 4), Dropout(0.5), Linear(4, 1) and a buffer")

  func testHoldsTheModelAndTheGenerator() {
    for (name, generator) in generators() {
      let model = Net()
      Generator.default = generator
      let before = numbers(model)
      let told: KeyValuePairs<String, Any> = ["model": net, "the generator": Code(name)]
      announce(told)
      let saved = checkpoint(of: model)
      expectEqual(
        saved.state.keys.sorted(), before.keys.sorted(), for: told, "the names in the checkpoint")
      expect(
        saved.state.mapValues(bytes) == before, "the numbers in the checkpoint are not the model's",
        for: told)
      expect(
        saved.generator == generator.state,
        "the bytes in the checkpoint are not the state of the default generator", for: told)
      expectDefault(generator, for: told, "after the call")
      expect(numbers(model) == before, "the model has changed", for: told)
      expect(model.isTraining, "the model was in training mode, and is no longer", for: told)
      expect(
        model.parameters().allSatisfy { $0.requiresGrad && $0.grad == nil },
        "the parameters' flags have changed", for: told)
    }
    expectDtypesAndMode()
    let empty = checkpoint(of: Dropout(0.5))
    expectEqual(empty.state.count, 0, for: ["model": Code("Dropout(0.5)")], "how many tensors")
  }

  /// A module with numbers of several dtypes.
  private final class Mixed: Module {
    let map: Linear
    @Buffer var counts = Tensor([1 << 53 + 1, -3])
    @Buffer var third = Tensor([1.0 / 3], dtype: .float64)

    override init() {
      map = Linear(2, 1)
      super.init()
    }

    override func forward(_ input: Tensor) -> Tensor { map(input) }
  }

  /// Every number has its own dtype in the checkpoint, and a model that is evaluated stays so.
  private func expectDtypesAndMode() {
    let model = Mixed()
    model.eval()
    let told: KeyValuePairs<String, Any> = [
      "model": Code("of float32 parameters, an int64 and a float64 buffer, in evaluation mode")
    ]
    announce(told)
    let saved = checkpoint(of: model)
    for (name, right) in model.stateDictionary() {
      guard let found = saved.state[name] else {
        return expect(false, "\(name) is not in the checkpoint", for: told)
      }
      expectEqual(found.dtype, right.dtype, for: told, "the dtype of \(name)")
      expect(found.equals(right), "the numbers of \(name) are not the model's", for: told)
      expect(
        !found.sharesStorage(with: right),
        "\(name) in the checkpoint has the memory of the model's",
        for: told)
    }
    expect(
      !model.isTraining && !model.map.isTraining,
      "the model was in evaluation mode, and is no longer", for: told)
  }

  func testLaterStepsDoNotChangeACheckpoint() {
    manualSeed(seed())
    let model = Net()
    let before = numbers(model)
    announce(["model": net])
    let saved = checkpoint(of: model)
    _ = train(model, inputs.normal(5, 3), inputs.normal(5, 1), steps: 3)
    expect(
      saved.state.mapValues(bytes) == before,
      "three steps of training changed the numbers in the checkpoint", for: ["model": net])
  }

  func testTrainingGoesOnAsIfNothingHadHappened() throws {
    try expectTheModeToStay()
    for (name, generator) in generators() {
      Generator.default = generator
      let model = Net()
      let (x, y) = (inputs.normal(6, 3), inputs.normal(6, 1))
      _ = train(model, x, y, steps: 2)
      let saved = Checkpoint(
        state: model.stateDictionary().mapValues { $0.clone() },
        generator: Generator.default.state)
      let tensors = model.parameters()
      let expected = train(model, x, y, steps: 3)
      let after = numbers(model)
      for call in ["the first time", "again"] {
        // The generator has gone on, or is one of the other dialect by now.
        _ = Tensor.rand(5)
        if call == "again" {
          manualSeed(3, dialect: generator.dialect == .pyTorch ? .torch7 : .pyTorch)
        }
        let told: KeyValuePairs<String, Any> = ["model": net, "the generator": Code(name)]
        announce(told)
        try resume(model, from: saved)
        expectEqual(
          train(model, x, y, steps: 3), expected, for: told,
          "the losses of the three steps after the checkpoint, taken up \(call)")
        expect(numbers(model) == after, "the numbers after the steps differ", for: told)
        expect(
          zip(model.parameters(), tensors).allSatisfy { $0 === $1 },
          "the model has other tensors than before: an optimizer made earlier would not change them",
          for: told)
      }
      let other = Net()
      announce(["model": Code("another net of the same sizes")])
      try resume(other, from: saved)
      expectEqual(
        train(other, x, y, steps: 3), expected,
        for: ["model": Code("another net of the same sizes")],
        "the losses of the three steps after the checkpoint")
    }
  }

  /// Mode and flags are no numbers of the checkpoint: a model that is evaluated goes on being so, and
  /// a frozen parameter stays frozen.
  private func expectTheModeToStay() throws {
    let model = Net()
    let saved = Checkpoint(
      state: model.stateDictionary().mapValues { $0.clone() }, generator: Generator.default.state)
    model.eval()
    model.first.weight.requiresGrad = false
    let told: KeyValuePairs<String, Any> = [
      "model": Code("in evaluation mode, with a frozen first.weight")
    ]
    announce(told)
    try resume(model, from: saved)
    expectEqual(
      model.parameters().map(\.requiresGrad), [false, true, true, true], for: told,
      "requiresGrad of the parameters")
    expect(
      !model.isTraining && !model.dropout.isTraining,
      "the model was in evaluation mode, and is no longer", for: told)
  }

  func testWhatDoesNotFitChangesNothing() {
    let model = Net()
    let right = Checkpoint(
      state: model.stateDictionary().mapValues { $0.clone() + 1 },
      generator: Generator(seed: seed()).state)
    let more = right.state.merging(["third.bias": Tensor.zeros(1)]) { $1 }
    let reshaped = right.state.merging(["second.bias": Tensor.zeros(2)]) { $1 }
    let smaller = Linear(3, 4).stateDictionary().mapValues { $0.clone() }
    let faulty: [(String, Checkpoint)] = [
      ("the state of another model", Checkpoint(state: smaller, generator: right.generator)),
      ("a name more", Checkpoint(state: more, generator: right.generator)),
      ("another shape", Checkpoint(state: reshaped, generator: right.generator)),
      ("no state", Checkpoint(state: [:], generator: right.generator)),
      (
        "12 bytes as generator",
        Checkpoint(state: right.state, generator: [UInt8](repeating: 1, count: 12))
      ),
      ("no bytes as generator", Checkpoint(state: right.state, generator: [])),
    ]
    for (what, checkpoint) in faulty {
      let generator = Generator(seed: seed())
      Generator.default = generator
      let before = numbers(model)
      let told: KeyValuePairs<String, Any> = ["model": net, "checkpoint": Code(what)]
      announce(told)
      do {
        try resume(model, from: checkpoint)
        expect(false, "nothing was thrown", for: told)
      } catch {
        let isRight =
          what.contains("generator") ? error is GeneratorStateError : error is StateDictionaryError
        expect(isRight, "another error was thrown: \(error)", for: told)
      }
      expect(numbers(model) == before, "the model has changed", for: told)
      expectDefault(generator, for: told, "after the error")
    }
  }
}
