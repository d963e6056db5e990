import AnsweredParts
import ExerciseTesting
import Kindling
import TensorTypes
import XCTest

final class TensorTypesTests: ExerciseTestCase {
  func testFloatAndLong() throws {
    try skipUnlessAnswered("dtype(named:)", in: "TensorTypes")
    try expectEqual(
      dtype(named: "torch.FloatTensor"), .float32, for: ["name": "torch.FloatTensor"])
    try expectEqual(dtype(named: "torch.LongTensor"), .int64, for: ["name": "torch.LongTensor"])
  }

  func testSixFives() throws {
    try skipUnlessAnswered("filled(_:sizes:with:)", in: "TensorTypes")
    expectClose(
      filled(.float32, sizes: [2, 3], with: 5), Tensor([[5.0, 5.0, 5.0], [5.0, 5.0, 5.0]]),
      for: ["sizes": Code("[2, 3]"), "value": 5.0])
  }

  func testContent() throws {
    try skipUnlessAnswered("holding(_:content:)", in: "TensorTypes")
    expectClose(
      holding(.int64, content: [2.7, 3]), Tensor([2, 3]), for: ["content": [2.7, 3.0]])
  }

  func testDoubledLeavesItsArgument() throws {
    try skipUnlessAnswered("doubled(_:)", in: "TensorTypes")
    let x = Tensor([1.0, 2.0])
    expectClose(doubled(x), Tensor([2.0, 4.0]), for: ["x": x])
    expectClose(x, Tensor([1.0, 2.0]), for: ["x": Tensor([1.0, 2.0])], "x after the call")
  }

  func testDoubleChangesAMatrixThroughItsColumn() throws {
    try skipUnlessAnswered("double(_:)", in: "TensorTypes")
    let matrix = Tensor([[1.0, 2.0], [3.0, 4.0]])
    let column = matrix.select(1, 0)
    expect(double(column) === column, "the result is not x itself", for: ["x": Tensor([1.0, 3.0])])
    expectClose(
      matrix, Tensor([[2.0, 2.0], [6.0, 4.0]]), for: ["x": Tensor([1.0, 3.0])],
      "the matrix whose first column was doubled")
  }

  func testCopiesOfANumber() throws {
    for copy in ["linkedCopy(_:)", "detachedView(_:)", "independentCopy(_:)"] {
      try skipUnlessAnswered(copy, in: "TensorTypes")
    }
    let x = Tensor([3.0]).requiringGradient()
    expect(linkedCopy(x).requiresGrad, "the linked copy requires no gradient", for: ["x": x])
    expect(detachedView(x).sharesStorage(with: x), "the view has memory of its own", for: ["x": x])
    expect(!independentCopy(x).sharesStorage(with: x), "the copy shares memory", for: ["x": x])
  }

  func testRelation() throws {
    try skipUnlessAnswered("relation(_:_:)", in: "TensorTypes")
    let x = Tensor([1.0, 2.0])
    expectEqual(relation(x, x), .sameObject, for: ["a": Code("x"), "b": Code("x")])
    expectEqual(relation(x, x + 0), .separate, for: ["a": Code("x"), "b": Code("x + 0")])
  }
}
