import Kindling
import XCTest

final class TensorCreationTests: XCTestCase {
  func testDtypesFollowTheNumbers() {
    XCTAssertEqual(Tensor.full([2], 7).dtype, .int64)
    XCTAssertEqual(Tensor.full([2], 7.5).dtype, .float32)
    XCTAssertEqual(Tensor.full([2], true).dtype, .bool)
    XCTAssertEqual(Tensor.full([2], 7, dtype: .float16).doubles(), [7, 7])
    XCTAssertEqual(Tensor.arange(1, 8, step: 3).ints(), [1, 4, 7])
    XCTAssertEqual(Tensor.arange(1, 8, step: 3).dtype, .int64)
    XCTAssertEqual(Tensor.arange(0, 1, step: 0.5).dtype, .float32)
    XCTAssertEqual(Tensor.empty(2, 3, dtype: .int8).shape, [2, 3])
    XCTAssertEqual(Tensor.eye(2, 3).doubles(), [1, 0, 0, 0, 1, 0])
    XCTAssertEqual(Tensor.eye(3, 2).doubles(), [1, 0, 0, 1, 0, 0])
  }

  func testLikeForms() {
    let x = Tensor.ones(2, 3, dtype: .float64)
    for made in [
      Tensor.zeros(like: x), .ones(like: x), .full(like: x, 3), .empty(like: x), .rand(like: x),
      .randn(like: x), .randint(0..<5, like: x),
    ] {
      XCTAssertEqual(made.shape, [2, 3])
      XCTAssertEqual(made.dtype, .float64)
    }
    XCTAssertEqual(Tensor.zeros(like: x, dtype: .int64).dtype, .int64)
    XCTAssertEqual(Tensor.full(like: x, 3).doubles(), [3, 3, 3, 3, 3, 3])
  }

  func testLentMemoryIsSharedAndGivenBack() {
    let memory = UnsafeMutableBufferPointer<Float>.allocate(capacity: 6)
    _ = memory.initialize(from: [1, 2, 3, 4, 5, 6])
    var released = 0
    do {
      let x = Tensor(sharing: memory, shape: [2, 3]) { released += 1 }
      XCTAssertEqual(x.dtype, .float32)
      memory[0] = 10
      XCTAssertEqual(x[0, 0].item(), 10)
      let view = x[1]
      view *= 2
      XCTAssertEqual(Array(memory), [10, 2, 3, 8, 10, 12])
      XCTAssertEqual(released, 0)
    }
    XCTAssertEqual(released, 1)
    memory.deallocate()
    let none = Tensor(sharing: UnsafeMutableBufferPointer<Double>(start: nil, count: 0), shape: [0])
    {
      released += 1
    }
    XCTAssertEqual(none.shape, [0])
    XCTAssertEqual(released, 2)
  }

  func testOneHotAndNonzero() {
    XCTAssertEqual(Tensor([1, 0]).oneHot(classes: 3).ints(), [0, 1, 0, 1, 0, 0])
    XCTAssertEqual(Tensor(2).oneHot().ints(), [0, 0, 1])
    XCTAssertEqual(Tensor([[0, 5], [7, 0]]).nonzero().ints(), [0, 1, 1, 0])
    XCTAssertEqual(Tensor(3.0).nonzero().shape, [1, 0])
    XCTAssertEqual(Tensor([0.0]).nonzero().shape, [0, 1])
  }

  func testTruthAndCloseness() {
    let x = Tensor([[1, 0], [2, 3]])
    XCTAssertEqual(x.all(dim: 1).bools(), [false, true])
    XCTAssertEqual(x.any(dim: 0, keepDim: true).shape, [1, 2])
    XCTAssertTrue(Tensor([1.0]).allClose(to: Tensor([1.0 + 1e-7])))
    XCTAssertFalse(Tensor([1.0, .nan]).allClose(to: Tensor([1.0, .nan])))
    XCTAssertTrue(Tensor([1.0, .nan]).allClose(to: Tensor([1.0, .nan]), equalNaN: true))
  }

  func testWholePowers() {
    let x = Tensor([-2, 3])
    XCTAssertEqual(x.pow(3).ints(), [-8, 27])
    XCTAssertEqual(x.pow(3).dtype, .int64)
    XCTAssertEqual(x.pow(2).dtype, .int64)
    XCTAssertEqual(x.pow(2.0).dtype, .float32)
    XCTAssertEqual(Tensor([-1, 1, 2]).pow(Tensor([-3, -2, -1])).ints(), [-1, 1, 0])
  }

  func testPartsOfEmptyTensors() {
    XCTAssertEqual(Tensor.zeros(0, 3).chunk(2).map(\.shape), [[0, 3], [0, 3]])
    XCTAssertEqual(Tensor.zeros(0, 3).split(2).map(\.shape), [[0, 3]])
    XCTAssertEqual(Tensor.zeros(5).chunk(4).map(\.elementCount), [2, 2, 1])
    XCTAssertEqual(Tensor.zeros(0, 3).flip(0).shape, [0, 3])
    XCTAssertEqual(Tensor.zeros(0, 3).sort(dim: 0).values.shape, [0, 3])
    XCTAssertEqual(Tensor.zeros(3, 0).diagonal().shape, [0])
    XCTAssertEqual(Tensor.zeros(2, 3)[Tensor([Int]())].shape, [0, 3])
  }

  func testAnomaliesAreSearchedForOnlyWhenAsked() {
    let x = Tensor([0.0]).requiringGradient()
    (x.sqrt() * 0).sum().backward()
    XCTAssertTrue(x.grad!.item().isNaN)
    XCTAssertEqual(detectingAnomalies { 3 }, 3)
  }
}
