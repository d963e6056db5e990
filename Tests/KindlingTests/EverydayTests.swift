import Kindling
import XCTest

/// What users of PyTorch type first: numbers into elements and out of them, functions instead of
/// methods, the graph behind a result, shared weights.
final class EverydayTests: XCTestCase {
  override func tearDown() {
    setDefaultDType(.float32)
    PrintOptions.current = PrintOptions()
  }

  func testNumbersAreAssigned() {
    let t = Tensor([[1, 2, 3], [4, 5, 6]])
    t[0, 1] = 50
    t[1] = 7
    t[.all, 2] = 9
    t[t .== 1] = -1
    XCTAssertEqual(t.ints(), [-1, 50, 9, 7, 7, 9])
    XCTAssertEqual(t[0, 1], 50)
    let value = 8.5
    t[1, 0] = value.scalar
    XCTAssertEqual(t[1, 0].item(), 8)
    t[1] += 1
    XCTAssertEqual(t[1].ints(), [9, 8, 10])
    t[0, 0] += 2
    let sum = t[0] + 1
    XCTAssertEqual(sum.ints(), [2, 51, 10])
    let cube = Tensor.zeros(2, 2, 2)
    cube[1, 0, 1] = 2.5
    XCTAssertEqual(cube.doubles(), [0, 0, 0, 0, 0, 2.5, 0, 0])
    let x = Tensor([1.0, 2.0], requiresGrad: true) * 2
    x[0] = 7
    x.sum().backward()
    XCTAssertEqual(x.doubles(), [7, 4])
  }

  func testThreeDotsAreAWholeDimension() {
    let m = Tensor([[1, 2, 3], [4, 5, 6]])
    XCTAssertEqual(m[..., 0].ints(), [1, 4])
    XCTAssertEqual(m[1, ...].ints(), [4, 5, 6])
    XCTAssertEqual(m[...].shape, [2, 3])
    XCTAssertEqual(m[..., ...].shape, [2, 3])
    let cube = m.view(1, 2, 3)
    XCTAssertEqual(cube[..., 0, ...].ints(), [1, 2, 3])
    XCTAssertEqual(cube[0, ..., 1].ints(), [2, 5])
    m[..., 0] = Tensor([7, 8])
    XCTAssertEqual(m.ints(), [7, 2, 3, 8, 5, 6])
  }

  func testAnItemOfTheTypeAskedFor() {
    let count: Int = Tensor(42).item()
    XCTAssertEqual("\(count)", "42")
    XCTAssertEqual(["a", "b", "c"][Tensor([3, 1, 2]).argmin().item()], "b")
    let flag: Bool = (Tensor(1) .> 0).item()
    XCTAssertTrue(flag)
    let single: Float = Tensor(2.5).item()
    XCTAssertEqual(single, 2.5)
    XCTAssertEqual(Tensor(2.5).item(), 2.5)
    XCTAssertEqual((Tensor(3.0).item() as Int), 3)
    XCTAssertTrue(Tensor(2.5).item() > 2)
    XCTAssertEqual(Tensor(Int64.max).item() as Int, Int.max)
  }

  func testChangesInPlaceReturnTheTensor() {
    let x = Tensor.zeros(2)
    XCTAssertTrue(x.fill(3) === x)
    XCTAssertEqual("\(x.zero())", "tensor([0., 0.])")
    XCTAssertTrue(x.copy(from: Tensor([1.0, 2.0])) === x)
    XCTAssertTrue(x.update { $0 * 2 } === x)
    XCTAssertTrue(Init.constant(x, 5) === x)
    withoutGradients { x.fill(1) }
    XCTAssertEqual(x.doubles(), [1, 1])
  }

