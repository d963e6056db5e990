import Kindling
import XCTest

final class DifferentiableFunctionTests: XCTestCase {
  private struct Exponential: DifferentiableFunction {
    func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor {
      let result = inputs[0].exp()
      context.save(result)
      return result
    }
    func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
      [gradient * context.saved[0]]
    }
  }

  private struct ScaledProduct: DifferentiableFunction {
    let scale: Double
    func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor {
      context.save(inputs[0], inputs[1])
      return inputs[0] * inputs[1] * scale
    }
    func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
      [
        context.needsGradient(0) ? gradient * context.saved[1] * scale : nil,
        context.needsGradient(1) ? gradient * context.saved[0] * scale : nil,
      ]
    }
  }

  private struct Identity: DifferentiableFunction {
    func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor { inputs[0] }
    func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?] { [-gradient] }
  }

  func testValueNameAndGradient() {
    let x = Tensor([0.0, 1.0], dtype: .float64).requiringGradient()
    let y = Exponential()(x)
    XCTAssertEqual(y.gradientFunction, "ExponentialBackward")
    y.sum().backward()
    XCTAssertEqual(x.grad!.doubles()[1], 2.718281828459045, accuracy: 1e-15)
    XCTAssertFalse(Exponential()(Tensor([1.0])).requiresGrad)
  }

  func testSecondDerivatives() {
    var generator = Generator(seed: 3)
    let (x, y) = (
      Tensor.randn([2, 3], dtype: .float64, using: &generator),
      Tensor.randn([2, 3], dtype: .float64, using: &generator)
    )
    assertGradients([x]) { Exponential()($0[0]) }
    assertGradients([x, y]) { ScaledProduct(scale: 2.5)($0[0], $0[1]) }
  }

  func testOnlyWantedGradients() {
    let (x, w) = (Tensor([2.0]), Tensor([3.0]).requiringGradient())
    ScaledProduct(scale: 1)(x, w).sum().backward()
    XCTAssertEqual(w.grad?.item(), 2)
    XCTAssertNil(x.grad)
  }

  func testAnInputHandedBack() {
    let x = Tensor([2.0]).requiringGradient()
    let y = Identity()(x)
    XCTAssertEqual(y.gradientFunction, "IdentityBackward")
    y.backward()
    XCTAssertEqual(x.grad?.item(), -1, "a reversed gradient")
    XCTAssertTrue(x.isLeaf)
  }

  func testASavedResultDoesNotKeepItselfAlive() {
    weak var gone: Tensor?
    do {
      let y = Exponential()(Tensor([1.0]).requiringGradient())
      gone = y
    }
    XCTAssertNil(gone)
  }
}
