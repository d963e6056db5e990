import XCTest

@testable import Kindling

final class AutogradTests: XCTestCase {
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
