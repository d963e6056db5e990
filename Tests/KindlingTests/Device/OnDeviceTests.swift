import XCTest

@testable import Kindling

/// What computing on a device is like, on whatever device there is: `make device-test` brings one.
final class OnDeviceTests: XCTestCase {
  private var device: Device = .cpu

  override func setUpWithError() throws {
    guard let device = Device.accelerator ?? Device.available.dropFirst().first else {
      throw XCTSkip("no device but the processor on this machine")
    }
    self.device = device
  }

  /// What the device was asked to do while `body` ran.
  private func activity(_ body: () -> Void) -> DeviceActivity.Spent {
    let before = DeviceActivity.current
    body()
    return DeviceActivity.current.since(before)
  }

  func testNumbersComeBackAsTheyWent() {
    for dtype in DType.allCases where dtype != .float64 || device.hasFloat64 {
      let x = Tensor([[0, 1, 2], [3, 100, 5]], dtype: dtype, device: .cpu)
      let there = x.to(device)
      XCTAssertEqual(there.device, device)
      XCTAssertEqual(there.dtype, dtype)
      XCTAssertEqual(there.doubles(), x.doubles())
      XCTAssertEqual(there.t().to(.cpu).doubles(), x.t().doubles())
      XCTAssertTrue(there.to(device) === there)
      XCTAssertEqual(x.device, .cpu)
    }
    XCTAssertEqual(Tensor.zeros(0, 3, device: device).to(.cpu).shape, [0, 3])
  }

  func testEveryDTypeBecomesEveryOther() {
    let kinds = DType.allCases.filter { $0 != .float64 || device.hasFloat64 }
    let samples = [0, 1, -1, 2.5, -2.5, 127, 128, 255, 256, -129, 40000, 3e9, -3e9, 1e19, .nan]
    for source in kinds {
      let values = source.isFloatingPoint ? samples : [0, 1, 2, 100, 127]
      let x = Tensor(values, dtype: source, device: .cpu)
      for target in kinds {
        // Which of the bits of a NaN are set says nothing.
        func numbers(_ y: Tensor) -> [Double?] { y.doubles().map { $0.isNaN ? nil : $0 } }
        XCTAssertEqual(
          numbers(x.to(device).to(target)), numbers(x.to(target)), "\(source) to \(target)")
      }
    }
  }

  func testIntegersWrapAround() {
    for dtype in [DType.int8, .uint8, .int16, .int32, .int64] {
      let (low, high) =
        switch dtype {
        case .int8: (-128, 127)
        case .uint8: (0, 255)
        case .int16: (-32768, 32767)
        case .int32: (Int(Int32.min), Int(Int32.max))
        default: (Int.min, Int.max)
        }
      let a = Tensor([low, high, 3, 7], dtype: dtype, device: .cpu)
      let b = Tensor([high, high, 2, low], dtype: dtype, device: .cpu)
      let (x, y) = (a.to(device), b.to(device))
      XCTAssertEqual((x + y).ints(), (a + b).ints(), "\(dtype)")
      XCTAssertEqual((x - y).ints(), (a - b).ints(), "\(dtype)")
      XCTAssertEqual((x * y).ints(), (a * b).ints(), "\(dtype)")
      XCTAssertEqual((x .< y).bools(), (a .< b).bools(), "\(dtype)")
      XCTAssertEqual((x & y).ints(), (a & b).ints(), "\(dtype)")
    }
  }

  func testResultsLieInMemoryAsTheProcessors() {
    let x = Tensor.randn(2, 3, 4, device: .cpu)
    func laidOut(_ x: Tensor) -> [Tensor] {
      let turned = x.permute(2, 0, 1)
      return [
        turned.exp(), -turned, turned + turned, turned * 2, turned .< 0, turned.clone(),
        turned.to(.float16), Tensor.where(turned .< 0, turned, turned + 1), turned + x[0, 0, 0],
        turned.maskedFill(turned .< 0, 1), turned.contiguous(),
      ]
    }
    for (here, there) in zip(laidOut(x), laidOut(x.to(device))) {
      XCTAssertEqual(there.strides, here.strides)
      XCTAssertEqual(there.isContiguous, here.isContiguous)
    }
  }

