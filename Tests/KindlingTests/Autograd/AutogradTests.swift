import XCTest

@testable import Kindling

final class AutogradTests: XCTestCase {
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

  func testRetainedGradientOfAResult() {
    let x = Tensor([1.0, 2.0]).requiringGradient()
    let y = x * 3
    XCTAssertNil(y.grad)
    y.retainGradient()
    (y * y).sum().backward()
    XCTAssertEqual(y.grad?.doubles(), [6, 12])
  }

  func testWithoutGradientsRecordsNothing() {
    let x = Tensor([1.0]).requiringGradient()
    let y = withoutGradients { x * 2 }
    XCTAssertFalse(y.requiresGrad)
    XCTAssertTrue(withoutGradients { withGradients { x * 2 } }.requiresGrad)
    XCTAssertTrue((x * 2).requiresGrad)
    struct Stop: Error {}
    XCTAssertThrowsError(try withoutGradients { throw Stop() })
    XCTAssertTrue((x * 2).requiresGrad, "recording goes on after an error")
  }

  func testDetachSharesMemoryAndNothingElse() {
    let x = Tensor([1.0, 2.0]).requiringGradient()
    let y = (x * 2).detach()
    XCTAssertFalse(y.requiresGrad)
    let z = x.detach()
    XCTAssertTrue(z.sharesStorage(with: x))
    z[0] = Tensor(9.0)
    XCTAssertEqual(x.detach().doubles(), [9, 2])
  }

  func testNamesOfDerivatives() {
    let x = Tensor([[1.0, 2.0]]).requiringGradient()
    let names = [
      x + x, x - 1, x * x, x / 2, -x, x.exp(), x.relu(), x.matmul(x.t()), x.sum(), x.sum(dim: 0),
      x.mean(), x.softmax(dim: 1), x.logSoftmax(dim: 1), x.view(2), x.t(), x[0], x.pow(2),
    ].map(\.gradientFunction)
    XCTAssertEqual(
      names,
      [
        "AddBackward0", "SubBackward0", "MulBackward0", "DivBackward0", "NegBackward0",
        "ExpBackward0", "ReluBackward0", "MmBackward0", "SumBackward0", "SumBackward1",
        "MeanBackward0", "SoftmaxBackward0", "LogSoftmaxBackward0", "ViewBackward0",
        "TBackward0", "SelectBackward0", "PowBackward0",
      ])
    XCTAssertNil(x.gradientFunction)
    XCTAssertTrue(x.isLeaf)
    XCTAssertFalse((x + 1).isLeaf)
  }

  func testInPlaceChangesAreRecorded() {
    let x = Tensor([1.0, 2.0]).requiringGradient()
    let y = x * 1
    y += x
    y *= Tensor([10.0, 100.0])
    y.sum().backward()
    XCTAssertEqual(y.detach().doubles(), [20, 400])
    XCTAssertEqual(x.grad?.doubles(), [20, 200])
  }

  func testInPlaceOnAViewReachesTheWhole() {
    let m = Tensor([[1, 2, 3], [4, 5, 6]])
    m[1] *= 10
    m[.all, 0] += Tensor([100, 200])
    m[0, 1...] = Tensor([7, 8])
    XCTAssertEqual(m.ints(), [101, 7, 8, 240, 50, 60])
  }

  func testInPlaceWithItselfInAnotherLayout() {
    let m = Tensor([[1, 2], [3, 4]])
    m += m.t()
    XCTAssertEqual(m.ints(), [2, 5, 5, 8])
  }

  func testDeepGraphNeedsNoDeepStack() {
    let x = Tensor(1.0).requiringGradient()
    var y = x
    for _ in 0..<200_000 { y = (y * 1).sin() }
    y.backward()
    XCTAssertNotNil(x.grad)
    // A graph that is dropped without a pass, on a thread with half a megabyte of stack.
    let dropped = expectation(description: "the graph is gone")
    Thread.detachNewThread {
      var z = Tensor(1.0).requiringGradient() * 1
      for _ in 0..<200_000 { z = (z * z + z).tanh() }
      _ = consume z
      dropped.fulfill()
    }
    wait(for: [dropped], timeout: 60)
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

  func testAGraphDoesNotKeepItselfAlive() {
    weak var node: Node?
    do {
      let x = Tensor([0.5]).requiringGradient()
      let y = x.exp().sigmoid().tanh().softmax(dim: 0)
      y += x
      node = y.node
      XCTAssertNotNil(node)
    }
    XCTAssertNil(node)
  }
}
