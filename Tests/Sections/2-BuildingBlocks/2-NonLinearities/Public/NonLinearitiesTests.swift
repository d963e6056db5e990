import AnsweredParts
import ExerciseTesting
import Kindling
import NonLinearities
import XCTest

final class NonLinearitiesTests: ExerciseTestCase {
  private let farOut = Tensor([-10_000.0, 10_000.0])

  func testReluKeepsWhatIsPositive() throws {
    try skipUnlessAnswered("relu(_:)", in: "NonLinearities")
    let x = Tensor([[-2.0, 0.0], [0.5, 3.0]])
    expectClose(relu(x), Tensor([[0.0, 0.0], [0.5, 3.0]]), for: ["x": x])
  }

  func testSigmoidIsAHalfAtZeroAndOneFarOut() throws {
    try skipUnlessAnswered("sigmoid(_:)", in: "NonLinearities")
    let x = Tensor([0.0, 2.0])
    expectClose(sigmoid(x), Tensor([0.5, 0.880797]), for: ["x": x])
    expectClose(sigmoid(farOut), Tensor([0.0, 1.0]), for: ["x": farOut])
  }

  func testTanhIsZeroAtZeroAndOneFarOut() throws {
    try skipUnlessAnswered("tanh(_:)", in: "NonLinearities")
    let x = Tensor([-1.0, 0.0, 1.0])
    expectClose(tanh(x), Tensor([-0.761594, 0.0, 0.761594]), for: ["x": x])
    expectClose(tanh(farOut), Tensor([-1.0, 1.0]), for: ["x": farOut])
  }

  func testSlopeOfRelu() throws {
    try skipUnlessAnswered("reluDerivative(_:)", in: "NonLinearities")
    let x = Tensor([-2.0, 0.0, 3.0])
    expectClose(reluDerivative(x), Tensor([0.0, 0.0, 1.0]), for: ["x": x])
  }

  func testSlopeOfSigmoid() throws {
    try skipUnlessAnswered("sigmoidDerivative(_:)", in: "NonLinearities")
    let x = Tensor([0.0, 2.0])
    expectClose(sigmoidDerivative(x), Tensor([0.25, 0.104994]), for: ["x": x])
  }

  func testSlopeOfTanh() throws {
    try skipUnlessAnswered("tanhDerivative(_:)", in: "NonLinearities")
    let x = Tensor([0.0, 1.0])
    expectClose(tanhDerivative(x), Tensor([1.0, 0.419974]), for: ["x": x])
  }
}
