import Kindling
import XCTest

/// Kernels of half precision, which compute in single a piece at a time: results are those of single
/// precision, rounded once, wherever the elements lie.
final class HalfKernelTests: XCTestCase {
  /// More elements than a piece has; rows that repeat; rows with gaps; columns.
  private let pairs: [(Tensor, Tensor)] = {
    var generator = Generator(seed: 3)
    func half(_ sizes: Int...) -> Tensor {
      Tensor.randn(Shape(sizes), using: &generator).to(.float16)
    }
    return [
      (half(3), half(3)), (half(2500), half(2500)), (half(3, 1100), half(1100)),
      (half(3, 1), half(1, 1100)), (half(2500), half()), (half(), half(2500)),
      (half(40, 30).t(), half(30, 40)), (half(40, 30).t(), half(40, 30).t()),
      (half(5, 2300)[0..., .every(2)], half(5, 1150)), (half(7, 9, 11).permute(1, 2, 0), half(7)),
      (half(0, 4), half(4)),
    ]
  }()

  private func check(_ found: Tensor, _ exact: Tensor, _ what: String) {
    XCTAssertEqual(found.dtype, .float16, what)
    XCTAssertEqual(found.shape, exact.shape, what)
    XCTAssertEqual(found.doubles(), exact.to(.float16).doubles(), what)
  }

  func testResultsAreThoseOfSingleRoundedOnce() {
    for (a, b) in pairs {
      let (x, y) = (a.to(.float32).contiguous(), b.to(.float32).contiguous())
      let what = "\(a.shape) \(a.strides), \(b.shape) \(b.strides)"
      check(a + b, x + y, "add \(what)")
      check(b * a, y * x, "mul \(what)")
      check(a / b, x / y, "div \(what)")
      check(a.maximum(b), x.maximum(y), "maximum \(what)")
      check(a * 1.7, x * Float(1.7), "times a number \(what)")
      check(-a, -x, "neg \(what)")
      check(a.exp(), x.exp(), "exp \(what)")
      check(a.abs().sqrt(), x.abs().sqrt(), "sqrt \(what)")
      XCTAssertEqual((a .> b).bools(), (x .> y).bools(), "greater \(what)")
    }
  }

  func testSumsAreAddedUpInSingle() {
    for (a, _) in pairs where a.elementCount > 0 {
      check(a.sum(), a.to(.float32).sum(), "sum \(a.shape)")
      check(a.mean(), a.to(.float32).mean(), "mean \(a.shape)")
    }
    let long = Tensor.randn(300_000).to(.float16)
    check(long.sum(), long.to(.float32).sum(), "a long sum")
    XCTAssertEqual(long.reshape(300, 1000).max(dim: 1).values.dtype, .float16)
    let (rows, wide) = (long.reshape(300, 1000), long.to(.float32).reshape(300, 1000))
    XCTAssertEqual(rows.argmax(dim: 1).ints(), wide.argmax(dim: 1).ints())
  }

  func testConversionsRoundToEven() {
    let halfway = Tensor([2049.0, 2051, 65519, 65520, -65520, 1e-8, 5.9604645e-8])
    XCTAssertEqual(
      halfway.to(.float16).doubles(),
      [2048, 2052, 65504, .infinity, -.infinity, 0, 5.9604644775390625e-08])
    XCTAssertEqual(Tensor.arange(2049).to(.float32).to(.float16).ints(), Array(0...2048))
  }
}
