import Layerwise
import XCTest

/// The notebook's section 4: both loops, from Torch7's numbers of seed 287.
final class TrainingTests: XCTestCase {
  override func tearDown() { manualSeed(Generator.defaultSeed) }

  private func task() -> (x: Tensor, y: Tensor, network: Sequential) {
    manualSeed(287, dialect: .torch7)
    let x = Tensor.randn(5, 4, dtype: .float64)
    let raw = x.matmul(.randn(4, dtype: .float64))
    let y = raw * raw + .randn(5, dtype: .float64)
    return (x, y, Sequential(Linear(4, 3), Tanh(), Linear(3, 1)))
  }

  private func train(
    _ task: (x: Tensor, y: Tensor, network: Sequential), zero: () -> Void, step: () -> Void
  ) -> [Double] {
    let criterion = MSECriterion()
    return (0..<5).map { _ in
      zero()
      let prediction = task.network.forward(task.x)
      let loss = criterion.forward(prediction, task.y)
      task.network.backward(task.x, criterion.backward(prediction, task.y))
      step()
      return loss
    }
  }

  func testBothLoopsGiveTheLossesOfTorch7() throws {
    let expected = Tensor(try LayerwiseFixtures.load().losses, dtype: .float64)
    let first = task()
    let (weights, gradients) = first.network.getParameters()
    let flat = train(first, zero: { gradients.fill(0) }, step: { weights -= gradients * 0.01 })
    expectClose(Tensor(flat, dtype: .float64), expected, "flattened parameters")

    let second = task()
    let plain = train(
      second, zero: { second.network.zeroGradParameters() },
      step: { second.network.updateParameters(0.01) })
    expectClose(Tensor(plain, dtype: .float64), expected, "updateParameters")
    XCTAssertEqual(flat, plain)
  }

  func testFlattenedParametersStayAlive() {
    let network = Sequential(Linear(2, 3), CMul(3), Linear(3, 1))
    let before = network.parameters().map { $0.weight.clone() }
    let (weights, gradients) = network.getParameters()
    XCTAssertEqual(weights.shape, [6 + 3 + 3 + 3 + 1])
    XCTAssertTrue(weights.equals(.cat(before.map { $0.flatten() })))
    let linear = network.get(1) as! Linear
    weights.fill(2)
    XCTAssertTrue(linear.weight.equals(.full([3, 2], 2, dtype: .float64)))
    linear.bias[0].fill(7)
    XCTAssertEqual(weights[6].item(), 7)
    linear.weight = Tensor([[1, 2], [3, 4], [5, 6]], dtype: .float64)
    XCTAssertEqual(weights[0..<6].doubles(), [1, 2, 3, 4, 5, 6])
    let x = Tensor.sample(4, 2)
    network.forward(x)
    network.backward(x, .ones(4, 1, dtype: .float64))
    XCTAssertTrue(gradients[0..<6].view(3, 2).equals(linear.gradWeight))
    XCTAssertGreaterThan(gradients.abs().sum().item(), 0)
    XCTAssertTrue(weights.sharesStorage(with: linear.weight))
  }

  func testASharedModuleIsMovedOnce() {
    let shared = CMul(2)
    let (weights, _) = Sequential(shared, shared).getParameters()
    XCTAssertEqual(weights.shape, [2])
    XCTAssertTrue(weights.equals(shared.weight))
  }

  func testDropout() {
    manualSeed(4, dialect: .torch7)
    let draws = Tensor.rand(1000, dtype: .float64).doubles()
    manualSeed(4, dialect: .torch7)
    let dropout = Dropout(0.3)
    let network = Sequential(dropout)
    let x = Tensor.ones(1000, dtype: .float64)
    let mask = draws.map { $0 <= 0.7 ? 1 / 0.7 : 0 }
    XCTAssertEqual(network.forward(x).doubles(), mask)
    XCTAssertEqual(network.backward(x, x * 2).doubles(), mask.map { $0 * 2 })
    network.evaluate()
    XCTAssertFalse(dropout.isTraining)
    XCTAssertTrue(network.forward(x).equals(x))
    XCTAssertTrue(network.backward(x, x * 2).equals(x * 2))
    network.training()
    XCTAssertFalse(network.forward(x).equals(x))
  }
}
