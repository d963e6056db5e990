import ExerciseTesting
import Kindling
import Optimizers
import RealModule
import XCTest

final class OptimizersHiddenTests: ExerciseTestCase {
  // MARK: Beside PyTorch

  /// Takes PyTorch's fifty steps and compares every place with PyTorch's.
  ///
  /// - Parameter rules: for each trajectory the rule, of which the usual mistakes are taken.
  private func expectTrajectories(
    _ trajectories: [Trajectory], by rules: [Rule], file: StaticString = #filePath,
    line: UInt = #line
  ) {
    for (trajectory, rule) in zip(trajectories, rules) {
      let place = Tensor([-1.0, 1.5], dtype: .float64).requiringGradient()
      let told: KeyValuePairs<String, Any> = [
        "optimizer": Code(trajectory.text), "place": place.detach().clone(),
        "loss": Code("(1 - x)^2 + 5 (y - x^2)^2, where x and y are place[0] and place[1]"),
      ]
      announce(told)
      let optimizer = trajectory.make([place])
      var wrong = rule.mistakes.map { Walk($0.move, from: place) }
      for step in 0..<50 {
        optimizer.zeroGrad()
        let (x, y) = (place[0], place[1])
        ((1 - x).square() + 5 * (y - x.square()).square()).backward()
        for order in wrong.indices { wrong[order].step(place.grad, rate: rule.rate) }
        optimizer.step()
        let expected = Array(trajectory.numbers[2 * step...2 * step + 1])
        let tolerance = Tolerance(relative: 1e-6, absolute: 1e-9)
        if place.isClose(to: expected, tolerance) { continue }
        let mistake = zip(rule.mistakes, wrong).first {
          place.isClose(to: $1.numbers, Tolerance(relative: 1e-10, absolute: 1e-10))
        }
        expectClose(
          place.detach(), Tensor(expected, dtype: .float64), tolerance: tolerance, for: told,
          "the place after step \(step + 1), beside PyTorch" + words(mistake?.0), file: file,
          line: line)
        return
      }
    }
  }

  /// What a message says of a mistake that gives the same numbers.
  private func words(_ mistake: (words: String, move: Rule.Move)?) -> String {
    mistake.map { ", which is the result when \($0.words)" } ?? ""
  }

  func testMomentumTrajectory() {
    expectTrajectories(
      Trajectory.sgd.filter { !$0.text.contains("nesterov") },
      by: [sgd(0.02, momentum: 0), sgd(0.02, momentum: 0.8)])
    expectRule(sgd(0.1, momentum: 0.5))
  }

  func testNesterovTrajectory() {
    expectTrajectories(
      Trajectory.sgd.filter { $0.text.contains("nesterov") },
      by: [sgd(0.02, momentum: 0.8, nesterov: true)])
    expectRule(sgd(0.1, momentum: 0.5, nesterov: true))
  }

  func testAdamTrajectory() {
    expectTrajectories(Trajectory.adam, by: [adam(0.1), adam(0.2, betas: (0.8, 0.9))])
  }

  func testAdamaxTrajectory() {
    expectTrajectories(Trajectory.adamax, by: [adamax(0.2), adamax(0.1, betas: (0.7, 0.9))])
  }

  // MARK: By the rules

  /// A rule, number by number: how far a number moves, from its gradient, two numbers that it
  /// remembers, the number of the step, and the learning rate.
  private struct Rule {
    typealias Move = (
      _ slope: Double, _ kept: inout (Double, Double), _ step: Int, _ rate: Double
    ) -> Double

    /// The call that makes the optimizer.
    let text: String
    let rate: Double
    let make: ([Tensor]) -> Optimizer
    let move: Move
    /// The rule with a usual mistake in it, by words that follow "when".
    var mistakes: [(words: String, move: Move)] = []
  }

  /// The numbers of one parameter on their way, by a rule or by a rule with a mistake.
  private struct Walk {
    var move: Rule.Move
    var numbers: [Double]
    var kept: [(Double, Double)]
    var steps = 0

    init(_ move: @escaping Rule.Move, from parameter: Tensor) {
      self.move = move
      numbers = parameter.doubles()
      kept = numbers.map { _ in (0, 0) }
    }

    mutating func step(_ gradient: Tensor?, rate: Double) {
      guard let gradient else { return }
      steps += 1
      for (index, slope) in gradient.doubles().enumerated() {
        numbers[index] -= move(slope, &kept[index], steps, rate)
      }
    }
  }

