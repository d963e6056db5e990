import Kindling
import Testing

@Suite struct GeneratorTrapTests {
  @Test func aWholeNumberOfAnEmptyRange() async {
    expectTrap(
      "integer(in:): the range 3..<3 is empty",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var generator = Generator(seed: 1)
        _ = generator.integer(in: 3..<3)
      })
  }

  @Test func wholeNumbersOfAnEmptyRange() async {
    expectTrap(
      "randint: the range 3..<3 is empty",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.randint(3..<3, [2])
      })
  }

  @Test func uniformNumbersThatAreWhole() async {
    expectTrap(
      "uniform: needs a floating-point dtype, not int64",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.rand(2, dtype: .int64)
      })
  }

  @Test func wholeNumbersOfANegativeShape() async {
    expectTrap(
      "randint: [-1] has a negative size",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.randint(0..<3, [-1])
      })
  }

  @Test func aPermutationOfFewerThanNone() async {
    expectTrap(
      "permutation: a count of -1 is negative",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.randperm(-1)
      })
  }
}
