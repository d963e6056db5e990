import Kindling
import XCTest

final class GradientHookTests: XCTestCase {
  func testAHookSeesAndReplaces() {
    let x = Tensor([1.0, 2.0]).requiringGradient()
    let y = x * 3
    var seen: [[Double]] = []
    y.onGradient {
      seen.append($0.doubles())
      return $0 * 10
    }
    y.onGradient {
      seen.append($0.doubles())
      return nil
    }
    y.retainGradient()
    (y * Tensor([1.0, 2.0])).sum().backward()
    XCTAssertEqual(seen, [[1, 2], [10, 20]])
    XCTAssertEqual(x.grad?.doubles(), [30, 60])
    XCTAssertEqual(y.grad?.doubles(), [10, 20], "what is kept has been through the hooks")
  }

  func testAHookOnALeafSeesTheSumOfItsShares() {
    let x = Tensor(2.0).requiringGradient()
    var calls = 0
    let hook = x.onGradient {
      calls += 1
      return $0.clamp(max: 3)
    }
    (x * x + x).backward()
    XCTAssertEqual(calls, 1)
    XCTAssertEqual(x.grad?.item(), 3, "5 cut to 3")
    hook.remove()
    hook.remove()
    x.grad = nil
    (x * x + x).backward()
    XCTAssertEqual(calls, 1)
    XCTAssertEqual(x.grad?.item(), 5)
  }

  func testGradientsAskedForGoThroughHooks() {
    let x = Tensor(2.0).requiringGradient()
    x.onGradient { $0 * 0.5 }
    XCTAssertEqual(grad(of: x * 8, withRespectTo: [x])[0]?.item(), 4)
  }
}