  /// Takes steps with gradients that are given, and compares all that may change after each.
  ///
  /// - Parameters:
  ///   - starts: the parameters' numbers before.
  ///   - gradients: for each step that of each parameter; nil where it has none.
  ///   - rates: the learning rate of each step, where it is not the rule's own.
  @discardableResult
  private func expectSteps(
    _ rule: Rule, from starts: [Tensor], _ gradients: [[Tensor?]], rates: [Double]? = nil,
    _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) -> Bool {
    let lead = what.isEmpty ? "" : what + ": "
    let parameters = starts.map { start in
      (start.isContiguous ? start.clone() : start.stridedCopy).requiringGradient()
    }
    let others = parameters.map { $0.detach() }
    var walks = starts.map { Walk(rule.move, from: $0) }
    var wrong = rule.mistakes.map { mistake in starts.map { Walk(mistake.move, from: $0) } }
    let optimizer = rule.make(parameters)
    var handed: [(tensor: Tensor, numbers: [Double])] = []
    for (step, slopes) in gradients.enumerated() {
      let told: KeyValuePairs<String, Any> = [
        "optimizer": Code(rule.text), "parameters": starts,
        "their gradients, step by step": Code(
          "["
            + gradients[...step].map { slopes in
              "[" + slopes.map { $0.map(literal) ?? "nil" }.joined(separator: ", ") + "]"
            }.joined(separator: ", ") + "]"),
        "learning rates": rates.map { Array($0[...step]) } ?? [rule.rate],
      ]
      let rate = rates?[step] ?? rule.rate
      optimizer.learningRate = rate
      for (parameter, slope) in zip(parameters, slopes) {
        let gradient = slope?.clone()
        parameter.grad = gradient
        if let gradient { handed.append((gradient, gradient.doubles())) }
      }
      announce(told)
      optimizer.step()
      for index in parameters.indices {
        walks[index].step(slopes[index], rate: rate)
        for order in wrong.indices { wrong[order][index].step(slopes[index], rate: rate) }
      }
      for (index, parameter) in parameters.enumerated() {
        let name =
          lead + (parameters.count == 1 ? "the parameter" : "parameter \(index)")
          + " after step \(step + 1)"
        // Rounding grows with the steps, in float32 above all.
        let tolerance: Tolerance =
          parameter.dtype == .float64
          ? Tolerance(relative: 1e-10, absolute: 1e-10) : Tolerance(relative: 4e-5, absolute: 4e-5)
        let got = parameter.detach()
        if !got.isClose(to: walks[index].numbers, tolerance) {
          let mistake = zip(rule.mistakes, wrong).first { _, walks in
            got.isClose(to: walks[index].numbers, tolerance)
          }
          expectClose(
            got, Tensor(walks[index].numbers, dtype: got.dtype).view(got.shape),
            tolerance: tolerance, for: told,
            name + words(mistake?.0), file: file, line: line)
          return false
        }
        let problem: String? =
          if !parameter.isLeaf {
            "it is a result now, not a leaf: its change was recorded"
          } else if !parameter.requiresGrad {
            "it no longer requires a gradient"
          } else if parameter.grad?.doubles() != slopes[index]?.doubles() {
            "`update` changed the gradient that it was given"
          } else if handed.contains(where: { $0.tensor.doubles() != $0.numbers }) {
            "the gradient of an earlier step was changed: it is a state now"
          } else if let gradient = parameter.grad, gradient.requiresGrad || gradient.grad != nil {
            "its gradient requires a gradient now, or has one"
          } else if others[index].doubles() != got.doubles() {
            "another holder of the same numbers does not see the step"
          } else {
            nil
          }
        if let problem {
          expect(false, name + ": " + problem, for: told, file: file, line: line)
          return false
        }
      }
    }
    return true
  }

  private func slopes(_ sizes: Int..., dtype: DType = .float64) -> Tensor {
    inputs.awayFromZero(sizes.reduce(1, *), dtype: dtype).view(Shape(sizes))
  }

