import Kindling
import XCTest

final class TensorTests: XCTestCase {
  func testNestedArrays() {
    let cube = Tensor([[[1, 2], [3, 4]], [[5, 6], [7, 8]]])
    XCTAssertEqual(cube.shape, [2, 2, 2])
    XCTAssertEqual(cube.dtype, .int64)
    XCTAssertEqual(Tensor([[1.0], [2.0]]).dtype, .float32)
    XCTAssertEqual(Tensor([true, false]).dtype, .bool)
    XCTAssertEqual(Tensor([1, 2], dtype: .float64).doubles(), [1, 2])
    XCTAssertEqual(Tensor([Int32(1)]).dtype, .int32)
    XCTAssertEqual(Tensor(3).shape, [])
    XCTAssertEqual(Tensor([Double]()).shape, [0])
    XCTAssertEqual(Tensor([[Double]]()).shape, [0])
    XCTAssertEqual(Tensor([[Double](), []]).shape, [2, 0])
  }

  func testCreation() {
    XCTAssertEqual(Tensor.arange(4).ints(), [0, 1, 2, 3])
    XCTAssertEqual(Tensor.arange(1, 2, step: 0.25).doubles(), [1, 1.25, 1.5, 1.75])
    XCTAssertEqual(Tensor.arange(3, 0, step: -1).doubles(), [3, 2, 1])
    XCTAssertEqual(Tensor.linspace(0, 1, count: 5).doubles(), [0, 0.25, 0.5, 0.75, 1])
    XCTAssertEqual(Tensor.linspace(2, 3, count: 1).doubles(), [2])
    XCTAssertEqual(Tensor.eye(2).doubles(), [1, 0, 0, 1])
    XCTAssertEqual(Tensor.full([2], 7, dtype: .int32).ints(), [7, 7])
    XCTAssertEqual(Tensor.zeros(0, 3).elementCount, 0)
    XCTAssertEqual(Tensor.ones(like: .zeros(2, dtype: .float64)).dtype, .float64)
  }

  func testBroadcastOfShapes() throws {
    XCTAssertEqual(try Shape.broadcast([4, 1, 3], [5, 1]), [4, 5, 3])
    XCTAssertEqual(try Shape.broadcast([], [2]), [2])
    XCTAssertEqual(try Shape.broadcast([0, 1], [1, 3]), [0, 3])
    XCTAssertThrowsError(try Shape.broadcast([2, 3], [2, 4])) {
      XCTAssertEqual(
        "\($0)", "[2, 3] and [2, 4] do not broadcast: 3 meets 4 in dim -1, and neither is 1")
    }
  }

  func testNumbersTakeTheTensorsDtype() {
    XCTAssertEqual((Tensor([1, 2]) * 2).dtype, .int64)
    XCTAssertEqual((Tensor([1, 2]) * 0.5).dtype, .float32)
    XCTAssertEqual((Tensor([1.0], dtype: .float64) * 2).dtype, .float64)
    XCTAssertEqual((Tensor([1.0], dtype: .float16) * 0.1).dtype, .float16)
    XCTAssertEqual((1 + Tensor([true])).dtype, .int64)
    XCTAssertEqual((Tensor([1, 2]) / 2).dtype, .float32)
    let count = 3
    XCTAssertEqual((Tensor([1.5]) * count).doubles(), [4.5])
  }

  func testViewsShareMemory() {
    let m = Tensor([[1, 2, 3], [4, 5, 6]])
    for view in [m.t(), m.view(6), m[0], m[.all, 1], m.unsqueeze(0), m.reshape(3, 2), m[0, 1..<2]] {
      XCTAssertTrue(view.sharesStorage(with: m))
    }
    XCTAssertFalse(m.t().reshape(6).sharesStorage(with: m))
    XCTAssertFalse(m.clone().sharesStorage(with: m))
    XCTAssertEqual(m.t().reshape(6).ints(), [1, 4, 2, 5, 3, 6])
    XCTAssertTrue(m.isContiguous)
    XCTAssertFalse(m.t().isContiguous)
    XCTAssertTrue(m.t().contiguous().isContiguous)
    XCTAssertEqual(m.t().strides, [1, 3])
  }

  func testIndexing() {
    let x = Tensor.arange(24).view(2, 3, 4)
    XCTAssertEqual(x[1, 2, 3].item(), 23)
    XCTAssertEqual(x[-1, -1, -1].item(), 23)
    XCTAssertEqual(x[0, .all, 1].ints(), [1, 5, 9])
    XCTAssertEqual(x[.all, 1...2, 0].ints(), [4, 8, 16, 20])
    XCTAssertEqual(x[..<1].shape, [1, 3, 4])
    XCTAssertEqual(x[.newAxis, 0].shape, [1, 3, 4])
    XCTAssertEqual(x[0, 1..<99].shape, [2, 4], "a range is cut to what exists, as in Python")
    XCTAssertEqual(x[0, 5..<7].shape, [0, 4])
  }

  func testComparisons() {
    let x = Tensor([1.0, .nan, 3.0])
    XCTAssertEqual((x .> 1).bools(), [false, false, true])
    XCTAssertEqual((x .>= 1).bools(), [true, false, true])
    XCTAssertEqual((x .< 3).bools(), [true, false, false])
    XCTAssertEqual((x .== x).bools(), [true, false, true])
    XCTAssertEqual((x .!= x).bools(), [false, true, false])
    XCTAssertFalse(x.equals(x))
    XCTAssertTrue(Tensor([1, 2]).equals(Tensor([1, 2])))
    XCTAssertFalse(Tensor([1, 2]).equals(Tensor([[1, 2]])))
    XCTAssertTrue((Tensor([1, 2]) .> 1).any())
    XCTAssertFalse((Tensor([1, 2]) .> 1).all())
  }

  func testPrintsEveryDigitOfAnInteger() {
    XCTAssertEqual(
      "\(Tensor([Int.max, Int.min, 1 << 53 + 1]))",
      "tensor([ 9223372036854775807, -9223372036854775808,     9007199254740993])")
  }

  func testColumnsOfEveryLengthAreSummedWhole() {
    // Row i, column j holds i + j, so column j of n rows sums to n (n - 1) / 2 + n j.
    for (rows, columns) in [
      (63, 1100), (64, 1100), (1013, 67), (70_001, 3), (71, 4096), (65, 4099),
    ] {
      let whole = Tensor.arange(rows).unsqueeze(1) + Tensor.arange(columns)
      let expected = Tensor.arange(columns) * rows + rows * (rows - 1) / 2
      for dtype in [DType.float64, .int64] {
        let sum = whole.to(dtype).sum(dim: 0)
        XCTAssertEqual(sum.doubles(), expected.doubles(), "\(rows) x \(columns) of \(dtype)")
      }
      // In single precision only sums below 2^24 are exact.
      let small = whole.remainder(7)
      XCTAssertEqual(
        small.to(.float32).sum(dim: 0).doubles(), small.sum(dim: 0).doubles(),
        "\(rows) x \(columns)")
    }
  }

  func testSumsAreAccurate() {
    // A million times 0.1: adding in turn would be off by about 1, the tree is off by under 0.1.
    let sum = Tensor.full([1_000_000], 0.1).sum().item()
    XCTAssertEqual(sum, Double(Float(0.1)) * 1e6, accuracy: 0.1)
  }
}
