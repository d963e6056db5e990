import ExerciseTesting
import GradientDescent
import Kindling
import RealModule
import XCTest

final class GradientDescentHiddenTests: ExerciseTestCase {
  // MARK: sgdStep

  /// A parameter, the gradient to give it, and what else a step finds beside it.
  private struct Parameter {
    let numbers: Tensor
    let gradient: Tensor?
    var isFrozen = false

    func made() -> Tensor {
      let tensor = numbers.stridedLike
      if !isFrozen { tensor.requiresGrad = true }
      tensor.grad = gradient?.clone()
      return tensor
    }

    /// The rule, one number at a time.
    func moved(by rate: Double) -> Tensor {
      guard let gradient else { return numbers }
      let moved = zip(numbers.doubles(), gradient.doubles()).map { $0 - rate * $1 }
      return Tensor(moved, dtype: numbers.dtype).view(numbers.shape)
    }
  }

  /// Steps once, twice on the same tensors, and again on others, and compares all that may change.
  private func expectStep(
    of parameters: [Parameter], learningRate rate: Double, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = [
      "parameters": parameters.map(\.numbers),
      "their gradients": Code(
        "[" + parameters.map { $0.gradient.map(literal) ?? "nil" }.joined(separator: ", ") + "]"),
      "learningRate": rate,
    ]
    let lead = what.isEmpty ? "" : what + ": "
    let tensors = parameters.map { $0.made() }
    let others = tensors.map { $0.detach() }
    for (call, steps) in [("", 1.0), (" after a second step", 2.0)] {
      announce(told)
      sgdStep(tensors, learningRate: rate)
      for (index, (parameter, tensor)) in zip(parameters, tensors).enumerated() {
        let name = parameters.count == 1 ? "the parameter" : "parameter \(index)"
        let expected = parameter.moved(by: rate * steps)
        let count = Double(parameters.count)
        let isRight = expectClose(
          tensor.detach(), expected, for: told, lead + name + call,
          recognising: [
            "the parameter stays as it is: the new numbers belong to another tensor":
              parameter.numbers,
            "the step goes along the gradient, uphill": parameter.moved(by: -rate * steps),
            "the learning rate is left out": parameter.moved(by: steps),
            "the learning rate is shared out among the parameters":
              parameter.moved(by: rate * steps / count),
          ], file: file, line: line)
        guard isRight else { return }
        if let problem = problem(tensor, parameter, others[index], expected) {
          return expect(false, lead + name + ": " + problem, for: told, file: file, line: line)
        }
      }
    }
  }

  /// What a step has done to a parameter beside changing its numbers.
  private func problem(
    _ tensor: Tensor, _ parameter: Parameter, _ other: Tensor, _ expected: Tensor
  ) -> String? {
    if !tensor.isLeaf { return "the step was recorded: it is a result now, not a leaf" }
    if tensor.requiresGrad == parameter.isFrozen {
      return parameter.isFrozen
        ? "it required no gradient, and does after the step"
        : "it no longer requires a gradient after the step"
    }
    switch (parameter.gradient, tensor.grad) {
    case (nil, nil): break
    case (nil, _?): return "its grad was nil, and is not after the step"
    case (_?, nil): return "its grad is nil after the step; the caller decides when it goes"
    case (let before?, let after?):
      if before.doubles().description != after.doubles().description {
        return "its grad was changed by the step, from \(literal(before)) to \(literal(after))"
      }
    }
    if other.doubles().description != tensor.detach().doubles().description {
      return "another holder of the same numbers does not see the step"
    }
    return nil
  }

