import Kindling
import XCTest

final class OptimizerTests: XCTestCase {
  private typealias Options = TrainingFile.Optimized.Options

  private func make(_ name: String, _ p: [Tensor], _ o: Options) throws -> Optimizer {
    let decay = o.weight_decay ?? 0
    let betas = (o.beta1 ?? 0.9, o.beta2 ?? 0.999)
    switch name {
    case "SGD":
      return SGD(
        p, learningRate: o.lr!, momentum: o.momentum ?? 0, dampening: o.dampening ?? 0,
        nesterov: o.nesterov ?? false, weightDecay: decay)
    case "SGDGroups":
      let optimizer = SGD([p[0]], learningRate: 0.1)
      optimizer.addGroup(Array(p[1...]), [.learningRate: 0.01, .momentum: 0.5])
      return optimizer
    case "RMSprop":
      return RMSprop(
        p, learningRate: o.lr ?? 0.01, alpha: o.alpha ?? 0.99, epsilon: o.eps ?? 1e-8,
        weightDecay: decay, momentum: o.momentum ?? 0, centered: o.centered ?? false)
    case "Adagrad":
      return Adagrad(
        p, learningRate: o.lr ?? 0.01, learningRateDecay: o.lr_decay ?? 0, weightDecay: decay,
        initialSum: o.initial_accumulator_value ?? 0)
    case "Adadelta":
      return Adadelta(
        p, learningRate: o.lr ?? 1, rho: o.rho ?? 0.9, epsilon: o.eps ?? 1e-6, weightDecay: decay)
    case "Adam":
      return Adam(
        p, learningRate: o.lr ?? 1e-3, betas: betas, epsilon: o.eps ?? 1e-8, weightDecay: decay,
        amsgrad: o.amsgrad ?? false)
    case "AdamW":
      return AdamW(
        p, learningRate: o.lr ?? 1e-3, betas: betas, epsilon: o.eps ?? 1e-8,
        weightDecay: o.weight_decay ?? 1e-2, amsgrad: o.amsgrad ?? false)
    case "Adamax": return Adamax(p, learningRate: o.lr ?? 2e-3, weightDecay: decay)
    case "NAdam":
      return NAdam(
        p, learningRate: o.lr ?? 2e-3, weightDecay: decay,
        momentumDecay: o.momentum_decay ?? 4e-3)
    default: throw XCTSkip("no way to make \(name)")
    }
  }

  /// One step down the loss that make_training.py minimises.
  private func descend(_ p: [Tensor], _ problem: TrainingFile.Problem, _ optimizer: Optimizer) {
    optimizer.zeroGrad()
    let misfit = (problem.a.tensor.matmul(p[0]) - problem.b.tensor).square().mean()
    let loss = misfit + (p[1].sin() * p[1]).sum() + (p[1] * p[1]).sum() * 0.01
    loss.backward()
    optimizer.step()
  }

  private func starts(_ problem: TrainingFile.Problem) -> [Tensor] {
    problem.starts.map { $0.tensor.requiringGradient() }
  }

  func testEveryOptimizerIsToldToMaximize() {
    let p = [Tensor.zeros(1).requiringGradient()]
    let optimizers = [
      SGD(p, learningRate: 1, maximize: true), Adam(p, maximize: true), AdamW(p, maximize: true),
      Adamax(p, maximize: true), NAdam(p, maximize: true), RMSprop(p, maximize: true),
      Adagrad(p, maximize: true), Adadelta(p, maximize: true),
    ]
    XCTAssertTrue(optimizers.allSatisfy(\.maximize))
    XCTAssertFalse(Adam(p).maximize)
  }

  func testSchedulesInTurnEqualPyTorch() throws {
    for chain in try TrainingFile.load().chains {
      let optimizer = SGD([Tensor.zeros(1).requiringGradient()], learningRate: 0.4)
      let plans = try chain.names.map { name -> LearningRateSchedule in
        switch name {
        case "StepLR": StepLR(optimizer, every: 3, gamma: 0.5)
        case "MultiStepLR": MultiStepLR(optimizer, at: [2, 5, 5, 9], gamma: 0.5)
        case "ExponentialLR": ExponentialLR(optimizer, gamma: 0.9)
        case "CosineAnnealingLR": CosineAnnealingLR(optimizer, epochs: 5, minimum: 0.01)
        case "LambdaLR": LambdaLR(optimizer) { 1 / Double($0 + 1) }
        default: throw XCTSkip("no way to make \(name)")
        }
      }
      XCTAssertEqual(optimizer.learningRate, chain.rates[0], accuracy: 1e-15, "\(chain.names)")
      for (step, rate) in chain.rates.dropFirst().enumerated() {
        if let byHand = chain.byHand, Int(byHand[0]) == step { optimizer.learningRate = byHand[1] }
        for plan in plans { plan.step() }
        XCTAssertEqual(
          optimizer.learningRate, rate, accuracy: 1e-12, "\(chain.names), step \(step)")
      }
    }
  }

