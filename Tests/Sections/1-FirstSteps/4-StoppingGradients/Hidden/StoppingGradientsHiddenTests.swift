import ExerciseTesting
import Kindling
import StoppingGradients
import XCTest

final class StoppingGradientsHiddenTests: ExerciseTestCase {
  /// Numbers are handed on, not computed: every digit must be right.
  private let exact = Tolerance(relative: 0, absolute: 0)

  private func titled(_ what: String) -> String { what.isEmpty ? "" : what + ": " }

  /// Tensors of all kinds, in words.
  private var kinds: [(String, Tensor)] {
    let x = inputs.normal(2, 3)
    return [
      ("a matrix", x), ("a vector", inputs.normal(3)), ("a square", inputs.normal(3, 3)),
      ("one row", inputs.normal(1, 3)), ("one element", inputs.normal(1)),
      ("rank 0", inputs.normal(1).view([])), ("four dimensions", inputs.normal(2, 1, 2, 2)),
      ("no element", Tensor.zeros(0, 3)), ("not contiguous", x.stridedCopy),
      ("no element, float64", Tensor.zeros(0, 3, dtype: .float64)),
      ("float64", inputs.normal(2, 2, dtype: .float64) / 3),
      ("float16", inputs.normal(2, dtype: .float16)),
      ("infinity and NaN", Tensor([Double.infinity, .nan, -0.0])),
      ("large and small", Tensor([1e30, 1e-30])), ("very negative", Tensor([-100.0, -1e6])),
    ]
  }

  private var wholeKinds: [(String, Tensor)] {
    [
      ("int64", Tensor([9_007_199_254_740_991, -1])), ("bool", Tensor([true, false])),
      ("uint8", Tensor([200, 3], dtype: .uint8)),
    ]
  }

  // MARK: peek and snapshot

  /// Holds the results for constants, leaves and results of all kinds.
  ///
  /// - Parameter shares: whether the result is to share the tensor's memory.
  private func expectNumbers(
    of answer: (Tensor) -> Tensor, shares: Bool, _ name: String,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    func expectRight(_ tensor: Tensor, _ text: String) {
      let told: KeyValuePairs<String, Any> = ["tensor": tensor.detach(), "kind": Code(text)]
      let numbers = tensor.detach().clone()
      let before = TensorState(tensor)
      announce(told)
      let result = answer(tensor)
      guard
        expectClose(
          result.detach(), numbers, tolerance: exact, for: told, name, file: file, line: line)
      else { return }
      let problem =
        result.requiresGrad
        ? "it requires a gradient"
        : result.sharesStorage(with: tensor) != shares
          ? (shares
            ? "it has memory of its own, not the tensor's"
            : "it shares the tensor's memory, and will change with it")
          : result === tensor ? "it is the tensor itself" : nil
      if let problem {
        return expect(false, "\(name): \(problem)", for: told, file: file, line: line)
      }
      if result.dtype.isFloatingPoint { result.requiresGrad = true }
      expectUnchanged(tensor, since: before, "the tensor", for: told, file: file, line: line)
      // Each of two calls gives a tensor by itself.
      let again = answer(tensor)
      expect(
        again !== result && !again.requiresGrad && again.sharesStorage(with: result) == shares,
        "\(name), called again: \(shares ? "" : "it has no memory of its own, or ")it requires a "
          + "gradient since the first result was made to", for: told, file: file, line: line)
    }
    for (kind, tensor) in kinds {
      expectRight(tensor.isContiguous ? tensor.clone() : tensor, kind)
      let leaf = tensor.isContiguous ? tensor.clone() : tensor.stridedCopy
      leaf.requiresGrad = true
      expectRight(leaf, "\(kind), which requires a gradient")
      leaf.grad = Tensor.ones(like: tensor)
      expectRight(leaf, "\(kind), which holds a gradient")
      expectRight(leaf * 1, "\(kind), which was computed")
      expectRight(leaf.unsqueeze(0), "\(kind), which is a view of a leaf")
    }
    for (kind, tensor) in wholeKinds { expectRight(tensor, kind) }
  }