  /// A number is not rounded to the half precision of the tensor beside it, and a sum is one of
  /// single precision.
  func testHalfPrecisionIsRoundedOnce() {
    let x = Tensor([1000.5, -3, 0.25, 60000], dtype: .float16, device: .cpu)
    let there = x.to(device)
    XCTAssertEqual((there + 0.1).floats(), (x + 0.1).floats())
    XCTAssertEqual((there * 1.0001).floats(), (x * 1.0001).floats())
    XCTAssertEqual(there.mean().item(), x.mean().item())
  }

  func testASingleNumberMayBeOnTheProcessor() {
    let x = Tensor([1.0, 2.0], device: device).requiringGradient()
    let factor = Tensor(3.0, device: .cpu).requiringGradient()
    let y = x * factor
    XCTAssertEqual(y.device, device)
    y.sum().backward()
    XCTAssertEqual(x.grad!.device, device)
    XCTAssertEqual(x.grad!.floats(), [3, 3])
    XCTAssertEqual(factor.grad!.device, .cpu)
    XCTAssertEqual(factor.grad!.item(), 3)
  }

  func testAGradientPassesThroughAMove() {
    let x = Tensor([1.0, 2.0], device: .cpu).requiringGradient()
    (x.to(device) * 2).sum().backward()
    XCTAssertEqual(x.grad!.device, .cpu)
    XCTAssertEqual(x.grad!.floats(), [2, 2])
  }

  func testPrintsWhereItIs() {
    let label = device.label
    XCTAssertEqual("\(Tensor([1.5], device: device))", "tensor([1.5000], device='\(label)')")
    XCTAssertEqual(
      "\(Tensor([1], dtype: .int32, device: device))",
      "tensor([1], device='\(label)', dtype=torch.int32)")
  }

  func testAChangeShowsOnEitherSide() {
    let x = Tensor([1.0, 2.0, 3.0], device: device)
    let view = x[1...]
    x += 1
    XCTAssertEqual(view.floats(), [3, 4])
    view[0] = 10
    XCTAssertEqual(x.floats(), [2, 10, 4])
    x.zero()
    XCTAssertEqual(view.floats(), [0, 0])
  }

  func testAModelStaysTheSameTensors() throws {
    manualSeed(1)
    let model = withDefaultDevice(.cpu) { Sequential(Linear(3, 4), ReLU(), Linear(4, 2)) }
    let parameters = model.parameters()
    let optimizer = Adam(parameters, learningRate: 0.1)
    let state = model.stateDictionary().mapValues { $0.clone() }
    func step() {
      optimizer.zeroGrad()
      model(Tensor.ones(5, 3, device: parameters[0].device)).square().sum().backward()
      optimizer.step()
    }
    step()
    let onProcessor = parameters.map { $0.floats() }
    // What the optimizer has gathered follows the parameters.
    model.to(device)
    XCTAssertEqual(parameters.map(\.device), parameters.map { _ in device })
    XCTAssertEqual(parameters.map { $0.floats() }, onProcessor)
    step()
    XCTAssertNotEqual(parameters.map { $0.floats() }, onProcessor)
    try model.loadStateDictionary(state)
    XCTAssertEqual(parameters[0].device, device)
    XCTAssertEqual(parameters[0].floats(), state["0.weight"]!.floats())
    model.to(.cpu)
    step()
    XCTAssertEqual(parameters.map(\.device), parameters.map { _ in .cpu })
  }

