import Kindling
import XCTest

/// Kernels of half precision, which compute in single a piece at a time: results are those of
/// single precision, rounded once, wherever the elements lie.
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

  /// Few and many rows, rows longer than a piece and than what a thread takes, and every order in
  /// memory.
  func testReductionsAlongADimensionAreThoseOfSingle() {
    var generator = Generator(seed: 4)
    for shape: Shape in [
      [1, 5], [5, 1], [7, 1030], [5000, 20], [2, 70_000], [4, 6, 5], [3, 0],
    ] {
      let made = Tensor.randn(shape, using: &generator).to(.float16)
      for half in [
        made, made.permute(Array(shape.indices.reversed())), made.flip([0])[.every(2)],
      ] {
        let single = half.to(.float32)
        for dim in half.shape.indices {
          let what = "\(half.shape) \(half.strides), dim \(dim)"
          check(half.sum(dim: dim), single.sum(dim: dim), "sum \(what)")
          check(half.prod(dim: dim), single.prod(dim: dim), "prod \(what)")
          let (order, expected) = (half.sort(dim: dim), single.sort(dim: dim))
          check(order.values, expected.values, "sort \(what)")
          XCTAssertEqual(order.indices.ints(), expected.indices.ints(), "sort \(what)")
          guard half.shape[dim] > 0 else { continue }
          XCTAssertEqual(half.argmax(dim: dim).ints(), single.argmax(dim: dim).ints(), what)
          XCTAssertEqual(half.argmin(dim: dim).ints(), single.argmin(dim: dim).ints(), what)
        }
        let rest = Array(half.shape.indices.dropFirst())
        check(half.sum(dims: rest), single.sum(dims: rest), "\(half.shape), dims \(rest)")
      }
    }
  }

  func testTheLargestHalfOfALongRowIsTheFirstOneOrNaN() {
    let row = Tensor.full([5000], -Double.infinity, dtype: .float16)
    XCTAssertEqual(row.argmax().item(), 0)
    row[4000].fill(2)
    row[4500].fill(2)
    XCTAssertEqual(row.argmax().item(), 4000)
    row[3000].fill(Double.nan)
    row[4999].fill(Double.nan)
    XCTAssertEqual(row.argmax().item(), 3000)
  }

  func testConversionsRoundToEven() {
    let halfway = Tensor([2049.0, 2051, 65519, 65520, -65520, 1e-8, 5.9604645e-8])
    XCTAssertEqual(
      halfway.to(.float16).doubles(),
      [2048, 2052, 65504, .infinity, -.infinity, 0, 5.9604644775390625e-08])
    XCTAssertEqual(Tensor.arange(2049).to(.float32).to(.float16).ints(), Array(0...2048))
  }
}
