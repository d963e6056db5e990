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

  private final class Changing: Module {
    var head = Linear(2, 1)
    var extra: Module?
    var blocks = [Linear(1, 1)]
    private lazy var late = Linear(3, 3)
    var calls = 0
    func makeLate() { _ = late }
  }

  func testSeesPropertiesThatWereAssignedLater() {
    let model = Changing()
    func names() -> [String] { model.namedParameters().map(\.name) }
    let first = ["head.weight", "head.bias", "blocks.0.weight", "blocks.0.bias"]
    XCTAssertEqual(names(), first)
    let old = model.head
    model.head = Linear(5, 4, bias: false)
    XCTAssertEqual(model.parameters().first?.shape, [4, 5])
    model.head = old
    XCTAssertEqual(names(), first)
    model.calls += 1
    model.extra = Scale()
    XCTAssertEqual(names(), first.prefix(2) + ["extra.factor"] + first.suffix(2))
    model.extra = nil
    for count in 2...9 {
      // An array with a single owner grows in place.
      model.blocks.append(Linear(1, 1, bias: false))
      XCTAssertEqual(model.parameters().count, 3 + count)
    }
    model.blocks.removeLast(8)
    model.blocks[0] = Linear(7, 7)
    XCTAssertEqual(model.parameters().map(\.shape), [[1, 2], [1], [7, 7], [7]])
    model.makeLate()
    XCTAssertEqual(model.parameters().count, 6)
    for _ in 0..<100 {
      // Memory that is free again soon holds the next layer.
      model.head = Linear(2, 1)
      XCTAssertTrue(model.parameters().first === model.head.weight)
    }
    model.zeroGrad()
  }

  func testZeroGradForgetsEveryGradient() {
    let layer = Linear(3, 2)
    layer(Tensor.ones(1, 3)).sum().backward()
    XCTAssertEqual(layer.weight.grad?.shape, [2, 3])
    layer.zeroGrad()
    XCTAssertTrue(layer.parameters().allSatisfy { $0.grad == nil })
  }

  func testModesReachEveryModule() {
    let net = Net()
    XCTAssertTrue(net.namedModules().allSatisfy(\.module.isTraining))
    XCTAssertTrue(net.eval() === net)
    XCTAssertFalse(net.namedModules().contains(where: \.module.isTraining))
    net.train()
    XCTAssertTrue(net.many[1].isTraining)
  }

  func testNamesModules() {
    XCTAssertEqual(
      Net().namedModules().map(\.name),
      ["", "first", "scale", "many.0", "many.1", "present"])
    XCTAssertEqual(Net().children.count, 5)
    XCTAssertEqual(Net().parameterCount, 8 + 2 + 6 + 2 + 2)
  }

  func testAppliesInnerModulesFirstAndOnce() {
    var order: [String] = []
    Sequential(Sequential(Linear(1, 1), ReLU()), Tanh()).apply { order.append("\(type(of: $0))") }
    XCTAssertEqual(order, ["Linear", "ReLU", "Sequential", "Tanh", "Sequential"])
    var count = 0
    let shared = Linear(1, 1)
    Sequential(shared, shared).apply { _ in count += 1 }
    XCTAssertEqual(count, 2)
  }

  func testConvertsParameters() {
    let net = Net()
    net.first.freeze()
    let before = net.first.weight.doubles()
    XCTAssertTrue(net.to(.float64) === net)
    XCTAssertTrue(net.parameters().allSatisfy { $0.dtype == .float64 && $0.isLeaf })
    XCTAssertEqual(
      net.parameters().map(\.requiresGrad), (0..<8).map { $0 > 1 })
    XCTAssertEqual(net.first.weight.doubles(), before)
    let weight = net.first.weight
    net.to(.float64)
    XCTAssertTrue(net.first.weight === weight)
  }

  func testFreezesAndUnfreezes() {
    let layer = Linear(2, 1).freeze()
    XCTAssertFalse(layer(Tensor.ones(1, 2)).requiresGrad)
    XCTAssertTrue(layer.unfreeze()(Tensor.ones(1, 2)).requiresGrad)
  }

  func testAReplacedParameterRequiresAGradient() {
    let scale = Scale()
    scale.factor = Tensor([2.0, 3.0])
    XCTAssertTrue(scale.factor.requiresGrad)
    XCTAssertTrue(scale.parameters()[0] === scale.factor)
    scale.freeze()
    scale.factor = Tensor([2.0, 3.0])
    XCTAssertFalse(scale.factor.requiresGrad)
  }

  func testContainersGrow() {
    let model = Sequential(Linear(2, 3))
    XCTAssertEqual(model.parameters().count, 2)
    model.append(ReLU())
    model.append(Linear(3, 1))
    XCTAssertEqual(
      model.namedParameters().map(\.name), ["0.weight", "0.bias", "2.weight", "2.bias"])
    XCTAssertEqual(model(Tensor.ones(4, 2)).shape, [4, 1])
    let list = ModuleList()
    for size in 1...3 { list.append(Linear(size, size)) }
    XCTAssertEqual(list.map { $0.parameterCount }, [2, 6, 12])
    XCTAssertEqual(list.namedParameters().last?.name, "2.bias")
    XCTAssertEqual(list.count, 3)
  }

  func testAnEmptySequentialGivesBackItsInput() {
    let x = Tensor.ones(2)
    XCTAssertTrue(Sequential()(x) === x)
  }

  func testDescribesWhatStandsInProperties() {
    XCTAssertEqual(
      "\(Base())",
      """
      Base(
        (first): Linear(in_features=3, out_features=2, bias=True)
      )
      """)
    XCTAssertEqual("\(Scale())", "Scale()")
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