  func testALoaderPutsBatchesThere() {
    let (x, y) = (Tensor.rand(5, 2, device: .cpu), Tensor.arange(5, device: .cpu))
    for batch in DataLoader(TensorDataset(x, y), batchSize: 2, device: device) {
      XCTAssertEqual([batch.0.device, batch.1.device], [device, device])
    }
    let samples = (0..<3).map { (x[$0], $0) }
    for batch: (Tensor, Tensor) in DataLoader(samples, batchSize: 2, device: device) {
      XCTAssertEqual([batch.0.device, batch.1.device], [device, device])
    }
    let there = DataLoader(TensorDataset(x.to(device)), batchSize: 5).makeIterator().next()!
    XCTAssertEqual(there.device, device)
    XCTAssertEqual(there.floats(), x.floats())
  }

  func testAFileHoldsTheNumbersAndNotThePlace() throws {
    let x = Tensor([[1.5, 2], [3, 4]], device: device)
    let back = try Tensor.load(bytes: x.t().npyBytes())
    XCTAssertEqual(back.device, .cpu)
    XCTAssertEqual(back.floats(), [1.5, 3, 2, 4])
  }

  func testRandomNumbersAreTheProcessors() {
    func drawn(_ device: Device) -> [[Float]] {
      manualSeed(7)
      return withDefaultDevice(device) {
        [
          Tensor.randn(20), Tensor.rand(5), Tensor.randint(0..<9, [4]).to(.float32),
          Tensor.randperm(6).to(.float32), dropout(Tensor.ones(10), p: 0.5),
        ].map { $0.floats() }
      }
    }
    XCTAssertEqual(drawn(device), drawn(.cpu))
  }

  func testTheSameBitsInEveryRun() {
    manualSeed(3)
    let x = Tensor.randn(300, 500, device: device)
    let index = Tensor.randint(0..<5, [300], device: device)
    func run() -> [[UInt8]] {
      let sums = Tensor.zeros(5, 500, device: device).indexAdd(dim: 0, index, x)
      return [x.sum(), x.matmul(x.t()), sums, x.logSoftmax(dim: 0)].map { $0.to(.cpu).bytes }
    }
    XCTAssertEqual(run(), run())
  }

  /// A sum in pieces: each adds at most 64 blocks of 64, and so do the pieces.
  func testALongSumIsAccurate() {
    let x = Tensor.full([1_000_000], 0.1, device: device)
    let exact = 1_000_000 * Double(Float(0.1))
    XCTAssertEqual(x.sum().item(), exact, accuracy: exact * 4 * 64 * 0x1p-24)
    let wide = Tensor.full([1000, 1000], 0.1, device: device)
    for dim in 0..<2 {
      let sums = wide.sum(dim: dim).doubles()
      XCTAssertTrue(sums.allSatisfy { Swift.abs($0 - exact / 1000) < exact / 1000 * 128 * 0x1p-24 })
    }
  }

  func testALargeSearchFindsTheFirst() {
    let x = Tensor.zeros(20_000, device: device)
    x[12_345] = 1
    x[15_000] = 1
    XCTAssertEqual(x.argmax().item(), 12_345)
    XCTAssertEqual(x.argmin().item(), 0)
    x[17_000].fill(Double.nan)
    XCTAssertEqual(x.argmax().item(), 17_000)
  }

  /// Both product kernels, transposed operands, sizes that no tile fits.
  func testProductsAgreeWithTheProcessors() {
    manualSeed(5)
    for (rows, inner, columns) in [(3, 4, 5), (1, 300, 1), (70, 33, 129), (130, 65, 64)] {
      let a = Tensor.randn(rows, inner, device: .cpu)
      let b = Tensor.randn(inner, columns, device: .cpu)
      let exact = a.to(.float64).matmul(b.to(.float64))
      let size = a.abs().to(.float64).matmul(b.abs().to(.float64))
      let (x, y) = (a.to(device), b.to(device))
      let turned = (
        a.t().contiguous().to(device).t(), b.t().contiguous().to(device).t()
      )
      for product in [x.matmul(y), turned.0.matmul(y), x.matmul(turned.1)] {
        // Each of `inner` steps rounds a partial sum of at most this size.
        let bound = size * (Double(inner + 1) * 0x1p-24)
        XCTAssertTrue(
          ((product.to(.cpu).to(.float64) - exact).abs() .<= bound).all(),
          "\(rows) x \(inner) x \(columns)")
      }
      XCTAssertEqual(x.matmul(y).to(.cpu).bytes, turned.0.matmul(turned.1).to(.cpu).bytes)
    }
  }

