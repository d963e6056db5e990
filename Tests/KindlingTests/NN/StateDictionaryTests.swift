import Kindling
import XCTest

final class StateDictionaryTests: XCTestCase {
  private final class Centered: Module {
    @Buffer var mean = Tensor([1.0, 2.0])
    @Buffer var count = Tensor(3)
    @Parameter var scale = Tensor.ones(2)
    let inner = Linear(2, 1)
    override func forward(_ x: Tensor) -> Tensor { inner((x - mean) * scale) }
  }

  func testHoldsParametersAndBuffersByName() {
    let module = Centered()
    let state = module.stateDictionary()
    XCTAssertEqual(
      state.keys.sorted(), ["count", "inner.bias", "inner.weight", "mean", "scale"])
    XCTAssertTrue(state.values.allSatisfy { !$0.requiresGrad })
    XCTAssertTrue(state["scale"]!.sharesStorage(with: module.scale))
    XCTAssertEqual(module.namedBuffers().map(\.name), ["mean", "count"])
    XCTAssertEqual(module.namedParameters().map(\.name), ["scale", "inner.weight", "inner.bias"])
    XCTAssertEqual(module.parameterCount, 5)
  }

  func testRoundTrip() throws {
    let (first, second) = (Centered(), Centered())
    let optimizer = SGD(second.parameters(), learningRate: 0.5)
    withoutGradients { first.mean += 5 }
    try second.loadStateDictionary(first.stateDictionary())
    let x = Tensor([[3.0, 4.0]])
    XCTAssertTrue(first(x).equals(second(x)))
    XCTAssertFalse(second.mean.sharesStorage(with: first.mean))
    second(x).sum().backward()
    optimizer.step()
    XCTAssertFalse(first(x).equals(second(x)))
  }

  func testConvertsToTheModulesDType() throws {
    let layer = Linear(2, 1)
    try layer.loadStateDictionary([
      "weight": Tensor([[1.5, 2.5]], dtype: .float64), "bias": Tensor([3]),
    ])
    XCTAssertEqual(layer.weight.dtype, .float32)
    XCTAssertEqual(layer(Tensor([[1.0, 1.0]])).item(), 7)
  }

  func testNamesEveryMisfitAndChangesNothing() {
    let layer = Linear(2, 1)
    let before = layer.stateDictionary().mapValues { $0.doubles() }
    var state = ["weight": Tensor.zeros(1, 3), "bais": Tensor.zeros(1), "a": Tensor.zeros(1)]
    XCTAssertThrowsError(try layer.loadStateDictionary(state)) { error in
      let error = error as? StateDictionaryError
      XCTAssertEqual(error?.owner, "Linear")
      XCTAssertEqual(error?.missing, ["bias"])
      XCTAssertEqual(error?.unexpected, ["a", "bais"])
      XCTAssertEqual(
        error?.misshapen, [.init(name: "weight", expected: [1, 2], found: [1, 3])])
      XCTAssertEqual(
        "\(error!)",
        "state of Linear: missing bias; unexpected a, bais; weight has shape [1, 3] and must have "
          + "[1, 2]; nothing was changed. Load it into what it was saved from, made with the same "
          + "sizes")
    }
    state = ["weight": Tensor.zeros(1, 2)]
    XCTAssertThrowsError(try layer.loadStateDictionary(state))
    XCTAssertEqual(layer.stateDictionary().mapValues { $0.doubles() }, before)
  }
}
