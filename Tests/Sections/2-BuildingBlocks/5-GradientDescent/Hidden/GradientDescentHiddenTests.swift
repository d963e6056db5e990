import ExerciseTesting
import GradientDescent
import Kindling
import RealModule
import XCTest

final class GradientDescentHiddenTests: ExerciseTestCase {
  /// A parameter that has been given a gradient.
  private func parameter(_ numbers: Tensor, gradient: Tensor?) -> Tensor {
    let parameter = numbers.detach().clone().requiringGradient()
    parameter.grad = gradient?.clone()
    return parameter
  }

  /// The rule, one number at a time.
  private func moved(_ numbers: Tensor, _ gradient: Tensor, _ learningRate: Double) -> Tensor {
    let moved = zip(numbers.doubles(), gradient.doubles()).map { $0 - learningRate * $1 }
    return Tensor(moved, dtype: numbers.dtype).view(numbers.shape)
  }

  // MARK: Part 1

  func testStepIsExact() {
    for dtype in [DType.float32, .float64] {
      let rate = inputs.number(in: 0.05...0.5)
      let numbers = [
        inputs.normal(2, 3, dtype: dtype), inputs.normal(4, dtype: dtype),
        inputs.normal(1, 1, dtype: dtype), Tensor.zeros(0, 2, dtype: dtype),
        inputs.normal(1, dtype: dtype).view([]),
      ]
      let gradients = [
        inputs.awayFromZero(2, 3, dtype: dtype), inputs.awayFromZero(4, dtype: dtype),
        inputs.awayFromZero(1, 1, dtype: dtype), Tensor.zeros(0, 2, dtype: dtype),
        inputs.awayFromZero(1, dtype: dtype).view([]),
      ]
      let parameters = zip(numbers, gradients).map { parameter($0, gradient: $1) }
      announce(["parameters": numbers, "their gradients": gradients, "learningRate": rate])
      sgdStep(parameters, learningRate: rate)
      for (index, changed) in parameters.enumerated() {
        expectClose(
          changed, moved(numbers[index], gradients[index], rate),
          for: [
            "parameter": numbers[index], "parameter.grad": gradients[index], "learningRate": rate,
          ],
          "parameter \(index) of \(parameters.count)")
      }
    }
    announce(["parameters": [Tensor](), "learningRate": 0.1])
    sgdStep([], learningRate: 0.1)
  }

  func testChangesTheTensorItself() {
    let (numbers, gradient) = (inputs.normal(2, 3), inputs.awayFromZero(2, 3))
    for leaf in [numbers.clone(), numbers.stridedCopy] {
      leaf.requiresGrad = true
      leaf.grad = gradient.clone()
      let alias = leaf.detach()
      announce(["parameter": numbers, "parameter.grad": gradient, "learningRate": 0.5])
      sgdStep([leaf], learningRate: 0.5)
      expectClose(
        alias, moved(numbers, gradient, 0.5),
        for: ["parameter": numbers, "parameter.grad": gradient, "learningRate": 0.5],
        "what another holder of the same numbers sees")
      expect(
        leaf.requiresGrad && leaf.isLeaf,
        leaf.requiresGrad
          ? "the step was recorded: the parameter is a result now, not a leaf"
          : "the parameter no longer requires a gradient",
        for: ["parameter": numbers, "parameter.grad": gradient, "learningRate": 0.5])
      guard let kept = leaf.grad else {
        expect(
          false, "the parameter's grad is nil after the step; the caller decides when it goes",
          for: ["parameter": numbers, "parameter.grad": gradient])
        continue
      }
      expectClose(
        kept, gradient,
        for: ["parameter": numbers, "parameter.grad": gradient, "learningRate": 0.5],
        "the parameter's grad after the step")
    }
  }