  func testStepIsExact() {
    expectStep(
      of: [Parameter(numbers: inputs.normal(2, 3), gradient: inputs.awayFromZero(2, 3))],
      learningRate: inputs.number(in: 0.05...0.5))
    for dtype in [DType.float32, .float64, .float16] {
      let parameters = [
        Parameter(
          numbers: inputs.normal(2, 3, dtype: dtype),
          gradient: inputs.awayFromZero(2, 3, dtype: dtype)),
        Parameter(
          numbers: inputs.normal(4, dtype: dtype), gradient: inputs.awayFromZero(4, dtype: dtype)),
        Parameter(
          numbers: inputs.normal(1, 1, dtype: dtype),
          gradient: inputs.awayFromZero(1, 1, dtype: dtype)),
        Parameter(
          numbers: Tensor.zeros(0, 2, dtype: dtype), gradient: Tensor.zeros(0, 2, dtype: dtype)),
        Parameter(
          numbers: inputs.normal(1, dtype: dtype).view([]),
          gradient: inputs.awayFromZero(1, dtype: dtype).view([])),
        Parameter(
          numbers: inputs.normal(2, 1, 2, 2, dtype: dtype),
          gradient: inputs.awayFromZero(2, 1, 2, 2, dtype: dtype)),
      ]
      expectStep(of: parameters, learningRate: inputs.number(in: 0.05...0.5), "\(dtype)")
    }
    // Nothing is clipped, corrected or rounded off.
    expectStep(
      of: [
        Parameter(
          numbers: Tensor([1.0, 2.0, 3.0, 4.0]),
          gradient: Tensor([1e30, -.infinity, .nan, 1e-3]))
      ], learningRate: 0.5, "a gradient that is very large, infinite or NaN")
    expectStep(
      of: [Parameter(numbers: inputs.normal(3), gradient: Tensor([5e4, -1e20, 2]))],
      learningRate: 0.5, "a gradient that is very large")
    expectStep(
      of: [Parameter(numbers: inputs.normal(3), gradient: inputs.awayFromZero(3))],
      learningRate: 0, "a learning rate of 0")
    expectStep(of: [], learningRate: 0.1, "no parameters")
  }

  func testChangesTheTensorItself() {
    let (numbers, gradient) = (inputs.normal(2, 3), inputs.awayFromZero(2, 3))
    expectStep(of: [Parameter(numbers: numbers, gradient: gradient)], learningRate: 0.5)
    expectStep(
      of: [Parameter(numbers: numbers.stridedCopy, gradient: gradient)], learningRate: 0.5,
      "a parameter that is not contiguous")
    expectStep(
      of: [Parameter(numbers: numbers, gradient: gradient.stridedCopy)], learningRate: 0.5,
      "a gradient that is not contiguous")
  }

  func testParametersWithoutAGradientStay() {
    let numbers = inputs.normal(2, 2)
    let with = Parameter(numbers: numbers, gradient: inputs.awayFromZero(2, 2))
    let without = Parameter(numbers: numbers, gradient: nil)
    let frozen = Parameter(numbers: numbers, gradient: nil, isFrozen: true)
    expectStep(of: [without], learningRate: 0.1, "its grad is nil")
    expectStep(of: [without, with], learningRate: 0.1, "the first has no gradient")
    expectStep(of: [frozen], learningRate: 0.1, "it requires no gradient")
    expectStep(of: [with, frozen, without, with], learningRate: 0.1, "two have no gradient")
  }

  func testTrainingGoesOnAfterAStep() {
    let weight = Tensor([[0.5, -1.0], [2.0, 0.25]], dtype: .float64).requiringGradient()
    let bias = Tensor([0.1, -0.2], dtype: .float64).requiringGradient()
    let x = Tensor([[1.0, 2.0], [-1.0, 0.5], [0.5, -1.5]], dtype: .float64)
    let targets = Tensor([1, 0, 1])
    // optim.SGD([w, b], lr=0.3); F.cross_entropy(F.linear(x, w, b), targets).backward(); step()
    crossEntropy(linear(x, weight: weight, bias: bias), targets).backward()
    announce(["parameters": [weight, bias], "learningRate": 0.3])
    sgdStep([weight, bias], learningRate: 0.3)
    expectClose(
      weight,
      Tensor(
        [[0.4336860047291727, -0.8721096249469862], [2.066313995270827, 0.12210962494698614]],
        dtype: .float64),
      for: ["learningRate": 0.3], "the weight of an affine map after one step, beside PyTorch")
    expectClose(
      bias, Tensor([0.04057043166087247, -0.14057043166087246], dtype: .float64),
      for: ["learningRate": 0.3], "the bias of an affine map after one step, beside PyTorch")
    guard bias.requiresGrad else {
      return expect(
        false, "the bias no longer requires a gradient after a step", for: ["learningRate": 0.3])
    }
    // The second step starts from the changed bias, with a gradient of its own.
    let before = bias.detach().clone()
    bias.grad = nil
    (bias * bias).sum().backward()
    announce(["parameter": before, "learningRate": 0.3])
    sgdStep([bias], learningRate: 0.3)
    expectClose(
      bias, before - before * 2 * 0.3, for: ["parameter": before, "learningRate": 0.3],
      "a second step")
  }