  func testFunctionsAreTheMethods() {
    let x = Tensor([[0.5, -1.0, 2.0]])
    let pairs: [((Tensor) -> Tensor, Tensor)] = [
      (exp, x.exp()), (relu, x.relu()), (sigmoid, x.sigmoid()), (tanh, x.tanh()), (abs, x.abs()),
      ({ softmax($0, dim: 1) }, x.softmax(dim: 1)), ({ sum($0, dim: 0) }, x.sum(dim: 0)),
      ({ matmul($0, $0.t()) }, x.matmul(x.t())), ({ cat([$0, $0]) }, .cat([x, x])),
      ({ mean($0) }, x.mean()), ({ argmax($0, dim: 1) }, x.argmax(dim: 1)),
    ]
    for (function, expected) in pairs { XCTAssertTrue(function(x).equals(expected)) }
  }

  func testTheGraphBehindAResult() {
    let x = Tensor([1.0, 2.0], requiresGrad: true)
    let y = (x * x + 1).sum()
    XCTAssertEqual("\(y.gradFn!)", "<SumBackward0>")
    let product = y.gradFn!.nextFunctions[0]!.nextFunctions[0]!
    XCTAssertEqual(product.name, "MulBackward0")
    XCTAssertEqual(product.nextFunctions.map { $0?.name }, ["AccumulateGrad", "AccumulateGrad"])
    XCTAssertEqual(product.nextFunctions[0], product.nextFunctions[1])
    XCTAssertEqual(Set(product.nextFunctions).count, 1)
    XCTAssertEqual(product.shape, [2])
    XCTAssertNil(x.gradFn)
    XCTAssertNil((x * Tensor([1.0, 2.0])).gradFn!.nextFunctions[1])
    y.backward()
    XCTAssertEqual(product.nextFunctions[0]?.grad?.doubles(), [2, 4])
  }

  func testSharedWeightsAreOneParameter() throws {
    final class Model: Module {
      let embedding = Embedding(5, 3)
      let decoder = Linear(3, 5, bias: false)
      override func forward(_ x: Tensor) -> Tensor { decoder(embedding(x)) }
    }
    let model = Model()
    model.decoder.weight = model.embedding.weight
    XCTAssertEqual(model.parameters().count, 1)
    let optimizer = SGD(model.parameters(), learningRate: 1)
    model(Tensor([1, 4])).sum().backward()
    optimizer.step()
    XCTAssertTrue(model.decoder.weight === model.embedding.weight)
    model.to(.float64)
    XCTAssertTrue(model.decoder.weight === model.embedding.weight)
    XCTAssertEqual(model.decoder.weight.dtype, .float64)
  }

  func testEmbeddingsOfGivenWeights() {
    let rows = Tensor([[1.0, 2.0], [3.0, 4.0]])
    let fixed = Embedding(weights: rows)
    XCTAssertEqual(fixed(Tensor([1])).doubles(), [3, 4])
    XCTAssertFalse(fixed.weight.requiresGrad)
    XCTAssertTrue(fixed.weight.sharesStorage(with: rows))
    let trained = Embedding(weights: rows, freeze: false)
    trained(Tensor([1, 1])).sum().backward()
    XCTAssertEqual(trained.weight.grad?.doubles(), [0, 0, 2, 2])
    XCTAssertFalse(rows.requiresGrad)
  }

  func testDatasetsOfAnyNumberOfTensors() {
    let (a, b, c) = (Tensor([1, 2, 3]), Tensor([[1], [2], [3]]), Tensor([7, 8, 9]))
    for (x, y, z) in DataLoader(TensorDataset(a, b, c), batchSize: 3) {
      XCTAssertEqual([x.ints(), y.ints(), z.ints()], [[1, 2, 3], [1, 2, 3], [7, 8, 9]])
      XCTAssertEqual(y.shape, [3, 1])
    }
    XCTAssertEqual(DataLoader(TensorDataset(a), batchSize: 2).map { $0.ints() }, [[1, 2], [3]])
    let four = TensorDataset(a, b, c, a)[1]
    XCTAssertEqual([four.0, four.1, four.2, four.3].map { $0.ints() }, [[2], [2], [8], [2]])
    let listed = TensorDataset([a, c, a, c, a])
    XCTAssertEqual(listed[2].map { $0.ints() }, [[3], [9], [3], [9], [3]])
    XCTAssertEqual(DataLoader(listed, batchSize: 2).map(\.count), [5, 5])
    XCTAssertEqual(
      DataLoader(Subset(listed, [2, 0]), batchSize: 2).map { $0[1].ints() }, [[9, 7]])
  }