  // MARK: What is copied, and what falls back

  func testATrainingStepStaysOnTheDevice() {
    let (x, y) = (Tensor.randn(8, 4, device: device), Tensor.randn(8, 2, device: device))
    let model = withDefaultDevice(device) { Sequential(Linear(4, 6), Tanh(), Linear(6, 2)) }
    let optimizer = SGD(model.parameters(), learningRate: 0.1, momentum: 0.9)
    func step() {
      let loss = mseLoss(model(x), y)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
    }
    step()
    let spent = withFallback(.refuse) { activity { for _ in 0..<3 { step() } } }
    XCTAssertGreaterThan(spent.launches, 3 * 10)
    XCTAssertEqual([spent.copiesToDevice, spent.copiesFromDevice], [0, 0])
    XCTAssertEqual(spent.fallbacks, [:])
  }

  func testAnItemIsOneSmallCopy() {
    let x = Tensor.ones(1000, device: device) + 1
    let spent = activity { XCTAssertEqual(x[3].item(), 2) }
    XCTAssertEqual(spent.bytesFromDevice, 4)
  }

  func testWhatHasNoKernelFallsBackAndIsCounted() {
    let long = Tensor.arange(5000, device: device)
    let sorted = activity {
      withFallback(.allow) {
        let order = long.argsort(dim: 0, descending: true)
        XCTAssertEqual(order.device, device)
        XCTAssertEqual(order[0].item(), 4999)
        XCTAssertEqual(long.topk(2).indices.floats(), [4999, 4998])
      }
    }
    XCTAssertEqual(sorted.fallbacks, ["sort": 2])
  }

  func testTopkTakesTheFirstInOrder() {
    let x = Tensor([[3.0, 9.0], [1.0, 7.0], [2.0, 8.0]], device: device)
    for (values, indices) in [x.topk(2, dim: 0), x.transpose(0, 1).topk(2)] {
      XCTAssertEqual(indices.device, device)
      XCTAssertTrue(indices.isContiguous)
      XCTAssertEqual(values.floats().sorted(), [2, 3, 8, 9])
    }
    XCTAssertEqual(x.topk(2, dim: 0).indices.floats(), [0, 0, 2, 2])
    XCTAssertEqual(x.topk(0).indices.shape, [3, 0])
  }
}

extension Tensor {
  /// The elements' bytes, row by row.
  fileprivate var bytes: [UInt8] {
    let x = contiguous()
    return Array(UnsafeRawBufferPointer(start: x.firstByte, count: elementCount * dtype.byteCount))
  }
}

extension DeviceActivity {
  fileprivate typealias Spent = (
    launches: Int, copiesToDevice: Int, copiesFromDevice: Int, bytesFromDevice: Int,
    fallbacks: [String: Int]
  )

  /// What was done after `earlier`.
  fileprivate func since(_ earlier: DeviceActivity) -> Spent {
    (
      launches - earlier.launches, copiesToDevice - earlier.copiesToDevice,
      copiesFromDevice - earlier.copiesFromDevice, bytesFromDevice - earlier.bytesFromDevice,
      fallbacks.filter { earlier.fallbacks[$0.key] != $0.value }
        .reduce(into: [:]) { $0[$1.key] = $1.value - (earlier.fallbacks[$1.key] ?? 0) }
    )
  }
}