  /// One parameter, then several of all kinds: each has its own state and its own steps.
  private func expectRule(
    _ rule: Rule, file: StaticString = #filePath, line: UInt = #line
  ) {
    let one = (0..<6).map { _ in [slopes(3)] as [Tensor?] }
    guard
      expectSteps(
        rule, from: [inputs.normal(3, dtype: .float64)], one, file: file, line: line),
      expectSteps(
        rule, from: [inputs.normal(2, 2)],
        (0..<4).map { _ in [slopes(2, 2, dtype: .float32)] }, "float32", file: file, line: line)
    else { return }
    // The second has no gradient in steps 1 and 4: its own steps are fewer.
    let starts = [
      inputs.normal(2, dtype: .float64), inputs.normal(2, dtype: .float64),
      inputs.normal(1, dtype: .float64).view([]), inputs.normal(2, 1, 2, 2, dtype: .float64),
    ]
    let several = (0..<6).map { step in
      [
        slopes(2), step == 0 || step == 3 ? nil : slopes(2), slopes(1).view([]),
        slopes(2, 1, 2, 2),
      ]
    }
    guard
      expectSteps(
        rule, from: starts, several, "four parameters, the second without a gradient at first",
        file: file, line: line),
      expectSteps(
        rule, from: [inputs.normal(2, dtype: .float64)], (0..<5).map { _ in [slopes(2)] },
        rates: (0..<5).map { _ in rule.rate * inputs.number(in: 0.2...2) },
        "a learning rate that changes", file: file, line: line)
    else { return }
    expectGroups(rule, file: file, line: line)
    expectEdges(rule, file: file, line: line)
    expectReusedGradient(rule, file: file, line: line)
  }

  /// One tensor holds the gradient of every step, and its numbers change between the steps: what is
  /// remembered must not change with them.
  private func expectReusedGradient(_ rule: Rule, file: StaticString, line: UInt) {
    let start = inputs.normal(2, dtype: .float64)
    let parameter = start.clone().requiringGradient()
    let gradient = slopes(2)
    parameter.grad = gradient
    var walk = Walk(rule.move, from: start)
    let optimizer = rule.make([parameter])
    for step in 1...4 {
      let told: KeyValuePairs<String, Any> = [
        "optimizer": Code(rule.text), "parameter": start, "gradient": gradient.clone(),
        "step": step,
      ]
      announce(told)
      optimizer.step()
      walk.step(gradient, rate: rule.rate)
      let isRight = expectClose(
        parameter.detach(), Tensor(walk.numbers, dtype: .float64),
        tolerance: Tolerance(relative: 1e-10, absolute: 1e-10), for: told,
        "one tensor holds the gradients of all steps, one after the other", file: file, line: line)
      guard isRight else { return }
      gradient.copy(from: slopes(2))
    }
  }

  /// Options that differ between groups, and change on the way. None of the one rule may equal that
  /// of the other, or it would not show which is used.
  ///
  /// - Parameters:
  ///   - rule: what the optimizer is made with.
  ///   - other: the rule with the options of the second group, which the first gets after two steps.
  private func expectOptions(
    _ rule: Rule, _ other: Rule, _ options: [OptimizerOption: Double],
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let starts = [inputs.normal(2, dtype: .float64), inputs.normal(2, dtype: .float64)]
    let parameters = starts.map { $0.clone().requiringGradient() }
    let optimizer = rule.make([parameters[0]])
    optimizer.addGroup([parameters[1]], options)
    var walks = [Walk(rule.move, from: starts[0]), Walk(other.move, from: starts[1])]
    for step in 1...5 {
      if step == 3 {
        for (option, value) in options { optimizer.groups[0][option] = value }
        walks[0].move = other.move
      }
      let told: KeyValuePairs<String, Any> = [
        "optimizer": Code(rule.text), "the second group's": Code(other.text),
        "parameters": starts, "step": step,
      ]
      announce(told)
      for index in 0...1 {
        let gradient = slopes(2)
        parameters[index].grad = gradient
        walks[index].step(gradient, rate: rule.rate)
      }
      optimizer.step()
      for (index, (walk, parameter)) in zip(walks, parameters).enumerated() {
        let isRight = expectClose(
          parameter.detach(), Tensor(walk.numbers, dtype: .float64),
          tolerance: Tolerance(relative: 1e-10, absolute: 1e-10), for: told,
          index == 0
            ? "options that change after two steps" : "a group with options of its own",
          file: file, line: line)
        guard isRight else { return }
      }
    }
  }

