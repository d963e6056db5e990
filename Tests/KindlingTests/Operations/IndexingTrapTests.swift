import Kindling
import Testing

/// Mistakes in indexing, joining and rearranging. Each runs in a child process.
@Suite struct IndexingTrapTests {
  @Test func indexOfFloats() async {
    expectTrap(
      "subscript: an index tensor must be int64 or bool, this one is float32",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3)[Tensor([1.0])]
      })
  }

  @Test func indexTensorOutside() async {
    expectTrap(
      "subscript: index 7 is outside 0..<3 in dim 0 of shape [3, 2]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3, 2)[[0, 7]]
      })
  }

  @Test func indexTensorsOfShapes() async {
    expectTrap(
      "subscript: [2] and [3] do not broadcast",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3, 2)[[0, 1], [0, 1, 1]]
      })
  }

  @Test func maskOfAnotherShape() async {
    expectTrap(
      "subscript: a mask of shape [3] does not fit dims [4] of shape [2, 4]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 4)[.all, Tensor([true, false, true])]
      })
  }

  @Test func maskWithTooManyDims() async {
    expectTrap(
      "subscript: more indices than the 1 dimensions of shape [2]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2)[Tensor([[true, false]])]
      })
  }

  @Test func twoRests() async {
    expectTrap(
      "subscript: .rest stands for all dimensions left over; use it once",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 2)[.rest, .rest]
      })
  }

  @Test func backwardStep() async {
    expectTrap(
      "subscript: a step of -1 is not above 0; use flip to go backwards",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3)[.every(-1)]
      })
  }

  @Test func assignedShape() async {
    expectTrap(
      "subscript: a tensor of shape [3] does not fit the [2] elements chosen",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor.zeros(4)[[0, 1]] = Tensor.zeros(3)
      })
  }

  @Test func assignedToAView() async {
    expectTrap(
      "copy: a tensor of shape [3] does not fit into [2]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor.zeros(2, 2)[0] = Tensor.zeros(1, 3)[0]
      })
  }

  @Test func indexSelectFromTheEnd() async {
    expectTrap(
      "indexSelect: index -1 is outside 0..<2 in dim 1 of shape [3, 2]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3, 2).indexSelect(dim: 1, Tensor([-1]))
      })
  }

  @Test func rollOfANumber() async {
    expectTrap(
      "roll: a tensor of rank 0 has no dimension to shift along",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor(1.0).roll(1, dim: 0)
      })
  }

  @Test func flattenOfANumber() async {
    expectTrap(
      "flatten: dim 1 is outside -1..<1 for shape []",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor(1.0).flatten(start: 1)
      })
  }

  @Test func indexSelectOutside() async {
    expectTrap(
      "indexSelect: index 5 is outside 0..<2 in dim 1 of shape [3, 2]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3, 2).indexSelect(dim: 1, Tensor([5]))
      })
  }

  @Test func indexSelectByAMatrix() async {
    expectTrap(
      "indexSelect: the index must be a vector, this one has shape [1, 1]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3).indexSelect(dim: 0, Tensor([[0]]))
      })
  }

  @Test func indexSelectOfANumber() async {
    expectTrap(
      "indexSelect: a tensor of rank 0 has no dimension to index",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor(1.0).indexSelect(dim: 0, Tensor([0]))
      })
  }

  @Test func indexAddShape() async {
    expectTrap(
      "indexAdd: a source of shape [3] does not fit; [2] would",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(4).indexAdd(dim: 0, Tensor([0, 1]), .zeros(3))
      })
  }

  @Test func indexPutWithoutIndices() async {
    expectTrap(
      "indexPut: there are no index tensors",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2).indexPut([], .zeros(2))
      })
  }

  @Test func indexPutWithTooMany() async {
    expectTrap(
      "indexPut: 2 index tensors are too many for shape [2]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2).indexPut([Tensor([0]), Tensor([0])], .zeros(1))
      })
  }

  @Test func maskedSelectByNumbers() async {
    expectTrap(
      "maskedSelect: the mask must be bool, this one is int64",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2).maskedSelect(Tensor([1, 0]))
      })
  }

  @Test func scatterOutside() async {
    expectTrap(
      "scatter: index 7 is outside 0..<2 (position [0])",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2).scatter(dim: 0, Tensor([7]), 1)
      })
  }

  @Test func scatterSource() async {
    expectTrap(
      "scatter: the source, float64 [1], must have at least the index's shape [1] "
        + "and this tensor's dtype float32",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2).scatter(dim: 0, Tensor([1]), Tensor.zeros(1, dtype: .float64))
      })
  }

  @Test func scatterRank() async {
    expectTrap(
      "scatterAdd: an index of shape [1] has another rank than shape [2, 2]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 2).scatterAdd(dim: 0, Tensor([1]), .zeros(1))
      })
  }

  @Test func gatherTooLong() async {
    expectTrap(
      "gather: an index of shape [1, 3] is longer than shape [2, 2] in dim 1",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 2).gather(dim: 0, Tensor([[0, 0, 0]]))
      })
  }

  @Test func topkOfTooMany() async {
    expectTrap(
      "topk: 5 elements asked for, dim 1 of shape [2, 3] has 3",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3).topk(5)
      })
  }

  @Test func splitByNothing() async {
    expectTrap(
      "split: a size of 0 divides nothing",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3).split(0)
      })
  }

  @Test func splitSizes() async {
    expectTrap(
      "split: [2, 2] adds up to 4, dim 0 of shape [5, 3] has 5",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(5, 3).split([2, 2])
      })
  }

  @Test func splitNegative() async {
    expectTrap(
      "split: [6, -1] has a negative size",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(5, 3).split([6, -1])
      })
  }

  @Test func splitOfANumber() async {
    expectTrap(
      "split: a tensor of rank 0 has no dimension to split",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor(1.0).split(1)
      })
  }

  @Test func chunkIntoNothing() async {
    expectTrap(
      "chunk: 0 parts cannot be made",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3).chunk(0)
      })
  }

  @Test func chunkOfANumber() async {
    expectTrap(
      "chunk: a tensor of rank 0 has no dimension to split",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor(1.0).chunk(1)
      })
  }

  @Test func unbindOfANumber() async {
    expectTrap(
      "unbind: a tensor of rank 0 has no dimension to take apart",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor(1.0).unbind()
      })
  }

  @Test func selectOfANumber() async {
    expectTrap(
      "select: a tensor of rank 0 has no dimension to select from",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor(1.0).select(0, 0)
      })
  }

  @Test func narrowOfANumber() async {
    expectTrap(
      "narrow: a tensor of rank 0 has no dimension to narrow",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor(1.0).narrow(0, start: 0, length: 1)
      })
  }

  @Test func flipTwice() async {
    expectTrap(
      "flip: a dim is named twice in [0, -1]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3).flip(0, -1)
      })
  }

  @Test func rollShifts() async {
    expectTrap(
      "roll: 2 shifts do not fit 1 dims",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3).roll([1, 2], dims: [0])
      })
  }

  @Test func repeatTooFew() async {
    expectTrap(
      "repeat: 1 counts are too few for shape [2, 3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3).repeat(2)
      })
  }

  @Test func repeatNegative() async {
    expectTrap(
      "repeat: [2, -1] has a negative count",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3).repeat(2, -1)
      })
  }

  @Test func flattenBackwards() async {
    expectTrap(
      "flatten: dim 1 comes after dim 0",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3).flatten(start: 1, end: 0)
      })
  }

  @Test func movedimCounts() async {
    expectTrap(
      "movedim: [0, 1] to [2] are not as many",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3, 4).movedim([0, 1], [2])
      })
  }

  @Test func movedimTwice() async {
    expectTrap(
      "movedim: [0, 0] to [1, 2] name a dim twice",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3, 4).movedim([0, 0], [1, 2])
      })
  }

  @Test func diagonalOfAVector() async {
    expectTrap(
      "diagonal: dim 1 is outside -1..<1 for shape [3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3).diagonal()
      })
  }

  @Test func diagonalOfOneDim() async {
    expectTrap(
      "diagonal: needs two different dims, not 0 and 0 of shape [3, 3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3, 3).diagonal(0, 0)
      })
  }

  @Test func triuOfAVector() async {
    expectTrap(
      "triu: a tensor of shape [3] is not a matrix",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3).triu()
      })
  }

  @Test func trilOfAVector() async {
    expectTrap(
      "tril: a tensor of shape [3] is not a matrix",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3).tril()
      })
  }

  @Test func stackDimOutside() async {
    expectTrap(
      "stack: dim 3 is outside -2...1 for shape [2]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.stack([.zeros(2)], dim: 3)
      })
  }

  @Test func stackOfNothing() async {
    expectTrap(
      "stack: there are no tensors to join",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.stack([])
      })
  }

  @Test func catOfNothing() async {
    expectTrap(
      "cat: there are no tensors to join",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.cat([])
      })
  }

  @Test func catOfNumbers() async {
    expectTrap(
      "cat: tensors of rank 0 have no dimension to be joined along; use stack",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.cat([Tensor(1.0)])
      })
  }

  @Test func unsqueezeOutside() async {
    expectTrap(
      "unsqueeze: dim 3 is outside -2...1 for shape [2]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2).unsqueeze(3)
      })
  }

  @Test func expandOfANewDim() async {
    expectTrap(
      "expand: a new dimension cannot be -1 in [-1, 2]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2).expand(-1, 2)
      })
  }

  @Test func viewOfNothing() async {
    expectTrap(
      "view: -1 in [0, -1] could be any size, because another size is 0",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(0).view(0, -1)
      })
  }

  @Test func indexOfBytes() async {
    expectTrap(
      "subscript: an index tensor must be int64 or bool, this one is uint8",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3)[Tensor([0, 1, 1], dtype: .uint8)]
      })
  }

  @Test func selectionByAMask() async {
    expectTrap(
      "indexSelect: an index tensor must be int64, this one is bool",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(3).indexSelect(dim: 0, Tensor([true, false, true]))
      })
  }

  @Test func assignmentToElementsThatShareMemory() async {
    expectTrap(
      "subscript: elements of this expanded tensor share their memory in dim 0, so they cannot ",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor([1.0]).expand(3)[Tensor([0, 1])] = Tensor(5.0)
      })
  }

  @Test func expandToANegativeSize() async {
    expectTrap(
      "expand: [-2] has a negative size",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.ones(1).expand(-2)
      })
  }
}
