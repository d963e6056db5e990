import AnsweredParts
import ComputationGraphs
import ExerciseTesting
import Kindling
import XCTest

final class ComputationGraphsTests: ExerciseTestCase {
  func testThreeOrigins() throws {
    try skipUnlessAnswered("origin(of:)", in: "ComputationGraphs")
    let x = Tensor([1.0, 2.0]).requiringGradient()
    expectEqual(
      origin(of: Tensor([1.0, 2.0])), .constant, for: ["tensor": Code("Tensor([1.0, 2.0])")])
    expectEqual(origin(of: x), .leaf, for: ["tensor": Code("x, which requires a gradient")])
    expectEqual(
      origin(of: (x + 1).sum()), .operation("Sum"), for: ["tensor": Code("(x + 1).sum()")])
  }

  func testThere() throws {
    try skipUnlessAnswered("traceByHand(_:_:)", in: "ComputationGraphs")
    let (x, y) = (Tensor([1.0, 2.0]), Tensor([3.0, 4.0]))
    announce(["x": x, "y": y])
    let trace = traceByHand(x, y)
    expectClose(trace.z, Tensor([4.0, 6.0]), for: ["x": x, "y": y], "z")
    expectClose(trace.p, Tensor([4.0, 12.0]), for: ["x": x, "y": y], "p")
    expectClose(trace.s, Tensor(16.0), for: ["x": x, "y": y], "s")
  }

  func testAndBack() throws {
    try skipUnlessAnswered("traceByHand(_:_:)", in: "ComputationGraphs")
    let (x, y) = (Tensor([1.0, 2.0]), Tensor([3.0, 4.0]))
    announce(["x": x, "y": y])
    let trace = traceByHand(x, y)
    expectClose(trace.slopeOfP, Tensor([1.0, 1.0]), for: ["x": x, "y": y], "slopeOfP")
    expectClose(trace.slopeOfZ, Tensor([1.0, 2.0]), for: ["x": x, "y": y], "slopeOfZ")
    expectClose(trace.slopeOfX, Tensor([5.0, 8.0]), for: ["x": x, "y": y], "slopeOfX")
    expectClose(trace.slopeOfY, Tensor([1.0, 2.0]), for: ["x": x, "y": y], "slopeOfY")
  }

  func testGradientsOfAProduct() throws {
    try skipUnlessAnswered("gradients(of:at:)", in: "ComputationGraphs")
    let values = [Tensor([1.0, 2.0]), Tensor([3.0, 4.0])]
    let told: KeyValuePairs<String, Any> = [
      "loss": Code("{ ($0[0] * $0[1]).sum() }"), "values": values,
    ]
    announce(told)
    let found = gradients(of: { ($0[0] * $0[1]).sum() }, at: values)
    expectEqual(found.count, 2, for: told, "how many gradients")
    guard found.count == 2 else { return }
    expectClose(found[0], Tensor([3.0, 4.0]), for: told, "the gradient for values[0]")
    expectClose(found[1], Tensor([1.0, 2.0]), for: told, "the gradient for values[1]")
  }

  func testTwoPieces() throws {
    try skipUnlessAnswered("accumulate(_:for:over:)", in: "ComputationGraphs")
    let w = Tensor([2.0]).requiringGradient()
    let pieces = [Tensor([1.0, 2.0]), Tensor([3.0])]
    let told: KeyValuePairs<String, Any> = [
      "loss": Code("{ ($0 * $1).sum() }"), "parameter": w.detach(), "pieces": pieces,
    ]
    expectEqual(accumulate({ ($0 * $1).sum() }, for: w, over: pieces), 12, for: told, "the sum")
    expectClose(w.grad ?? Tensor.zeros(0), Tensor([6.0]), for: told, "parameter.grad")
  }
}
