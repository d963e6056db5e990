import AnsweredParts
import CommonBugs
import ExerciseTesting
import Layerwise
import XCTest

final class CommonBugsTests: ExerciseTestCase {
  func testDifferencesOfACube() throws {
    try skipUnlessAnswered("finiteDifferences(of:at:step:)", in: "CommonBugs")
    let place = Tensor([1, 2], dtype: .float64)
    let slopes = finiteDifferences(
      of: { (place * place * place).sum().item() }, at: place, step: 0.5)
    expectClose(
      slopes, Tensor([3.25, 12.25], dtype: .float64),
      for: ["loss": Code("the sum of the cubes"), "step": 0.5])
    expectClose(place, Tensor([1, 2], dtype: .float64), for: [:], "the place afterwards")
  }

  /// A network of two factors and their sum; two examples in columns.
  private var network: Sequential {
    let factors = CMul(2)
    factors.weight = Tensor([1, -1], dtype: .float64)
    factors.gradWeight.copy(from: Tensor([5, 5], dtype: .float64))
    return Sequential(factors, Sum(2))
  }
  private let x = Tensor([[1, 2], [3, 1]], dtype: .float64)
  private let y = Tensor([0, 0], dtype: .float64)

  /// The examples [1, 3] and [2, 1] give -2 and 1: a loss of 2.5 and the gradient [0, -5].
  private func right(_ change: (Tensor) -> Tensor) -> TrainingStep {
    let step = change(Tensor([0, -5], dtype: .float64))
    return { network, _, _, rate in
      network.parameters()[0].weight -= step * rate
      return 2.5
    }
  }

  func testDiagnoses() throws {
    try skipUnlessAnswered("diagnose(_:network:x:y:learningRate:)", in: "CommonBugs")
    let programs: [(String, TrainingStep, Bug?)] = [
      ("right", right { $0 }, nil), ("uphill", right { -$0 }, .wrongSign),
      ("twice the gradient", right { $0 * 2 }, .wrongGradient),
      ("another loss", { _, _, _, _ in 2 }, .wrongDimension),
      (
        "no zeroing",
        { network, _, _, rate in
          let (weight, gradient) = network.parameters()[0]
          gradient += Tensor([0, -5], dtype: .float64)
          weight -= gradient * rate
          return 2.5
        }, .notZeroed
      ),
    ]
    for (name, program, bug) in programs {
      expectEqual(
        diagnose(program, network: network, x: x, y: y, learningRate: 0.1), bug,
        for: ["program": Code(name), "x": x, "y": y], name)
    }
  }

  private func expectMended(_ program: TrainingStep) {
    let network = network
    expectEqual(program(network, x, y, 0.1), 2.5, for: ["x": x, "y": y], "the loss")
    expectClose(
      network.parameters()[0].weight, Tensor([1, -0.5], dtype: .float64),
      for: ["x": x, "y": y, "learningRate": 0.1], "the weight after a step from [1, -1]")
  }

  func testTheFirstProgram() throws {
    try skipUnlessAnswered("firstProgram(_:_:_:_:)", in: "CommonBugs")
    expectMended(firstProgram)
  }

  func testTheSecondProgram() throws {
    try skipUnlessAnswered("secondProgram(_:_:_:_:)", in: "CommonBugs")
    expectMended(secondProgram)
  }

  func testTheThirdProgram() throws {
    try skipUnlessAnswered("thirdProgram(_:_:_:_:)", in: "CommonBugs")
    expectMended(thirdProgram)
  }

  func testTheFourthProgram() throws {
    try skipUnlessAnswered("fourthProgram(_:_:_:_:)", in: "CommonBugs")
    expectMended(fourthProgram)
  }
}