  // MARK: minimize

  /// A loss as messages show it, and as it is computed.
  private struct Loss {
    let text: String
    let value: (Tensor) -> Tensor
  }

  /// Curvatures, and half the sum of the squares that they weigh.
  private func quadratic(_ curvatures: Tensor) -> Loss {
    Loss(text: "{ (\(literal(curvatures)) * $0 * $0).sum() / 2 }") {
      (curvatures.to($0.dtype) * $0 * $0).sum() / 2
    }
  }

  /// Holds a descent against the loop as it should be: its losses, where it ends, and what becomes
  /// of `start`.
  @discardableResult
  private func expectDescent(
    on loss: Loss, from start: Tensor, learningRate: Double, steps: Int,
    oldGradient: Tensor? = nil, tolerance: Tolerance? = nil, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) -> [Double]? {
    let told: KeyValuePairs<String, Any> = [
      "loss": Code(loss.text), "start": start, "start.grad": oldGradient ?? Code("nil"),
      "learningRate": learningRate, "steps": steps,
    ]
    let lead = what.isEmpty ? "" : what + ": "
    let loop = TrainingLoop(
      from: [start], oldGradients: oldGradient.map { [$0] }, epochs: steps,
      learningRate: learningRate
    ) { places, _ in loss.value(places[0]) }
    let place = start.stridedLike.requiringGradient()
    place.grad = oldGradient?.clone()
    let other = place.detach()
    announce(told)
    var (isGivenStart, calls) = (true, 0)
    let losses = minimize(
      { x in
        calls += 1
        isGivenStart = isGivenStart && x === place
        return loss.value(x)
      }, from: place, learningRate: learningRate, steps: steps)
    guard
      expectTraining(
        by: loop, gave: losses, and: ["start": place.detach()], tolerance: tolerance, for: told,
        what, file: file, line: line)
    else { return nil }
    let problem =
      !place.isLeaf
      ? "the steps were recorded: start is a result now, not a leaf"
      : !place.requiresGrad
        ? "start no longer requires a gradient"
        : other.doubles().description != place.detach().doubles().description
          ? "another holder of start's numbers does not see the steps"
          : !isGivenStart
            ? "the loss was given another tensor than start"
            : calls < steps
              ? "\(steps) steps were asked for, and the loss was computed \(calls) times"
              // Differences of losses take two or more for each number.
              : calls > 3 * steps
                ? "\(steps) steps computed the loss \(calls) times: one call and its backward() do"
                : nil
    if let problem {
      expect(false, lead + problem, for: told, file: file, line: line)
      return nil
    }
    return losses
  }

  func testLossesOfAQuadratic() {
    let rate = inputs.number(in: 0.05...0.3)
    for dtype in [DType.float64, .float32, .float16] {
      expectDescent(
        on: quadratic(inputs.awayFromZero(3, dtype: .float64).abs()),
        from: inputs.awayFromZero(3, dtype: dtype), learningRate: rate, steps: 6, "\(dtype)")
    }
    let square = Loss(text: "{ ($0 * $0).sum() }") { ($0 * $0).sum() }
    expectDescent(
      on: square, from: inputs.awayFromZero(2, 3), learningRate: rate, steps: 3, "two dimensions")
    expectDescent(
      on: square, from: inputs.awayFromZero(1).view([]), learningRate: rate, steps: 3, "rank 0")
    expectDescent(
      on: square, from: inputs.awayFromZero(3), learningRate: rate, steps: 1, "one step")
    expectDescent(
      on: square, from: inputs.awayFromZero(3, dtype: .float64), learningRate: 0.001, steps: 250,
      tolerance: Tolerance(relative: 0x1p-36, absolute: 0), "many steps")
    let row = Loss(text: "{ ($0 * $0).sum().view(1, 1) }") { ($0 * $0).sum().view(1, 1) }
    expectDescent(
      on: row, from: inputs.awayFromZero(3), learningRate: rate, steps: 3,
      "a loss of one element and two dimensions")
  }