  func testFiftyStepsEqualPyTorch() throws {
    let file = try TrainingFile.load()
    XCTAssertGreaterThan(file.optimizers.count, 30)
    for entry in file.optimizers {
      let parameters = starts(file.problem)
      let optimizer = try make(entry.name, parameters, entry.options)
      optimizer.maximize = entry.options.maximize ?? false
      var steps = 0
      for point in entry.points {
        while steps < point.steps {
          descend(parameters, file.problem, optimizer)
          steps += 1
        }
        for (own, expected) in zip(parameters, point.parameters) {
          // Near the minimum, where RMSprop goes to and fro, a step shows every digit of its gradient.
          let relative = entry.name == "RMSprop" ? 1e-6 : 1e-12
          assertClose(
            own.detach(), expected.tensor, relative: relative,
            "\(entry.name) after \(steps) steps")
        }
      }
      XCTAssertNil(parameters[2].grad)
    }
  }

  func testGoesOnFromSavedState() throws {
    let file = try TrainingFile.load()
    for entry in file.optimizers {
      let straight = starts(file.problem)
      let first = try make(entry.name, straight, entry.options)
      for _ in 0..<7 { descend(straight, file.problem, first) }
      let saved = first.stateDictionary().mapValues { $0.clone() }

      let resumed = straight.map { $0.detach().clone().requiringGradient() }
      let second = try make(entry.name, resumed, entry.options)
      descend(resumed, file.problem, second)
      for (own, other) in zip(resumed, straight) {
        withoutGradients { own.copy(from: other) }
      }
      try second.loadStateDictionary(saved)
      for _ in 0..<5 {
        descend(straight, file.problem, first)
        descend(resumed, file.problem, second)
      }
      for (own, other) in zip(resumed, straight) {
        XCTAssertEqual(own.detach().doubles(), other.detach().doubles(), entry.name)
      }
    }
  }

  func testStateNamesWhatPyTorchNames() {
    let weight = Tensor.ones(2).requiringGradient()
    let optimizer = Adam([weight], learningRate: 0.5, amsgrad: true)
    XCTAssertEqual(
      optimizer.stateDictionary().keys.sorted(),
      ["beta1", "beta2", "eps", "lr", "weight_decay"].map { "param_groups.0." + $0 })
    weight.sum().backward()
    optimizer.step()
    let state = optimizer.stateDictionary()
    XCTAssertEqual(
      state.keys.filter { $0.hasPrefix("state") }.sorted(),
      ["exp_avg", "exp_avg_sq", "max_exp_avg_sq", "step"].map { "state.0." + $0 })
    XCTAssertEqual(state["state.0.step"]?.item(), 1)
    XCTAssertEqual(state["param_groups.0.lr"]?.item(), 0.5)
  }

  func testRefusesStateThatDoesNotFit() {
    let weight = Tensor.ones(2).requiringGradient()
    let optimizer = SGD([weight], learningRate: 0.5, momentum: 0.9)
    weight.sum().backward()
    optimizer.step()
    var state = optimizer.stateDictionary().mapValues { $0.clone() }
    state["state.0.momentum_buffer"] = Tensor.ones(3)
    state["state.0.step"] = Tensor(-1.0)
    state["state.1.step"] = Tensor(1.0)
    state["param_groups.0.lr"] = Tensor(Double.nan)
    state["param_groups.0.momentum"] = nil
    let before = optimizer.stateDictionary().mapValues { $0.doubles() }
    XCTAssertThrowsError(try optimizer.loadStateDictionary(state)) { error in
      XCTAssertEqual(
        "\(error)",
        "state of SGD: missing param_groups.0.momentum; unexpected state.1.step; "
          + "state.0.momentum_buffer has shape [3] and must have [2]; param_groups.0.lr is nan; "
          + "state.0.step is -1.0; nothing was changed. Load it into what it was saved from, made "
          + "with the same sizes")
    }
    XCTAssertEqual(optimizer.stateDictionary().mapValues { $0.doubles() }, before)
  }

  func testGroupsHaveOptionsOfTheirOwn() {
    let (a, b) = (Tensor.ones(1).requiringGradient(), Tensor.ones(1).requiringGradient())
    let optimizer = SGD([a], learningRate: 0.5)
    optimizer.addGroup([b], [.learningRate: 0.25])
    (a + b).sum().backward()
    optimizer.step()
    XCTAssertEqual([a.detach().item(), b.detach().item()], [0.5, 0.75])
    optimizer.learningRate = 0.125
    XCTAssertEqual(optimizer.groups.map { $0[.learningRate] }, [0.125, 0.125])
    optimizer.groups[1][.momentum] = 0.5
    XCTAssertEqual(optimizer.groups.map { $0[.momentum] }, [0, 0.5])
    XCTAssertEqual(optimizer.parameters.count, 2)
  }

  func testFrozenParametersStayAsTheyAre() {
    let model = Sequential(Linear(2, 2), Linear(2, 1))
    model[0].freeze()
    let before = model[0].stateDictionary().mapValues { $0.clone().doubles() }
    let optimizer = Adam(model.parameters(), weightDecay: 0.5)
    model(Tensor.ones(1, 2)).sum().backward()
    optimizer.step()
    XCTAssertEqual(model[0].stateDictionary().mapValues { $0.doubles() }, before)
  }

