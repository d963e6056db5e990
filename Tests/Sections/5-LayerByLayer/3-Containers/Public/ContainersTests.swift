import AnsweredParts
import Containers
import ExerciseTesting
import Layerwise
import XCTest

private typealias Sequential = Containers.Sequential
private typealias Concat = Containers.Concat

final class ContainersTests: ExerciseTestCase {
  private let x = Tensor([1.0, -2.0, -3.0], dtype: .float64)

  func testRunsOneAfterTheOther() throws {
    try skipUnlessAnswered("Sequential.updateOutput(_:)", in: "Containers")
    let h = Sequential(Abs(), Sum(1))
    expectClose(
      h.forward(x), Tensor([6.0], dtype: .float64),
      for: ["children": Code("Abs(), Sum(1)"), "input": x])
    expectClose(
      h.get(1).output.tensor, x.abs(), for: ["children": Code("Abs(), Sum(1)"), "input": x],
      "output of the first child")
  }

  func testWithoutChildren() throws {
    try skipUnlessAnswered("Sequential.updateOutput(_:)", in: "Containers")
    expectClose(Sequential().forward(x), x, for: ["children": Code("none"), "input": x])
  }

  func testPrints() throws {
    try skipUnlessAnswered("Sequential.description", in: "Containers")
    expectEqual(
      "\(Sequential(Abs(), Sum(1)))",
      """
      nn.Sequential {
        [input -> (1) -> (2) -> output]
        (1): nn.Abs
        (2): nn.Sum
      }
      """, for: ["children": Code("Abs(), Sum(1)")])
  }

  func testJoins() throws {
    try skipUnlessAnswered("Concat.updateOutput(_:)", in: "Containers")
    let both = Concat(1)
    both.add(Abs())
    both.add(Sum(1))
    expectClose(
      both.forward(x), Tensor([1.0, 2.0, 3.0, -4.0], dtype: .float64),
      for: ["dimension": 1, "children": Code("Abs(), Sum(1)"), "input": x])
  }

  func testLeaves() throws {
    try skipUnlessAnswered("leaves(of:)", in: "Containers")
    let (f, g) = (Abs(), Sum(1))
    let found = leaves(of: Sequential(f, Sequential(g, f)))
    expectEqual(
      found.map { $0 === f ? "f" : $0 === g ? "g" : "\($0)" }, ["f", "g", "f"],
      for: ["module": Code("Sequential(f, Sequential(g, f))")])
  }
}
