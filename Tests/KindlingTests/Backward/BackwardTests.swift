import XCTest

@testable import Kindling

final class BackwardTests: XCTestCase {
  func testGradientsAddUpOverPasses() {
    let x = Tensor([1.0, 2.0]).requiringGradient()
    (x * x).sum().backward()
    XCTAssertEqual(x.grad?.doubles(), [2, 4])
    (x * 3).sum().backward()
    XCTAssertEqual(x.grad?.doubles(), [5, 7])
    x.grad = nil
    (x * 3).sum().backward()
    XCTAssertEqual(x.grad?.doubles(), [3, 3])
  }

  func testDiamond() {
    let a = Tensor(3.0).requiringGradient()
    let b = a + a
    let c = b * b + b
    c.backward()
    // c = 4a^2 + 2a, so dc/da = 8a + 2.
    XCTAssertEqual(a.grad?.item(), 26)
  }

  func testLeavesDoNotShareAGradient() {
    let (a, b) = (Tensor([1.0]).requiringGradient(), Tensor([1.0]).requiringGradient())
    (a + b).sum().backward()
    a.grad!.fill(7)
    XCTAssertEqual(b.grad?.item(), 1)
  }

  func testGradientDoesNotShareWhatWasPassedIn() {
    let a = Tensor([1.0, 2.0]).requiringGradient()
    let given = Tensor([5.0, 6.0])
    (a + 0).backward(gradient: given)
    given.fill(0)
    XCTAssertEqual(a.grad?.doubles(), [5, 6])
  }

  func testGradientHasTheLeafsShapeAndDtype() {
    let row = Tensor([1.0, 2.0, 3.0]).requiringGradient()
    let wide = Tensor.ones(4, 3, dtype: .float64).requiringGradient()
    (row * wide).sum().backward()
    XCTAssertEqual(row.grad?.shape, [3])
    XCTAssertEqual(row.grad?.dtype, .float32)
    XCTAssertEqual(row.grad?.doubles(), [4, 4, 4])
    XCTAssertEqual(wide.grad?.dtype, .float64)
  }

  func testGradientOfWhatWasBroadcastIsTheSumOfItsPlaces() {
    let whole = Tensor.arange(24).to(.float64).view(4, 3, 2)
    let blocks: [Shape] = [
      [2], [1, 2], [3, 2], [1], [], [1, 1, 2], [3, 1], [4, 1, 2], [4, 3, 1],
    ]
    for dtype in [DType.float16, .float32, .float64] {
      for weights in [whole, whole.flip([0]).transpose(0, 2).contiguous().transpose(0, 2)] {
        for shape in blocks {
          // Numbers this small are exact in every dtype.
          let factors = weights.to(dtype)
          let block = Tensor.ones(shape, dtype: dtype).requiringGradient()
          (block * factors).sum().backward()
          var expected = weights
          for dim in 0..<3 where dim < 3 - shape.count || shape[dim - 3 + shape.count] == 1 {
            expected = expected.sum(dim: dim, keepDim: true)
          }
          XCTAssertEqual(
            block.grad!.doubles(), expected.doubles(), "\(shape) of \(dtype), \(weights.strides)")
          XCTAssertEqual(block.grad!.shape, shape)
        }
      }
    }
  }

  func testRetainedGraphCanBeWalkedTwice() {
    let x = Tensor(2.0).requiringGradient()
    let y = x * x
    y.backward(retainGraph: true)
    y.backward()
    XCTAssertEqual(x.grad?.item(), 8)
  }

  func testSecondAndThirdDerivatives() {
    let x = Tensor(2.0, dtype: .float64).requiringGradient()
    let first = grad(of: x * x * x, withRespectTo: [x], createGraph: true)[0]!
    XCTAssertEqual(first.item(), 12)
    let second = grad(of: first, withRespectTo: [x], createGraph: true)[0]!
    XCTAssertEqual(second.item(), 12)
    let third = grad(of: second, withRespectTo: [x])[0]!
    XCTAssertEqual(third.item(), 6)
    XCTAssertNil(x.grad, "grad(of:withRespectTo:) must not add to grad")
  }

  func testGradOfSomethingUnusedIsNil() {
    let (x, y) = (Tensor(2.0).requiringGradient(), Tensor(3.0).requiringGradient())
    let found = grad(of: x * 2, withRespectTo: [x, y])
    XCTAssertEqual(found[0]?.item(), 2)
    XCTAssertNil(found[1])
  }

  func testMemoryIsReturnedAsThePassProceeds() {
    weak var storage: Storage?
    let x = Tensor.ones(4).requiringGradient()
    func graph() -> Tensor {
      let middle = x.exp()
      storage = middle.storage
      return (middle * middle).sum()
    }
    let loss = graph()
    XCTAssertNotNil(storage, "the product needs its operand for its derivative")
    loss.backward()
    XCTAssertNil(storage, "the pass is done and the graph, but not what it saved, still there")
    XCTAssertEqual(loss.gradientFunction, "SumBackward0")
  }
}
