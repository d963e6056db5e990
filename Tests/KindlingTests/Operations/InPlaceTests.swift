import Kindling
import XCTest

/// Changes in place through tensors and views, with and without a record.
final class InPlaceTests: XCTestCase {
  func testAViewsChangeIsRecordedInItsBase() {
    let x = Tensor([1.0, 2.0]).requiringGradient()
    let whole = Tensor.zeros(2, 2)
    XCTAssertFalse(whole.requiresGrad)
    whole[1] = x * 3
    XCTAssertTrue(whole.requiresGrad)
    XCTAssertEqual(whole.gradientFunction, "CopySlices")
    (whole * Tensor([[1.0, 1.0], [10.0, 100.0]])).sum().backward()
    XCTAssertEqual(x.grad?.doubles(), [30, 300])
  }

  func testAChangedViewAndItsBaseShareTheRecord() {
    let x = Tensor([1.0, 2.0, 3.0]).requiringGradient()
    let base = x * 1
    let view = base[1...]
    view *= 10
    XCTAssertEqual(view.gradientFunction, "AsStridedBackward0")
    view.sum().backward()
    XCTAssertEqual(x.grad?.doubles(), [0, 10, 10])
  }

  func testAViewSeesTheChangeOfItsBase() {
    let x = Tensor([1.0, 2.0]).requiringGradient()
    let base = x * 1
    let (first, second) = (base[0], base.view(1, 2))
    base *= 5
    XCTAssertEqual(first.item(), 5)
    (first + second.sum()).backward()
    XCTAssertEqual(x.grad?.doubles(), [10, 5])
  }

  func testAViewSeesTheChangeOfAnother() {
    let x = Tensor([7.0]).requiringGradient()
    let base = Tensor.zeros(3)
    let (head, tail) = (base[0..<2], base[1...])
    head[1...] = x * 2
    XCTAssertTrue(tail.requiresGrad)
    tail[0].backward()
    XCTAssertEqual(x.grad?.doubles(), [2])
  }

  func testAViewOfATransposedBase() {
    let x = Tensor([1.0, 2.0]).requiringGradient()
    let base = Tensor.arange(6, 0, step: -1, dtype: .float32).view(2, 3).t().detach()
    base[1] = x
    (base * base).sum().backward()
    XCTAssertEqual(x.grad?.doubles(), [2, 4])
  }

  func testAnExpandedViewAddsItsShares() {
    let x = Tensor([1.0]).requiringGradient()
    let base = x * 1
    let wide = base.expand(3)
    base += 1
    wide.sum().backward()
    XCTAssertEqual(x.grad?.doubles(), [3])
  }

  func testADetachedTensorChangesOnItsOwn() {
    let x = Tensor([1.0, 2.0]).requiringGradient()
    let y = x * 2
    let cut = y.detach()
    cut += x
    XCTAssertEqual(y.detach().doubles(), [3, 6], "the memory is shared")
    XCTAssertEqual(cut.gradientFunction, "AddBackward0")
    XCTAssertEqual(y.gradientFunction, "MulBackward0")
  }

  func testOverwritingCutsTheOldRecord() {
    let x = Tensor([1.0, 2.0]).requiringGradient()
    let y = x * 3
    y[0].fill(0)
    y.sum().backward()
    XCTAssertEqual(x.grad?.doubles(), [0, 3])
    // As in PyTorch the result still requires a gradient, which is 0.
    let z = x * 3
    z.zero()
    XCTAssertEqual(z.gradientFunction, "ZeroBackward0")
  }

  func testMasksAndIndexTensorsWriteIntoViews() {
    let x = Tensor.arange(12).view(3, 4)
    x[.all, 1...][[0, 2]] = Tensor(-1)
    XCTAssertEqual(x.ints(), [0, -1, -1, -1, 4, 5, 6, 7, 8, -1, -1, -1])
    x[x .< 0] += 100
    XCTAssertEqual(x.ints(), [0, 99, 99, 99, 4, 5, 6, 7, 8, 99, 99, 99])
    x[0, [1, 3]] = Tensor([1, 3])
    XCTAssertEqual(x[0].ints(), [0, 1, 99, 3])
    let f = Tensor([1.0, 2.0])
    f[[0]] = Tensor([7])
    XCTAssertEqual(f.doubles(), [7, 2], "values are converted to the tensor's dtype")
  }

  func testOperatorsOnWhatCannotBeAssigned() {
    final class Holder {
      let fixed = Tensor([1.0, 2.0])
      var open = Tensor([3.0])
    }
    func add(_ x: Tensor) {
      x += 1
      x[[0]] *= 10
    }
    let holder = Holder()
    add(holder.fixed)
    holder.open -= holder.open
    for x in [holder.fixed, holder.open] { x /= 2 }
    XCTAssertEqual(holder.fixed.doubles(), [10, 1.5])
    XCTAssertEqual(holder.open.doubles(), [0])
  }

  func testUpdateIsTheInPlaceFormOfAnything() {
    let x = Tensor([-1.0, 2.0])
    let view = x.view(2, 1)
    x.update { $0.relu() }
    XCTAssertEqual(view.doubles(), [0, 2])
    let square = Tensor([[1, 2], [3, 4]])
    square.update { $0.t() }
    XCTAssertEqual(square.ints(), [1, 3, 2, 4])
  }

  func testADeepChainOfChangesNeedsNoDeepStack() {
    let x = Tensor([1.0, 1.0]).requiringGradient()
    let y = x * 1
    for _ in 0..<20_000 { y[0] += x[1] }
    y.sum().backward()
    XCTAssertEqual(x.grad?.doubles(), [1, 20_001])
  }

  func testRecordsOfViewsDoNotKeepThemselvesAlive() {
    weak var gone: Tensor?
    do {
      let x = Tensor([1.0, 2.0]).requiringGradient()
      let base = x * 1
      let view = base[0...]
      let product = view * view
      base.copy(from: product)
      gone = base
    }
    XCTAssertNil(gone)
  }

  func testWhatWasNotRecordedCanBeChangedByWhatIs() {
    let w = Tensor([10.0, 20.0]).requiringGradient()
    let z = Tensor([1.0, 2.0])
    z *= w
    z.sum().backward()
    XCTAssertEqual(z.gradientFunction, "MulBackward0")
    XCTAssertEqual(w.grad!.doubles(), [1, 2])
  }

  func testACopyOfALeafIsNoLeaf() {
    let w = Tensor([10.0, 20.0]).requiringGradient()
    let z = w * 3
    z.copy(from: w)
    XCTAssertEqual(z.gradientFunction, "CopyBackwards")
    z *= 2
    z.sum().backward()
    XCTAssertEqual(w.grad!.doubles(), [2, 2])
    let other = Tensor.zeros(2)
    other.update { _ in w }
    other *= 2
    other.sum().backward()
    XCTAssertEqual(w.grad!.doubles(), [4, 4])
  }

  func testAFilledResultStillHasAGradientOfZero() {
    let w = Tensor([10.0, 20.0]).requiringGradient()
    let z = w * 3
    z.fill(5)
    XCTAssertEqual(z.gradientFunction, "FillBackward2")
    z.sum().backward()
    XCTAssertEqual(w.grad!.doubles(), [0, 0])
  }

  func testLeadingOnesOfAnAssignedValueGoAway() {
    let x = Tensor.zeros(2, 3)
    x[0] = Tensor([[[1.0, 2.0, 3.0]]])
    x[Tensor([1])] = Tensor([[[4.0, 5.0, 6.0]]])
    XCTAssertEqual(x.doubles(), [1, 2, 3, 4, 5, 6])
  }
}
