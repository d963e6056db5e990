import Kindling
import XCTest

final class ModuleTests: XCTestCase {
  private final class Scale: Module {
    @Parameter var factor = Tensor.ones(2)
    let plain = Tensor.ones(2)
    override func forward(_ x: Tensor) -> Tensor { x * factor }
  }

  private class Base: Module {
    let first = Linear(3, 2)
  }

  private final class Net: Base {
    let scale = Scale()
    let many: [Module]
    let again: Module
    let absent: Linear? = nil
    let present: Linear? = Linear(1, 1)

    override init() {
      let shared = Linear(2, 2)
      many = [shared, Scale()]
      again = shared
    }
  }

  func testFindsParametersByName() {
    XCTAssertEqual(
      Net().namedParameters().map(\.name),
      [
        "first.weight", "first.bias", "scale.factor", "many.0.weight", "many.0.bias",
        "many.1.factor", "present.weight", "present.bias",
      ])
    XCTAssertTrue(Net().parameters().allSatisfy(\.requiresGrad))
    XCTAssertEqual(Linear(4, 3).parameters().map(\.shape), [[3, 4], [3]])
  }

  func testZeroGradForgetsEveryGradient() {
    let layer = Linear(3, 2)
    layer(Tensor.ones(1, 3)).sum().backward()
    XCTAssertEqual(layer.weight.grad?.shape, [2, 3])
    layer.zeroGrad()
    XCTAssertTrue(layer.parameters().allSatisfy { $0.grad == nil })
  }

  func testSGDMovesAgainstTheGradient() {
    let used = Tensor([1.0, 2.0]).requiringGradient()
    let unused = Tensor([5.0]).requiringGradient()
    let optimizer = SGD([used, unused], learningRate: 0.5)
    (used * Tensor([1.0, -4.0])).sum().backward()
    optimizer.step()
    XCTAssertEqual(used.detach().doubles(), [0.5, 4])
    XCTAssertEqual(unused.detach().doubles(), [5])
    XCTAssertTrue(used.isLeaf && used.requiresGrad)
    optimizer.learningRate = 0
    optimizer.step()
    XCTAssertEqual(used.detach().doubles(), [0.5, 4])
    optimizer.zeroGrad()
    XCTAssertNil(used.grad)
  }
}