  /// A group with a learning rate of its own, and two optimizers at the same time.
  private func expectGroups(_ rule: Rule, file: StaticString, line: UInt) {
    let (first, second) = (
      inputs.normal(2, dtype: .float64).requiringGradient(),
      inputs.normal(2, dtype: .float64).requiringGradient()
    )
    let starts = [first, second].map { $0.detach().clone() }
    let otherParameter = inputs.normal(2, dtype: .float64).requiringGradient()
    let (optimizer, other) = (rule.make([first]), rule.make([otherParameter]))
    optimizer.addGroup([second], [.learningRate: rule.rate / 4])
    var walks = starts.map { Walk(rule.move, from: $0) }
    for step in 1...3 {
      let gradients = [slopes(2), slopes(2)]
      let told: KeyValuePairs<String, Any> = [
        "optimizer": Code(rule.text), "parameters": starts, "step": step,
        "learning rates": [rule.rate, rule.rate / 4],
      ]
      announce(told)
      otherParameter.grad = slopes(2)
      other.step()
      for (index, parameter) in [first, second].enumerated() {
        parameter.grad = gradients[index]
        walks[index].step(gradients[index], rate: index == 0 ? rule.rate : rule.rate / 4)
      }
      optimizer.step()
      for (walk, parameter) in zip(walks, [first, second]) {
        let isRight = expectClose(
          parameter.detach(), Tensor(walk.numbers, dtype: .float64),
          tolerance: Tolerance(relative: 1e-10, absolute: 1e-10), for: told,
          "two groups, beside another optimizer at work", file: file, line: line)
        guard isRight else { return }
      }
    }
  }

  /// Gradients of 0, tiny, huge; parameters that are strided, of one element, of none.
  private func expectEdges(_ rule: Rule, file: StaticString, line: UInt) {
    func number(_ value: Double) -> Tensor { Tensor([value], dtype: .float64) }
    for (what, values) in [
      ("gradients of 0", [0, 0, 0]), ("a gradient of 0 after others", [1.5, 0, 0, -2]),
      ("tiny gradients", [1e-9, -2e-9, 1e-9]), ("huge gradients", [1e9, -2e9, 1]),
      ("gradients below -80", [-100, -90, -2000]), ("a large gradient once", [8, 0.5, 0.5, 0.5]),
    ] as [(String, [Double])] {
      guard
        expectSteps(
          rule, from: [number(0)], values.map { [number($0)] }, what, file: file, line: line)
      else { return }
    }
    guard
      expectSteps(
        rule, from: [inputs.normal(2, 3, dtype: .float64).stridedCopy],
        (0..<3).map { _ in [slopes(2, 3).stridedCopy] }, "not contiguous", file: file, line: line),
      expectSteps(
        rule, from: [inputs.normal(3, 3, dtype: .float64)], (0..<3).map { _ in [slopes(3, 3)] },
        "a square", file: file, line: line)
    else { return }
    guard
      expectSteps(
        rule, from: [inputs.normal(1, 3, dtype: .float64)], (0..<3).map { _ in [slopes(1, 3)] },
        "one row", file: file, line: line)
    else { return }
    expectSteps(
      rule, from: [Tensor.zeros(0, 2, dtype: .float64)],
      (0..<2).map { _ in [Tensor.zeros(0, 2, dtype: .float64)] }, "no element",
      file: file, line: line)
  }

  private func sgd(_ rate: Double, momentum: Double, nesterov: Bool = false) -> Rule {
    Rule(
      text: "OwnSGD(parameters, learningRate: \(rate), momentum: \(momentum), "
        + "nesterov: \(nesterov))",
      rate: rate,
      make: { OwnSGD($0, learningRate: rate, momentum: momentum, nesterov: nesterov) },
      move: { slope, kept, _, rate in
        kept.0 = momentum * kept.0 + slope
        return rate * (nesterov ? slope + momentum * kept.0 : kept.0)
      },
      mistakes: [
        (
          "the gradient counts 1 - momentum",
          { slope, kept, _, rate in
            kept.0 = momentum * kept.0 + (1 - momentum) * slope
            return rate * (nesterov ? slope + momentum * kept.0 : kept.0)
          }
        ),
        ("there is no momentum", { slope, _, _, rate in rate * slope }),
        (
          nesterov ? "the momentum is not Nesterov's" : "the momentum is Nesterov's",
          { slope, kept, _, rate in
            kept.0 = momentum * kept.0 + slope
            return rate * (nesterov ? kept.0 : slope + momentum * kept.0)
          }
        ),
        (
          "Nesterov's step takes the velocity of the step before",
          { slope, kept, _, rate in
            defer { kept.0 = momentum * kept.0 + slope }
            return rate * (slope + momentum * kept.0)
          }
        ),
      ])
  }

