import Kindling
import Testing

/// Mistakes that PyTorch refuses as well, found by comparing thousands of cases with it. Each stops
/// a child process with its message.
@Suite struct RefusalTests {
  @Test func gradientOfAnotherDType() async {
    expectTrap(
      "grad: a float64 gradient does not fit a float32 tensor; convert it with to(.float32)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor([1.0], requiresGrad: true)
        x.grad = Tensor([1.0], dtype: .float64)
      })
  }

  @Test func hookThatChangesTheDType() async {
    expectTrap(
      "onGradient: the hook gave a float16 gradient for a float32 tensor; convert it with to(.float32)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor([1.0], requiresGrad: true)
        x.onGradient { $0.to(.float16) }
        x.sum().backward()
      })
  }

  @Test func stepWithAnotherGradient() async {
    expectTrap(
      "step(): a float32 gradient of shape [1] does not fit a float32 parameter of shape [3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor.zeros(3).requiringGradient()
        let optimizer = SGD([x], learningRate: 1)
        let state = StateKeeper.state(of: x)
        optimizer.update(x, gradient: .ones(1), state: state, options: optimizer.groups[0])
      })
  }

  @Test func stateOfAnotherShape() async {
    expectTrap(
      "ParameterState: momentum_buffer is float32 [1], the parameter is float32 [3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor.zeros(3).requiringGradient()
        let optimizer = SGD([x], learningRate: 1, momentum: 0.9)
        let state = StateKeeper.state(of: x)
        state.tensors["momentum_buffer"] = .zeros(1)
        optimizer.update(x, gradient: .ones(3), state: state, options: optimizer.groups[0])
      })
  }

  @Test func partOfUnbindInPlace() async {
    expectTrap(
      "add: a part that unbind, split or chunk gave cannot be changed in place while operations are recorded; change the whole tensor, or a part of it taken by an index",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor.ones(3, 2).requiringGradient() * 1
        let part = x.unbind()[0]
        part += 1
      })
  }

  @Test func partOfSplitAfterAChange() async {
    expectTrap(
      "unbind: a part that unbind, split or chunk gave cannot be used after its tensor was changed in place; take it again",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var x = Tensor.ones(3, 2).requiringGradient() * 1
        let part = x.split(2)[0]
        x += 1
        _ = part * 2
      })
  }

  @Test func lowerBoundAboveTheDType() async {
    expectTrap(
      "clamp: no uint8 is 300 or more",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1], dtype: .uint8).clamp(min: 300)
      })
  }

  @Test func upperBoundBelowTheDType() async {
    expectTrap(
      "clamp: no uint8 is -3 or less",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1], dtype: .uint8).clamp(max: -3)
      })
  }

  @Test func fullOutOfRange() async {
    expectTrap(
      "full: 300 does not fit in uint8",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.full([2], 300, dtype: .uint8)
      })
  }

  @Test func fillOutOfRange() async {
    expectTrap(
      "fill: 1000000.0 does not fit in float16",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor.zeros(2, dtype: .float16).fill(1e6)
      })
  }

  @Test func maskedFillOutOfRange() async {
    expectTrap(
      "maskedFill: 300 does not fit in int8",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, dtype: .int8).maskedFill(Tensor([true, false]), 300)
      })
  }

  @Test func scatterOutOfRange() async {
    expectTrap(
      "scatter: 300 does not fit in int8",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, dtype: .int8).scatter(dim: 0, Tensor([0]), 300)
      })
  }

  @Test func whereOutOfRange() async {
    expectTrap(
      "where: 300 does not fit in int8",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.where(Tensor([true]), Tensor.zeros(1, dtype: .int8), 300)
      })
  }

  @Test func dataOutOfRange() async {
    expectTrap(
      "Tensor: 300 does not fit in uint8",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1, 300], dtype: .uint8)
      })
  }

  @Test func notANumberAsInteger() async {
    expectTrap(
      "full: nan does not fit in int32",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.full([2], Double.nan, dtype: .int32)
      })
  }

  @Test func numberAssignedOutOfRange() async {
    expectTrap(
      "subscript: 300 does not fit in uint8",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor.zeros(2, dtype: .uint8)
        x[0] = 300
      })
  }

  @Test func integersIntoBools() async {
    expectTrap(
      "add: a result of dtype int64 does not fit in place into a tensor of dtype bool",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var flags = Tensor([true, false])
        flags += 1
      })
  }

  @Test func fractionAsInteger() async {
    expectTrap(
      "item(): 2.5 is no Int",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let _: Int = Tensor(2.5).item()
      })
  }

  @Test func itemOfSeveral() async {
    expectTrap(
      "item(): the tensor has 2 elements, item() needs exactly one",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let _: Int = Tensor([1, 2]).item()
      })
  }

  @Test func defaultOfIntegers() async {
    expectTrap(
      "setDefaultDType: int64 is not floating point",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        setDefaultDType(.int64)
      })
  }

  @Test func embeddingOfAVector() async {
    expectTrap(
      "Embedding: the weights must be a matrix of rows, these have shape [3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Embedding(weights: .zeros(3))
      })
  }

  @Test func datasetOfUnequalRows() async {
    expectTrap(
      "TensorDataset: tensors of [3, 2, 3] rows do not go together",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TensorDataset(Tensor.zeros(3), Tensor.zeros(2), Tensor.zeros(3))
      })
  }

  @Test func emptyRange() async {
    expectTrap(
      "randint: the range 3..<3 is empty",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = RandomState(1)
        _ = random.randint(3..<3, [2])
      })
  }

  @Test func permutationOfANumber() async {
    expectTrap(
      "permutation: a single number has no rows",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = RandomState(1)
        _ = random.permutation(Tensor(1.0))
      })
  }

  @Test func choiceFromANumber() async {
    expectTrap(
      "choice: a single number has no rows",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = RandomState(1)
        _ = random.choice(Tensor(1.0), 1)
      })
  }

  @Test func choiceFromNothing() async {
    expectTrap(
      "choice: there is nothing to draw from",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = RandomState(1)
        _ = random.choice(0, 1)
      })
  }

  @Test func negativeChoice() async {
    expectTrap(
      "choice: a count of -1 is negative",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = RandomState(1)
        _ = random.choice(3, -1)
      })
  }

  @Test func choiceByWrongProbabilities() async {
    expectTrap(
      "choice: the probabilities must be 3 numbers from 0 up that add up to 1",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = RandomState(1)
        _ = random.choice(3, 1, probabilities: [0.5, 0.5])
      })
  }

  @Test func choiceOfTooMany() async {
    expectTrap(
      "choice: 5 cannot be drawn from 3 without replacement",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = RandomState(1)
        _ = random.choice(3, 5, replace: false)
      })
  }
}

/// An optimizer that shows the state it was given.
private final class StateKeeper: Optimizer {
  private var kept: ParameterState?

  override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) { kept = state }

  static func state(of parameter: Tensor) -> ParameterState {
    let keeper = StateKeeper([parameter], options: [.learningRate: 1])
    parameter.grad = .zeros(like: parameter)
    keeper.step()
    return keeper.kept!
  }
}
