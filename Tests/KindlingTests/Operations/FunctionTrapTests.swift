import Kindling
import Testing

/// Mistakes in calls of functions, reductions, products and constructors. Each runs in a child
/// process.
@Suite struct FunctionTrapTests {
  @Test func powOfWholeNumbers() async {
    expectTrap(
      "pow: integers to the power of -1 are not whole; convert to(.float32)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([2]).pow(-1)
      })
  }

  @Test func powOfShapes() async {
    expectTrap(
      "pow: [2] and [3] do not broadcast",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2).pow(Tensor.zeros(3))
      })
  }

  @Test func logicOnFloats() async {
    expectTrap(
      "and: works on bools and integers, not on float32",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1.0]) & Tensor([true])
      })
  }

  @Test func orOnFloats() async {
    expectTrap(
      "or: works on bools and integers, not on float32",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1.0]) | Tensor([true])
      })
  }

  @Test func xorOnFloats() async {
    expectTrap(
      "xor: works on bools and integers, not on float64",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([true]) ^ Tensor([1.0], dtype: .float64)
      })
  }

  @Test func notOnFloats() async {
    expectTrap(
      "not: works on bools and integers, not on float32",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ~Tensor([1.0])
      })
  }

  @Test func remainderByZero() async {
    expectTrap(
      "remainder: division by 0 (position [1])",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([5, 6]).remainder(Tensor([2, 0]))
      })
  }

  @Test func fmodByZero() async {
    expectTrap(
      "fmod: division by 0 (position [])",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([5, 6]).fmod(0)
      })
  }

  @Test func floorDivideByZero() async {
    expectTrap(
      "floorDivide: division by 0 (position [0])",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([5, 6]).floorDivide(Tensor([0, 1]))
      })
  }

  @Test func fracOfWholeNumbers() async {
    expectTrap(
      "frac: needs a floating-point tensor, this one is int64",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([5]).frac()
      })
  }

  @Test func whereByNumbers() async {
    expectTrap(
      "where: the condition must be bool, this one is float32",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.where(Tensor([1.0]), Tensor([1.0]), Tensor([2.0]))
      })
  }

  @Test func whereOfShapes() async {
    expectTrap(
      "where: [2] and [3] do not broadcast",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.where(Tensor([true, false]), Tensor.zeros(3), Tensor.zeros(3))
      })
  }

  @Test func maskedFillByNumbers() async {
    expectTrap(
      "maskedFill: the mask must be bool, this one is int64",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1.0]).maskedFill(Tensor([1]), 0)
      })
  }

  @Test func maskedFillOfAnotherShape() async {
    expectTrap(
      "maskedFill: [3] and [2] do not broadcast: 3 meets 2",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3).maskedFill(Tensor([true, false]), 0)
      })
  }

  @Test func amaxOfNothing() async {
    expectTrap(
      "amax: a tensor of shape [0, 2] has no elements to compare",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(0, 2).amax()
      })
  }

  @Test func argmaxOfNothing() async {
    expectTrap(
      "argmax: dim 0 of shape [0] is empty and has no extreme",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(0).argmax()
      })
  }

  @Test func minAlongAnEmptyDim() async {
    expectTrap(
      "min: dim 0 of shape [0, 2] is empty and has no extreme",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(0, 2).min(dim: 0)
      })
  }

  @Test func varOfWholeNumbers() async {
    expectTrap(
      "var: needs a floating-point tensor, this one is int64; convert it with to(.float32)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1, 2]).var()
      })
  }

  @Test func stdOfWholeNumbers() async {
    expectTrap(
      "std: needs a floating-point tensor, this one is int64",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1, 2]).std()
      })
  }

  @Test func normOfWholeNumbers() async {
    expectTrap(
      "norm: needs a floating-point tensor, this one is int64",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1, 2]).norm()
      })
  }

  @Test func varDimNamedTwice() async {
    expectTrap(
      "var: dim 0 is named twice in [0, 0]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2).var(dims: [0, 0])
      })
  }

  @Test func prodDimOutside() async {
    expectTrap(
      "prod: dim 2 is outside -2..<2 for shape [2, 3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3).prod(dim: 2)
      })
  }

  @Test func cumsumDimOutside() async {
    expectTrap(
      "cumsum: dim 1 is outside -1..<1 for shape [3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3).cumsum(dim: 1)
      })
  }

  @Test func mvOfShapes() async {
    expectTrap(
      "mv: [2, 3] x [2]: needs a matrix and a vector as long as its rows",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3).mv(.zeros(2))
      })
  }

  @Test func dotOfShapes() async {
    expectTrap(
      "dot: [3] x [4]: needs two vectors of one length",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3).dot(.zeros(4))
      })
  }

  @Test func outerOfMatrices() async {
    expectTrap(
      "outer: [2, 3] x [3]: needs two vectors",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3).outer(.zeros(3))
      })
  }

  @Test func mmOfShapes() async {
    expectTrap(
      "mm: [2, 3] x [2, 3]: needs two matrices, columns of one meeting rows of the other",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3).mm(.zeros(2, 3))
      })
  }

  @Test func bmmOfShapes() async {
    expectTrap(
      "bmm: [2, 3, 4] x [3, 4, 5]: needs batches of one size, columns meeting rows",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3, 4).bmm(.zeros(3, 4, 5))
      })
  }

  @Test func addmmOfShapes() async {
    expectTrap(
      "addmm: a tensor of shape [5, 2, 2] does not broadcast to the product's [2, 2]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(5, 2, 2).addmm(.zeros(2, 3), .zeros(3, 2))
      })
  }

  @Test func einsumSizes() async {
    expectTrap(
      "einsum: ij,jk->ik: j is 3 in one place and 4 in shape [4, 5]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.einsum("ij,jk->ik", .zeros(2, 3), .zeros(4, 5))
      })
  }

  @Test func einsumOperands() async {
    expectTrap(
      "einsum: ij,jk: names 2 operands, 1 were given",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.einsum("ij,jk", .zeros(2, 3))
      })
  }

  @Test func einsumOfNothing() async {
    expectTrap(
      "einsum: i: there is no tensor to take",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.einsum("i")
      })
  }

  @Test func einsumRank() async {
    expectTrap(
      "einsum: ijk->i: ijk does not name the 2 dims of shape [2, 3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.einsum("ijk->i", .zeros(2, 3))
      })
  }

  @Test func einsumLetters() async {
    expectTrap(
      "einsum: i1->i: 1 is not a letter; each letter names one dimension",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.einsum("i1->i", .zeros(2, 3))
      })
  }

  @Test func einsumTwoEllipses() async {
    expectTrap(
      "einsum: ...i...->i: ... stands for all dimensions left over; use it once in a term",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.einsum("...i...->i", .zeros(2, 3))
      })
  }

  @Test func einsumUnequalDiagonal() async {
    expectTrap(
      "einsum: ii->i: i is 1 in one place and 3 in shape [1, 3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.einsum("ii->i", .zeros(1, 3))
      })
  }

  @Test func einsumUnknownResult() async {
    expectTrap(
      "einsum: ij->k: the result's k is in no operand",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.einsum("ij->k", .zeros(2, 3))
      })
  }

  @Test func einsumResultTwice() async {
    expectTrap(
      "einsum: ij->ii: the result names i twice",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.einsum("ij->ii", .zeros(2, 3))
      })
  }

  @Test func sharedMemoryOfAnotherSize() async {
    expectTrap(
      "Tensor(sharing:): 5 elements do not fit [2, 3], which has 6",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let memory = UnsafeMutableBufferPointer<Float>.allocate(capacity: 5)
        _ = Tensor(sharing: memory, shape: [2, 3]) {}
      })
  }

  @Test func wholeArangeThatNeverEnds() async {
    expectTrap(
      "arange: a step of 1 never gets from 3 to 0",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.arange(3, 0)
      })
  }

  @Test func arangeByInfinity() async {
    expectTrap(
      "arange: a step of inf never gets from 0.0 to 1.0",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.arange(0.0, 1.0, step: .infinity)
      })
  }

  @Test func oneHotOfNothing() async {
    expectTrap(
      "oneHot: without elements there is no telling how many classes there are; pass classes",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(0, dtype: .int64).oneHot()
      })
  }

  @Test func oneHotOfFloats() async {
    expectTrap(
      "oneHot: classes must be int64, these are float32",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1.0]).oneHot()
      })
  }

  @Test func oneHotOutside() async {
    expectTrap(
      "oneHot: class 5 is outside 0..<3",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1, 5]).oneHot(classes: 3)
      })
  }

  @Test func subtractionOfBools() async {
    expectTrap(
      "subtract: bool - bool has no meaning; use ^ for where two bools differ, "
        + "~ for the opposite, or convert with to(.int64)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([true, false]) - Tensor([true, true])
      })
    expectTrap(
      "subtract: float32 - bool has no meaning; use ^ for where two bools differ, "
        + "~ for the opposite, or convert with to(.int64)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var x = Tensor([1.0, 2.0])
        x -= Tensor([true, true])
      })
    expectTrap(
      "subtract: bool - int64 has no meaning; use ^ for where two bools differ, "
        + "~ for the opposite, or convert with to(.int64)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([true, false]) - 1
      })
    expectTrap(
      "subtract: int64 - bool has no meaning; use ^ for where two bools differ, "
        + "~ for the opposite, or convert with to(.int64)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = 1 - Tensor([true, false])
      })
    expectTrap(
      "subtract: int64 - bool has no meaning; use ^ for where two bools differ, "
        + "~ for the opposite, or convert with to(.int64)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var x = Tensor([1, 2])
        x -= true
      })
  }

  @Test func negativeOfABool() async {
    expectTrap(
      "negate: a bool has no negative; use ~ for the opposite, or convert with to(.int64)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = -Tensor([true, false])
      })
  }

  @Test func oneHotOfFewerThanNone() async {
    expectTrap(
      "oneHot: a count of -5 classes is negative; leave classes out for as many as the elements "
        + "need",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(0, dtype: .int64).oneHot(classes: -5)
      })
  }

  @Test func repeatMoreThanADimension() async {
    expectTrap(
      "repeat: 4611686018427387904 times 4 is more than a dimension can hold",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(4).repeat(1 << 62)
      })
  }

  @Test func clampToMoreThanHalfPrecisionHolds() async {
    expectTrap(
      "clamp: 70000.0 does not fit in float16",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, dtype: .float16).clamp(min: 70_000.0)
      })
  }
}
