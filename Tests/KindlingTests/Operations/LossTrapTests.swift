import Kindling
import Testing

/// Mistakes in losses. Each stops a child process with its message.
@Suite struct LossTrapTests {
  @Test func lossOfShapesThatDiffer() async {
    expectTrap(
      "mseLoss: an input of shape [3, 1] and a target of shape [3] differ",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = mseLoss(.zeros(3, 1), .zeros(3))
      })
  }

  @Test func lossOfIntegers() async {
    expectTrap(
      "l1Loss: needs a floating-point input, not int64",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = l1Loss(Tensor([1]), Tensor([2]))
      })
  }

  @Test func smoothL1BelowZero() async {
    expectTrap(
      "smoothL1Loss: beta of -1.0 is negative",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = smoothL1Loss(.zeros(3), .zeros(3), beta: -1)
      })
  }

  @Test func huberWithoutAParabola() async {
    expectTrap(
      "huberLoss: delta of 0.0 is not positive",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = huberLoss(.zeros(3), .zeros(3), delta: 0)
      })
  }

  @Test func bceOfScores() async {
    expectTrap(
      "bceLoss: probability 1.5 is outside 0...1 (position [2])",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = bceLoss(Tensor([0.5, 1, 1.5]), .zeros(3))
      })
  }

  @Test func bceOfNaN() async {
    expectTrap(
      "bceLoss: probability nan is outside 0...1 (position [0])",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = bceLoss(Tensor([Double.nan]), .zeros(1))
      })
  }

  @Test func bceWeight() async {
    expectTrap(
      "bceWithLogitsLoss: a weight of shape [2] does not fit an input of shape [3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = bceWithLogitsLoss(.zeros(3), .zeros(3), weight: .ones(2))
      })
  }

  @Test func smoothingOfMoreThanAll() async {
    expectTrap(
      "crossEntropy: label smoothing of 2.0 is outside 0...1",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = crossEntropy(.zeros(2, 3), Tensor([0, 1]), labelSmoothing: 2)
      })
  }

  @Test func crossEntropyOfANumber() async {
    expectTrap(
      "crossEntropy: scores must have shape [N, C] or [C], not []",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = crossEntropy(Tensor(1.0), Tensor(0))
      })
  }

  @Test func nllOfANumber() async {
    expectTrap(
      "nllLoss: log probabilities must have shape [N, C] or [C], not []",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = nllLoss(Tensor(1.0), Tensor(0))
      })
  }

  @Test func nllOfFloatTargets() async {
    expectTrap(
      "nllLoss: targets must be int64 classes, these are float32",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = nllLoss(.zeros(2, 3), .zeros(2))
      })
  }

  @Test func crossEntropyOfFloatTargets() async {
    expectTrap(
      "crossEntropy: float32 targets of shape [2] are neither int64 classes of shape [2] "
        + "nor probabilities of shape [2, 3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = crossEntropy(.zeros(2, 3), .zeros(2))
      })
  }

  @Test func classWeight() async {
    expectTrap(
      "crossEntropy: a weight of shape [2] does not fit 3 classes",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = crossEntropy(.zeros(2, 3), Tensor([0, 1]), weight: .ones(2))
      })
  }

  @Test func targetOutsideBesideIgnored() async {
    expectTrap(
      "nllLoss: target 3 is outside 0..<3 (position [1])",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = nllLoss(.zeros(2, 3), Tensor([-1, 3]), ignoreIndex: -1)
      })
  }

  @Test func lossWithoutForward() async {
    expectTrap(
      "Loss: override forward(_:_:) to say what this loss computes",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Loss()(Tensor(1.0), Tensor(1.0))
      })
  }
}