  func testParametersWithoutAGradientStay() {
    let numbers = inputs.normal(2, 2)
    let gradient = inputs.awayFromZero(2, 2)
    let without = parameter(numbers, gradient: nil)
    let frozen = numbers.clone()
    let with = parameter(numbers, gradient: gradient)
    announce(["parameter": numbers, "parameter.grad": Code("nil"), "learningRate": 0.1])
    sgdStep([without, frozen, with], learningRate: 0.1)
    expectClose(without, numbers, for: ["parameter": numbers, "learningRate": 0.1], "grad is nil")
    expectClose(
      frozen, numbers, for: ["parameter": numbers, "learningRate": 0.1], "requires no gradient")
    expectClose(
      with, moved(numbers, gradient, 0.1),
      for: ["parameter": numbers, "parameter.grad": gradient, "learningRate": 0.1],
      "a parameter that comes after two without a gradient")
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
      return expect(false, "a parameter no longer requires a gradient after a step", for: [:])
    }
    // The second step starts from the changed bias, with a gradient of its own.
    let before = bias.detach().clone()
    bias.grad = nil
    (bias * bias).sum().backward()
    announce(["parameter": before, "learningRate": 0.3])
    sgdStep([bias], learningRate: 0.3)
    expectClose(
      bias, moved(before, before * 2, 0.3), for: ["parameter": before, "learningRate": 0.3],
      "a second step")
  }

  // MARK: Part 2

  /// Curvatures, a start, and the loss whose closed form is known: after k steps, x is
  /// (1 - learningRate * c)^k times the start.
  private func quadratic() -> (curvatures: Tensor, start: Tensor, loss: (Tensor) -> Tensor) {
    let curvatures = inputs.awayFromZero(3, dtype: .float64).abs()
    let start = inputs.awayFromZero(3, dtype: .float64)
    return (curvatures, start, { (curvatures * $0 * $0).sum() / 2 })
  }

  /// What a failure says about a call of `minimize` on the quadratic.
  private func call(
    _ curvatures: Tensor, _ start: Tensor, _ learningRate: Double, steps: Int
  ) -> KeyValuePairs<String, Any> {
    [
      "loss": Code("{ (curvatures * $0 * $0).sum() / 2 }"), "curvatures": curvatures,
      "start": start,
      "learningRate": learningRate, "steps": steps,
    ]
  }

  private func expectedDescent(
    _ curvatures: Tensor, _ start: Tensor, _ learningRate: Double, steps: Int
  ) -> (losses: Tensor, end: Tensor) {
    let (c, x) = (curvatures.doubles(), start.doubles())
    func place(_ step: Int) -> [Double] {
      zip(c, x).map { $1 * Double.pow(1 - learningRate * $0, step) }
    }
    let losses = (0..<steps).map { step in
      zip(c, place(step)).reduce(0) { $0 + $1.0 * $1.1 * $1.1 / 2 }
    }
    return (Tensor(losses, dtype: .float64), Tensor(place(steps), dtype: .float64))
  }

  func testLossesOfAQuadratic() {
    let (curvatures, start, loss) = quadratic()
    let rate = inputs.number(in: 0.05...0.3)
    let expected = expectedDescent(curvatures, start, rate, steps: 6)
    let place = start.clone().requiringGradient()
    let call = call(curvatures, start, rate, steps: 6)
    announce(call)
    let losses = minimize(loss, from: place, learningRate: rate, steps: 6)
    expectClose(
      Tensor(losses, dtype: .float64), expected.losses,
      for: call,
      "the loss before each step")
    expectClose(
      place, expected.end,
      for: call,
      "start, after the steps")
  }

  func testChangesStartInPlaceAndForgetsItsOldGradient() {
    let (curvatures, start, loss) = quadratic()
    let expected = expectedDescent(curvatures, start, 0.2, steps: 3)
    let place = start.clone().requiringGradient()
    place.grad = inputs.awayFromZero(3, dtype: .float64) * 10
    let alias = place.detach()
    let call = call(curvatures, start, 0.2, steps: 3)
    announce(call)
    let losses = minimize(loss, from: place, learningRate: 0.2, steps: 3)
    expectClose(
      Tensor(losses, dtype: .float64), expected.losses,
      for: call,
      "the loss before each step, when start had a gradient already")
    expectClose(
      alias, expected.end,
      for: call,
      "what another holder of start's numbers sees")
    expect(
      place.requiresGrad && place.isLeaf,
      place.requiresGrad
        ? "the steps were recorded: start is a result now, not a leaf"
        : "start no longer requires a gradient",
      for: call)
  }

  func testConvergesBelowTheLimitAndDivergesBeyondIt() {
    let (curvatures, start, loss) = quadratic()
    let limit = 2 / curvatures.doubles().max()!
    for (rate, runsAway) in [(0.9 * limit, false), (1.2 * limit, true)] {
      let expected = expectedDescent(curvatures, start, rate, steps: 40)
      let place = start.clone().requiringGradient()
      let call = call(curvatures, start, rate, steps: 40)
      announce(call)
      let losses = minimize(loss, from: place, learningRate: rate, steps: 40)
      expectEqual(losses.count, 40, for: call, "how many losses there are")
      guard losses.count == 40 else { return }
      let (middle, last) = (losses[20], losses[39])
      guard runsAway ? last > middle : last < losses[0] else {
        let should = runsAway ? "grow from step 20 to step 39" : "shrink from step 0 to step 39"
        let from = runsAway ? middle : losses[0]
        expect(false, "the loss should \(should), but goes from \(from) to \(last)", for: call)
        continue
      }
      expectClose(
        Tensor(last, dtype: .float64), expected.losses[39],
        tolerance: Tolerance(relative: 0x1p-40, absolute: 0x1p-40), for: call,
        "the loss before the last step")
    }
  }

  func testCurvedLossAndZeroSteps() {
    let loss: (Tensor) -> Tensor = { p in
      (p.exp() - p).sum() + (p[0] * p[1]).square()
    }
    let start = Tensor([-0.5, 1.5], dtype: .float64)
    let place = start.clone().requiringGradient()
    announce(["start": start, "steps": 0])
    let none = minimize(loss, from: place, learningRate: 0.05, steps: 0)
    expectEqual(none, [], for: ["start": start, "steps": 0], "the losses of 0 steps")
    expectClose(place, start, for: ["start": start, "steps": 0], "start, after 0 steps")
    let huge = Tensor([1e200], dtype: .float64).requiringGradient()
    expectEqual(
      minimize({ ($0 * $0).sum() }, from: huge, learningRate: 2, steps: 3),
      [.infinity, .infinity, .infinity],
      for: ["loss": Code("{ ($0 * $0).sum() }"), "start": huge, "learningRate": 2.0, "steps": 3],
      "the losses when they are too large for a number")
    // optim.SGD([p], lr=0.05); six times zero_grad(), backward() and step() on the loss
    // (p.exp() - p).sum() + (p[0] * p[1])**2
    let call: KeyValuePairs<String, Any> = [
      "loss": Code("{ ($0.exp() - $0).sum() + ($0[0] * $0[1]).square() }"), "start": start,
      "learningRate": 0.05, "steps": 6,
    ]
    announce(call)
    let losses = minimize(loss, from: place, learningRate: 0.05, steps: 6)
    expectClose(
      Tensor(losses, dtype: .float64),
      Tensor(
        [
          4.650719730050698, 3.623277303040369, 3.134864044781365, 2.8473622297185157,
          2.6581645163373824, 2.5248713807030896,
        ], dtype: .float64),
      for: call, "the loss before each step")
    expectClose(
      place, Tensor([-0.15705444179133782, 0.7786703015528991], dtype: .float64),
      for: call, "start, after the steps")
  }

  // MARK: Part 3

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
      ([-steep], 0), ([-0.01, 0, steep], 0),
    ]
    for (curvatures, limit) in cases {
      expectClose(
        Tensor(largestStableLearningRate(curvatures: curvatures), dtype: .float64),
        Tensor(limit, dtype: .float64), for: ["curvatures": curvatures])
    }
  }
}
