import AnsweredParts
import ExerciseTesting
import Kindling
import WordEmbeddings
import XCTest

final class WordEmbeddingsTests: ExerciseTestCase {
  private let table = Tensor([[0.5, 1.0], [2.0, 3.0], [4.0, 6.0]])

  func testLooksUpRows() throws {
    try skipUnlessAnswered("lookUp(_:in:)", in: "WordEmbeddings")
    let indices = Tensor([2, 0, 2])
    try expectClose(
      lookUp(indices, in: table), Tensor([[4.0, 6.0], [0.5, 1.0], [4.0, 6.0]]),
      for: ["indices": indices, "table": table])
    let one = Tensor(1)
    try expectClose(
      lookUp(one, in: table), Tensor([2.0, 3.0]), for: ["indices": one, "table": table],
      "a single index")
  }

  func testLooksUpATableOfIndices() throws {
    try skipUnlessAnswered("lookUp(_:in:)", in: "WordEmbeddings")
    let indices = Tensor([[2, 0], [2, 1]])
    try expectClose(
      lookUp(indices, in: table),
      Tensor([[[4.0, 6.0], [0.5, 1.0]], [[4.0, 6.0], [2.0, 3.0]]]),
      for: ["indices": indices, "table": table])
  }

  func testAnIndexOutsideIsAnError() throws {
    try skipUnlessAnswered("lookUp(_:in:)", in: "WordEmbeddings")
    let indices = Tensor([1, 3])
    announce(["indices": indices, "table": table])
    XCTAssertThrowsError(
      try lookUp(indices, in: table), "expected IndexOutsideTable(index: 3, count: 3)"
    ) { error in
      expectEqual(
        (error as? IndexOutsideTable)?.index, 3, for: ["indices": indices, "table": table],
        "the index of an IndexOutsideTable")
    }
  }

  func testAddsGradientsWhereTheyBelong() throws {
    try skipUnlessAnswered("tableGradient(_:indices:count:)", in: "WordEmbeddings")
    let gradient = Tensor([[1.0, 2.0], [10.0, 20.0], [100.0, 200.0]])
    let indices = Tensor([2, 0, 2])
    expectClose(
      tableGradient(gradient, indices: indices, count: 4),
      Tensor([[10.0, 20.0], [0.0, 0.0], [101.0, 202.0], [0.0, 0.0]]),
      for: ["gradient": gradient, "indices": indices, "count": 4])
  }

  func testCosineOfAngles() throws {
    try skipUnlessAnswered("cosineSimilarity(_:_:)", in: "WordEmbeddings")
    let a = Tensor([[3.0, 4.0], [0.0, 2.0], [-5.0, 0.0]])
    let b = Tensor([1.0, 0.0])
    expectClose(cosineSimilarity(a, b), Tensor([0.6, 0.0, -1.0]), for: ["a": a, "b": b])
  }

  func testZerosAreSimilarToNothing() throws {
    try skipUnlessAnswered("cosineSimilarity(_:_:)", in: "WordEmbeddings")
    let (a, b) = (Tensor([0.0, 0.0]), Tensor([1.0, 2.0]))
    expectClose(cosineSimilarity(a, b), Tensor(0.0), for: ["a": a, "b": b])
  }
}
