import Testing

@testable import Kindling

/// Mistakes with datasets and loaders. Each stops a child process with its message.
@Suite struct DataTrapTests {
  @Test func datasetThatDoesNotPairUp() async {
    expectTrap(
      "TensorDataset: 3 inputs and 2 targets do not pair up",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TensorDataset(.zeros(3, 1), .zeros(2))
      })
  }

  @Test func datasetOfANumber() async {
    expectTrap(
      "TensorDataset: a single number has no rows",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TensorDataset(Tensor(1.0), .zeros(2))
      })
  }

  @Test func subsetOutside() async {
    expectTrap(
      "Subset: index 7 is outside 0..<5",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Subset(Array(0..<5), [1, 7])
      })
  }

  @Test func splitOfAnotherLength() async {
    expectTrap(
      "randomSplit: lengths [3, 4] add up to 7, not 10",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = randomSplit(Array(0..<10), [3, 4])
      })
  }

  @Test func splitIntoOtherShares() async {
    expectTrap(
      "randomSplit: shares [0.5, 0.25] add up to 0.75, not 1",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = randomSplit(Array(0..<10), shares: [0.5, 0.25])
      })
  }

  @Test func splitOfANegativeLength() async {
    expectTrap(
      "randomSplit: [-1, 11] has a negative length",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = randomSplit(Array(0..<10), [-1, 11])
      })
  }

  @Test func splitIntoNegativeShares() async {
    expectTrap(
      "randomSplit: [-0.5, 1.5] has a negative share",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = randomSplit(Array(0..<10), shares: [-0.5, 1.5])
      })
  }

  @Test func emptyBatches() async {
    expectTrap(
      "DataLoader: a batch size of 0 is not positive",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = DataLoader([Tensor(1.0)], batchSize: 0)
      })
  }

  @Test func rowsThatAreNotThere() async {
    expectTrap(
      "TensorDataset: index 5 is outside 0..<2",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TensorDataset(.zeros(2, 1), .zeros(2)).rows(at: [5])
      })
  }
}
