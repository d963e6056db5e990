import Layerwise
import XCTest

/// Gradients by hand against finite differences, away from kinks.
final class FiniteDifferenceTests: XCTestCase {
  override func setUp() { manualSeed(3, dialect: .torch7) }
  override func tearDown() { manualSeed(Generator.defaultSeed) }

  /// Checks gradInput and the gradient of every parameter.
  private func check(_ module: Module, _ input: Tensor, line: UInt = #line) {
    let parameters = module.parameters()
    let result = gradCheck([input] + parameters.map { $0.weight.clone() }) { values in
      for (parameter, value) in zip(parameters, values.dropFirst()) {
        parameter.weight.copy(from: value)
      }
      return module.forward(values[0])
    } derivative: { values, gradient in
      module.forward(values[0])
      module.zeroGradParameters()
      let gradInput = module.backward(values[0], gradient)
      return [gradInput] + parameters.map { $0.gradient.clone() }
    }
    XCTAssertTrue(result.passed, "\(module): \(result)", line: line)
  }

  func testModules() {
    let x = Tensor.sample(4, 3)
    for module in [
      CMul(3), Add(3), Add(3, scalar: true), Linear(3, 2), Sum(1), Sum(2), Mean(1), Mean(2), Max(1),
      Max(2), Min(1), Min(2), Abs(), Sigmoid(), Tanh(), ReLU(), SoftMax(), LogSoftMax(), View(3, 4),
      View(3), Reshape(12), Identity(), SelectAfterSplit(), Concat(2).add(Linear(3, 2)).add(Tanh()),
      Parallel(1, 1).add(CMul(3)).add(Tanh()).add(CMul(3)).add(Sigmoid()),
      Sequential(Linear(3, 4), Tanh(), Linear(4, 2), LogSoftMax()),
      Sequential(ConcatTable(Linear(3, 2), Linear(3, 2)), CMulTable()),
      Sequential(ConcatTable(CMul(3), Add(3)), CAddTable()),
      Sequential(ConcatTable(CMul(3), Linear(3, 2)), JoinTable(2)),
      Sequential(SplitTable(2), NarrowTable(2, 2), JoinTable(1)),
      Sequential(SplitTable(1), ParallelTable(CMul(3), Tanh(), CMul(3), Abs()), SelectTable(3)),
    ] as [Module] {
      check(module, x)
    }
    check(Linear(3, 2), .sample(3))
    check(CMul(3), .sample(3))
    check(Sum(1), .sample(3))
    check(Max(1), .sample(3))
  }

  func testAModuleThatStandsTwice() {
    let shared = Linear(3, 3)
    let module = Sequential(shared, Tanh(), shared)
    XCTAssertEqual(module.parameters().count, 2)
    // A module keeps the output of its last use only, as in Torch7; Tanh needs none but its own.
    check(module, .sample(2, 3))
  }

  func testLookupTable() {
    let (table, indices) = (LookupTable(4, 2), Tensor([[1, 4], [4, 4]]))
    let result = gradCheck([table.weight.clone()]) { values in
      table.weight = values[0]
      return table.forward(indices)
    } derivative: { values, gradient in
      table.weight = values[0]
      table.forward(indices)
      table.zeroGradParameters()
      table.backward(indices, gradient)
      return [table.gradWeight.clone()]
    }
    XCTAssertTrue(result.passed, "\(result)")
  }

  func testCriteria() {
    let labels = Tensor([3, 1, 2, 2])
    let weights = Tensor([0.5, 2, 1], dtype: .float64)
    var other = Generator(seed: 77)
    let numbers = Tensor.uniform([4, 3], -2..<2, dtype: .float64, using: &other)
    for (criterion, target) in [
      (MSECriterion(), numbers), (MSECriterion(sizeAverage: false), numbers),
      (AbsCriterion(), numbers), (AbsCriterion(sizeAverage: false), numbers),
      (ClassNLLCriterion(), labels), (ClassNLLCriterion(weights: weights), labels),
      (CrossEntropyCriterion(), labels),
      (CrossEntropyCriterion(weights: weights, sizeAverage: false), labels),
    ] as [(Criterion, Tensor)] {
      let result = gradCheck([Tensor.sample(4, 3)]) { values in
        Tensor(criterion.forward(values[0], target), dtype: .float64)
      } derivative: { values, gradient in
        [criterion.backward(values[0], target) * gradient]
      }
      XCTAssertTrue(result.passed, "\(type(of: criterion)): \(result)")
    }
  }
}

/// A module of a learner's own, made of others.
private final class SelectAfterSplit: Module {
  private let inner = Sequential(SplitTable(2), SelectTable(-1))

  override func updateOutput(_ input: Tensor) -> Tensor { inner.forward(.tensor(input)).tensor }

  override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    inner.backward(.tensor(input), .tensor(gradOutput)).tensor
  }
}