  func testSGDKeepsAStateForEachParameter() {
    for nesterov in [false, true] {
      expectRule(
        sgd(
          inputs.number(in: 0.05...0.3), momentum: inputs.number(in: 0.3...0.9),
          nesterov: nesterov))
    }
    expectRule(sgd(inputs.number(in: 0.05...0.3), momentum: 0))
    for nesterov in [false, true] {
      expectOptions(
        sgd(0.1, momentum: 0.5, nesterov: nesterov), sgd(0.1, momentum: 0.8, nesterov: nesterov),
        [.momentum: 0.8])
      // Without momentum the velocity is the gradient, and is there when the momentum comes.
      expectOptions(
        sgd(0.1, momentum: 0, nesterov: nesterov), sgd(0.1, momentum: 0.8, nesterov: nesterov),
        [.momentum: 0.8])
    }
  }

  private func adagrad(_ rate: Double, epsilon: Double = 1e-10) -> Rule {
    Rule(
      text: "OwnAdagrad(parameters, learningRate: \(rate), epsilon: \(epsilon))", rate: rate,
      make: { OwnAdagrad($0, learningRate: rate, epsilon: epsilon) },
      move: { slope, kept, _, rate in
        kept.0 += slope * slope
        return rate * slope / (kept.0.squareRoot() + epsilon)
      },
      mistakes: [
        (
          "epsilon is added under the root",
          { slope, kept, _, rate in
            kept.0 += slope * slope
            return rate * slope / (kept.0 + epsilon).squareRoot()
          }
        ),
        (
          "the root is left out",
          { slope, kept, _, rate in
            kept.0 += slope * slope
            return rate * slope / (kept.0 + epsilon)
          }
        ),
      ])
  }

  func testAdagrad() {
    expectTrajectories(Trajectory.adagrad, by: [adagrad(0.5)])
    // With a large epsilon first, since it shows where that was added.
    let rules = [0.1, 1e-10].map { adagrad(inputs.number(in: 0.05...0.3), epsilon: $0) }
    for rule in rules { expectRule(rule) }
    expectOptions(rules[0], rules[1], [.epsilon: 1e-10])
  }

  private func rmsprop(_ rate: Double, alpha: Double, epsilon: Double = 1e-8) -> Rule {
    /// The mean takes in the square of the gradient by a share, and may be corrected.
    func move(
      keeping: Double, adding: Double, isUnderTheRoot: Bool = false, isCorrected: Bool = false
    ) -> Rule.Move {
      { slope, kept, step, rate in
        kept.0 = keeping * kept.0 + adding * slope * slope
        let square = isCorrected ? kept.0 / (1 - Double.pow(alpha, step)) : kept.0
        let size = isUnderTheRoot ? (square + epsilon).squareRoot() : square.squareRoot() + epsilon
        return rate * slope / size
      }
    }
    return Rule(
      text: "OwnRMSprop(parameters, learningRate: \(rate), alpha: \(alpha), epsilon: \(epsilon))",
      rate: rate, make: { OwnRMSprop($0, learningRate: rate, alpha: alpha, epsilon: epsilon) },
      move: move(keeping: alpha, adding: 1 - alpha),
      mistakes: [
        (
          "epsilon is added under the root",
          move(keeping: alpha, adding: 1 - alpha, isUnderTheRoot: true)
        ),
        ("alpha and 1 - alpha are swapped", move(keeping: 1 - alpha, adding: alpha)),
        ("g^2 is not multiplied by 1 - alpha", move(keeping: alpha, adding: 1)),
        (
          "the mean is corrected for its start, as Adam's is",
          move(keeping: alpha, adding: 1 - alpha, isCorrected: true)
        ),
      ])
  }