  func testAnOptimizerOfOnesOwn() {
    final class SignDescent: Optimizer {
      init(_ parameters: [Tensor], learningRate: Double) {
        super.init(parameters, options: [.learningRate: learningRate])
      }
      override func update(
        _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
      ) {
        parameter -= gradient.sign() * options[.learningRate]
      }
    }
    let x = Tensor([1.0, -4.0]).requiringGradient()
    let optimizer = SignDescent([x], learningRate: 0.5)
    x.square().sum().backward()
    optimizer.step()
    XCTAssertEqual(x.detach().doubles(), [0.5, -3.5])
  }

  func testStepsParametersThatLieInAnotherOrder() {
    let start = Tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    let makers: [([Tensor]) -> Optimizer] = [
      { SGD($0, learningRate: 0.5, momentum: 0.5) }, { Adam($0, learningRate: 0.5) },
      { RMSprop($0) },
    ]
    for make in makers {
      let plain = start.clone().requiringGradient()
      let turned = start.t().contiguous().t().detach().requiringGradient()
      XCTAssertFalse(turned.isContiguous)
      for parameter in [plain, turned] {
        let optimizer = make([parameter])
        for _ in 0..<3 {
          optimizer.zeroGrad()
          (parameter.square() * start).sum().backward()
          optimizer.step()
        }
      }
      XCTAssertEqual(plain.detach().doubles(), turned.detach().doubles())
    }
  }

  func testSchedulesEqualPyTorch() throws {
    for entry in try TrainingFile.load().schedules {
      let optimizer = SGD([Tensor.zeros(1).requiringGradient()], learningRate: 0.4)
      optimizer.addGroup([Tensor.zeros(1).requiringGradient()], [.learningRate: 0.05])
      let a = entry.arguments
      var plateau: ReduceLROnPlateau?
      var schedule: LearningRateSchedule?
      switch entry.name {
      case "StepLR": schedule = StepLR(optimizer, every: a.every!, gamma: a.gamma!)
      case "MultiStepLR":
        schedule = MultiStepLR(optimizer, at: [2, 5, 5, 9], gamma: a.gamma!)
      case "ExponentialLR": schedule = ExponentialLR(optimizer, gamma: a.gamma!)
      case "CosineAnnealingLR":
        schedule = CosineAnnealingLR(optimizer, epochs: a.every!, minimum: a.minimum!)
      case "LambdaLR": schedule = LambdaLR(optimizer) { 1 / Double($0 + 1) }
      case "ReduceLROnPlateau":
        plateau = ReduceLROnPlateau(optimizer, factor: a.gamma!, patience: a.every!)
      case "ReduceLROnPlateauMax":
        plateau = ReduceLROnPlateau(
          optimizer, mode: .max, factor: a.gamma!, patience: a.every!,
          threshold: .absolute(0.05), cooldown: 2, minimum: 0.003)
      default: XCTFail("no way to make \(entry.name)")
      }
      for (epoch, rates) in entry.rates.enumerated() {
        for (own, expected) in zip(optimizer.groups.map({ $0[.learningRate] }), rates) {
          XCTAssertEqual(own, expected, accuracy: 1e-12, "\(entry.name), epoch \(epoch)")
        }
        schedule?.step()
        if epoch < entry.measures.count { plateau?.step(entry.measures[epoch]) }
      }
    }
  }

  func testAScheduleCanBeBroughtToAnEpoch() {
    let optimizer = SGD([Tensor.zeros(1).requiringGradient()], learningRate: 1)
    let schedule = StepLR(optimizer, every: 2, gamma: 0.5)
    schedule.epoch = 5
    XCTAssertEqual(schedule.rates, [0.25])
    XCTAssertEqual(optimizer.learningRate, 0.25)
  }

  func testClipsAsPyTorch() throws {
    for entry in try TrainingFile.load().clips {
      let parameters = entry.gradients.map { packed in
        let parameter = Tensor.zeros(like: packed.tensor).requiringGradient()
        parameter.grad = packed.tensor
        return parameter
      }
      let idle = Tensor.zeros(1).requiringGradient()
      let norm = clipGradientNorm(
        parameters + [idle], maximum: entry.maximum, p: entry.p.value)
      XCTAssertEqual(norm, entry.norm, accuracy: 1e-12 * entry.norm)
      for (parameter, expected) in zip(parameters, entry.results) {
        assertClose(parameter.grad!, expected.tensor, relative: 1e-12, "p = \(entry.p.value)")
      }
    }
  }

  func testClipsValues() {
    let x = Tensor.zeros(4).requiringGradient()
    x.grad = Tensor([-3.0, -0.5, 0.5, 3.0])
    clipGradientValues([x], maximum: 1)
    XCTAssertEqual(x.grad!.doubles(), [-1, -0.5, 0.5, 1])
  }
}
