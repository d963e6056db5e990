import Kindling
import XCTest

final class DataTests: XCTestCase {
  func testOrdersAsPyTorch() throws {
    for entry in try TrainingFile.load().loaders {
      manualSeed(entry.seed)
      let loader = DataLoader(
        Array(0..<entry.count), batchSize: entry.batch, shuffle: entry.shuffle,
        dropLast: entry.dropLast, generator: entry.own.map { Generator(seed: $0) }
      ) { $0 }
      XCTAssertEqual(loader.count, entry.batches)
      for epoch in entry.epochs { XCTAssertEqual(Array(loader), epoch, "seed \(entry.seed)") }
      XCTAssertEqual(Tensor.rand([]).item(), entry.next, "seed \(entry.seed)")
    }
  }

  func testSplitsAsPyTorch() throws {
    for entry in try TrainingFile.load().splits {
      manualSeed(entry.seed)
      let source = Array(0..<entry.count)
      let isShares = entry.lengths.contains { $0 != $0.rounded() }
      let parts =
        isShares
        ? randomSplit(source, shares: entry.lengths)
        : randomSplit(source, entry.lengths.map { Int($0) })
      XCTAssertEqual(parts.map(\.indices), entry.parts)
      XCTAssertEqual(parts.map { part in (0..<part.count).map { part[$0] } }, entry.parts)
    }
  }

  func testBatchesOfTwoTensors() {
    let x = Tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    let data = TensorDataset(x, Tensor([0, 1, 2]))
    var shapes: [Shape] = []
    var targets: [[Int]] = []
    for (inputs, classes) in DataLoader(data, batchSize: 2) {
      shapes.append(inputs.shape)
      targets.append(classes.ints())
    }
    XCTAssertEqual(shapes, [[2, 2], [1, 2]])
    XCTAssertEqual(targets, [[0, 1], [2]])
    XCTAssertTrue(data[1].0.sharesStorage(with: x))
    let whole = Array(DataLoader(data, batchSize: 2, dropLast: true))
    XCTAssertEqual(whole.count, 1)
  }

  func testBatchesOfOtherSamples() {
    struct Pairs: Dataset {
      let count = 3
      subscript(index: Int) -> (Tensor, Int) { (Tensor.full([2], Double(index)), 10 + index) }
    }
    let labelled = Array(DataLoader(Pairs(), batchSize: 3))
    XCTAssertEqual(labelled[0].0.doubles(), [0, 0, 1, 1, 2, 2])
    XCTAssertEqual(labelled[0].1.ints(), [10, 11, 12])
    let rows = Array(DataLoader([Tensor([1, 2]), Tensor([3, 4])], batchSize: 2))
    XCTAssertEqual(rows.map(\.shape), [[2, 2]])
    let part = Subset(Pairs(), [2, 0])
    XCTAssertEqual(Array(DataLoader(part))[0].1.ints(), [12])
  }

  func testAnEmptyDatasetHasNoBatches() {
    let empty = TensorDataset(Tensor.zeros(0, 2), Tensor.zeros(0))
    XCTAssertEqual(Array(DataLoader(empty, batchSize: 4, shuffle: true)).count, 0)
  }

  func testAnIteratorKeepsItsOrderWhileAnotherRuns() {
    let loader = DataLoader(Array(0..<4), batchSize: 4, shuffle: true) { $0 }
    let (first, second) = (loader.makeIterator(), loader.makeIterator())
    XCTAssertEqual(second.next()?.sorted(), [0, 1, 2, 3])
    XCTAssertEqual(first.next()?.sorted(), [0, 1, 2, 3])
    XCTAssertNil(first.next())
  }
}