  func testRmsprop() {
    expectTrajectories(Trajectory.rmsprop, by: [rmsprop(0.05, alpha: 0.9)])
    var rules: [(rule: Rule, options: [OptimizerOption: Double])] = []
    for (epsilon, alphas) in [(0.1, 0.78...0.9), (1e-8, 0.6...0.72)] {
      let (rate, alpha) = (inputs.number(in: 0.05...0.3), inputs.number(in: alphas))
      let rule = rmsprop(rate, alpha: alpha, epsilon: epsilon)
      expectRule(rule)
      rules.append((rule, [.alpha: alpha, .epsilon: epsilon]))
    }
    expectOptions(rules[0].rule, rules[1].rule, rules[1].options)
  }

  private func adadelta(_ rate: Double = 1, rho: Double = 0.9, epsilon: Double = 1e-6) -> Rule {
    func move(
      rate own: Double? = nil, isBesideTheRoots: Bool = false, isLengthScaled: Bool = false
    ) -> Rule.Move {
      { slope, kept, _, rate in
        func root(_ mean: Double) -> Double {
          isBesideTheRoots ? mean.squareRoot() + epsilon : (mean + epsilon).squareRoot()
        }
        kept.0 = rho * kept.0 + (1 - rho) * slope * slope
        let step = root(kept.1) / root(kept.0) * slope
        let length = isLengthScaled ? rate * step : step
        kept.1 = rho * kept.1 + (1 - rho) * length * length
        return (own ?? rate) * step
      }
    }
    return Rule(
      text: "OwnAdadelta(parameters, learningRate: \(rate), rho: \(rho), epsilon: \(epsilon))",
      rate: rate, make: { OwnAdadelta($0, learningRate: rate, rho: rho, epsilon: epsilon) },
      move: move(),
      mistakes: [
        ("the learning rate is left out", move(rate: 1)),
        ("epsilon is added beside the roots", move(isBesideTheRoots: true)),
        ("the learning rate enters what is remembered of the steps", move(isLengthScaled: true)),
      ])
  }

  func testAdadelta() {
    expectTrajectories(
      Trajectory.adadelta, by: [adadelta(), adadelta(0.5, rho: 0.8, epsilon: 0.01)])
    var rules: [(rule: Rule, options: [OptimizerOption: Double])] = []
    for (epsilon, rhos) in [(0.1, 0.78...0.9), (1e-6, 0.6...0.72)] {
      let (rate, rho) = (inputs.number(in: 0.3...0.9), inputs.number(in: rhos))
      let rule = adadelta(rate, rho: rho, epsilon: epsilon)
      expectRule(rule)
      rules.append((rule, [.rho: rho, .epsilon: epsilon]))
    }
    expectOptions(rules[0].rule, rules[1].rule, rules[1].options)
  }

  /// From a gradient of 1 in each step the means are 1 when they are corrected, in the last of many
  /// steps as in the first: p - 200 * learningRate / (1 + epsilon).
  private func expectManySteps(
    _ text: String, _ make: ([Tensor]) -> Optimizer, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let parameter = Tensor([1.0, -2.0], dtype: .float64).requiringGradient()
    let told: KeyValuePairs<String, Any> = [
      "optimizer": Code(text), "parameter": parameter.detach().clone(), "steps": 200,
      "gradient of each step": [1.0, 1.0],
    ]
    announce(told)
    let optimizer = make([parameter])
    for _ in 0..<200 {
      parameter.grad = Tensor.ones(2, dtype: .float64)
      optimizer.step()
    }
    expectClose(
      parameter.detach(), Tensor([1.0, -2.0], dtype: .float64) - 200 * 0.01 / (1 + 1e-8),
      tolerance: Tolerance(relative: 1e-9, absolute: 1e-9), for: told,
      "the parameter after 200 steps",
      file: file, line: line)
  }

  private func adam(
    _ rate: Double, betas: (Double, Double) = (0.9, 0.999), epsilon: Double = 1e-8
  ) -> Rule {
    let (beta1, beta2) = betas
    func move(
      correctsMean: Bool = true, correctsSquare: Bool = true, isUnderTheRoot: Bool = false,
      keepsCorrected: Bool = false
    ) -> Rule.Move {
      { slope, kept, step, rate in
        kept.0 = beta1 * kept.0 + (1 - beta1) * slope
        kept.1 = beta2 * kept.1 + (1 - beta2) * slope * slope
        let mean = kept.0 / (correctsMean ? 1 - Double.pow(beta1, step) : 1)
        let square = kept.1 / (correctsSquare ? 1 - Double.pow(beta2, step) : 1)
        if keepsCorrected { kept = (mean, square) }
        let size = isUnderTheRoot ? (square + epsilon).squareRoot() : square.squareRoot() + epsilon
        return rate * mean / size
      }
    }
    return Rule(
      text: "OwnAdam(parameters, learningRate: \(rate), betas: \(betas), epsilon: \(epsilon))",
      rate: rate, make: { OwnAdam($0, learningRate: rate, betas: betas, epsilon: epsilon) },
      move: move(),
      mistakes: [
        ("neither mean is corrected", move(correctsMean: false, correctsSquare: false)),
        ("the mean of the squares is not corrected", move(correctsSquare: false)),
        ("the mean of the gradients is not corrected", move(correctsMean: false)),
        ("epsilon is added under the root", move(isUnderTheRoot: true)),
        ("the state holds the corrected means", move(keepsCorrected: true)),
      ])
  }