  func testChangesStartInPlaceAndForgetsItsOldGradient() {
    let loss = quadratic(inputs.awayFromZero(3, dtype: .float64).abs())
    let start = inputs.awayFromZero(3, dtype: .float64)
    expectDescent(on: loss, from: start, learningRate: 0.2, steps: 3)
    expectDescent(
      on: loss, from: start, learningRate: 0.2, steps: 3,
      oldGradient: inputs.awayFromZero(3, dtype: .float64) * 10,
      "when start has a gradient already")
    // Of so many numbers, differences of losses lose digits that a derivative keeps.
    expectDescent(
      on: Loss(text: "{ ($0.exp() - $0).sum() }") { ($0.exp() - $0).sum() },
      from: inputs.awayFromZero(40, dtype: .float64), learningRate: 0.1, steps: 2, "forty numbers")
    expectDescent(
      on: loss, from: start.stridedCopy, learningRate: 0.2, steps: 3,
      "a start that is not contiguous")
  }

  func testConvergesBelowTheLimitAndDivergesBeyondIt() {
    let curvatures = inputs.awayFromZero(3, dtype: .float64).abs()
    let start = inputs.awayFromZero(3, dtype: .float64)
    let limit = 2 / curvatures.doubles().max()!
    // Forty steps add up their rounding errors; the loss grows or shrinks by powers of ten.
    let tolerance = Tolerance(relative: 0x1p-36, absolute: 0x1p-200)
    for (rate, runsAway) in [(0.9 * limit, false), (1.2 * limit, true)] {
      let losses = expectDescent(
        on: quadratic(curvatures), from: start, learningRate: rate, steps: 40,
        tolerance: tolerance, runsAway ? "beyond the limit" : "below the limit")
      guard let losses else { return }
      let (middle, last) = (losses[20], losses[39])
      expect(
        runsAway ? last > middle : last < losses[0],
        runsAway
          ? "the loss should grow from step 20 to step 39"
          : "the loss should shrink from step 0 to step 39",
        for: ["losses": losses])
    }
    // One step reaches the bottom exactly, and the others stay there.
    expectDescent(
      on: quadratic(Tensor([4.0], dtype: .float64)), from: Tensor([1.5], dtype: .float64),
      learningRate: 0.25, steps: 6, "the bottom is reached by the first step")
    expectDescent(
      on: quadratic(curvatures), from: Tensor.zeros(3, dtype: .float64), learningRate: 0.1,
      steps: 4, "a start at the bottom")
    expectDescent(
      on: Loss(text: "{ ($0 * 0).sum() + 2 }") { ($0 * 0).sum() + 2 },
      from: inputs.normal(2, dtype: .float64), learningRate: 0.1, steps: 4, "a flat loss")
    expectDescent(
      on: quadratic(curvatures), from: start, learningRate: 0, steps: 3, "a learning rate of 0")
  }

