import AnsweredParts
import ExerciseTesting
import Layerwise
import TableLayers
import XCTest

private typealias CAddTable = TableLayers.CAddTable
private typealias NarrowTable = TableLayers.NarrowTable
private typealias JoinTable = TableLayers.JoinTable
private typealias ParallelTable = TableLayers.ParallelTable

final class TableLayersTests: ExerciseTestCase {
  private let a = Tensor([1, 2], dtype: .float64)
  private let b = Tensor([10, 20], dtype: .float64)
  private let c = Tensor([5], dtype: .float64)

  func testAdds() throws {
    try skipUnlessAnswered("CAddTable.updateOutput(_:)", in: "TableLayers")
    expectTensors(CAddTable().forward([a, b]), [Tensor([11, 22], dtype: .float64)])
  }

  func testGradientOfASum() throws {
    try skipUnlessAnswered("CAddTable.updateOutput(_:)", in: "TableLayers")
    try skipUnlessAnswered("CAddTable.updateGradInput(_:_:)", in: "TableLayers")
    let table = CAddTable()
    table.forward([a, b])
    expectTensors(table.backward([a, b], .tensor(a)), [a, a])
  }

  func testNarrows() throws {
    try skipUnlessAnswered("NarrowTable.updateOutput(_:)", in: "TableLayers")
    expectTensors(NarrowTable(2, 2).forward([a, b, c, a]), [b, c])
    expectTensors(NarrowTable(1, 1).forward([a, b]), [a])
  }

  func testGradientOfANarrowedTable() throws {
    try skipUnlessAnswered("NarrowTable.updateOutput(_:)", in: "TableLayers")
    try skipUnlessAnswered("NarrowTable.updateGradInput(_:_:)", in: "TableLayers")
    let zeros = Tensor([0, 0], dtype: .float64)
    let table = NarrowTable(2, 2)
    table.forward([a, b, c, a])
    expectTensors(table.backward([a, b, c, a], [b, c]), [zeros, b, c, zeros])
  }

  func testJoins() throws {
    try skipUnlessAnswered("JoinTable.updateOutput(_:)", in: "TableLayers")
    expectTensors(JoinTable(1).forward([a, c]), [Tensor([1, 2, 5], dtype: .float64)])
    let row = [Tensor([[1, 2, 5]], dtype: .float64)]
    expectTensors(JoinTable(2).forward([a.view(1, 2), c.view(1, 1)]), row)
    expectTensors(JoinTable(1, 1).forward([a.view(1, 2), c.view(1, 1)]), row)
  }

  func testGradientOfJoinedTensors() throws {
    try skipUnlessAnswered("JoinTable.updateOutput(_:)", in: "TableLayers")
    try skipUnlessAnswered("JoinTable.updateGradInput(_:_:)", in: "TableLayers")
    let table = JoinTable(1)
    table.forward([a, c])
    expectTensors(
      table.backward([a, c], .tensor(Tensor([1, 2, 3], dtype: .float64))),
      [Tensor([1, 2], dtype: .float64), Tensor([3], dtype: .float64)])
  }

  func testRunsChildrenSideBySide() throws {
    try skipUnlessAnswered("ParallelTable.updateOutput(_:)", in: "TableLayers")
    let both = ParallelTable()
    both.add(Abs())
    both.add(Sum(1))
    expectTensors(both.forward([-a, b]), [a, Tensor([30], dtype: .float64)])
  }

  func testGradientsOfChildrenSideBySide() throws {
    for name in ["updateOutput(_:)", "updateGradInput(_:_:)", "accGradParameters(_:_:scale:)"] {
      try skipUnlessAnswered("ParallelTable.\(name)", in: "TableLayers")
    }
    let factors = CMul(2)
    factors.weight = Tensor([3, 4], dtype: .float64)
    let both = ParallelTable()
    both.add(Abs())
    both.add(factors)
    both.forward([-a, b])
    expectTensors(
      both.backward([-a, b], [a, a], scale: 2), [-a, Tensor([3, 8], dtype: .float64)])
    expectClose(factors.gradWeight, Tensor([20, 80], dtype: .float64), for: [:], "gradWeight")
  }

  /// Compares a table's tensors, or a tensor.
  private func expectTensors(
    _ signal: Signal, _ expected: [Tensor], file: StaticString = #filePath, line: UInt = #line
  ) {
    let found =
      switch signal {
      case .tensor(let tensor): [tensor]
      case .table(let elements): elements.map(\.tensor)
      }
    expectEqual(
      found.map(\.shape), expected.map(\.shape), for: [:], "shapes", file: file, line: line)
    for (index, pair) in zip(found, expected).enumerated() {
      expectClose(pair.0, pair.1, for: [:], "tensor \(index + 1)", file: file, line: line)
    }
  }
}