  func testAdamKeepsAStateForEachParameter() {
    expectManySteps("OwnAdam([parameter], learningRate: 0.01)") {
      OwnAdam($0, learningRate: 0.01)
    }
    var rules: [(rule: Rule, options: [OptimizerOption: Double])] = []
    for (epsilon, beta1s, beta2s) in [
      (0.1, 0.68...0.8, 0.91...0.95), (1e-8, 0.5...0.62, 0.85...0.89),
    ] {
      let rate = inputs.number(in: 0.05...0.3)
      let (beta1, beta2) = (inputs.number(in: beta1s), inputs.number(in: beta2s))
      let rule = adam(rate, betas: (beta1, beta2), epsilon: epsilon)
      expectRule(rule)
      rules.append((rule, [.beta1: beta1, .beta2: beta2, .epsilon: epsilon]))
    }
    expectOptions(rules[0].rule, rules[1].rule, rules[1].options)
  }

  private func adamax(
    _ rate: Double, betas: (Double, Double) = (0.9, 0.999), epsilon: Double = 1e-8
  ) -> Rule {
    let (beta1, beta2) = betas
    func move(
      isCorrected: Bool = true, _ size: @escaping (Double, Double) -> Double
    ) -> Rule.Move {
      { slope, kept, step, rate in
        kept.0 = beta1 * kept.0 + (1 - beta1) * slope
        kept.1 = size(kept.1, slope)
        return rate / (isCorrected ? 1 - Double.pow(beta1, step) : 1) * kept.0 / kept.1
      }
    }
    func right(_ size: Double, _ slope: Double) -> Double {
      max(beta2 * size, abs(slope) + epsilon)
    }
    return Rule(
      text: "OwnAdamax(parameters, learningRate: \(rate), betas: \(betas), epsilon: \(epsilon))",
      rate: rate, make: { OwnAdamax($0, learningRate: rate, betas: betas, epsilon: epsilon) },
      move: move(right),
      mistakes: [
        ("the mean is not corrected", move(isCorrected: false, right)),
        ("the largest gradient is never forgotten", move { max($0, abs($1) + epsilon) }),
        ("epsilon is left out", move { max(beta2 * $0, abs($1)) }),
        ("epsilon is added to both", move { max(beta2 * $0, abs($1)) + epsilon }),
      ])
  }

  func testAdamaxKeepsAStateForEachParameter() {
    expectManySteps("OwnAdamax([parameter], learningRate: 0.01)") {
      OwnAdamax($0, learningRate: 0.01)
    }
    var rules: [(rule: Rule, options: [OptimizerOption: Double])] = []
    for (epsilon, beta1s, beta2s) in [
      (0.1, 0.68...0.8, 0.8...0.95), (1e-8, 0.5...0.62, 0.6...0.75),
    ] {
      let rate = inputs.number(in: 0.05...0.3)
      let (beta1, beta2) = (inputs.number(in: beta1s), inputs.number(in: beta2s))
      let rule = adamax(rate, betas: (beta1, beta2), epsilon: epsilon)
      expectRule(rule)
      rules.append((rule, [.beta1: beta1, .beta2: beta2, .epsilon: epsilon]))
    }
    expectOptions(rules[0].rule, rules[1].rule, rules[1].options)
  }
}

extension Tensor {
  fileprivate func isClose(to expected: [Double], _ tolerance: Tolerance) -> Bool {
    zip(doubles(), expected).allSatisfy { got, right in
      Swift.abs(got - right) <= tolerance.absolute + tolerance.relative * Swift.abs(right)
    }
  }
}