  func testCurvedLossAndZeroSteps() {
    let curved = Loss(text: "{ ($0.exp() - $0).sum() + ($0[0] * $0[1]).square() }") {
      ($0.exp() - $0).sum() + ($0[0] * $0[1]).square()
    }
    let start = Tensor([-0.5, 1.5], dtype: .float64)
    expectDescent(on: curved, from: start, learningRate: 0.05, steps: 6)
    // optim.SGD([p], lr=0.05); six times zero_grad(), backward() and step() on the loss
    // (p.exp() - p).sum() + (p[0] * p[1])**2
    let place = start.clone().requiringGradient()
    let call: KeyValuePairs<String, Any> = [
      "loss": Code(curved.text), "start": start, "learningRate": 0.05, "steps": 6,
    ]
    announce(call)
    let losses = minimize(curved.value, from: place, learningRate: 0.05, steps: 6)
    expectClose(
      Tensor(losses, dtype: .float64),
      Tensor(
        [
          4.650719730050698, 3.623277303040369, 3.134864044781365, 2.8473622297185157,
          2.6581645163373824, 2.5248713807030896,
        ], dtype: .float64),
      for: call, "the loss before each step, beside PyTorch")
    expectClose(
      place, Tensor([-0.15705444179133782, 0.7786703015528991], dtype: .float64),
      for: call, "start, after the steps, beside PyTorch")
    expectDescent(on: curved, from: start, learningRate: 0.05, steps: 0, "0 steps")
    let square = Loss(text: "{ ($0 * $0).sum() }") { ($0 * $0).sum() }
    expectDescent(
      on: square, from: Tensor([1e200], dtype: .float64), learningRate: 2, steps: 3,
      "losses too large for a number")
    expectDescent(
      on: Loss(text: "{ $0.log().sum() }") { $0.log().sum() },
      from: Tensor([-1.0, 2.0], dtype: .float64), learningRate: 0.1, steps: 3, "losses that are NaN"
    )
    expectDescent(
      on: Loss(text: "{ $0.sqrt().sum() }") { $0.sqrt().sum() },
      from: Tensor([-1.0, 4.0], dtype: .float64), learningRate: 0.1, steps: 3,
      "gradients that are NaN")
  }

  // MARK: largestStableLearningRate

  func testTheSteepestDirectionSetsTheLimit() {
    let several = inputs.awayFromZero(5, dtype: .float64).abs().doubles().sorted()
    // The steepest direction alone, first, last, and in the middle.
    for curvatures in [
      [several[4]], [several[4], several[0]], [several[0], several[4]],
      [several[2], several[0], several[4], several[1], several[3]],
    ] {
      let limit = largestStableLearningRate(curvatures: curvatures)
      expectClose(
        Tensor(limit, dtype: .float64), Tensor(2 / curvatures.max()!, dtype: .float64),
        for: ["curvatures": curvatures])
      // One step multiplies the place along curvature c by 1 - learningRate * c.
      let below = curvatures.map { abs(1 - 0.99 * limit * $0) }
      let beyond = curvatures.map { abs(1 - 1.01 * limit * $0) }
      expect(
        below.allSatisfy { $0 < 1 }, "just below \(limit) some direction runs away already",
        for: ["curvatures": curvatures])
      expect(
        beyond.contains { $0 > 1 }, "just beyond \(limit) still no direction runs away",
        for: ["curvatures": curvatures])
    }
  }

  func testFlatAndFallingDirections() {
    let steep = inputs.number(in: 1...5)
    let cases: [([Double], Double)] = [
      ([0, steep, 0], 2 / steep), ([0, 0], .infinity), ([], .infinity), ([steep, -2 * steep], 0),
      ([-steep], 0), ([-0.01, 0, steep], 0), ([0, -1e-9], 0),
      ([0.001], 2000), ([1000, 1], 0.002), ([steep, steep], 2 / steep), ([1e-20, 0], 2e20),
      ([1e-300], 2e300), ([1e300, 1], 2e-300), ([steep, -1e-300], 0),
    ]
    for (curvatures, limit) in cases {
      expectClose(
        Tensor(largestStableLearningRate(curvatures: curvatures), dtype: .float64),
        Tensor(limit, dtype: .float64), tolerance: Tolerance(relative: 0x1p-46, absolute: 0),
        for: ["curvatures": curvatures])
    }
  }
}

extension Tensor {
  /// A copy that is contiguous if this is, and is not if this is not.
  fileprivate var stridedLike: Tensor { isContiguous ? detach().clone() : detach().stridedCopy }
}