  func testAPeekSharesMemoryAndHasNoPast() {
    expectNumbers(of: peek, shares: true, "the peek")
    let x = inputs.normal(2, 3)
    let y = x.requiringGradient() * 2
    let told: KeyValuePairs<String, Any> = ["tensor": y.detach()]
    announce(told)
    let seen = peek(at: y)
    let number = inputs.number(in: 3...9)
    withoutGradients { y[1, 2] = Tensor(number) }
    expectClose(
      seen[1, 2].detach(), Tensor(number), for: told, "element [1, 2] of the peek, after it changed"
    )
    withoutGradients { seen[0, 0] = Tensor(number) }
    expectClose(
      y[0, 0].detach(), Tensor(number), for: told, "element [0, 0], after the peek's was changed")
    // A view that was made without recording would read its past from the tensor now.
    y *= 2
    expect(
      !seen.requiresGrad && seen.gradientFunction == nil,
      "the peek has a past after a recorded change of the tensor in place", for: told)
  }

  func testASnapshotHasMemoryOfItsOwn() {
    expectNumbers(of: snapshot, shares: false, "the snapshot")
    // Float64 has no room for this number, so `expectClose` would not see it lost.
    let whole = Tensor([9_007_199_254_740_993])
    announce(["tensor": whole])
    let kept = snapshot(of: whole)
    if kept.dtype == .int64 {
      expectEqual(kept.ints(), whole.ints(), for: ["tensor": whole], "a large int64")
    }
    let x = inputs.normal(2, 3)
    let before = x.clone()
    announce(["tensor": x])
    let taken = snapshot(of: x)
    x += 10
    expectClose(
      taken, before, tolerance: exact, for: ["tensor": before], "after the tensor changed")
    taken.fill(0)
    expectClose(x, before + 10, for: ["tensor": before], "the tensor, after the snapshot changed")
  }

  // MARK: evaluate

  /// Fails unless the results are right and nothing was recorded; the model watches from inside.
  private func expectEvaluation(
    of model: (text: String, value: (Tensor, Tensor) -> Tensor), _ w: Tensor, on given: [Tensor],
    _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = [
      "model": Code(model.text), "w": w.detach(), "inputs": given.map { $0.detach() },
    ]
    let expected = given.map { input in
      withoutGradients { model.value(input.detach(), w.detach()).clone() }
    }
    let states = given.map(TensorState.init)
    let state = TensorState(w)
    for call in ["", "called again: "] {
      let lead = titled(what) + call
      var (seen, recorded) = ([Tensor](), 0)
      announce(told)
      let results = evaluate(
        {
          seen.append($0)
          if (w * 2).requiresGrad { recorded += 1 }
          return model.value($0, w)
        }, on: given)
      func fails(_ text: String) { expect(false, lead + text, for: told, file: file, line: line) }
      guard results.count == expected.count else {
        return fails("expected \(expected.count) results, got \(results.count)")
      }
      guard seen.count == given.count, zip(seen, given).allSatisfy({ $0 === $1 }) else {
        return fails("the model should be called once with each input itself, in their order")
      }
      if recorded > 0 { return fails("while the model runs, its operations are recorded") }
      for (index, (result, right)) in zip(results, expected).enumerated() {
        if result.requiresGrad { return fails("result \(index) requires a gradient") }
        guard
          expectClose(
            result, right, for: told, lead + "result \(index)", file: file, line: line)
        else { return }
      }
      if !(w * 2).requiresGrad { return fails("after the call nothing is recorded") }
      expectUnchanged(w, since: state, "w", for: told, file: file, line: line)
      for (index, (input, before)) in zip(given, states).enumerated() {
        expectUnchanged(input, since: before, "input \(index)", for: told, file: file, line: line)
      }
    }
  }

  private let scaled = ("{ $0 * w }", { (x: Tensor, w: Tensor) in x * w })

  func testNothingIsRecorded() {
    let w = inputs.normal(3).requiringGradient()
    expectEvaluation(of: scaled, w, on: [inputs.normal(2, 3), inputs.normal(3)])
    expectEvaluation(
      of: ("{ ($0 * w).tanh().sum() }", { ($0 * $1).tanh().sum() }), w,
      on: (0..<3).map { _ in inputs.normal(2, 3) }, "several operations")
    expectEvaluation(of: scaled, w, on: [inputs.normal(1, 3)], "one input")
    expectEvaluation(of: scaled, w, on: [], "no inputs")
    let row = inputs.normal(3)
    expectEvaluation(of: scaled, w, on: [row, row], "the same input twice")
    // Inside of withoutGradients it stays off.
    announce(["model": Code(scaled.0), "inputs": [row]])
    let isOn = withoutGradients {
      _ = evaluate({ $0 * w }, on: [row])
      return (w * 2).requiresGrad
    }
    expect(
      !isOn, "recording was off before the call, and is on after it",
      for: ["model": Code(scaled.0), "inputs": [row]])
  }

