import Kindling
import XCTest

/// First and second derivatives of elementwise functions, reductions and products.
final class FunctionGradientTests: XCTestCase {
  private var generator = Generator(seed: 12)
  private func normal(_ sizes: Int...) -> Tensor {
    .randn(Shape(sizes), dtype: .float64, using: &generator)
  }
  private func between(_ low: Double, _ high: Double, _ sizes: Int...) -> Tensor {
    .uniform(Shape(sizes), low..<high, dtype: .float64, using: &generator)
  }

  func testFunctionsOfAnyNumber() {
    let functions: [(Tensor) -> Tensor] = [
      { $0.exp2() }, { $0.expm1() }, { $0.erf() }, { $0.erfc() }, { $0.sinh() }, { $0.cosh() },
      { $0.asinh() }, { $0.atan() }, { $0.logSigmoid() }, { $0.silu() }, { $0.gelu() },
      { $0.tanhGelu() }, { $0.softplus(beta: 2) }, { $0.frac() }, { $0.floor() * $0 },
      { $0.ceil() + $0 }, { $0.round() * $0 }, { $0.trunc() * $0 }, { $0.elu(alpha: 1.5) },
      { $0.leakyRelu(negativeSlope: 0.2) }, { $0.pow(3) }, { $0.sign() * $0 },
    ]
    for function in functions { assertGradients([normal(2, 3)]) { function($0[0]) } }
  }

  func testFunctionsOfSomeNumbers() {
    let functions: [(Tensor) -> Tensor] = [
      { $0.log2() }, { $0.log10() }, { $0.rsqrt() }, { $0.reciprocal() }, { $0.pow(-1.5) },
      { ($0 - 0.2).tan() }, { ($0 / 2).asin() }, { ($0 / 2).acos() }, { ($0 / 2).atanh() },
      { ($0 + 1).acosh() }, { $0.clamp(min: 0.6, max: 1.1) }, { $0.clamp(min: 0.7) },
      { $0.clamp(max: 0.9) }, { $0.remainder(0.3) }, { $0.fmod(0.3) },
    ]
    for function in functions { assertGradients([between(0.5, 1.3, 2, 3)]) { function($0[0]) } }
  }

  func testFunctionsOfTwo() {
    let functions: [(Tensor, Tensor) -> Tensor] = [
      { $0.maximum($1) }, { $0.minimum($1) }, { $0.atan2($1) }, { $0.remainder($1) },
      { $0.fmod($1) }, { $0.floorDivide($1) * $0 }, { ($0.abs() + 0.5).pow($1) },
      { .where($1 .> 1, $0, $1) }, { .where($1 .> 1, $0, 0) + .where($1 .> 1, 0, $1) },
      { $0.maskedFill($1 .> 1, 3) + $1 },
    ]
    for function in functions {
      assertGradients([normal(2, 3), between(0.5, 1.5, 2, 3)]) { function($0[0], $0[1]) }
    }
    assertGradients([normal(2, 1), between(0.5, 1.5, 3)]) { $0[0].maximum($0[1]) }
    assertGradients([normal(3), normal(2, 1)]) { .where($0[1] .> 0, $0[0], $0[1]) }
  }

  func testReductions() {
    let functions: [(Tensor) -> Tensor] = [
      { $0.prod() }, { $0.prod(dim: 1) }, { $0.prod(dim: 0, keepDim: true) }, { $0.amax() },
      { $0.amax(dims: [0], keepDim: true) }, { $0.amin(dims: [1]) }, { $0.max() },
      { $0.min(dim: 0).values }, { $0.var() }, { $0.var(dim: 1) }, { $0.std() },
      { $0.std(dims: [0], correction: 0, keepDim: true) }, { $0.norm() }, { $0.norm(1, dim: 0) },
      { $0.norm(3, dim: 1) }, { $0.norm(.infinity, dim: 0) }, { $0.norm(-.infinity) },
      { $0.logSumExp() }, { $0.logSumExp(dim: 1, keepDim: true) }, { $0.cumsum(dim: 0) },
      { $0.cumsum(dim: -1) }, { $0.mean(dims: [0, 1]) }, { $0.sort(dim: 0).values },
      { $0.topk(2).values }, { $0.norm(0) * $0 },
    ]
    for function in functions { assertGradients([normal(2, 3)]) { function($0[0]) } }
  }

  func testProductsWithZeros() {
    for zeros in [[0.0, 2, 3], [0, 0, 5], [1, 2, 4]] {
      let x = Tensor([zeros], dtype: .float64)
      XCTAssertTrue(gradCheck([x]) { $0[0].prod(dim: 1) }.passed)
      XCTAssertTrue(gradGradCheck([x]) { $0[0].prod(dim: 1) }.passed)
    }
  }

  func testProducts() {
    assertGradients([normal(2, 3), normal(3)]) { $0[0].mv($0[1]) }
    assertGradients([normal(3), normal(3)]) { $0[0].dot($0[1]) }
    assertGradients([normal(2), normal(3)]) { $0[0].outer($0[1]) }
    assertGradients([normal(2, 2, 3), normal(2, 3, 2)]) { $0[0].bmm($0[1]) }
    assertGradients([normal(2), normal(2, 3), normal(3, 2)]) {
      $0[0].addmm($0[1], $0[2], beta: 0.5, alpha: 2)
    }
    for equation in ["ij,jk->ik", "ij,kj->", "ij,jk->ikj", "ik,ji->jk"] {
      assertGradients([normal(2, 2), normal(2, 2)]) { .einsum(equation, $0[0], $0[1]) }
    }
    assertGradients([normal(2, 2)]) { .einsum("ii->i", $0[0]) }
  }
}