  func testADefaultDType() {
    withDefaultDType(.float64) {
      XCTAssertEqual(Tensor([1.0]).dtype, .float64)
      XCTAssertEqual(Tensor.zeros(2).dtype, .float64)
      XCTAssertEqual((Tensor([1, 2]) / 2).dtype, .float64)
      XCTAssertEqual((Tensor([1, 2]) * 0.5).dtype, .float64)
      XCTAssertEqual(Tensor([1, 2]).exp().dtype, .float64)
      XCTAssertEqual(Linear(2, 1).weight.dtype, .float64)
      XCTAssertEqual("\(Tensor([0.5]))", "tensor([0.5000])")
      XCTAssertEqual("\(Tensor([0.5], dtype: .float32))", "tensor([0.5000], dtype=torch.float32)")
    }
    XCTAssertEqual(Tensor([1.0]).dtype, .float32)
    setDefaultDType(.float64)
    XCTAssertEqual(Tensor.randn(2).dtype, .float64)
  }

  func testTheVersion() { XCTAssertNotNil(kindlingVersion.wholeMatch(of: /\d+\.\d+\.\d+/)) }

  // MARK: Values that PyTorch gives

  func testManyTiesInHalfPrecision() {
    for reduce in [{ (x: Tensor) in x.max() }, { $0.amax() }] {
      let x = Tensor.ones(70_000, dtype: .float16).requiringGradient()
      reduce(x).backward()
      XCTAssertEqual(x.grad![0].item(), 1.430511474609375e-05)
    }
  }

  func testTheSignOfZeroInTanh() {
    for dtype in [DType.float16, .float32, .float64] {
      for count in [1, 20] {
        let x = Tensor.full([count], -0.0, dtype: dtype)
        XCTAssertEqual((1 / x.tanh())[0].item(), -.infinity, "\(dtype)")
        XCTAssertEqual((1 / x.clamp(min: 0.0))[0].item(), -.infinity, "\(dtype)")
      }
    }
  }

  func testHalfPrecisionIsDrawnScaledAndRoundedOnce() {
    // PyTorch 2.15: torch.manual_seed(3); nn.init.normal_(torch.empty(20, dtype=torch.float16),
    // 0.5, 0.1)
    manualSeed(3)
    let x = Init.normal(Tensor.zeros(20, dtype: .float16), mean: 0.5, standardDeviation: 0.1)
    XCTAssertEqual(
      x.doubles(),
      [
        0.492431640625, 0.5361328125, 0.421875, 0.50732421875, 0.5263671875, 0.59326171875,
        0.448486328125, 0.334716796875, 0.6044921875, 0.55224609375, 0.4833984375, 0.50537109375,
        0.55615234375, 0.7255859375, 0.68701171875, 0.38037109375, 0.599609375, 0.5458984375,
        0.74365234375, 0.4853515625,
      ])
  }

  func testAnIntegerTensorNeverRequiresAGradient() {
    let x = Tensor(2.5, requiresGrad: true)
    let whole = Tensor.zeros(3, dtype: .int64)
    whole[0] = x
    whole.copy(from: x.expand(3))
    XCTAssertFalse(whole.requiresGrad)
    XCTAssertEqual(whole.ints(), [2, 2, 2])
  }

  func testStacksOfNothing() {
    for shape in [Shape([0]), [0, 3], [2, 0]] {
      for dim in 0...shape.count {
        let x = Tensor.zeros(shape).requiringGradient()
        Tensor.stack([x, x], dim: dim).sum().backward()
        XCTAssertEqual(x.grad?.shape, shape)
        let y = Tensor.zeros(shape).requiringGradient()
        let stacked = Tensor.stack([y], dim: dim)
        stacked.backward(gradient: .ones(like: stacked))
        XCTAssertEqual(y.grad?.shape, shape)
      }
    }
  }
}
