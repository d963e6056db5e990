import Kindling
import Testing

/// Mistakes with optimizers, schedules and clipping. Each stops a child process with its message.
@Suite struct OptimizerTrapTests {
  @Test func optimizerOfAResult() async {
    expectTrap(
      "SGD: parameter 1 was computed from others; only leaves can be changed",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor(1.0).requiringGradient()
        _ = SGD([x, x * 2], learningRate: 0.1)
      })
  }

  @Test func parameterTwice() async {
    expectTrap(
      "Adam: parameter 1 is already in a group",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor(1.0).requiringGradient()
        _ = Adam([x, x])
      })
  }

  @Test func parameterInTwoGroups() async {
    expectTrap(
      "Adam: parameter 0 is already in a group",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor(1.0).requiringGradient()
        Adam([x]).addGroup([x])
      })
  }

  @Test func betaOfOne() async {
    expectTrap(
      "Adam: a beta1 of 1.0 is not below 1.0",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Adam([Tensor(1.0).requiringGradient()], betas: (1, 0.9))
      })
  }

  @Test func negativeDecay() async {
    expectTrap(
      "RMSprop: a weight decay of -1.0 is negative",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RMSprop([Tensor(1.0).requiringGradient()], weightDecay: -1)
      })
  }

  @Test func unknownOption() async {
    expectTrap(
      "SGD: there is no option rho",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        SGD([Tensor(1.0).requiringGradient()], learningRate: 1).groups[0][.rho] = 0.5
      })
  }

  @Test func unknownOptionRead() async {
    expectTrap(
      "SGD: there is no option rho",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SGD([Tensor(1.0).requiringGradient()], learningRate: 1).groups[0][.rho]
      })
  }

  @Test func unknownOptionOfAGroup() async {
    expectTrap(
      "SGD: there is no option rho",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        SGD([Tensor(1.0).requiringGradient()], learningRate: 1).addGroup([], [.rho: 0.5])
      })
  }

  @Test func rateMadeNegative() async {
    expectTrap(
      "SGD: a learning rate of -1.0 is negative",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        SGD([Tensor(1.0).requiringGradient()], learningRate: 1).learningRate = -1
      })
  }

  @Test func nesterovWithoutMomentum() async {
    expectTrap(
      "SGD: Nesterov's momentum needs a momentum above 0 and no dampening",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SGD([Tensor(1.0).requiringGradient()], learningRate: 1, nesterov: true)
      })
  }

  @Test func adagradFromBelowZero() async {
    expectTrap(
      "Adagrad: an initial sum of -1.0 is negative",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Adagrad([Tensor(1.0).requiringGradient()], initialSum: -1)
      })
  }

  @Test func optimizerWithoutUpdate() async {
    expectTrap(
      "Optimizer: override update(_:gradient:state:options:) to say how a parameter changes",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor(1.0).requiringGradient()
        x.square().backward()
        Optimizer([x], options: [:]).step()
      })
  }

  @Test func stepsOfNoEpochs() async {
    expectTrap(
      "StepLR: 0 epochs are not a period",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = StepLR(SGD([Tensor(1.0).requiringGradient()], learningRate: 1), every: 0)
      })
  }

  @Test func cosineOfNoEpochs() async {
    expectTrap(
      "CosineAnnealingLR: 0 epochs are not a period",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = CosineAnnealingLR(
          SGD([Tensor(1.0).requiringGradient()], learningRate: 1), epochs: 0)
      })
  }

  @Test func scheduleWithoutRate() async {
    expectTrap(
      "LearningRateSchedule: override rate(_:initial:) to say how the learning rate changes",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LearningRateSchedule(SGD([Tensor(1.0).requiringGradient()], learningRate: 1))
      })
  }

  @Test func plateauThatRises() async {
    expectTrap(
      "ReduceLROnPlateau: a factor of 1.0 does not lower anything",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ReduceLROnPlateau(
          SGD([Tensor(1.0).requiringGradient()], learningRate: 1), factor: 1)
      })
  }

  @Test func clipNormBelowZero() async {
    expectTrap(
      "clipGradientNorm: a maximum of -1.0 is negative",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        clipGradientNorm([], maximum: -1)
      })
  }

  @Test func clipNormOfNothing() async {
    expectTrap(
      "clipGradientNorm: there is no norm for p = 0.0",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        clipGradientNorm([], maximum: 1, p: 0)
      })
  }

  @Test func clipValuesBelowZero() async {
    expectTrap(
      "clipGradientValues: a maximum of -1.0 is negative",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        clipGradientValues([], maximum: -1)
      })
  }
}