  func testResultsOfAllKinds() {
    let w = inputs.normal(3).requiringGradient()
    let one = Tensor(2.0).requiringGradient()
    for (kind, tensor) in kinds {
      expectEvaluation(of: scaled, one, on: [tensor], kind)
      let leaf = (tensor.isContiguous ? tensor.clone() : tensor.stridedCopy).requiringGradient()
      leaf.grad = Tensor.ones(like: tensor)
      expectEvaluation(of: scaled, one, on: [leaf, leaf * 1], "\(kind), recorded inputs")
    }
    let leaf = inputs.normal(2, 3).requiringGradient()
    let same = ("{ x in x }", { (x: Tensor, _: Tensor) in x })
    expectEvaluation(of: same, w, on: [leaf, leaf * 2], "a model that returns its input")
    expectEvaluation(
      of: ("{ _ in w }", { $1 }), w, on: [inputs.normal(2)], "a model that returns w")
    expectEvaluation(of: same, w, on: wholeKinds.map(\.1), "whole numbers")
  }

  // MARK: distance

  private func squares(_ prediction: Tensor, _ target: Tensor) -> Tensor {
    let pairs = zip(prediction.doubles(), target.doubles())
    return Tensor(pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }, dtype: prediction.dtype)
  }

  private func expectDistance(
    _ prediction: Tensor, _ target: Tensor, _ what: String = "", is known: Tensor? = nil,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let count = max(1, prediction.elementCount)
    expectResult(
      of: { distance(from: $0[0], to: $0[1]) }, on: ["prediction": prediction, "target": target],
      equals: known ?? squares(prediction, target), what,
      recognising: [
        "the mean is taken for the sum": squares(prediction, target) / count,
        "nothing is squared": (prediction - target).sum(),
        "the sizes of the differences are added up": (prediction - target).abs().sum(),
      ], file: file, line: line)
  }

  func testDistanceIsASumOfSquares() {
    // torch.nn.functional.mse_loss(p, t, reduction="sum")
    let (p, t) = (Tensor([[1.0, -2.0], [0.5, 3.0]]), Tensor([[0.0, 2.0], [0.5, 1.0]]))
    expectDistance(p, t, is: Tensor(21.0))
    for (kind, tensor) in kinds where !kind.contains("large") {
      let other = inputs.normal(24, dtype: tensor.dtype)[0..<tensor.elementCount].view(tensor.shape)
      expectDistance(tensor, other, kind)
    }
    expectDistance(inputs.normal(2, 3), inputs.normal(2, 3).stridedCopy, "not contiguous")
    expectDistance(inputs.normal(2, 2), inputs.normal(2, 2), "a square")
    expectDistance(Tensor([2e3, 1.0]), Tensor([-3e3, 1.0]), "large numbers")
    expectDistance(
      Tensor([300.0, 1.0], dtype: .float16), Tensor([-100.0, 1.0], dtype: .float16),
      "float16, which has no number so large")
    expectDistance(Tensor([1e-8, 2.0]), Tensor([3e-8, 1.0]), "small numbers")
    expectDistance(Tensor([1.0, 2.0]), Tensor([Double.infinity, 1.0]), "infinity")
    expectDistance(Tensor([1.0, 2.0]), Tensor([3.0, .nan]), "NaN")
    let same = inputs.normal(3)
    expectDistance(same, same, "a prediction that is right")
  }

  /// The gradients with respect to the leaves of both, after going backward from the distance.
  private func expectFlow(
    _ prediction: Tensor, _ target: Tensor, _ what: String = "", file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = ["prediction": prediction, "target": target]
    let (p, t) = (
      prediction.isContiguous ? prediction.clone() : prediction.stridedCopy, target.clone()
    )
    (p.requiresGrad, t.requiresGrad) = (true, true)
    let slope = inputs.number(in: 0.5...2)
    announce(told)
    let far = distance(from: p, to: t)
    guard far.requiresGrad else {
      return expect(
        false,
        titled(what) + "the distance is cut off from the prediction: it requires no gradient",
        for: told, file: file, line: line)
    }
    guard far.rank == 0 else {
      return expect(
        false, titled(what) + "expected rank 0, got shape \(far.shape)", for: told, file: file,
        line: line)
    }
    far.backward(gradient: Tensor(slope, dtype: far.dtype))
    let right = (prediction - target) * 2 * slope
    expect(
      t.grad == nil,
      titled(what) + "a gradient arrives at the target, which should not be moved", for: told,
      file: file, line: line)
    expectClose(
      p.grad ?? Tensor.zeros(0), right,
      tolerance: prediction.dtype == .float64
        ? Tolerance(relative: 0x1p-48, absolute: 0x1p-48) : nil,
      for: told,
      titled(what) + "the gradient for the prediction, when that of the result is \(slope)",
      file: file, line: line)
  }

  func testOnlyThePredictionGetsAGradient() {
    expectFlow(inputs.normal(2, 3, dtype: .float64), inputs.normal(2, 3, dtype: .float64))
    for dtype in [DType.float32, .float16] {
      expectFlow(inputs.normal(3, dtype: dtype), inputs.normal(3, dtype: dtype), "\(dtype)")
    }
    expectFlow(
      inputs.normal(2, 2, dtype: .float64).stridedCopy, inputs.normal(2, 2, dtype: .float64),
      "not contiguous")
    expectFlow(Tensor(1.5, dtype: .float64), Tensor(0.5, dtype: .float64), "rank 0")
    for dtype in [DType.float32, .float64] {
      let none = Tensor.zeros(0, 2, dtype: dtype)
      expectFlow(none, none.clone(), "no element, \(dtype)")
    }
    // A target alone that requires a gradient asks for none.
    let (prediction, target) = (inputs.normal(3), inputs.normal(3).requiringGradient())
    let told: KeyValuePairs<String, Any> = ["prediction": prediction, "target": target.detach()]
    announce(told)
    expect(
      !distance(from: prediction, to: target).requiresGrad,
      "only the target requires a gradient, and the distance does too", for: told)
    expectSecondDerivative()
  }

  /// A gradient that was computed with `createGraph` can be differentiated again.
  private func expectSecondDerivative() {
    let numbers = inputs.awayFromZero(3, dtype: .float64)
    let w = numbers.clone().requiringGradient()
    let told: KeyValuePairs<String, Any> = [
      "prediction": Code("w * w"), "target": Code("w"), "w": numbers,
    ]
    announce(told)
    let far = distance(from: w * w, to: w)
    guard far.requiresGrad, far.rank == 0 else { return }
    let slope = grad(of: far, withRespectTo: [w], createGraph: true)[0]!
    // d/dw (w^2 - t)^2 is 4 w (w^2 - t), whose derivative is 12 w^2 - 4 t, with t held at w.
    let second = grad(of: slope.sum(), withRespectTo: [w])[0]
    expectClose(
      second ?? Tensor.zeros(0), numbers * numbers * 12 - numbers * 4, for: told,
      "the second derivative for w")
  }

  func testTargetsFromTheSameTensor() {
    let numbers = inputs.awayFromZero(3, dtype: .float64)
    let cases: [(String, String, (Tensor) -> (Tensor, Tensor), (Tensor) -> Tensor)] = [
      ("w * 2", "w + 3", { ($0 * 2, $0 + 3) }, { ($0 * 2 - ($0 + 3)) * 4 }),
      (
        "w.exp()", "w.square()", { ($0.exp(), $0.square()) },
        { ($0.exp() - $0.square()) * 2 * $0.exp() }
      ),
      ("w", "w * 3", { ($0, $0 * 3) }, { ($0 - $0 * 3) * 2 }),
      ("w * 3", "w", { ($0 * 3, $0) }, { ($0 * 3 - $0) * 6 }),
      ("w", "w", { ($0, $0) }, { $0 * 0 }),
    ]
    for (prediction, target, make, slope) in cases {
      let w = numbers.clone().requiringGradient()
      let told: KeyValuePairs<String, Any> = [
        "prediction": Code(prediction), "target": Code(target), "w": numbers,
      ]
      let (p, t) = make(w)
      announce(told)
      let far = distance(from: p, to: t)
      guard far.requiresGrad, far.rank == 0 else {
        return expect(
          false, "the distance is not a number that requires a gradient", for: told)
      }
      far.backward()
      let whole = numbers.clone().requiringGradient()
      let (moved, moving) = make(whole)
      (moved - moving).square().sum().backward()
      expectClose(
        w.grad ?? Tensor.zeros(0), slope(numbers), for: told, "the gradient of w",
        recognising: ["a gradient flows through the target, too": whole.grad!])
      expect(w.requiresGrad, "w no longer requires a gradient", for: told)
    }
  }

  // MARK: withFrozen

  private struct Stopped: Error, Equatable { let number: Int }

  /// A line, and a curve over it, with points to fit them to.
  private struct Model {
    let first: Tensor, second: Tensor, third: Tensor
    var all: [Tensor] { [first, second, third] }

    init(_ numbers: [Tensor]) {
      (first, second, third) = (
        numbers[0].clone().requiringGradient(), numbers[1].clone().requiringGradient(),
        numbers[2].clone().requiringGradient()
      )
    }

    func loss(_ x: Tensor, _ y: Tensor) -> Tensor {
      (third * (x * first + second).tanh() - y).square().sum()
    }

    func train(on x: Tensor, _ y: Tensor, steps: Int, optimizer: ([Tensor]) -> Optimizer) {
      let optimizer = optimizer(all)
      for _ in 0..<steps {
        optimizer.zeroGrad()
        loss(x, y).backward()
        optimizer.step()
      }
    }
  }

  func testFrozenPartsStayWhileOthersLearn() {
    let numbers = (0..<3).map { _ in inputs.awayFromZero(2, dtype: .float64) }
    let (x, y) = (inputs.normal(4, 2, dtype: .float64), inputs.normal(4, 2, dtype: .float64))
    let optimizers: [(String, ([Tensor]) -> Optimizer)] = [
      ("SGD", { SGD($0, learningRate: 0.05) }), ("Adam", { Adam($0, learningRate: 0.05) }),
    ]
    for frozen in [[0], [1, 2], [2, 0], [], [0, 1]] {
      for (name, optimizer) in optimizers {
        let told: KeyValuePairs<String, Any> = [
          "parameters": Code("parameters \(frozen) of 3"),
          "body": Code("six steps of \(name) on all 3"),
        ]
        let model = Model(numbers)
        for parameter in model.all { parameter.grad = Tensor.full([2], 5.0, dtype: .float64) }
        announce(told)
        withFrozen(frozen.map { model.all[$0] }) {
          model.train(on: x, y, steps: 6, optimizer: optimizer)
        }
        // The others learn as in a model whose frozen parts never required a gradient.
        let reference = Model(numbers)
        for index in frozen { reference.all[index].requiresGrad = false }
        reference.train(on: x, y, steps: 6, optimizer: optimizer)
        for index in 0..<3 {
          let isFrozen = frozen.contains(index)
          guard
            expectClose(
              model.all[index].detach(), isFrozen ? numbers[index] : reference.all[index].detach(),
              tolerance: exact, for: told,
              isFrozen
                ? "parameter \(index), which was frozen" : "parameter \(index), which was not")
          else { return }
        }
      }
    }
  }

  /// Runs a body that looks at the parameters, and holds what it sees, and what is there afterwards,
  /// against what was there before.
  private func expectFreeze(
    of parameters: [Tensor], _ what: String, throwing error: Stopped? = nil,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = [
      "parameters": parameters.map { $0.detach() },
      "of which require a gradient": Code("\(parameters.map(\.requiresGrad))"),
      "body": Code(error == nil ? "{}" : "{ throw Stopped(number: \(error!.number)) }"),
    ]
    let lead = titled(what)
    let before = parameters.map(TensorState.init)
    var (calls, required, held) = (0, [Int](), [Int]())
    var thrown: Stopped?
    announce(told)
    do {
      try withFrozen(parameters) {
        calls += 1
        required = parameters.indices.filter { parameters[$0].requiresGrad }
        held = parameters.indices.filter { parameters[$0].grad != nil }
        if let error { throw error }
      }
    } catch {
      thrown = error as? Stopped
    }
    let problem =
      calls != 1
      ? "the body was called \(calls) times"
      : !required.isEmpty
        ? "while the body runs, parameters \(required) require a gradient"
        : !held.isEmpty
          ? "while the body runs, parameters \(held) hold a gradient"
          : thrown != error
            ? "expected the body's error, got \(thrown.map { "\($0)" } ?? "none")"
            : nil
    if let problem {
      return expect(false, lead + problem, for: told, file: file, line: line)
    }
    for (index, (parameter, state)) in zip(parameters, before).enumerated() {
      expectUnchanged(
        parameter, since: state, lead + "parameter \(index)", for: told, file: file, line: line)
      if state.requiresGrad, !parameter.isLeaf {
        expect(
          false, lead + "parameter \(index) is no longer a leaf", for: told, file: file, line: line)
      }
    }
  }

  private var leaf: Tensor { inputs.normal(2, 2).requiringGradient() }

  private var leafWithGradient: Tensor {
    let leaf = inputs.normal(3).requiringGradient()
    leaf.grad = inputs.normal(3)
    return leaf
  }

  func testFlagsAndGradientsComeBack() {
    expectFreeze(of: [leaf], "one parameter")
    expectFreeze(of: [leafWithGradient], "one that holds a gradient")
    expectFreeze(of: [inputs.normal(2)], "one that requires no gradient")
    expectFreeze(of: [], "no parameters")
    expectFreeze(of: [leaf, inputs.normal(2), leafWithGradient, leaf], "some of each")
    expectFreeze(of: [inputs.normal(2), leafWithGradient], "a constant first")
    let twice = leafWithGradient
    expectFreeze(of: [twice, leaf, twice], "one that is there twice")
    for (kind, tensor) in kinds {
      let parameter = (tensor.isContiguous ? tensor.clone() : tensor.stridedCopy)
        .requiringGradient()
      expectFreeze(of: [parameter], kind)
      parameter.grad = Tensor.ones(like: tensor)
      expectFreeze(of: [parameter, leaf], kind)
    }
    for (kind, tensor) in wholeKinds { expectFreeze(of: [tensor, leaf], kind) }
    // The same tensor again: what a call leaves behind must not matter to the next.
    let again = leafWithGradient
    for call in ["the first call", "the second call"] { expectFreeze(of: [again], call) }
    // One inside the other.
    let inner = leafWithGradient
    let before = TensorState(inner)
    let told: KeyValuePairs<String, Any> = ["parameters": Code("[w], in a body with [w] frozen")]
    announce(told)
    var wasFrozen = false
    withFrozen([inner]) {
      withFrozen([inner]) {}
      wasFrozen = !inner.requiresGrad
    }
    expect(wasFrozen, "after the inner call, w is not frozen in the outer body", for: told)
    expectUnchanged(inner, since: before, "w", for: told, file: #filePath, line: #line)
    expectRestored()
    expectNumbersStay()
    // What is computed inside of the body does not depend on the frozen.
    let (w, v) = (leaf, leaf)
    var computed = Tensor(0.0)
    announce(["parameters": Code("[w]"), "body": Code("{ computed = (w * v).sum() }")])
    withFrozen([w]) { computed = (w * v).sum() }
    computed.backward()
    expect(
      w.grad == nil && v.grad != nil,
      "a result of the body goes back to w, which was frozen, or not to v",
      for: ["parameters": Code("[w]"), "body": Code("{ computed = (w * v).sum() }")])
  }

  /// What a body makes of the numbers is not undone.
  private func expectNumbersStay() {
    for (kind, tensor) in kinds where tensor.isContiguous {
      for requiresGrad in [true, false] {
        let parameter = tensor.clone()
        parameter.requiresGrad = requiresGrad
        let told: KeyValuePairs<String, Any> = [
          "parameters": Code("[w]"), "w": tensor, "body": Code("{ w.fill(7) }"),
        ]
        announce(told)
        withFrozen([parameter]) { parameter.detach().fill(7) }
        expectClose(
          parameter.detach(), Tensor.full(tensor.shape, 7, dtype: tensor.dtype), tolerance: exact,
          for: told, kind + ", the numbers that the body wrote")
      }
    }
  }

  /// What a body makes of the flags and the gradients is undone.
  private func expectRestored() {
    let kinds: [(String, Tensor)] = [
      ("it requires a gradient, and has none", leaf), ("it has a gradient", leafWithGradient),
      ("it requires no gradient", inputs.normal(2)),
    ]
    for (kind, parameter) in kinds {
      let told: KeyValuePairs<String, Any> = [
        "parameters": Code("[w]"), "w": parameter.detach(),
        "body": Code("{ w.requiresGrad = true; (w * 2).sum().backward() }"),
      ]
      let before = TensorState(parameter)
      announce(told)
      withFrozen([parameter]) {
        parameter.requiresGrad = true
        (parameter * 2).sum().backward()
      }
      expectUnchanged(
        parameter, since: before, "\(kind), and the body gives it another: w", for: told,
        file: #filePath, line: #line)
    }
  }

  func testErrorsPassThrough() {
    let number = inputs.integer(in: 1...99)
    expectFreeze(of: [leafWithGradient], "an error", throwing: Stopped(number: number))
    expectFreeze(
      of: [leaf, inputs.normal(2), leafWithGradient], "an error", throwing: Stopped(number: number))
    expectFreeze(of: [], "an error, no parameters", throwing: Stopped(number: number))
  }
}
